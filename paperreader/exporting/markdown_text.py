"""Outside text as Markdown that shows it and obeys none of it, and the reader's own."""

import re

from paperreader.citing.markdown_text import escape, link
from paperreader.plain import plain

__all__ = ["escape", "fenced", "link", "quoted"]


def quoted(markdown: str) -> str:
    """Return the user's own Markdown as a block quotation, line by line as it was written."""
    lines = plain(markdown.strip("\r\n"), keep_newlines=True).rstrip().split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def fenced(text: str, language: str) -> str:
    """Return a block of code that nothing within it can end."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{plain(text, keep_newlines=True)}\n{fence}"
