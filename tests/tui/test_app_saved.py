"""Views that a reader saves: by name and by key, counted, renamed, removed."""

import pytest

from paperreader.library import Library
from paperreader.library.views import SavedView
from paperreader.tui.dialogs.views import ViewDialog
from paperreader.tui.screens import finding, shelving
from paperreader.tui.shelf import NOT_COUNTED, Item
from paperreader.tui.source import ALL, INBOX, NAMED, Source
from tests.tui.conftest import Desk, Opener, fill, papers
from tests.tui.test_app_finding import faked, type_in

pytestmark = pytest.mark.usefixtures("fake_search")

AGENTS = SavedView("Agents", "agents")
LOVED = SavedView("Loved", "is:starred", key="2")


@pytest.fixture(autouse=True)
def counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count saved views without the usual pause."""
    monkeypatch.setattr(shelving, "COUNT_AFTER", 0.001)


def listed(desk: Desk) -> dict[str, Item]:
    """Return the saved views as the pane shows them, by their names."""
    items = desk.main.views_pane.items
    return {item.label: item for item in items if item.source and item.source.name}


async def save_as(desk: Desk, name: str, key: str = "") -> None:
    """Save what is shown through the dialog."""
    await desk.act("save_view")
    dialog = await desk.dialog(ViewDialog)
    dialog._name_field.value = name
    dialog._key_field.value = key
    await desk.pilot.press("enter")
    await desk.until(lambda: desk.app.screen is desk.main)


async def test_a_search_that_holds_becomes_a_view(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        faked(desk)
        await desk.act("show_view", "all")
        await type_in(desk, "agents")
        await desk.pilot.press("enter", "j", "W")
        dialog = await desk.dialog(ViewDialog)
        assert dialog._name_field.value == "agents"
        assert "Shows  agents" in desk.painted()
        await desk.pilot.press(*"Acting", "enter")
        await desk.until(lambda: desk.app.screen is desk.main and desk.main.search.idle)
        assert library.views() == (SavedView("Acting", "agents"),)
        assert desk.main.view.source == Source("agents", "Acting")
        assert desk.main.view.query == "" and desk.main.entry_list.cursor == 1
        assert "Saved “Acting”" in desk.message
        await desk.until(lambda: listed(desk)["Acting"].count == "4")
        await desk.pilot.press("escape")
        assert desk.main.view.source.name == "Acting", "it is no search to be cleared"


async def test_the_view_that_was_searched_is_saved_with_it(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        faked(desk)
        await type_in(desk, "agents OR images")
        desk.main.sort_by("title")
        await save_as(desk, "Two things", "5")
        assert library.views() == (
            SavedView("Two things", "is:inbox (agents OR images)", "title", "5"),
        )


async def test_a_digit_is_taken_over_and_given_back(library: Library, open_app: Opener) -> None:
    library.save_view(LOVED)
    library.star([next(iter(library.rows())).id], True)
    async with open_app(library) as desk:
        assert listed(desk)["Loved"].key == "2"
        assert [item.key for item in desk.main.views_pane.items if item.label == "Queue"] == [
            ""
        ]
        await desk.pilot.press("2")
        await desk.until(lambda: desk.main.view.source == Source.saved(LOVED))
        assert len(desk.titles) == 1
        desk.main.action_remove_view()
        await desk.painting()
        await desk.pilot.press("2")
        await desk.until(lambda: desk.main.view.source == NAMED["queued"])


async def test_the_dialog_says_what_a_key_was_for(library: Library, open_app: Opener) -> None:
    library.save_view(LOVED)
    async with open_app(library) as desk:
        await desk.act("save_view")
        dialog = await desk.dialog(ViewDialog)
        for name, key, said in (
            ("New", "", "All digits are in use"),
            ("New", "2", "2 is taken over from “Loved”"),
            ("New", "7", "7 is taken over from “All papers”"),
            ("loved", "", "Replaces “Loved”, which shows is:starred"),
            ("Inbox", "", "“Inbox” is the name of a built-in view; choose another"),
            ("", "", "needs a name"),
        ):
            dialog._name_field.value = name
            dialog._key_field.value = key
            await desk.until(lambda said=said: said in desk.painted())  # type: ignore[misc]
        await desk.pilot.press("enter")
        assert desk.app.screen is dialog, "a view without a name is not saved"
        await desk.pilot.press("escape")
        await desk.until(lambda: desk.app.screen is desk.main)
        assert library.views() == (LOVED,)


@pytest.mark.parametrize(
    ("source", "name"),
    [(INBOX, ""), (ALL, ""), (NAMED["noted"], ""), (Source.tag("rl"), "#rl")],
)
async def test_only_a_name_that_can_be_had_is_proposed(
    library: Library, open_app: Opener, source: Source, name: str
) -> None:
    async with open_app(library) as desk:
        desk.main.choose(source)
        await desk.act("save_view")
        dialog = await desk.dialog(ViewDialog)
        assert dialog._name_field.value == name


async def test_what_was_saved_is_said_until_another_view_is_shown(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await save_as(desk, "Mine", "4")
        assert desk.message == "Saved “Mine” on 4"
        await desk.act("show_view", "all")
        assert desk.message == ""


async def test_a_view_is_renamed(library: Library, open_app: Opener) -> None:
    library.save_view(LOVED)
    async with open_app(library) as desk:
        await desk.act("show_saved", "2")
        await desk.pilot.press("e")
        dialog = await desk.dialog(ViewDialog)
        dialog._name_field.value = "Dear"
        dialog._key_field.value = "3"
        await desk.pilot.press("enter")
        await desk.until(lambda: desk.app.screen is desk.main)
        assert library.views() == (SavedView("Dear", "is:starred", key="3"),)
        assert desk.main.view.source.name == "Dear"
        assert "Dear" in listed(desk) and "Loved" not in listed(desk)


async def test_a_removed_view_can_be_saved_again(library: Library, open_app: Opener) -> None:
    library.save_view(SavedView("Acting", "agents", "title", "3"))
    async with open_app(library) as desk:
        faked(desk)
        await desk.act("show_saved", "3")
        await desk.until(lambda: len(desk.titles) == 4)
        await desk.pilot.press("e")
        await desk.dialog(ViewDialog)
        await desk.pilot.press("ctrl+d")
        await desk.until(lambda: desk.app.screen is desk.main and desk.main.search.idle)
        assert library.views() == () and listed(desk) == {}
        assert "Removed “Acting” · W saves it again (u does not)" in desk.painted()
        assert desk.main.view.query == "agents" and desk.main.view.source == ALL
        await desk.pilot.press("W")
        await desk.dialog(ViewDialog)
        await desk.pilot.press("enter")
        await desk.until(lambda: desk.app.screen is desk.main)
        assert library.views() == (SavedView("Acting", "agents", "title", "3"),)


async def test_its_order_is_remembered_and_is_its_own(
    library: Library, open_app: Opener
) -> None:
    library.save_view(LOVED)
    library.star([row.id for row in list(library.rows())[:3]], True)
    async with open_app(library) as desk:
        desk.main.sort_by("upvotes")
        await desk.act("show_saved", "2")
        assert desk.main.view.sort == ""
        desk.main.sort_by("-title")
        assert library.views()[0].sort == "-title"
        await desk.act("show_view", "all")
        assert desk.main.view.sort == "upvotes"
        await desk.act("show_saved", "2")
        assert desk.titles == sorted(desk.titles, reverse=True)


async def test_views_of_another_process_appear(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        with Library.open(library.folder) as other:
            other.save_view(LOVED)
        desk.main.look_for_changes()
        await desk.until(lambda: listed(desk)["Loved"].count == "0")
        await desk.act("show_saved", "2")
        assert "Nothing" in desk.painted()
        with Library.open(library.folder) as other:
            other.save_view(SavedView("Loved", "is:inbox", key="2"))
        desk.main.look_for_changes()
        await desk.until(lambda: len(desk.titles) == 12)


async def test_views_that_cannot_be_read_are_said_once(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        (library.folder / "views.json").write_text("{")
        desk.main.look_for_changes()
        assert "views.json" in desk.message and desk.main.message_line.kind == "error"
        desk.main.say("")
        desk.main.look_for_changes()
        assert desk.message == "" and len(desk.titles) == 12


async def test_counts_follow_changes_beside_the_screen(
    library: Library, open_app: Opener
) -> None:
    library.save_view(AGENTS)
    library.save_view(LOVED)
    async with open_app(library) as desk:
        searcher = faked(desk)
        await desk.until(lambda: listed(desk)["Agents"].count == "4")
        searcher.gate.clear()
        await desk.act("toggle_star")
        assert listed(desk)["Loved"].count == "0", "known numbers stand until there are others"
        searcher.gate.set()
        await desk.until(lambda: listed(desk)["Loved"].count == "1")
        assert set(searcher.counted) == {"agents"}, "what rows tell needs no search"


async def test_a_view_not_counted_yet_says_so(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelving, "COUNT_AFTER", 3600)
    library.save_view(AGENTS)
    async with open_app(library) as desk:
        faked(desk)
        assert listed(desk)["Agents"].count == NOT_COUNTED
        desk.main.choose(Source.saved(AGENTS))
        await desk.until(lambda: listed(desk)["Agents"].count == "4")


async def test_a_slow_view_takes_the_rows_of_the_one_before_away(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "SLOW", 0.001)
    library.save_view(AGENTS)
    async with open_app(library) as desk:
        searcher = faked(desk)
        await desk.until(lambda: listed(desk)["Agents"].count == "4")
        searcher.gate.clear()
        desk.main.choose(Source.saved(AGENTS))
        await desk.until(lambda: "Searching …" in desk.painted())
        searcher.gate.set()
        await desk.until(lambda: len(desk.titles) == 4)


async def test_the_palette_shows_saved_views(library: Library, open_app: Opener) -> None:
    library.save_view(SavedView("[bold]Loved[/] x", "is:starred"))
    async with open_app(library) as desk:
        await desk.pilot.press("ctrl+p")
        await desk.until(lambda: desk.app.screen is not desk.main)
        await desk.pilot.press(*"loved")
        await desk.until(lambda: "View: [bold]Loved[/] x" in desk.painted())
        await desk.pilot.press("enter")
        await desk.until(lambda: desk.main.view.source.name == "[bold]Loved[/] x")


async def test_saved_views_stand_first_in_the_palette_of_views(
    library: Library, open_app: Opener
) -> None:
    library.save_view(SavedView("Agents", "is:starred", key="4"))
    async with open_app(library, size=(100, 20)) as desk:
        await desk.pilot.press("ctrl+p")
        await desk.until(lambda: desk.app.screen is not desk.main)
        await desk.pilot.press(*"view")
        await desk.until(lambda: "View: Agents  (4)" in desk.painted())
        painted = desk.painted()
        assert painted.index("View: Agents") < painted.index("View: Save as a view")


async def test_the_pane_walks_through_saved_views(library: Library, open_app: Opener) -> None:
    library.save_view(AGENTS)
    async with open_app(library) as desk:
        faked(desk)
        desk.main.choose(NAMED["noted"])
        desk.main.go("views")
        await desk.act("move", "down")
        await desk.until(lambda: len(desk.titles) == 4)
        assert desk.main.view.source == Source.saved(AGENTS)
        await desk.act("move", "up")
        assert desk.main.view.source == NAMED["noted"]


async def test_a_search_within_a_saved_view(library: Library, open_app: Opener) -> None:
    library.save_view(AGENTS)
    async with open_app(library) as desk:
        searcher = faked(desk)
        desk.main.choose(Source.saved(AGENTS))
        await desk.until(lambda: len(desk.titles) == 4)
        await type_in(desk, "04")
        assert searcher.calls[-1].within == "agents"
        await desk.pilot.press("escape")
        await desk.until(lambda: len(desk.titles) == 4 and desk.main.search.idle)
        assert desk.main.view.source == Source.saved(AGENTS)


async def test_what_others_bring_joins_a_saved_view(library: Library, open_app: Opener) -> None:
    library.save_view(AGENTS)
    async with open_app(library) as desk:
        faked(desk)
        desk.main.choose(Source.saved(AGENTS))
        await desk.until(lambda: len(desk.titles) == 4)
        with Library.open(library.folder) as other:
            fill(other, papers(14)[12:])
        desk.main.look_for_changes()
        await desk.until(lambda: len(desk.titles) == 5 and listed(desk)["Agents"].count == "5")


def test_the_inbox_is_no_saved_view() -> None:
    assert not INBOX.name
