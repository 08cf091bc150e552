"""A text to be taken by hand."""

from paperreader.tui.dialogs.taking import TextToTake

from .hosting import drawn, press, shown


async def test_nothing_stands_beside_the_text() -> None:
    text = "@misc{liu2025,\n  title = {[Re] \x1b[31mX},\n}"
    async with shown(TextToTake("BibTeX", text), (60, 20)) as (app, _pilot):
        lines = [line.rstrip() for line in drawn(app).split("\n")]
        assert lines[1:4] == ["@misc{liu2025,", "  title = {[Re] ␛[31mX},", "}"]


async def test_a_long_text_is_wrapped_scrolled_and_left() -> None:
    text = "\n".join(f"line {number}" for number in range(500))
    async with shown(TextToTake("All", text), (40, 12)) as (app, pilot):
        assert "line 0" in drawn(app)
        assert "line 20" not in drawn(app)
        await press(app, pilot, "space space j")
        assert "line 21" in drawn(app)
        await press(app, pilot, "escape")
        assert app.outcome is None
