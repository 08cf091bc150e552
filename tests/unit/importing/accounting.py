"""Every line accounted for, by rules that are not the parser's own."""

import re

from paperreader.entry import Parsed
from paperreader.importing.furniture import is_banner, is_furniture
from paperreader.importing.pages.card import Reading, Role
from paperreader.importing.prose import is_prose

_META = re.compile(r"(?i)[•*‣◦●▪∙⋅·+–\-\s]*(\d[\d,]* authors?)?[\s·•∙⋅‧]*([a-z]{3,9}\.? \d.*)?")
_COUNT = re.compile(r"\d[\d,.]*k?|[-–—]", re.IGNORECASE)
# Stars are a count; a tool may part a date, or its comments, over lines.
_BROKEN = re.compile(r"\d[\d.,]*k?|[A-Za-z]{3,9}\.?( \d{1,2},)?|\d{4}")
_LOGO = re.compile(r"^\[[\w.-]+\] ")
_INVISIBLE = "\u200b\u2060\ufeff"


def check_accounts(text: str, reading: Reading, parsed: Parsed) -> None:
    """Check that each line that shows something is in an entry, furniture or a report."""
    lines = text.split("\n")
    assert len(reading.roles) == len(lines)
    held = "\n".join(f"{entry.title}\n{entry.abstract or ''}" for entry in parsed.entries)
    organizations = {entry.organization for entry in parsed.entries}
    reported = {problem.line for problem in parsed.problems}
    head = min(parsed.lines, default=0)
    for number, (raw, role) in enumerate(zip(lines, reading.roles, strict=True), 1):
        line = " ".join(raw.split()).strip(_INVISIBLE).strip()
        match role:
            case Role.BLANK:
                assert not line, number
            case Role.TITLE | Role.ABSTRACT:
                assert " ".join(line.split()) in held, number
            case Role.META:
                assert (
                    _META.fullmatch(" ".join(line.split()))
                    or _BROKEN.fullmatch(line)
                    or line in organizations
                    or _LOGO.sub("", line) in organizations
                    or line[1:].strip() in organizations
                ), number
            case Role.COMMENTS | Role.UPVOTES:
                assert _COUNT.fullmatch(line), number
            case Role.PAGE_DATE:
                # A month and its day may stand on lines of their own.
                assert re.match(r"[A-Za-z]{3,9}\.?( ?\d|$)|\d{1,2}$", line), number
            case Role.FURNITURE:
                # What menus say before the first paper is no site's alone to choose.
                in_head = number < head and not is_prose(line)
                assert (
                    is_furniture(line)
                    or is_banner(line)
                    or in_head
                    or not any(map(str.isalnum, line))
                ), number
            case Role.UNPLACED:
                # A line that a tool broke is reported by its first part.
                assert any(near in reported for near in range(number - 4, number + 1)), number
