"""MediaWiki: links as ``[address text]``, headings between equals signs, files, some HTML."""

import re

from paperreader.importing.notation.dialect_links import OWED, link, literal, opening
from paperreader.importing.notation.dialect_tags import without_tags

_LINKED = re.compile(r"\[https?://[^\s\[\]]+(?: |\])")
_OTHER = re.compile(r"^={1,6}[^=\n][^\n]*=[ \t]*$|\[\[(?:File|Image):", re.MULTILINE)
_FILE = re.compile(r"\[\[(?:File|Image):[^\[\]\n]*+\]\]", re.IGNORECASE)
_RULE = re.compile(r"-{4,}[ \t]*")
_NUMBERED = re.compile(r"#+[ \t]+(?=\S)")
_QUOTES = re.compile(r"'{2,5}")
_INNER = re.compile(r"\[\[(?P<target>[^\[\]|\n]++)(?:\|(?P<text>[^\[\]\n]*+))?\]\]")
_TOKEN = re.compile(
    r"\[(?P<address>(?:https?://|mailto:|//)[^\s\[\]]++)[ \t]*|(?P<open>\[)|(?P<close>\])"
)
_MANY = 3


def is_mediawiki(text: str) -> bool:
    """Tell whether a text is a wiki's: several links, and a heading or a file."""
    if text.count("[http") < _MANY:
        return False
    return (
        len(_LINKED.findall(text)) >= _MANY
        and _OTHER.search(text) is not None
        and text.count("](") < _MANY
    )


def from_mediawiki(text: str) -> str:
    """Make links and headings Markdown's; files and tags go."""
    text = without_tags(_FILE.sub("", literal(text)))
    return "\n".join(_common(line) for line in text.split("\n"))


def _common(line: str) -> str:
    bare = line.strip(" \t" + OWED)
    level = len(bare) - len(bare.lstrip("="))
    if 1 <= level <= 6 and len(bare) > 2 * level and bare.endswith("=" * level):
        text = bare[level:-level].strip()
        return f"{'#' * level} {_linked(text)}" + OWED * (line.count(OWED) - text.count(OWED))
    if bare[:1] == "#" and _NUMBERED.match(bare):
        line = "1. " + line.lstrip(" \t#")
    if bare[:1] == "-" and _RULE.fullmatch(bare):
        return OWED * line.count(OWED)
    return _linked(line)


def _linked(line: str) -> str:
    if "''" in line:
        line = _QUOTES.sub("", line)
    if "[" not in line:
        return line
    pieces: list[str] = []
    opened: list[tuple[int, str | None]] = []
    position = 0
    line = _INNER.sub(_inner, line)
    for token in _TOKEN.finditer(line):
        pieces.append(line[position : token.start()])
        position = token.end()
        if not token["close"]:
            opening(opened, (len(pieces), token["address"]))
            pieces.append(token[0])
            continue
        pieces.append("]")
        if opened:
            start, address = opened.pop()
            if address is not None:
                inner = "".join(pieces[start + 1 : -1])
                pieces[start:] = [link(inner.strip(), address)]
    pieces.append(line[position:])
    return "".join(pieces)


def _inner(match: re.Match[str]) -> str:
    """Return a link within the wiki: an address of the page's own where it is one."""
    text = match["text"] if match["text"] is not None else match["target"]
    if match["target"][:1] in "#/":
        return link(text, match["target"])
    return text
