"""Lists of addresses that a tool puts below a page, and the numbers that lead to them.

``[12]: address`` as Markdown has it; "References" with "12. address" as the
terminal browsers lynx and elinks print it; ``⟨12⟩ address`` or ``[12] address``
below such a heading.
"""

import re

_DEFINED = re.compile(
    r"\s{0,3}\[(?P<number>\d{1,4})\]:\s*<?(?P<address>\S+?)>?(?:\s+[\"'(].*)?\s*"
)
_LISTED = re.compile(
    r"\s*(?:(?P<dotted>\d{1,4})\.|\[(?P<bracketed>\d{1,4})\]|⟨(?P<angled>\d{1,4})⟩)\s+"
    r"<?(?P<address>(?:[a-z][a-z+.-]*:|/|#|\?)\S*?)>?:?(?:\s.*)?",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"[#\s*_]*(?:links/buttons|buttons & links|images)[\s*_:]*", re.IGNORECASE
)
_HEADING = re.compile(r"[#\s*_]*(?:references|links|footnotes)[\s*_:]*", re.IGNORECASE)
_CUT = re.compile(r"\s*[\[⟨]?\d{0,4}[\]⟩.]?\s*\S{0,40}")
"""The last line of a list that the end of the text cut off."""
_PART = re.compile(r"\s*(?:visible|hidden)\s+links:?\s*", re.IGNORECASE)


def references_in(lines: list[str]) -> tuple[dict[str, str], set[int]]:
    """Return addresses by number, and the positions of the lines that list them."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    for position, line in enumerate(lines):
        if "]:" in line and (match := _DEFINED.fullmatch(line)):
            found.setdefault(match["number"], match["address"])
            taken.add(position)
    for position, line in enumerate(lines):
        if _BUTTONS.fullmatch(line) and all(map(_is_listed, lines[position + 1 :])):
            taken.update(range(position, len(lines)))
            break
    if not found:
        _listed(lines, found, taken)
    return found, taken


def _is_listed(line: str) -> bool:
    return (
        not line.strip() or line.lstrip()[:1] in "-*[!" or _BUTTONS.fullmatch(line) is not None
    )


def _listed(lines: list[str], found: dict[str, str], taken: set[int]) -> None:
    """Read the list below the last heading that names one, if nothing else follows."""
    start = None
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        if not line.strip() or _PART.fullmatch(line) or _LISTED.fullmatch(line):
            continue
        if position == len(lines) - 1 and _CUT.fullmatch(line):
            continue
        if _HEADING.fullmatch(line):
            start = position
        break
    if start is None:
        return
    for position in range(start + 1, len(lines)):
        if match := _LISTED.fullmatch(lines[position]):
            number = match["dotted"] or match["bracketed"] or match["angled"]
            found.setdefault(number, match["address"])
    if found:
        taken.update(range(start, len(lines)))
