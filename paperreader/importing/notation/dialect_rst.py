"""reStructuredText: links between backquotes, directives, substitutions for pictures."""

import re

from paperreader.importing.notation.dialect_links import OWED, link, on_one_line, owed

_LINKED = re.compile(r"<[^<>`\s]++>`__?(?!\w)")
_OTHER = re.compile(
    r"^[ \t]*\.\. (?:\|[^|\n]+\| )?(?:container|rubric|image|figure|raw|code|class)::"
    r"|^([=~^\"'-])\1{3,}[ \t]*$|^\.\. _[^\n:]+:",
    re.MULTILINE,
)
_SUBSTITUTION = re.compile(
    r"^[ \t]*\.\. \|(?P<name>[^|\n]+(?:\n[^|\n]+)?)\| image::", re.MULTILINE
)
_TARGET = re.compile(
    r"^[ \t]*\.\. _`?(?P<name>[^\n:`]+)`?:[ \t]+(?P<address>\S+)[ \t]*$", re.MULTILINE
)
_DIRECTIVE = re.compile(r"(?P<indent>[ \t]*)\.\. (?P<kind>[a-z-]+)::[ \t]*(?P<text>.*)")
_BULLETED = re.compile(r"\A(?P<indent>[ \t]*)[-*][ \t]+(?=\.\. [a-z-]+::)")
_EXPLICIT = re.compile(r"[ \t]*\.\.(?:[ \t]+[|_].*|[ \t]*)")
_OPTION = re.compile(
    r"[ \t]*:(?:name|class|alt|width|height|target|align|scale|figclass|loading|role|url)"
    r":(?:[ \t].*)?"
)
_UNDERLINE = re.compile(r"[ \t]*([=~^\"'-])\1{3,}[ \t]*")
_LEVELS = {"=": 1, "-": 2, "~": 3, "^": 4, "'": 5, '"': 3}
_NAME = re.compile(r"\|([^|\s](?:[^|]{0,250}[^|\s])?)\|_{0,2}")
_QUOTED = re.compile(
    r"(?P<escape>\\[^\n])|``(?P<code>[^`]*+)``|(?::[a-z]+:)?`(?P<text>[^`]*+)`(?P<link>__?)?"
)
_NULL = re.compile(r"\\[ \n]")
_LINE_BLOCK = re.compile(r"\|(?: |$)")
_MANY = 3


def is_rst(text: str) -> bool:
    """Tell whether a text is reStructuredText: several links, and directives or underlines."""
    if text.count(">`_") < _MANY:
        return False
    return len(_LINKED.findall(text)) >= _MANY and _OTHER.search(text) is not None


def from_rst(text: str) -> str:
    """Make links and headings Markdown's; directives, their options and pictures go."""
    names = {_key(match["name"]) for match in _SUBSTITUTION.finditer(text)}
    targets = {_key(match["name"]): match["address"] for match in _TARGET.finditer(text)}
    text = _without_pictures(_without_directives(text.split("\n")), names)
    text = _NULL.sub(lambda match: owed(match[0]), text)
    return _QUOTED.sub(lambda match: _linked(match, targets), text)


def _without_directives(lines: list[str]) -> str:
    """Blank directives with their options, make rubrics headings, and undo the indents."""
    out: list[str] = []
    is_first = True
    position = 0
    while position < len(lines):
        line = _BULLETED.sub(r"\g<indent>", lines[position])
        position += 1
        directive = _DIRECTIVE.fullmatch(line) if ".. " in line else None
        if directive is None:
            out.append(_plain(line, out))
            if _EXPLICIT.fullmatch(line):
                position = _blanked(lines, position, _indent(line), out)
        elif directive["kind"] == "rubric":
            end = _ends(lines, position, _indent(line))
            parts = [directive["text"], *(part.strip() for part in lines[position:end])]
            out.append(("# " if is_first else "### ") + " ".join(parts))
            out += [""] * (end - position)
            position, is_first = end, False
        else:
            out.append("")
            if directive["kind"] in ("raw", "image", "figure", "container", "class"):
                # A container's classes stand on lines of the same indent where they are many.
                indent = _indent(line) - (directive["kind"] == "container")
                position = _blanked(lines, position, indent, out)
    return "\n".join(out)


def _plain(line: str, out: list[str]) -> str:
    """Return a line without indent; an underline makes the line above a heading."""
    if _OPTION.fullmatch(line) or _EXPLICIT.fullmatch(line):
        return ""
    match = _UNDERLINE.fullmatch(line)
    if match and out and out[-1] and len(line.strip()) >= len(out[-1].strip()):
        if out[-1][:1] != "#":
            out[-1] = "#" * _LEVELS[match[1]] + " " + out[-1]
        return ""
    line = line.strip()
    return line[2:] if _LINE_BLOCK.match(line) else line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _ends(lines: list[str], position: int, indent: int) -> int:
    """Return where the text of a directive ends: at an option or a blank line."""
    while (
        position < len(lines)
        and lines[position].strip()
        and _indent(lines[position]) > indent
        and not _OPTION.fullmatch(lines[position])
    ):
        position += 1
    return position


def _blanked(lines: list[str], position: int, indent: int, out: list[str]) -> int:
    """Blank the lines that belong to a directive, those right below it; return the next."""
    while (
        position < len(lines)
        and lines[position].strip()
        and _indent(lines[position]) > indent
    ):  # fmt: skip
        out.append("")
        position += 1
    return position


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _without_pictures(text: str, names: set[str]) -> str:
    if not names:
        return text
    pieces: list[str] = []
    position = start = 0
    while match := _NAME.search(text, start):
        if _key(match[1]) not in names:
            start = match.start() + 1
            continue
        pieces += [text[position : match.start()], owed(match[0])]
        position = start = match.end()
    pieces.append(text[position:])
    return "".join(pieces)


def _linked(match: re.Match[str], targets: dict[str, str]) -> str:
    if match["escape"]:
        return "`" if match["escape"] == "\\`" else match["escape"]
    if match["code"] is not None:
        return match["code"]
    inner = match["text"]
    if "\n\n" in inner:
        return match[0]
    if not match["link"]:
        return inner
    text, bracket, address = inner.rpartition("<")
    if bracket and address.rstrip(OWED + "\n ").endswith(">"):
        return link(on_one_line(text), address.rstrip(OWED + "\n ")[:-1]) + owed(address)
    target = targets.get(_key(inner))
    return link(on_one_line(inner), target) if target else inner
