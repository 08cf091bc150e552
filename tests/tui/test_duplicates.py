"""Possible duplicates in the app: offered, merged, taken back, mentioned after an import."""

import pytest

from paperreader.entry import Entry
from paperreader.library import Library
from paperreader.tui.dialogs.duplicates import DuplicatesDialog
from paperreader.tui.dialogs.import_preview import ImportPreview
from paperreader.tui.flows import importing

from .conftest import DAY, Desk, Opener, fill

COPY = "Paper number five on the slow drift of calm tokens"
TITLES = (COPY, COPY.replace("drift", "dirft"))


@pytest.fixture
def twice(library: Library) -> Library:
    """A library in which one paper stands twice among others."""
    day = DAY.isoformat()
    fill(library, (Entry(title=TITLES[0], arxiv_id="2512.77777", featured=day, upvotes=500),))
    fill(library, (Entry(title=TITLES[1], featured=day, upvotes=400),))
    return library


async def opened(desk: Desk) -> DuplicatesDialog:
    """Open the dialog and wait until it has looked."""
    await desk.act("find_duplicates")
    dialog = await desk.dialog(DuplicatesDialog)
    assert isinstance(dialog, DuplicatesDialog)
    await desk.until(lambda: "1 of 1" in desk.painted() or "No two" in desk.painted())
    return dialog


async def left(desk: Desk) -> None:
    """Leave the dialog and wait for the main screen."""
    await desk.pilot.press("escape")
    await desk.until(lambda: desk.app.screen is desk.main)


async def test_one_key_merges_and_one_undo_brings_both_back(
    twice: Library, open_app: Opener
) -> None:
    async with open_app(twice) as desk:
        assert set(TITLES) <= set(desk.titles)
        before = {row.id: twice.entry(row.id) for row in twice.rows()}
        dialog = await opened(desk)
        dialog.action_merge()
        await left(desk)
        await desk.until(lambda: desk.message == "Merged 1 pair")
        assert len(set(TITLES) & set(desk.titles)) == 1
        assert len(twice) == len(before) - 1
        await desk.act("undo")
        assert {row.id: twice.entry(row.id) for row in twice.rows()} == before
        assert set(TITLES) <= set(desk.titles)


async def test_what_was_merged_can_be_taken_back_in_the_dialog(
    twice: Library, open_app: Opener
) -> None:
    async with open_app(twice) as desk:
        dialog = await opened(desk)
        for _ in range(2):
            dialog.action_merge()
            await desk.until(lambda: "decided" in desk.painted())
            dialog.action_take_back()
            await desk.until(lambda: "1 of 1" in desk.painted())
        await left(desk)
        assert set(TITLES) <= set(desk.titles)
        assert not desk.message


async def test_what_another_changed_since_is_not_taken_back(
    twice: Library, open_app: Opener
) -> None:
    async with open_app(twice) as desk:
        dialog = await opened(desk)
        dialog.action_merge()
        twice.star(["arxiv:2512.00000"], True)
        dialog.action_take_back()
        await desk.until(lambda: "Something else" in desk.painted())
        assert twice.row("arxiv:2512.00000").starred


async def test_what_is_kept_apart_is_not_offered_again(
    twice: Library, open_app: Opener
) -> None:
    async with open_app(twice) as desk:
        dialog = await opened(desk)
        dialog.action_keep_apart()
        dialog.action_take_back()
        dialog.action_keep_apart()
        await left(desk)
        await desk.until(lambda: desk.message == "Kept 1 pair apart")
        await opened(desk)
        assert "No two entries" in desk.painted()
        assert set(TITLES) <= set(desk.titles)


async def test_the_cursor_follows_an_entry_into_the_one_that_it_became(
    twice: Library, open_app: Opener
) -> None:
    async with open_app(twice) as desk:
        copy = next(row.id for row in twice.rows() if row.title == TITLES[1])
        place = desk.main.entry_list.listing.place(copy)
        assert place is not None
        desk.main.entry_list.move_to(place)
        dialog = await opened(desk)
        dialog.action_merge()
        await left(desk)
        assert desk.main.row is not None
        assert desk.main.row.id == "arxiv:2512.77777"


async def test_an_import_that_brings_a_likely_copy_says_so(
    library: Library, open_app: Opener
) -> None:
    fill(library, (Entry(title=TITLES[0], arxiv_id="2512.77777"),))
    page = f'[{{"title": "{TITLES[1]}"}}, {{"title": "Nothing like it at all"}}]'
    async with open_app(library, size=(80, 24)) as desk:
        desk.main.start(importing.pasted(desk.main, page), "dialog")
        await desk.dialog(ImportPreview)
        await desk.until(lambda: "+ Nothing like it at all" in desk.painted())
        await desk.pilot.press("enter")
        await desk.until(lambda: "possible duplicate" in desk.message)
        assert desk.message.startswith("1 possible duplicate: press D · 2 added from")
        assert "u undoes" in desk.painted()


async def test_the_key_opens_it(twice: Library, open_app: Opener) -> None:
    async with open_app(twice) as desk:
        await desk.pilot.press("D")
        await desk.dialog(DuplicatesDialog)
