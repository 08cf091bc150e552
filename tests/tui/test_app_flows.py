"""What asks in a dialog or reaches outside: tags, notes, copying, opening, in and out."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events

from paperreader.citation_styles import STYLES
from paperreader.config import Settings
from paperreader.entry import Entry
from paperreader.importing import read_source, sample_dumps
from paperreader.library import Library, LibraryError
from paperreader.tui.clipboard import CopyOutcome
from paperreader.tui.dialogs.choosing import CopyMenu, SortMenu
from paperreader.tui.dialogs.citation_key import KeyDialog
from paperreader.tui.dialogs.drafts import Draft, draft_path
from paperreader.tui.dialogs.exporting import ExportDialog, ExportRequest
from paperreader.tui.dialogs.import_preview import ImportPreview, PageDateDialog
from paperreader.tui.dialogs.import_progress import ImportProgress
from paperreader.tui.dialogs.importing import ImportDialog, ImportRequest
from paperreader.tui.dialogs.note import NoteDialog
from paperreader.tui.dialogs.tag_rename import RenameTag, WhichTag
from paperreader.tui.dialogs.tags import TagDialog
from paperreader.tui.dialogs.taking import TextToTake
from paperreader.tui.flows import browsing, copying, exporting, importing, noting
from paperreader.tui.opening import EditOutcome
from paperreader.tui.source import Source
from tests.tui.conftest import Desk, Opener, fill

DUMP = """Daily Papers

by AK and the research community

Dec 18

A Study of Small Things

We study small things and find that they are small. Small things are small.

  • 3 authors
