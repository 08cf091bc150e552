"""The reader's own Markdown as HTML: no raw HTML, no pictures, links to the web alone."""

from functools import cache
from typing import TYPE_CHECKING

from paperreader.citing.facts import web_address
from paperreader.plain import plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_HEADINGS = 3
"""So many levels a note's headings go down, since they stand under a paper's title."""


def note_html(note: str) -> str:
    """Return a note as HTML whose headings begin at ``h4``."""
    reader = _reader()
    tokens = reader.parse(plain(note, keep_newlines=True))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + _HEADINGS)}"
    return str(reader.renderer.render(tokens, reader.options, {})).rstrip("\n")


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - most exports have no note to read

    reader = MarkdownIt("commonmark", {"html": False}).disable("image")
    reader.validateLink = lambda url: web_address(url) is not None  # type: ignore[method-assign]
    return reader
