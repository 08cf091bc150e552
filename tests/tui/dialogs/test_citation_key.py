"""The dialog that changes a citation key."""

import pytest

from paperreader.tui.dialogs.citation_key import KeyDialog
from tests.tui.dialogs.hosting import NOTHING_YET, drawn, empty, shown
from tests.tui.dialogs.hosting import answer as answered


def refusal(key: str) -> str:
    """Refuse what has an x in it."""
    return "no key may hold x" if "x" in key else ""


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ("enter", "old2020"),
        ("n e w enter", "new"),
        ("x enter", NOTHING_YET),
        ("x backspace a enter", "a"),
        ("escape", None),
    ],
)
async def test_what_is_handed_back(keys: str, outcome: object) -> None:
    async with empty() as (app, pilot):
        dialog = KeyDialog("A [Paper]", "old2020", refusal, old="old2020")
        assert await answered(app, pilot, dialog, keys) == outcome


async def test_it_says_why_a_key_cannot_be_and_what_becomes_of_the_old_one() -> None:
    async with shown(KeyDialog("A [Paper]", "old2020", refusal, old="old2020")) as (app, pilot):
        assert "A [Paper]" in drawn(app)
        await pilot.press("x")
        assert "no key may hold x" in drawn(app)
        await pilot.press("backspace", "b")
        assert "old2020, goes on leading here" in drawn(app)
