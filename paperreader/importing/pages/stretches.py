"""The stretches of a page: what lies between the meta lines and banners.

Each ends with meta lines, with a banner, before a submitter's line, or with the
text; `cards` reads them one by one, and needs to know beforehand what only the
whole page tells.
"""

from msgspec import Struct

from paperreader.importing.pages.blocks import blocks_of, can_be_title
from paperreader.importing.pages.forms import DateText, Form
from paperreader.importing.pages.lines import Line
from paperreader.importing.pages.meta import Meta
from paperreader.importing.prose import is_prose

_HEAD_LINES = 40
_FEW = 4


class Stretch(Struct, frozen=True, kw_only=True):
    """The lines from `start` to `end`, as positions in the list of lines."""

    start: int
    lead: int
    """The position of its first text; what stands before are counts, dates, furniture."""
    end: int
    meta: Meta | None
    """The meta lines that end it; None if a banner or the text's end does."""
    is_head: bool
    """Whether it begins the page, or follows a banner."""


class Survey(Struct, frozen=True, kw_only=True):
    """What only the whole page tells."""

    upvotes_shown: bool | None = None
    """Whether a count stands before every title; None if the page's top is missing."""
    titles_lost: bool = False
    """Whether most of its cards begin with sentences: such a page lost its titles."""


def stretches_of(lines: list[Line], metas: list[Meta]) -> list[Stretch]:
    """Part the lines at the meta lines and at the banners."""
    points: list[tuple[int, int, Meta | None]] = [(m.start, m.end, m) for m in metas]
    points += [
        (position, position + 1, None)
        for position, line in enumerate(lines)
        if line.form is Form.BANNER
    ]
    points += [
        (position, position, None)
        for position, line in enumerate(lines)
        if line.form is Form.SUBMITTER
    ]
    points.sort(key=lambda point: point[0])
    points.append((len(lines), len(lines), None))
    stretches: list[Stretch] = []
    start = seen = 0
    is_head = True
    for point, end, meta in points:
        # From the start to `seen` there is no text: no line is looked at twice.
        seen = lead = _first_text(lines, max(start, seen), point)
        if point == end < len(lines) and lead == point:
            continue  # a submitter's line goes on with what stands before its title
        if is_head:
            lead = _after_page_date(lines, lead, point)
        stretch = Stretch(start=start, lead=lead, end=point, meta=meta, is_head=is_head)
        stretches.append(stretch)
        start, is_head = end, meta is None and end > point
    return stretches


def survey(lines: list[Line], stretches: list[Stretch]) -> Survey:
    """Find out whether the page shows upvotes, and whether it has its titles."""
    lost = held = counted = 0
    shown: bool | None = None
    first = True
    for stretch in stretches:
        if stretch.lead == stretch.end:
            lost += stretch.meta is not None  # a card without any text
            continue
        blocks = blocks_of(lines[stretch.lead : min(stretch.end, stretch.lead + 4)])
        titled = can_be_title(blocks, strict=True)
        held += titled
        lost += stretch.meta is not None and not titled and stretch.lead == stretch.start
        lead = lines[stretch.start : stretch.lead]
        counted += any(line.form is Form.COUNT for line in lead)
        if first and (titled or stretch.meta is not None):
            first = False
            lead = lines[stretch.start : stretch.lead - (not titled)]
            if any(line.form is Form.COUNT for line in lead):
                shown = True
            elif stretch.start > 0 or lead:
                shown = False
    last = stretches[-1]
    trailing = any(line.form is Form.COUNT for line in lines[last.start : last.lead])
    if shown is not True and not (last.lead == last.end and trailing):
        # The first card's may be lost; comments would follow the last card, too.
        shown = True if held >= _FEW and counted * 10 >= (held - 1) * 9 else shown
    return Survey(upvotes_shown=shown, titles_lost=lost > held)


def page_date(line: Line) -> DateText | None:
    """Return the date of a line that holds nothing else, as the page's own does.

    On the page it never has a year; a saved one may give it in its markup.
    """
    meta = line.meta
    if meta is None or meta.authors is not None or meta.interpunct or meta.comments is not None:
        return None
    return meta.date


def _after_page_date(lines: list[Line], lead: int, end: int) -> int:
    """Return where the first card begins: behind the page's date, if lines precede that.

    A page shows the words that were searched for, or menus that we do not know,
    before its date; no abstract can stand there.
    """
    found = lead
    for position in range(lead, min(end, lead + _HEAD_LINES)):
        line = lines[position]
        if line.form is Form.TEXT and is_prose(line.text):
            break
        if page_date(line) and position + 1 < end:
            following = lines[position + 1]
            if following.form is not Form.TEXT or not is_prose(following.text):
                found = position + 1
    return found if found == lead else _first_text(lines, found, end)


def _first_text(lines: list[Line], start: int, end: int) -> int:
    while start < end and not _is_text(lines, start):
        start += 1
    return start


def _is_text(lines: list[Line], position: int) -> bool:
    """Tell whether the line can begin a title by its looks, or by an indented second line."""
    line = lines[position]
    if line.form in (Form.TEXT, Form.BULLET):
        return True
    if position + 1 == len(lines):
        return False
    following = lines[position + 1]
    wrapped = not following.gap and following.indent >= line.indent + 2
    return wrapped and following.form is Form.TEXT
