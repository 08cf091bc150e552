"""Which lines are titles for certain: their headings or links say so."""

from collections.abc import Sequence

from paperreader.importing.addresses import is_paper_page, paper_of
from paperreader.importing.furniture import is_banner, is_page_title
from paperreader.importing.pages.forms import Form
from paperreader.importing.pages.lines import Line
from paperreader.importing.prose import MAX_TITLE

NO_TEXT = frozenset(
    (
        Form.META,
        Form.COUNT,
        Form.SUBMITTER,
        Form.REPOSITORY,
        Form.UPVOTES,
        Form.FURNITURE,
        Form.BANNER,
    )
)
"""The forms of lines that are neither a title nor of an abstract."""
_MOST = 1.1


def anchors_in(lines: Sequence[Line]) -> list[int]:
    """Return the positions of the titles that are marked; none if the page marks none."""
    levels: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        if line.heading and _can_be_title(line):
            levels.setdefault(line.heading, []).append(position)
    linked = {
        level: sum(any(map(is_paper_page, lines[p].links)) for p in positions)
        for level, positions in levels.items()
    }
    by_link = _linked_titles(lines)
    if _ends(lines) > len(by_link) * _MOST + 1:
        by_link = []  # the list of addresses was cut: most of the titles have lost theirs
    if levels:
        level = max(levels, key=lambda level: (linked[level], len(levels[level]), level))
        headed = _first_lines(lines, levels[level])
        # Headings are titles if links say so, or if they are as many as the papers linked.
        if (linked[level] or len(headed) > 1) and len(headed) * 2 >= len(by_link):
            return headed
        if not by_link and level > 2:
            return headed
    return by_link


def _ends(lines: Sequence[Line]) -> int:
    """Return how many cards end, as far as their meta lines tell."""
    metas = [line.meta for line in lines if line.meta is not None]
    dated = sum(meta.date is not None for meta in metas)
    return max(dated, sum(meta.authors is not None for meta in metas))


def _can_be_title(line: Line) -> bool:
    text = line.text
    return not is_page_title(text) and not is_banner(text) and line.form is not Form.FURNITURE


def _first_lines(lines: Sequence[Line], positions: list[int]) -> list[int]:
    """Leave out headings that only go on with the one on the line before."""
    return [
        position
        for index, position in enumerate(positions)
        if index == 0 or positions[index - 1] != position - 1 or lines[position].gap
    ]


def _linked_titles(lines: Sequence[Line]) -> list[int]:
    """Return the first line of text that links to each paper's page."""
    found: list[int] = []
    current = title = ""
    for position, line in enumerate(lines):
        if not line.links or line.form in NO_TEXT:
            continue
        paper = next((p for a in line.links if is_paper_page(a) and (p := paper_of(a))), None)
        if paper is None or len(line.text) > MAX_TITLE or not _can_be_title(line):
            continue
        if paper != current or line.text == title:
            found.append(position)
            current, title = paper, line.text
    return found
