"""AsciiDoc: ``address[text]``, ``image:address[name]``, headings of equals signs, spans."""

import re

from paperreader.importing.notation.dialect_links import link, on_one_line, opening, owed

# Each begins with letters, which a search skips to; with a choice of them it cannot.
_LINKED = (
    re.compile(r"https?://[^\s\[\]]++(\[?)"),
    re.compile(r"link:[^\s\[\]]++(\[?)"),
)
_OTHER = (
    re.compile(r"^={1,6} \S", re.MULTILINE),
    re.compile(r"(?<!\w)image::?(?:data:|https?:|/)[^\s\[\]]"),
    re.compile(r"^[*.-] \{blank\}$|^\+$", re.MULTILINE),
    re.compile(r"\[\.[A-Za-z][^\[\]\n]*\]##?\S"),
)
_OWN_LINE = re.compile(
    r"[ \t]*(?:\+|--|={4,}|'{3,}|\*{4,}|-{4,}|\[\[[^\[\]]*\]\]"
    r"|\[[#.%][^\[\]]*\]|\[(?:quote|source|NOTE)[^\[\]]*\]"
    r"|[*.-]+[ \t]+\{blank\}|:[\w-]+:.*|//.*)[ \t]*"
)
_HEADING = re.compile(r"(={1,6})[ \t]+(?=\S)")
_HARD_BREAK = re.compile(r"(?<=\S) \+$", re.MULTILINE)
_TOKEN = re.compile(
    r"(?P<passed>\+\+(?P<inner>[^\s+]{1,60}?)\+\+)"
    r"|(?P<named>\{(?P<name>[a-z]{2,9})\})"
    r"|(?P<entity>&\#?\w{1,8};)"
    r"|(?P<image>(?:(?<!\w)image::?|image:(?=data:|https?:))[^\s\[\]]*+\[?)"
    r"|(?P<link>(?:(?<!\w)link:(?:\+\+)?(?P<target>[^\s\[\]+]++(?:\+(?!\+)[^\s\[\]+]*+)*+)(?:\+\+)?"
    r"|(?P<address>https?://[^\s\[\]]++))\[?)"
    r"|(?P<span>\[(?:\.[^\s\[\]#]++ ?)++\](?P<hashes>\#\#?))"
    r"|(?P<escape>\\[\[\]#])|(?P<backslash>\\)"
    r"|(?P<ends>\#{1,2})|(?P<open>\[)|(?P<close>\])|(?P<paragraph>\n[ \t]*\n)"
)
_NAMED = {
    **dict.fromkeys(("blank", "empty", "zwsp", "wj"), ""),
    **dict.fromkeys(("sp", "nbsp"), " "),
    **{"plus": "+", "asterisk": "*", "caret": "^", "tilde": "~", "backtick": "`", "vbar": "|"},
    **{"startsb": "[", "endsb": "]", "amp": "&", "lt": "<", "gt": ">", "backslash": "\\\\"},
    **{"apos": "'", "quot": '"', "lsquo": "\u2018", "rsquo": "\u2019", "ldquo": "\u201c"},
    **{"rdquo": "\u201d", "deg": "\u00b0", "brvbar": "\u00a6", "cpp": "C++"},
}
_MANY = 3


def is_asciidoc(text: str) -> bool:
    """Tell whether a text is AsciiDoc's: several links, and a heading, picture or span."""
    if text.count("[") < _MANY or ("http" not in text and "link:" not in text):
        return False
    return (
        sum(len(found) for form in _LINKED for found in form.findall(text)) >= _MANY
        and any(sign.search(text) for sign in _OTHER)
        and text.count("](") < _MANY
    )


def from_asciidoc(text: str) -> str:
    """Make links and headings Markdown's; pictures go, spans leave their text."""
    lines = text.split("\n")
    for position, line in enumerate(lines):
        if line[:1] == "=" and (match := _HEADING.match(line)):
            lines[position] = "#" * max(1, len(match[1]) - 1) + " " + line[match.end() :]
        elif _OWN_LINE.fullmatch(line):
            lines[position] = ""
    return _linked(_HARD_BREAK.sub("", "\n".join(lines)))


def _linked(text: str) -> str:
    pieces: list[str] = []
    opened: list[tuple[int, str, str]] = []
    spans: list[int] = []
    position = 0
    for token in _TOKEN.finditer(text):
        pieces.append(text[position : token.start()])
        position = token.end()
        match token.lastgroup:
            case "passed":
                pieces.append(_shown(token["inner"]))
            case "named":
                pieces.append(_NAMED.get(token["name"], token[0]))
            case "image" | "link" | "open":
                if token[0].endswith("["):
                    address = token["address"] or token["target"] or ""
                    opening(opened, (len(pieces), token.lastgroup, address))
                pieces.append(token[0])
            case "span":
                opening(spans, len(token["hashes"]))
            case "entity":
                pieces.append(token[0])
            case "escape":
                pieces.append(token[0][1:])
            case "backslash":
                pieces.append("\\\\")
            case "ends":
                pieces.append(_unended(len(token[0]), spans))
            case "close":
                _close(pieces, opened)
            case _:
                opened.clear()
                spans.clear()
                pieces.append(token[0])
    pieces.append(text[position:])
    return "".join(pieces)


def _shown(passed: str) -> str:
    return passed.replace("\\", "\\\\")


def _unended(hashes: int, spans: list[int]) -> str:
    """Return the number signs that end no span."""
    while spans and spans[-1] <= hashes:
        hashes -= spans.pop()
    return "#" * hashes


def _close(pieces: list[str], opened: list[tuple[int, str, str]]) -> None:
    if not opened or opened[-1][1] == "open":
        if opened:
            opened.pop()
        pieces.append("]")
        return
    start, kind, address = opened.pop()
    inner = "".join(pieces[start + 1 :])
    del pieces[start:]
    if kind == "image":
        pieces.append(owed(inner))
    else:
        pieces.append(link(on_one_line(inner.removesuffix("^")), address))
