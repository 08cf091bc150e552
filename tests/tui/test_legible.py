"""Contrast as WCAG defines it, and colours shifted no further than needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.tui.legible import ENOUGH, Colour, contrast, legible

channels = st.integers(0, 255)
colours = st.tuples(channels, channels, channels)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((119, 119, 119), (255, 255, 255), 4.48),  # the grey that just falls short
        ((118, 118, 118), (255, 255, 255), 4.54),
        ((255, 0, 0), (255, 255, 255), 4.0),
        ((0, 0, 255), (255, 255, 255), 8.59),
    ],
)
def test_contrast_is_what_wcag_says(one: Colour, other: Colour, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@given(colours, colours)
def test_any_colour_becomes_legible_on_any_ground(colour: Colour, ground: Colour) -> None:
    assert contrast(legible(colour, ground), ground) >= ENOUGH


@given(colours, colours)
def test_what_is_legible_stays_as_it_is(colour: Colour, ground: Colour) -> None:
    once = legible(colour, ground)
    assert legible(once, ground) == once
    if contrast(colour, ground) >= ENOUGH:
        assert once == colour


def test_a_colour_keeps_its_hue_where_it_can() -> None:
    red, green, blue = legible((200, 60, 60), (0, 0, 0))
    assert red > green == blue