·
Dec 17, 2025 5
"""


def only(library: Library) -> Any:
    return next(iter(library.rows()))


# Tags and notes


async def test_tags_are_added_and_removed(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("add_tags")
        (await desk.dialog(TagDialog)).dismiss(["robots", "to-read"])
        await desk.until(lambda: only(library).tags == ("robots", "to-read"))
        await desk.until(lambda: "Tagged +robots (new) +to-read (new)" in desk.message)
        assert desk.main.counts.tags == {"robots": 1, "to-read": 1}
        await desk.act("remove_tags")
        (await desk.dialog(TagDialog)).dismiss(["robots"])
        await desk.until(lambda: only(library).tags == ("to-read",))


async def test_marked_entries_are_tagged_together(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("select_all")
        await desk.act("add_tags")
        (await desk.dialog(TagDialog)).dismiss(["all"])
        await desk.until(lambda: "12 entries" in desk.message)
        assert desk.main.counts.tags == {"all": 12} and not desk.main.marks


async def test_no_tag_to_remove_is_said(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("remove_tags")
        await desk.until(lambda: "no tag" in desk.message)


async def test_tags_are_offered_by_use_and_recency(library: Library, open_app: Opener) -> None:
    ids = [row.id for row in library.rows()]
    library.tag(ids[:2], add=["twice"])
    library.tag(ids[2:3], add=["once"])
    async with open_app(library) as desk:
        await desk.act("add_tags")
        dialog = await desk.dialog(TagDialog)
        assert dialog._known == [("twice", 2), ("once", 1)]


async def test_the_tag_of_the_view_is_renamed_and_the_view_follows(
    library: Library, open_app: Opener
) -> None:
    ids = [row.id for row in library.rows()]
    library.tag(ids[:3], add=["rl/theory"])
    library.tag(ids[3:5], add=["rl"])
    async with open_app(library) as desk:
        desk.main.choose(Source.tag("rl"))
        await desk.act("rename_tag")
        (await desk.dialog(RenameTag)).dismiss("Control")
        await desk.until(lambda: "Renamed #rl to #control: 5 entries" in desk.message)
        assert desk.main.view.source == Source.tag("control")
        assert len(desk.titles) == 5
        assert desk.main.counts.tags == {"control": 2, "control/theory": 3}
        await desk.act("undo")
        assert library.counts().tags == {"rl": 2, "rl/theory": 3}


async def test_from_another_view_the_tag_is_chosen_first(
    library: Library, open_app: Opener
) -> None:
    one, two, *_ = [row.id for row in library.rows()]
    library.tag([one], add=["ml/rl"])
    library.tag([two], add=["agents"])
    async with open_app(library) as desk:
        await desk.act("rename_tag")
        which = await desk.dialog(WhichTag)
        assert which._known == [("ml/rl", 1), ("agents", 1), ("ml", 0)]
        which.dismiss("agents")
        rename = await desk.dialog(RenameTag)
        assert rename._foresee("ml/rl") == (
            "Merges with #ml/rl (1 entry): 1 entry",
            "careful",
        )
        rename.dismiss("ml/rl")
        await desk.until(lambda: "Merged #agents into #ml/rl: 1 entry" in desk.message)
        assert library.counts().tags == {"ml/rl": 2}


async def test_no_tag_to_rename_is_said(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("rename_tag")
        await desk.until(lambda: "no tag to rename" in desk.message)


async def test_a_tag_that_cannot_be_is_refused(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("add_tags")
        (await desk.dialog(TagDialog)).dismiss(["two words"])
        await desk.until(lambda: desk.main.message_line.kind == "error")
        assert only(library).tags == ()


async def test_a_cancelled_dialog_changes_nothing(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        for action, kind in (("add_tags", TagDialog), ("write_note", NoteDialog)):
            await desk.act(action)
            (await desk.dialog(kind)).dismiss(None)
            await desk.until(lambda: desk.app.screen is desk.main)
        assert library.log(5)[0].what.startswith("Imported")


async def test_a_note_is_written_shown_and_undone(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("write_note")
        (await desk.dialog(NoteDialog)).dismiss("worth a second look")
        await desk.until(lambda: only(library).note == "worth a second look")
        await desk.until(lambda: "Noted" in desk.message)
        assert "worth a second look" in desk.painted()
        await desk.act("undo")
        assert only(library).note == ""


async def test_a_note_changed_elsewhere_meanwhile_is_kept(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("write_note")
        dialog = await desk.dialog(NoteDialog)
        with Library.open(library.folder) as other:
            other.note(only(library).id, "theirs")
        dialog.dismiss("mine")
        await desk.until(lambda: only(library).note == "mine\n\n---\n\ntheirs")
        assert "both texts are kept" in desk.message


async def test_a_note_is_written_in_an_editor(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noting, "edit_in_editor", lambda *_, **__: EditOutcome("from vi", ""))
    async with open_app(library) as desk:
        await desk.act("write_note_in_editor")
        assert only(library).note == "from vi"
        monkeypatch.setattr(
            noting, "edit_in_editor", lambda *_, **__: EditOutcome(None, "No editor.")
        )
        await desk.act("write_note_in_editor")
        assert only(library).note == "from vi" and "No editor." in desk.message


Editing = Callable[[Path], EditOutcome]


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> Callable[[Editing], None]:
    """Let a function stand for the editor: it is given the file and may write it."""

    def stand_in(editing: Editing) -> None:
        def edit(_app: object, text: str, *, at: Path) -> EditOutcome:
            at.parent.mkdir(exist_ok=True)
            at.write_text(text)
            return editing(at)

        monkeypatch.setattr(noting, "edit_in_editor", edit)

    return stand_in


async def test_what_a_failing_editor_wrote_is_left_as_a_draft(
    library: Library, open_app: Opener, editor: Callable[[Editing], None]
) -> None:
    def fail(at: Path) -> EditOutcome:
        at.write_text("half")
        return EditOutcome(None, "It failed.")

    editor(fail)
    async with open_app(library) as desk:
        await desk.act("write_note_in_editor")
        assert "It failed. What was written is a draft: n goes on with it." in desk.message
        assert only(library).note == ""
        editor(lambda at: EditOutcome(None, ""))
        await desk.act("write_note_in_editor")
        assert only(library).note == "half"
        assert not any((library.folder / "drafts").iterdir())


async def test_an_editor_that_fails_with_nothing_written_leaves_nothing(
    library: Library, open_app: Opener, editor: Callable[[Editing], None]
) -> None:
    editor(lambda at: EditOutcome(None, "It failed."))
    async with open_app(library) as desk:
        await desk.act("write_note_in_editor")
        assert desk.message == "It failed."
        assert not any((library.folder / "drafts").iterdir())


@pytest.mark.parametrize(
    "case",
    [
        ("mine", "mine\n\n---\n\ntheirs", "both texts are kept"),
        ("", "theirs", "it is kept as it is there"),
    ],
)
async def test_a_note_changed_while_the_editor_ran_is_kept(
    library: Library,
    open_app: Opener,
    editor: Callable[[Editing], None],
    case: tuple[str, str, str],
) -> None:
    mine, kept, said = case
    library.note(only(library).id, "before")

    def meanwhile(_at: Path) -> EditOutcome:
        with Library.open(library.folder) as other:
            other.note(only(library).id, "theirs")
        return EditOutcome(mine, "")

    editor(meanwhile)
    async with open_app(library) as desk:
        await desk.act("write_note_in_editor")
        assert only(library).note == kept
        assert said in desk.message


async def test_a_note_that_cannot_be_stored_stays_as_a_draft(
    library: Library,
    open_app: Opener,
    editor: Callable[[Editing], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write(at: Path) -> EditOutcome:
        at.write_text("mine")
        return EditOutcome("mine", "")

    def refuse(*_: object) -> None:
        raise LibraryError("The disk is full.")

    editor(write)
    async with open_app(library) as desk:
        monkeypatch.setattr(library, "note", refuse)
        await desk.act("write_note_in_editor")
        assert desk.main.message_line.kind == "error"
        (draft,) = (library.folder / "drafts").iterdir()
        assert draft.read_text() == "mine"


@pytest.mark.parametrize("place", [0, 5])
async def test_an_unfinished_note_is_offered_at_the_next_start(
    library: Library, open_app: Opener, place: int
) -> None:
    row = list(library.rows())[place]
    library.mark([row.id], "read")
    Draft(draft_path(library.folder, row.id)).write("begun")
    async with open_app(library) as desk:
        assert "A note on this paper was not finished" in desk.message
        assert desk.main.row is not None and desk.main.row.id == row.id
        await desk.act("write_note")
        assert (await desk.dialog(NoteDialog)).text == "begun"


async def test_a_draft_that_says_what_the_note_says_is_not_offered(
    library: Library, open_app: Opener
) -> None:
    row = only(library)
    library.note(row.id, "done")
    Draft(draft_path(library.folder, row.id)).write("done\n")
    Draft(draft_path(library.folder, "no such entry")).write("lost")
    async with open_app(library) as desk:
        assert "not finished" not in desk.message


async def test_the_order_is_chosen(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("choose_sort")
        (await desk.dialog(SortMenu)).dismiss("-upvotes")
        await desk.until(lambda: desk.titles[0] == "Paper 11 on images")
        assert "turned round" in desk.painted()


# Copying and opening


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is copied, in place of a clipboard."""
    texts: list[str] = []

    def copy(app: object, text: str, prefer: str) -> CopyOutcome:
        texts.append(text)
        return CopyOutcome("system", "Copied to the system clipboard (test).")

    monkeypatch.setattr(copying, "copy", copy)
    return texts


