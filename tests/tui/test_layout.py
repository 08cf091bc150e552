"""The layout is the reader's, and stays from one run to the next."""

from pathlib import Path

import pytest

from paperreader.library import Library
from paperreader.tui.layout import (
    LEAST,
    MOST,
    STEP,
    USUAL,
    Layout,
    keep_layout,
    layout_file,
    read_layout,
)
from tests.tui.conftest import Opener


@pytest.mark.parametrize(
    ("share", "steps", "wanted"),
    [
        (None, 1, USUAL + STEP),
        (50, -2, 50 - 2 * STEP),
        (50, 10**6, MOST),
        (50, -(10**6), LEAST),
        (99, 0, MOST),
    ],
)
def test_the_list_takes_more_or_less(share: int | None, steps: int, wanted: int) -> None:
    assert Layout(share=share).wider(steps).share == wanted


def test_what_is_kept_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "layout.json"
    assert read_layout(path) == Layout()
    layout = Layout(share=30, views=False, density="compact")
    keep_layout(path, layout)
    assert read_layout(path) == layout


@pytest.mark.parametrize("data", [b"", b"{", b'{"share": "x"}', b"\xff", b'{"density": "x"}'])
def test_a_damaged_layout_is_the_usual_one(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "layout.json"
    path.write_bytes(data)
    assert read_layout(path) == Layout()


def test_a_share_out_of_bounds_is_brought_within(tmp_path: Path) -> None:
    path = tmp_path / "layout.json"
    path.write_bytes(b'{"share": 5000}')
    assert read_layout(path).share == MOST


async def test_the_layout_is_the_same_the_next_time(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        before = desk.main.entry_list.size.width
        await desk.act("widen_list", "more")
        await desk.act("widen_list", "more")
        await desk.act("toggle_views")
        await desk.act("toggle_density")
        wide = desk.main.entry_list.size.width
        assert wide > before and not desk.main.views_pane.display
    async with open_app(library) as desk:
        await desk.painting()
        assert desk.main.entry_list.size.width == wide
        assert not desk.main.views_pane.display
        assert desk.main.entry_list.row_height == 1
        await desk.act("next_pane", "backward")
        assert desk.main.views_pane.display  # whoever goes to them sees them


async def test_where_one_pane_is_shown_none_is_widened(
    library: Library, open_app: Opener
) -> None:
    async with open_app(library, size=(60, 20)) as desk:
        await desk.act("widen_list", "more")
        assert desk.message == "Here is room for one pane at a time"
        assert not layout_file().exists()


async def test_a_layout_that_cannot_be_kept_holds_for_now(
    library: Library, open_app: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    async with open_app(library) as desk:
        await desk.act("toggle_density")
        assert desk.main.entry_list.row_height == 1
        desk.main.action_widen_list("more")
        assert desk.main.layout_chosen.share == USUAL + STEP
