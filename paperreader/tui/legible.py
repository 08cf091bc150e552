"""Contrast as WCAG 2 measures it, and colours shifted as far as it asks."""

from functools import lru_cache

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255 each."""

ENOUGH = 4.5
"""The contrast that WCAG's level AA asks of text."""

_STEPS = 20


@lru_cache(maxsize=1024)
def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return how far two colours stand apart, from 1 (not at all) to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: Colour, ground: Colour, enough: float = ENOUGH) -> Colour:
    """Return the colour, shifted to white or black just as far as text on the ground needs.

    Where no shade of it would do, it is white or black, whichever is better.
    """
    if contrast(colour, ground) >= enough:
        return colour
    white, black = (255, 255, 255), (0, 0, 0)
    end = max((white, black), key=lambda extreme: contrast(extreme, ground))
    for step in range(1, _STEPS):
        shifted = _between(colour, end, step / _STEPS)
        if contrast(shifted, ground) >= enough:
            return shifted
    return end


def _between(start: Colour, end: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(start, end, strict=True))
    return red, green, blue