async def test_a_citation_is_copied_and_its_key_pinned(
    library: Library, open_app: Opener, copied: list[str]
) -> None:
    async with open_app(library) as desk:
        await desk.act("copy_citation")
        await desk.until(lambda: "Copied to the system clipboard" in desk.message)
        key = only(library).citation_key
        assert key and copied[0].startswith("@") and key in copied[0]
        assert "author names" in desk.message, "what the citation lacks is not said"
        assert key in desk.painted()


async def test_citations_of_marked_entries_have_keys_of_their_own(
    library: Library, open_app: Opener, copied: list[str]
) -> None:
    async with open_app(library) as desk:
        await desk.act("select_all")
        await desk.act("copy_citation")
        await desk.until(lambda: bool(copied))
        keys = {row.citation_key for row in library.rows()}
        assert len(keys) == 12 and copied[0].count("@") == 12


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("title", "Paper 00 on graphs"),
        ("page", "https://arxiv.org/abs/2512.00000"),
        ("pdf", "https://arxiv.org/pdf/2512.00000"),
        ("plain", "Paper 00 on graphs"),
        ("apa", "Paper 00 on graphs"),
        ("csl-json", '"title": "Paper 00 on graphs"'),
    ],
)
async def test_what_to_copy_is_chosen(
    library: Library, open_app: Opener, copied: list[str], choice: str, text: str
) -> None:
    async with open_app(library) as desk:
        await desk.act("choose_copy")
        (await desk.dialog(CopyMenu)).dismiss(choice)
        await desk.until(lambda: bool(copied))
        assert text in copied[0]
        assert bool(only(library).citation_key) is (choice in STYLES)


