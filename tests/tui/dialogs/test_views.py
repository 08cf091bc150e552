"""The dialog that names a saved view and gives it a key."""

import pytest

from paperreader.tui.dialogs.views import Tone, ViewDialog, Wish
from tests.tui.dialogs.hosting import NOTHING_YET, drawn, empty, press, shown
from tests.tui.dialogs.hosting import answer as answered


def check(wish: Wish) -> tuple[str, Tone]:
    """Refuse a view without a name, and be careful about the key 2."""
    if not wish.name:
        return "It needs a name", "wrong"
    return ("2 is Queue", "careful") if wish.key == "2" else ("", "")


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ("enter", Wish("Old", "3")),
        ("N e w enter", Wish("New", "3")),
        ("space A space enter", Wish("A", "3")),
        ("tab 2 enter", Wish("Old", "2")),
        ("tab backspace enter", Wish("Old", "")),
        ("tab x 0 5 enter", Wish("Old", "5")),
        ("backspace enter", NOTHING_YET),
        ("backspace X enter", Wish("X", "3")),
        ("ctrl+d", Wish(removes=True)),
        ("escape", None),
    ],
)
async def test_what_is_handed_back(keys: str, outcome: object) -> None:
    async with empty() as (app, pilot):
        dialog = ViewDialog("Rename", "is:inbox x", Wish("Old", "3"), check, removable=True)
        assert await answered(app, pilot, dialog, keys) == outcome


async def test_a_view_that_is_not_there_yet_cannot_be_removed() -> None:
    dialog = ViewDialog("Save", "", Wish(), check)
    async with shown(dialog) as (app, pilot):
        await press(app, pilot, "ctrl+d")
        assert app.outcome is NOTHING_YET and "remove" not in drawn(app)
        assert "Shows  everything" in drawn(app) and "It needs a name" in drawn(app)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (200, 60)])
async def test_fields_and_keys_are_in_sight(size: tuple[int, int]) -> None:
    dialog = ViewDialog("Save", "agents", Wish("Acting", "2"), check)
    async with shown(dialog, size) as (app, _pilot):
        for words in ("Shows  agents", "Acting", "Number key", "2 is Queue", "esc cancel"):
            assert words in drawn(app)
