"""Writing an entry in one of the citation styles."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import cast

from paperreader.citation_styles import STYLES
from paperreader.entry import Entry

_Writer = Callable[[Entry, str], str]

# Where each style is written; a module is read when its style is first asked for.
_WRITERS: Mapping[str, tuple[str, str]] = {
    "bibtex": ("bibtex", "bibtex"),
    "biblatex": ("biblatex", "biblatex"),
    "apa": ("apa", "apa"),
    "mla": ("mla", "mla"),
    "ieee": ("ieee", "ieee"),
    "chicago": ("chicago", "chicago"),
    "markdown": ("markdown", "markdown"),
    "csl-json": ("csl_json", "csl_json"),
    "ris": ("ris", "ris"),
    "plain": ("plain_text", "plain_text"),
}
LATEX_STYLES = ("bibtex", "biblatex")
"""The styles that can be written in ASCII."""

_loaded: dict[str, _Writer] = {}


class UnknownStyle(ValueError):
    """A style was asked for that there is not; its text names those that there are."""

    def __init__(self, style: str) -> None:
        super().__init__(
            f"there is no citation style {style!r}: choose from {', '.join(STYLES)}"
        )
        self.style = style


def cite(entry: Entry, style: str, key: str, *, ascii_only: bool = False) -> str:
    """Return the citation of an entry in one of `STYLES`, without a newline at its end.

    It holds only what the entry says: names that its source does not give are said
    to be missing. With `ascii_only` the LaTeX styles write other characters as
    commands. A CSL-JSON citation is one object. Raises `UnknownStyle`.
    """
    writer = _loaded.get(style) or _load(style)
    text = writer(entry, key)
    if ascii_only and style in LATEX_STYLES and not text.isascii():
        from paperreader.citing.ascii_tex import to_ascii  # noqa: PLC0415 - seldom asked

        return to_ascii(text)
    return text


def cite_all(
    entries: Iterable[Entry], style: str, keys: Mapping[str, str], *, ascii_only: bool = False
) -> str:
    """Return the citations of entries as one text that the style's readers take.

    Records have an empty line between them, CSL-JSON is one array. `keys` gives the
    citation keys by entry id. Raises `UnknownStyle`.
    """
    texts = [cite(entry, style, keys[entry.id], ascii_only=ascii_only) for entry in entries]
    if style == "csl-json":
        from paperreader.citing.csl_json import array  # noqa: PLC0415 - for this style only

        return array(texts)
    return "\n\n".join(texts)


def _load(style: str) -> _Writer:
    if style not in _WRITERS:
        raise UnknownStyle(style)
    module, function = _WRITERS[style]
    writer = cast(_Writer, getattr(import_module(f"paperreader.citing.{module}"), function))
    _loaded[style] = writer
    return writer
