"""What a digest puts first, and why."""

from paperreader.entry import Entry
from paperreader.exporting.digest import Taste, digest, taste

KEPT = (
    Entry(id="k1", title="k", authors=("Ann Lee", "Bo Li"), tags=("ml/world-models", "rl")),
    Entry(id="k2", title="k", authors=("Ann Lee",)),
)
KNOWN = taste(KEPT)


def paper(name: str, title: str = "T", upvotes: int | None = 0, **given: object) -> Entry:
    return Entry(id=name, title=title, upvotes=upvotes, **given)  # type: ignore[arg-type]


def shape(*entries: Entry, known: Taste = KNOWN) -> list[tuple[str, list[str]]]:
    return [(g.label, [i.entry.id for i in g.items]) for g in digest(entries, known)]


def test_what_is_known_of_the_reader() -> None:
    assert KNOWN.authors == {"ann lee": 2, "bo li": 1}
    # A tag of two letters would be met in too many titles.
    assert KNOWN.tags == {"ml/world-models": ("world", "models")}


def test_close_papers_come_first_and_each_group_is_ranked() -> None:
    assert shape(
        paper("much", upvotes=90),
        paper("author", upvotes=1, authors=("ANN LEE",)),
        paper("tag", "On World Models", upvotes=12),
        paper("both", "World-models", upvotes=0, authors=("Bo Li", "Ann Lee")),
        paper("little", upvotes=None),
        paper("queued", upvotes=5, status="queued"),
        paper("skipped", upvotes=500, status="skipped"),
    ) == [
        ("Close to what you keep", ["both", "tag", "author"]),
        ("More new papers", ["much", "little"]),
        ("Decided already", ["queued"]),
    ]


def test_without_a_history_upvotes_decide() -> None:
    assert shape(paper("a", upvotes=1), paper("b", upvotes=2), known=taste(())) == [
        ("New papers", ["b", "a"])
    ]
    assert shape() == []


def test_a_word_within_another_is_no_tag() -> None:
    assert shape(paper("a", "Underworld modelsmith"))[0][0] == "New papers"


def test_each_paper_says_why() -> None:
    entry = paper("a", "World models", 1, authors=("Ann Lee",), starred=True, status="reading")
    ((_label, (item,)),) = [(group.label, group.items) for group in digest((entry,), KNOWN)]
    assert item.remark == (
        "★ starred · reading · 1 upvote · by Ann Lee, of whom you keep papers"
        " · speaks of #ml/world-models"
    )
