"""Themes, contrast, and what moves: what the eye gets, whatever the colours."""

from itertools import product
from typing import NamedTuple

import pytest
from rich.style import Style
from textual.command import CommandPalette
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input

from paperreader.config import Settings
from paperreader.library import Library
from paperreader.tui.legible import Colour, contrast
from paperreader.tui.theme_choice import choice_file, keep_theme
from paperreader.tui.themes import DARK, LIGHT, THEMES
from paperreader.tui.widgets.inked import INKS, Inked
from tests.tui.conftest import Desk, Opener

OURS = [theme.name for theme in THEMES]
GROUNDS = ("", "cursor", "blurred", "marked")
TEXTS = [name for name in INKS if name not in GROUNDS]


class Seen(NamedTuple):
    """An ink on a ground of a pane, and how far they stand apart."""

    pane: str | None
    ground: str
    ink: str
    contrast: float


def colours_of(style: Style) -> tuple[Colour, Colour] | None:
    """Return the colours of a style; None where they are the terminal's own."""
    if style.color is None or style.bgcolor is None:
        return None
    text, ground = style.color.triplet, style.bgcolor.triplet
    return None if text is None or ground is None else ((*text,), (*ground,))


def all_seen(desk: Desk, *, shifted: bool) -> list[Seen]:
    """Return every ink on every ground; unless `shifted`, as the theme alone gives it."""
    found: list[Seen] = []
    for pane in desk.main.query(Inked):
        for ground, ink in product(GROUNDS, TEXTS):
            names = f"{ground} {ink}".split()
            style = (
                pane.ink(" ".join(names))
                if shifted
                else pane.get_visual_style(*(f"ink--{name}" for name in names)).rich_style
            )
            if colours := colours_of(style):
                found.append(Seen(pane.id, ground, ink, contrast(*colours)))
    return found


@pytest.mark.parametrize("theme", [*OURS, *BUILTIN_THEMES])
async def test_every_text_can_be_read_on_every_ground(
    library: Library, open_app: Opener, theme: str
) -> None:
    async with open_app(library, settings=Settings(theme=theme)) as desk:
        seen = all_seen(desk, shifted=True)
        assert bool(seen) is not desk.app.current_theme.ansi
        assert [one for one in seen if one.contrast < 4.5] == []


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_of_the_terminals_own_colours_none_stands_on_itself(
    library: Library, open_app: Opener, theme: str
) -> None:
    async with open_app(library, settings=Settings(theme=theme)) as desk:
        styles = [
            pane.ink(f"{ground} {ink}")
            for pane, ground, ink in product(desk.main.query(Inked), GROUNDS, TEXTS)
        ]
        assert any(style.bgcolor and not style.bgcolor.is_default for style in styles)
        for style in styles:
            assert style.color and (style.color.is_default or style.color != style.bgcolor)


@pytest.mark.parametrize("theme", OURS)
async def test_our_own_themes_need_no_help_but_for_what_is_faint(
    library: Library, open_app: Opener, theme: str
) -> None:
    async with open_app(library, settings=Settings(theme=theme)) as desk:
        short = [one for one in all_seen(desk, shifted=False) if one.contrast < 4.5]
        assert {one.ink for one in short} <= {"faint"}
        assert all(one.contrast >= 3 for one in short)
        edge = desk.main.detail.styles.border_left[1]
        ground = desk.main.detail.background_colors[1]
        assert contrast((ground + edge).rgb, ground.rgb) >= 3


@pytest.mark.parametrize("theme", OURS)
async def test_the_dialogs_of_our_own_themes_can_be_read(
    library: Library, open_app: Opener, theme: str
) -> None:
    async with open_app(library, settings=Settings(theme=theme)) as desk:
        colour = desk.app.theme_variables
        texts = ["foreground", *(name for name in colour if name in SPOKEN)]
        pairs = [*product(texts, ("surface", "background", "boost"))]
        pairs.append(("block-cursor-foreground", "block-cursor-background"))
        short = []
        for text, ground in pairs:
            found = contrast(parsed(colour[text]), parsed(colour[ground]))
            if found < 4.5:
                short.append((text, ground, round(found, 2)))
        assert short == []
        assert (
            contrast(parsed(colour["scrollbar"]), parsed(colour["scrollbar-background"])) >= 3
        )
        assert contrast(parsed(colour["primary"]), parsed(colour["background"])) >= 3


SPOKEN = {
    f"text-{name}"
    for name in ("primary", "secondary", "accent", "warning", "error", "success", "muted")
}


def parsed(colour: str) -> Colour:
    """Return the parts of a colour that is written as six hexadecimal digits."""
    assert len(colour) == 7, f"{colour} is no plain colour"
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:], 16)


async def test_ours_is_on_from_the_first_paint(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        assert desk.app.theme == DARK.name
        assert desk.app.theme_variables["background"].lower() == DARK.background
        assert not choice_file().exists()
        assert set(BUILTIN_THEMES) | set(OURS) == set(desk.app.available_themes)


async def test_a_chosen_theme_comes_back(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        await desk.act("choose_theme")
        await desk.dialog(CommandPalette)
        await desk.pilot.press(*"paperreader-light")
        await desk.pilot.pause()
        await desk.pilot.press("enter")
        await desk.until(lambda: desk.app.theme == LIGHT.name)
    async with open_app(library) as desk:
        assert desk.app.theme == LIGHT.name
        assert desk.app.has_class("-light-mode")
    async with open_app(library, settings=Settings(theme="nord")) as desk:
        assert desk.app.theme == "nord"


async def test_a_choice_that_is_no_theme_any_more_is_passed_over(
    library: Library, open_app: Opener
) -> None:
    keep_theme(choice_file(), "gone", "nord")
    async with open_app(library, settings=Settings(theme="nord")) as desk:
        assert desk.app.theme == "nord"


async def test_a_choice_that_cannot_be_kept_is_said(library: Library, open_app: Opener) -> None:
    async with open_app(library) as desk:
        choice_file().parent.parent.mkdir(parents=True, exist_ok=True)
        choice_file().parent.write_text("in the way")
        desk.app.theme = "nord"
        await desk.until(lambda: "not kept" in desk.message)
        assert desk.app.theme == "nord"


@pytest.mark.parametrize("moving", [True, False])
async def test_nothing_moves_or_blinks_where_it_shall_not(
    library: Library, open_app: Opener, moving: bool
) -> None:
    async with open_app(library, settings=Settings(animations=moving)) as desk:
        assert (desk.app.animation_level == "none") is not moving
        await desk.act("add_tags")
        await desk.until(lambda: isinstance(desk.app.focused, Input))
        field = desk.app.focused
        assert isinstance(field, Input)
        assert field.cursor_blink is moving


async def test_without_colours_the_signs_still_tell(
    library: Library, open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(library) as desk:
        await desk.act("mark", "read")
        await desk.act("select_toggle")
        for sign in (" r  Paper 00", "✓•  Paper 01", "▌ •  Paper 02"):
            assert sign in desk.painted()
