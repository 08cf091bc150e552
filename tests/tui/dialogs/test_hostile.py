"""Text from outside is data in every dialog, at every size."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.screen import Screen

from paperreader.entry import Problem
from paperreader.exporting import Format
from paperreader.library import ImportReport
from paperreader.tui.dialogs.choosing import CopyMenu, SortMenu
from paperreader.tui.dialogs.exporting import ExportDialog
from paperreader.tui.dialogs.help import HelpScreen
from paperreader.tui.dialogs.import_preview import ImportPreview, PageDateDialog, Shown
from paperreader.tui.dialogs.import_progress import ImportProgress
from paperreader.tui.dialogs.importing import ImportDialog
from paperreader.tui.dialogs.note import NoteDialog
from paperreader.tui.dialogs.shown import LONGEST_LABEL, heading, label, same_length
from paperreader.tui.dialogs.tags import TagDialog
from paperreader.tui.dialogs.taking import TextToTake
from paperreader.tui.dialogs.views import ViewDialog, Wish

from .hosting import HOSTILE, NOTHING_YET, SIZES, drawn, empty, press, shown, unsafe

KINDS = (
    "add tags",
    "remove tags",
    "note",
    "import",
    "preview",
    "page date",
    "progress",
    "export",
    "copy",
    "sort",
    "help",
    "take",
    "view",
)


def dialog_of(kind: str, text: str, folder: Path) -> Screen[Any]:
    """Return a dialog that is given the text wherever it takes any."""
    report = ImportReport(
        source=text,
        shape=text,
        page_date=text,
        page_date_from=text,
        entries=2,
        added=1,
        updated=1,
        unchanged=0,
        seen_before=1,
        fields={"title": 1},
        added_ids=("title:0",),
        updated_ids=("title:1",),
        united_ids=(),
        notes=(text,),
        problems=(Problem(line=3, message=text), Problem(line=None, message=text)),
        change=None,
    )
    work = SimpleNamespace(done=1, total=3, current=text, over=False)
    dialogs: dict[str, Callable[[], Screen[Any]]] = {
        "add tags": lambda: TagDialog(text, [(text, 3), ("nlp", 1)], [text], "add"),
        "remove tags": lambda: TagDialog(text, [(text, 3)], [text, "nlp"], "remove"),
        "note": lambda: NoteDialog(text, text),
        "import": lambda: ImportDialog(text[:5_000], [(text, text)]),
        "preview": lambda: ImportPreview(Shown([report] * 2, [text], [text])),
        "page date": lambda: PageDateDialog(text[:5_000]),
        "progress": lambda: ImportProgress(work, "Reading", text),
        "export": lambda: ExportDialog(
            2, [Format(text, ".md", text)], str(folder), text[:5_000]
        ),
        "copy": lambda: CopyMenu([("a", text, text), ("b", "BibTeX", text)]),
        "sort": lambda: SortMenu(text),
        "help": lambda: HelpScreen([(text, [("j", text, text), (text, "x", "")])], text),
        "take": lambda: TextToTake(text, text),
        "view": lambda: ViewDialog(
            "Rename", text, Wish(text[:60], "1"), lambda wish: (text, ""), removable=True
        ),
    }
    return dialogs[kind]()


DRAWN = (
    HOSTILE[1] + HOSTILE[3] + HOSTILE[5] + HOSTILE[7],
    " ".join(HOSTILE[:12]),
    "",
    HOSTILE[-1],
)
"""The texts that might be obeyed first, all together, none, and the longest."""


async def test_no_dialog_obeys_or_chokes_on_a_text(tmp_path: Path) -> None:
    async with empty() as (app, pilot):
        for kind in KINDS:
            for text in DRAWN:
                app.push_screen(dialog_of(kind, text, tmp_path))
                await pilot.pause()
                assert not unsafe(drawn(app)), (kind, text[:40])
                app.pop_screen()
        assert app.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_every_dialog_can_be_drawn_and_left_at_any_size(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with shown(dialog_of(KINDS[0], HOSTILE[0], tmp_path), size) as (app, pilot):
        for kind in KINDS:
            app.push_screen(dialog_of(kind, HOSTILE[0], tmp_path), app.take)
            await pilot.pause()
            picture = drawn(app)
            if size[0] >= 40:
                # The title is there as it was written, and the way out is named.
                assert "[Re]" in picture or kind == "sort", kind
                assert "esc" in picture, kind
            app.outcome = NOTHING_YET
            await press(app, pilot, "escape")
            assert not app.outcome, kind


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_is_one_short_safe_line(text: str) -> None:
    assert not unsafe(label(text))
    assert "\n" not in label(text)
    assert len(label(text)) <= 4 * LONGEST_LABEL + 1
    assert not unsafe(heading("Note", text).plain)


@given(st.text(alphabet=st.characters(), max_size=40))
def test_what_a_field_draws_has_every_character_at_its_place(text: str) -> None:
    safe = same_length(text)
    assert len(safe) == len(text)
    assert not unsafe(safe.replace("\t", " ").replace("\n", " "))
    assert all(a == b for a, b in zip(safe, text, strict=True) if b.isprintable())


def test_a_subject_is_named_after_the_act_and_left_out_where_there_is_none() -> None:
    assert heading("Note", "On [X]").plain == "Note · On [X]"
    assert heading("Import", "  ").plain == "Import"
