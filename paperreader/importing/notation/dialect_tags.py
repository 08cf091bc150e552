"""Markdown (or a wiki's text) with HTML's tags in it: links and headings made Markdown's."""

import html
import re

from paperreader.importing.notation.dialect_links import OWED, link, on_one_line, opening, owed

_NAMES = (
    "a|abbr|address|article|aside|b|blockquote|br|button|center|cite|code|dd|del|details|div|dl|dt"
    "|em|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|img|input|kbd|label|li|main|mark"
    "|nav|nowiki|ol|p|path|picture|pre|s|section|small|source|span|strong|sub|summary|sup|svg"
    "|table|tbody|td|tfoot|th|thead|time|tr|u|ul|video|wbr"
)
_TAG = re.compile(
    r"<!--(?:[^<>-]++|-(?!->))*+-->"
    rf"|<(?P<end>/)?(?P<name>{_NAMES})(?=[\s/>])"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>",
    re.IGNORECASE,
)
_HREF = re.compile(
    r"(?<![\w-])href\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))", re.IGNORECASE
)
_LINK = re.compile(r"<a\s[^<>]*?href\s*=", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:div|img|span|li|p|ul)(?=[\s/>])", re.IGNORECASE)
_HEADED = re.compile(r"^[ \t]*(?:#{1,6} |<h[1-6][\s>])", re.MULTILINE)
_OWN_LINE = re.compile(r"^[ \t>*+-]*</?div(?=[\s>])", re.MULTILINE)
_IDENTIFIER = re.compile(rf"(?<=\))({OWED}*+) +\[[a-z0-9][\w-]*+\](?={OWED}*+$)", re.MULTILINE)
_INLINE = re.compile(
    r"a|abbr|b|button|cite|code|del|em|font|i|img|input|kbd|label|mark|nowiki|path|picture|s|small"
    r"|source|span|strong|sub|sup|svg|time|u|wbr"
)
_ESCAPED = re.compile(r"(\\\\)|\\([<>'\"$^@=&,:;/?%{}])")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_KEPT_TOGETHER = _HEADINGS | {"a", "span"}
_MANY = 3
_SHORT = 200

_Open = tuple[str, int, str]
"""What a tag opened: its name, the piece at which it did, and its address."""


def is_tagged(text: str) -> bool:
    """Tell whether a Markdown text holds its links or its blocks as HTML's tags."""
    if text.count("</a>") >= _MANY and len(_LINK.findall(text)) >= _MANY:
        return _BLOCK.search(text) is not None or _HEADED.search(text) is not None
    return (
        text.count("</div>") >= _MANY
        and len(_OWN_LINE.findall(text)) >= 2 * _MANY
        and len(_HEADED.findall(text)) >= 2
    )


def without_tags(text: str) -> str:
    """Make links and headings Markdown's, and take all other tags away."""
    pieces: list[str] = []
    opened: list[_Open] = []
    position = 0
    for tag in _TAG.finditer(text):
        pieces.append(text[position : tag.start()])
        position = tag.end()
        name = (tag["name"] or "").lower()
        if name in _KEPT_TOGETHER:
            if tag["end"]:
                _close(pieces, opened, name)
            else:
                address = _address(tag["attributes"]) if name == "a" else ""
                opening(opened, (name, len(pieces), address))
        elif name and not _INLINE.fullmatch(name):
            pieces.append(" ")
        pieces.append(owed(tag[0]))
    pieces.append(text[position:])
    return "".join(pieces)


def without_markdown_tags(text: str) -> str:
    """Do the same in Markdown, with its escapes and the names behind its headings."""
    return _ESCAPED.sub(r"\1\2", _IDENTIFIER.sub(r"\1", without_tags(text)))


def _address(attributes: str) -> str:
    match = _HREF.search(attributes)
    return html.unescape(match[1] or match[2] or match[3] or "") if match else ""


def _close(pieces: list[str], opened: list[_Open], name: str) -> None:
    """Put the text of a link, a span or a heading on one line."""
    found = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == name), None)
    if found is None:
        return
    _, start, address = opened[found]
    del opened[found:]
    inner = "".join(pieces[start:])
    del pieces[start:]
    if address:
        pieces.append(link(on_one_line(inner), address))
    elif name in _HEADINGS:
        pieces.append("#" * int(name[1]) + " " + on_one_line(inner))
    else:
        pieces.append(on_one_line(inner) if len(inner) <= _SHORT else inner)