async def test_every_style_can_be_chosen_the_usual_one_first(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("choose_copy")
        menu = await desk.dialog(CopyMenu)
        offered = [choice for choice, _label, _preview in menu._choices]
        assert offered[: len(STYLES)] == list(STYLES)
        assert len(set(menu._keys)) == len(menu._keys)


async def test_the_key_is_changed_and_undone(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        row = only(library)
        await desk.act("change_key")
        (await desk.dialog(KeyDialog)).dismiss("mine2025")
        await desk.until(lambda: library.row(row.id).citation_key == "mine2025")
        assert "mine2025" in desk.message
        await desk.act("undo")
        assert library.row(row.id).citation_key is None


async def test_where_no_clipboard_works_the_text_is_shown(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        copying, "copy", lambda *_: CopyOutcome("none", "Not copied: there is no clipboard.")
    )
    async with open_app(library) as desk:
        await desk.act("copy_citation")
        await desk.dialog(TextToTake)
        assert "@misc" in desk.painted()
        assert "Not copied" in desk.message


@pytest.mark.parametrize(
    ("action", "link"),
    [
        ("open_page", "https://arxiv.org/abs/2512.00000"),
        ("open_pdf", "https://arxiv.org/pdf/2512.00000"),
    ],
)
async def test_links_are_opened(
    library: Library,
    open_app: Opener,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
    link: str,
) -> None:
    opened: list[str] = []

    def open_link(url: str, **_: object) -> None:
        opened.append(url)

    monkeypatch.setattr(browsing, "open_link", open_link)
    async with open_app(library) as desk:
        await desk.act(action)
        assert opened == [link] and link in desk.message


async def test_a_link_that_is_none_is_refused_with_a_sentence(
    empty_library: Library, open_app: Opener
) -> None:
    fill(empty_library, (Entry(title="Bad link", url="file:///etc/passwd"),))
    async with open_app(empty_library) as desk:
        await desk.act("open_page")
        assert "Only http and https" in desk.message
        await desk.act("open_pdf")
        assert "no PDF is known" in desk.message


# Export


async def test_what_is_shown_is_exported(
    library: Library, open_app: Opener, tmp_path: Path
) -> None:
    target = tmp_path / "list.md"
    settings = Settings(export_folder=tmp_path)
    async with open_app(library, settings=settings) as desk:
        await desk.act("export")
        dialog = await desk.dialog(ExportDialog)
        assert str(tmp_path) in desk.painted()
        dialog.dismiss(ExportRequest("markdown", str(target)))
        await desk.until(lambda: "Exported 12 entries" in desk.message)
        assert target.read_text("utf-8").count("\n## ") == 12


async def test_what_is_marked_is_exported(
    library: Library, open_app: Opener, copied: list[str]
) -> None:
    async with open_app(library) as desk:
        await desk.act("select_toggle")
        await desk.act("export")
        (await desk.dialog(ExportDialog)).dismiss(ExportRequest("csv", "clipboard"))
        await desk.until(lambda: bool(copied))
        assert "Paper 00" in copied[0] and "Paper 01" not in copied[0]


async def test_an_export_that_fails_is_said(
    library: Library, open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(library) as desk:
        await desk.act("export")
        target = tmp_path / "missing" / "list.md"
        (await desk.dialog(ExportDialog)).dismiss(ExportRequest("markdown", str(target)))
        await desk.until(lambda: "there is no folder" in desk.message)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Inbox", "inbox"),
        ("Inbox: graph nets", "inbox-graph-nets"),
        ("#a/b", "a-b"),
        ("../../etc", "etc"),
        ("…", "reading-list"),
        ("論文", "論文"),
    ],
)
def test_the_file_name_that_a_title_suggests(title: str, name: str) -> None:
    assert exporting.file_name(title) == name


# Import


async def preview(desk: Desk, answer: bool) -> None:
    dialog = await desk.dialog(ImportPreview)
    dialog.dismiss("import" if answer else None)
    await desk.until(lambda: desk.app.screen is desk.main)


async def test_a_pasted_dump_is_imported_after_a_look(
    empty_library: Library, open_app: Opener
) -> None:
    async with open_app(empty_library) as desk:
        desk.main.post_message(events.Paste(DUMP))
        await preview(desk, True)
        await desk.until(lambda: "1 added" in desk.message)
        assert desk.titles == ["A Study of Small Things"]
        await desk.act("undo")
        assert desk.titles == [] and len(empty_library) == 0


async def test_a_look_that_is_left_imports_nothing(
    empty_library: Library, open_app: Opener
) -> None:
    async with open_app(empty_library) as desk:
        desk.main.post_message(events.Paste(DUMP))
        await preview(desk, False)
        await desk.until(lambda: "Not imported" in desk.message)
        assert len(empty_library) == 0 and empty_library.log(1) == []


async def test_a_paste_that_is_no_dump_is_said(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        desk.main.post_message(events.Paste("only a few words"))
        await desk.until(lambda: desk.main.message_line.kind == "warning")
        assert len(library) == 12 and desk.app.screen is desk.main


async def test_a_paste_into_the_search_is_text(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("open_search")
        desk.app.post_message(events.Paste("graphs"))
        await desk.until(lambda: desk.main.top_line.editor.text == "graphs")
        assert desk.app.screen is desk.main


async def test_a_file_is_imported_with_the_date_of_its_change(
    empty_library: Library, open_app: Opener, tmp_path: Path
) -> None:
    import os

    dump = tmp_path / "monday.txt"
    dump.write_text(DUMP, "utf-8")
    made = datetime.datetime(2024, 12, 20, 12).timestamp()
    os.utime(dump, (made, made))
    async with open_app(empty_library) as desk:
        await desk.act("import_source")
        (await desk.dialog(ImportDialog)).dismiss(ImportRequest("path", str(dump)))
        await desk.dialog(ImportPreview)
        assert "2024-12-18" in desk.painted()
        await preview(desk, True)
        await desk.until(lambda: "from monday.txt" in desk.message)


async def test_a_file_that_is_not_there_is_said(
    library: Library, open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(library) as desk:
        await desk.act("import_source")
        request = ImportRequest("path", str(tmp_path / "none.txt"))
        (await desk.dialog(ImportDialog)).dismiss(request)
        await desk.until(lambda: "cannot be read" in desk.message)


async def test_the_clipboard_is_imported(
    empty_library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "paste_from_system", lambda: DUMP)
    async with open_app(empty_library) as desk:
        await desk.act("import_source")
        (await desk.dialog(ImportDialog)).dismiss(ImportRequest("clipboard"))
        await preview(desk, True)
        await desk.until(lambda: "in the clipboard" in desk.message)
        monkeypatch.setattr(importing, "paste_from_system", lambda: None)
        await desk.act("import_source")
        (await desk.dialog(ImportDialog)).dismiss(ImportRequest("clipboard"))
        await desk.until(lambda: "empty or out of reach" in desk.message)


@pytest.fixture
def days(tmp_path: Path) -> Path:
    """A folder with two dumps that share a paper, and what is none."""
    place = tmp_path / "two days"
    place.mkdir()
    one = '{"title": "On Tides", "upvotes": 1}'
    (place / "one.jsonl").write_text(f'{one}\n{{"title": "On Locks"}}\n')
    (place / "two.jsonl").write_text(one.replace("1}", '4, "venue": "Sea Letters"}\n'))
    (place / "words.txt").write_text("only a few words")
    return place


async def test_a_dropped_folder_is_imported_as_one_change(
    empty_library: Library, open_app: Opener, days: Path
) -> None:
    async with open_app(empty_library) as desk:
        desk.main.post_message(events.Paste(f"'{days}'"))
        await desk.dialog(ImportPreview)
        for said in ("Import · add 2 ", "2 sources, 3 entries", "left out: words.txt"):
            assert said in desk.painted()
        assert len(empty_library) == 0
        await preview(desk, True)
        await desk.until(lambda: "from 2 of 3 files of two days" in desk.message)
        assert desk.message.startswith("2 added from")
        assert desk.main.message_line.hint == "u undoes"
        assert sorted(desk.titles) == ["On Locks", "On Tides"]
        assert desk.main.row is not None
        await desk.act("undo")
        assert desk.titles == [] and len(empty_library) == 0
        await desk.act("redo")
        assert len(empty_library) == 2


async def test_what_others_change_under_a_preview_is_not_lost(
    empty_library: Library, open_app: Opener, days: Path
) -> None:
    async with open_app(empty_library) as desk:
        desk.main.post_message(events.Paste(str(days)))
        dialog = await desk.dialog(ImportPreview)
        with Library.open(empty_library.folder) as other:
            fill(other, (Entry(title="On Locks", venue="Canal News"),))
        dialog.dismiss("import")
        await desk.until(lambda: "from 2 of 3 files" in desk.message)
        entries = {row.title: empty_library.entry(row.id) for row in empty_library.rows()}
        assert len(entries) == 2
        assert entries["On Locks"].venue == "Canal News"


@pytest.mark.parametrize("searching", [False, True])
async def test_dropped_files_are_imported_wherever_they_are_dropped(
    empty_library: Library, open_app: Opener, days: Path, searching: bool
) -> None:
    async with open_app(empty_library) as desk:
        if searching:
            await desk.act("open_search")
        quoted = str(days).replace(" ", "\\ ")
        desk.app.post_message(events.Paste(f"{quoted}/one.jsonl {quoted}/two.jsonl"))
        await desk.dialog(ImportPreview)
        await preview(desk, True)
        await desk.until(lambda: "2 added from 2 files" in desk.message)
        assert desk.main.pane == "list"


async def test_a_dropped_file_that_is_gone_is_said(
    library: Library, open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(library) as desk:
        desk.main.post_message(events.Paste(f"{tmp_path}/none.txt"))
        await desk.until(lambda: "There is no such file" in desk.message)
        desk.main.post_message(events.Paste(f"file://{tmp_path}"))
        await desk.until(lambda: "there is no file in this folder" in desk.message)


async def test_a_page_pasted_into_the_search_is_imported(
    empty_library: Library, open_app: Opener
) -> None:
    async with open_app(empty_library) as desk:
        await desk.act("open_search")
        desk.app.post_message(events.Paste(DUMP.replace("\n", "\r")))  # as terminals send it
        await preview(desk, True)
        await desk.until(lambda: "1 added" in desk.message)


async def test_a_page_can_be_read_again_with_another_date(
    empty_library: Library, open_app: Opener
) -> None:
    async with open_app(empty_library) as desk:
        desk.main.post_message(events.Paste(DUMP))
        (await desk.dialog(ImportPreview)).dismiss("date")
        (await desk.dialog(PageDateDialog)).dismiss(datetime.date(2024, 6, 7))
        await desk.dialog(ImportPreview)
        assert "page of 2024-06-07" in desk.painted()
        await preview(desk, False)
        assert len(empty_library) == 0


async def test_a_long_import_says_how_far_it_is_and_can_be_stopped(
    empty_library: Library, open_app: Opener, days: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from paperreader.tui import import_run

    real, gate = read_source, threading.Event()

    def read(*given: Any, **named: Any) -> Any:
        if named["name"] == "two.jsonl":
            gate.wait(30)
        return real(*given, **named)

    monkeypatch.setattr(import_run, "read_source", read)
    async with open_app(empty_library) as desk:
        try:
            desk.main.post_message(events.Paste(str(days)))
            await desk.dialog(ImportProgress)
            await desk.until(lambda: "1 of 3" in desk.painted())
            assert "two.jsonl" in desk.painted()
            await desk.pilot.press("escape")
            await desk.until(lambda: "Stopped; nothing was changed" in desk.message)
        finally:
            gate.set()
        assert len(empty_library) == 0
        desk.main.post_message(events.Paste(str(days)))
        await preview(desk, True)
        await desk.until(lambda: "from 2 of 3 files" in desk.message)


async def test_an_import_from_another_view_shows_what_it_brought(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library) as desk:
        await desk.act("show_view", "starred")
        desk.main.post_message(events.Paste(DUMP))
        await preview(desk, True)
        await desk.until(lambda: "1 added" in desk.message)
        assert desk.main.row is not None
        assert desk.main.row.title == "A Study of Small Things"


async def test_the_same_dump_again_brings_nothing_new(
    empty_library: Library, open_app: Opener
) -> None:
    async with open_app(empty_library) as desk:
        desk.main.post_message(events.Paste(DUMP))
        await preview(desk, True)
        await desk.until(lambda: "1 added" in desk.message)
        desk.main.post_message(events.Paste(DUMP))
        await preview(desk, True)
        await desk.until(lambda: "Nothing new" in desk.message)


async def test_a_sample_is_one_key_away(empty_library: Library, open_app: Opener) -> None:
    if not sample_dumps():
        pytest.skip("the sample dumps are not in this installation")
    async with open_app(empty_library) as desk:
        await desk.pilot.press("enter")
        await preview(desk, True)
        await desk.until(lambda: len(desk.titles) > 0)
