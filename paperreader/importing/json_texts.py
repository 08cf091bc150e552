"""Pages inside JSON: what crawlers and reader services answer.

Their answers hold a page's text under names such as ``markdown``, ``content``,
``text`` or ``raw_content``, one page or several, beside the page's address.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

_TEXTS = (
    "markdown",
    "markdown_content",
    "raw_content",
    "raw_markdown",
    "rawContent",
    "content",
    "text",
    "raw_text",
    "page_content",
    "pageContent",
    "textContent",
    "html",
    "rawHtml",
    "raw_html",
    "cleaned_html",
    "body",
)
"""The names, the better first: Markdown keeps links, HTML is more than needed."""

_ADDRESSES = ("url", "sourceURL", "source_url", "sourceUrl", "source", "id")
_DEPTH = 5
_MIN_LINES = 3
_SHORTEST = 200


class PageText(Struct, frozen=True, kw_only=True):
    """A page's text as an answer holds it."""

    text: str
    line: int
    """The line on which the text begins in the answer, from 1."""


def page_texts(text: str) -> tuple[PageText, ...]:
    """Return the texts of pages that a JSON text holds; none where it is no such answer."""
    try:
        value = msgspec.json.decode(text.lstrip("\ufeff"))
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return ()
    return tuple(
        PageText(text=_headed(page, address), line=_line_of(text, page))
        for page, address in _pages(value, None, _DEPTH)
    )


def _pages(value: Any, address: str | None, depth: int) -> Iterator[tuple[str, str | None]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for one in value[:1000]:
            yield from _pages(one, address, depth - 1)
        return
    if not isinstance(value, dict):
        return
    address = _address(value) or address
    for name in _TEXTS:
        page = value.get(name)
        if isinstance(page, str) and len(page) >= _SHORTEST and page.count("\n") >= _MIN_LINES:
            yield page, address or _address(value.get("metadata"))
            return
    for one in value.values():
        if isinstance(one, dict | list):
            yield from _pages(one, address, depth - 1)


def _address(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return None
    for name in _ADDRESSES:
        found = value.get(name)
        if isinstance(found, str) and found.startswith(("http://", "https://")):
            return found.split()[0]
    return None


def _headed(page: str, address: str | None) -> str:
    """Return a page's text, below the address that its answer gives."""
    return page if address is None or page.lstrip()[:1] == "<" else f"url: {address}\n\n{page}"


def _line_of(text: str, page: str) -> int:
    begun = msgspec.json.encode(page[:40])[1:-1].decode()
    found = text.find(begun)
    return text.count("\n", 0, found) + 1 if found >= 0 else 1
