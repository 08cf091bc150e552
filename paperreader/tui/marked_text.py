"""A text with the places that a search matched, handed out as lines of inked spans."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from paperreader.tui.cells import ELLIPSIS

if TYPE_CHECKING:
    from paperreader.searching.marking import Matched

MATCH = "match"
"""The ink of a place that a search matched, over the ink of its text."""

Places = Sequence[tuple[int, int]]
"""Where a text is marked, as (start, end) in characters, in order and apart."""

FindPlaces: TypeAlias = Callable[[str, str], Places]
"""Finds what is marked in a text of a part: ``title``, ``note`` and so on, or nothing for
what a search does not look at."""


def no_places(text: str, part: str) -> Places:
    """Mark nothing: no search holds."""
    del text, part
    return ()


def matched_places(matched: "Matched | None") -> FindPlaces:
    """Return what finds the places that a search matched."""
    if matched is None or not matched.terms:
        return no_places
    from paperreader.searching.marking import spans  # noqa: PLC0415 - a search has it loaded

    def find(text: str, part: str) -> Places:
        return spans(text, matched, part) if part else ()

    return find


def asked_places(asked: str) -> FindPlaces:
    """Return what finds words that follow each other, in whatever part; the last may go on."""
    from paperreader.searching.folding import words  # noqa: PLC0415 - when somebody asks
    from paperreader.searching.marking import Matched, MatchedTerm, spans  # noqa: PLC0415

    folded = tuple(words(asked))
    if not folded:
        return no_places
    matched = Matched((MatchedTerm(folded, goes_on=True),))
    return lambda text, part: spans(text, matched, part)


class MarkedText:
    """A text that is taken line by line, as wrapping or cutting gives its lines.

    The white space of the text must be collapsed: a line begins where the one
    before ended, with or without a space between.
    """

    def __init__(self, text: str, places: Places) -> None:
        """Start at the beginning of the text."""
        self._text = text
        self._places = places
        self._pos = 0
        self._at = 0
        """The first place that does not end before the position."""

    def line(self, part: str, ink: str) -> list[tuple[str, str, int]]:
        """Return the next line as (text, ink, number of the place or -1).

        A place that goes over the end of the line has its number in the next
        one, too. A line that the text does not hold here is not marked.
        """
        if not self._places:
            return [(part, ink, -1)]
        while self._pos < len(self._text) and self._text[self._pos] == " ":
            self._pos += 1
        start = self._pos
        kept = part
        if not self._text.startswith(kept, start):
            kept = part.removesuffix(ELLIPSIS)  # what was cut off has left its sign
            if not kept or not self._text.startswith(kept, start):
                self._pos = min(len(self._text), start + len(part))
                return [(part, ink, -1)]
        end = self._pos = start + len(kept)
        spans: list[tuple[str, str, int]] = []
        done = start
        while self._at < len(self._places):
            first, last = self._places[self._at]
            if first >= end:
                break
            if last > start:
                first, last = max(first, done), min(last, end)
                if done < first:
                    spans.append((self._text[done:first], ink, -1))
                spans.append((self._text[first:last], f"{ink} {MATCH}".strip(), self._at))
                done = last
            if self._places[self._at][1] > end:
                break
            self._at += 1
        rest = self._text[done:end] + part[len(kept) :]
        return [*spans, (rest, ink, -1)] if rest else spans

    def spans(self, part: str, ink: str) -> list[tuple[str, str]]:
        """Return the next line as `line` does, without the numbers."""
        return [(text, ink) for text, ink, _ in self.line(part, ink)]
