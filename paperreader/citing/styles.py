"""The citation styles by name."""

from collections.abc import Callable, Mapping

from paperreader.citing.bibtex import bibtex
from paperreader.citing.plain_text import plain_text
from paperreader.entry import Entry

_WRITERS: Mapping[str, Callable[[Entry, str], str]] = {
    "bibtex": bibtex,
    "plain": plain_text,
}

STYLES: tuple[str, ...] = tuple(_WRITERS)
"""Names of the styles, in the order in which they are offered."""


class UnknownStyle(ValueError):
    """A style was asked for that there is not; its text names those that there are."""

    def __init__(self, style: str) -> None:
        super().__init__(
            f"there is no citation style {style!r}: choose from {', '.join(STYLES)}"
        )
        self.style = style


def cite(entry: Entry, style: str, key: str) -> str:
    """Return the citation of an entry in one of `STYLES`, without a newline at its end.

    It holds only what the entry says: names that its source does not give are said
    to be missing. Raises `UnknownStyle`.
    """
    writer = _WRITERS.get(style)
    if writer is None:
        raise UnknownStyle(style)
    return writer(entry, key)
