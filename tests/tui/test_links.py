"""The links of an entry: which there are, and how they are opened."""

import pytest

from paperreader.entry import Entry
from paperreader.library import Library
from paperreader.tui.describe import describe
from paperreader.tui.dialogs.choosing import LinkMenu
from paperreader.tui.flows import browsing
from paperreader.tui.links import MOST_LINKS, links_of
from tests.tui.conftest import Opener, fill

ARXIV = Entry(title="T", arxiv_id="2512.00001")


def test_a_paper_leads_to_its_pages_and_to_what_its_texts_name() -> None:
    entry = Entry(
        title="T",
        arxiv_id="2512.00001",
        url="https://arxiv.org/abs/2512.00001",
        code_url="https://example.org/code",
        doi="10.1/x",
        note="see [here](https://example.org/a_(b)), or https://example.org/code.",
        abstract="Code at https://example.org/more.",
    )
    assert [(link.name, link.url) for link in links_of(entry)] == [
        ("page", "https://arxiv.org/abs/2512.00001"),
        ("PDF", "https://arxiv.org/pdf/2512.00001"),
        ("code", "https://example.org/code"),
        ("DOI", "https://doi.org/10.1/x"),
        ("note", "https://example.org/a_(b)"),
        ("abstract", "https://example.org/more"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.org/x.", "https://a.org/x"),
        ("(https://a.org/x)", "https://a.org/x"),
        ("<https://a.org/x>", "https://a.org/x"),
        ("https://a.org/x?y=1&z=(2)", "https://a.org/x?y=1&z=(2)"),
    ],
)
def test_a_link_in_a_text_ends_where_its_sentence_goes_on(text: str, found: str) -> None:
    assert [link.url for link in links_of(Entry(title="T", note=text))] == [found]


@pytest.mark.parametrize("text", ["ftp://a.org", "javascript:alert(1)", "file:///etc/passwd"])
def test_nothing_but_web_addresses_is_a_link(text: str) -> None:
    assert links_of(Entry(title="T", note=text)) == []


def test_only_so_many_links_are_offered() -> None:
    note = " ".join(f"https://a.org/{number}" for number in range(1_000))
    assert len(links_of(Entry(title="T", note=note))) == MOST_LINKS


@pytest.mark.parametrize("width", [10, 40, 80])
def test_the_lines_of_a_link_lead_to_it(width: int) -> None:
    long = "https://example.org/" + "a" * 60
    description = describe(Entry(title="T", url=long, arxiv_id="2512.00001"), width)
    texts = ["".join(text for text, _ in line) for line in description.lines]
    led = {
        url: "".join(texts[line].strip() for line in lines) for lines, url in description.links
    }
    assert led[long].replace(" ", "") == f"page{long}"
    assert led["https://arxiv.org/abs/2512.00001"].replace(" ", "") == "arXiv2512.00001"
    assert description.link_at(0) is None


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what would be opened."""
    urls: list[str] = []
    monkeypatch.setattr(browsing, "open_link", lambda url, **_: urls.append(url))
    return urls


async def test_a_link_is_chosen_by_a_letter(
    empty_library: Library, open_app: Opener, opened: list[str]
) -> None:
    fill(empty_library, (Entry(title="T", arxiv_id="2512.00001"),))
    async with open_app(empty_library) as desk:
        await desk.pilot.press("a")
        await desk.dialog(LinkMenu)
        await desk.pilot.press("enter")
        await desk.until(lambda: opened)
        assert opened == ["https://arxiv.org/pdf/2512.00001"]


async def test_a_single_link_is_opened_at_once(
    empty_library: Library, open_app: Opener, opened: list[str]
) -> None:
    fill(empty_library, (Entry(title="T", url="https://example.org/only"),))
    async with open_app(empty_library) as desk:
        await desk.act("choose_link")
        await desk.until(lambda: opened)
        assert opened == ["https://example.org/only"]


async def test_without_a_link_that_is_said(empty_library: Library, open_app: Opener) -> None:
    fill(empty_library, (Entry(title="T"),))
    async with open_app(empty_library) as desk:
        await desk.act("choose_link")
        await desk.until(lambda: "gives no link" in desk.message)


async def test_a_click_on_a_link_opens_it(
    empty_library: Library, open_app: Opener, opened: list[str]
) -> None:
    fill(empty_library, (Entry(title="T", url="https://example.org/page"),))
    async with open_app(empty_library) as desk:
        detail = desk.main.detail
        (lines, url) = detail.description.links[0]
        await desk.pilot.click("#detail", offset=(4, 0))
        assert not opened
        await desk.pilot.click("#detail", offset=(4, lines.start))
        await desk.until(lambda: opened)
        assert opened == [url] == ["https://example.org/page"]
