"""Two entries beside each other, field by field, with a sign where they differ."""

from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import cell_len

from paperreader.entry import Entry
from paperreader.latex import readable
from paperreader.tui.cells import fit, shown, wrap
from paperreader.tui.describe import STATUS_WORDS
from paperreader.tui.entry_line import authors_in_words, shown_title

Line = list[tuple[str, str]]
"""Pieces of text, each with a style of Textual's."""

SIDE_BY_SIDE = 74
"""Cells from which the entries stand beside each other; in fewer, one below the other."""

LONGEST_TEXT = 600
"""Characters of an abstract or a note that are shown: enough to see whether it is the same."""

BRIEF = 160
"""Characters that are shown of a text that is the same in both."""

DIFFERS, ONLY_ONE, SAME = "≠", "+", " "

_LABEL = 12
_MUTED, _STRONG, _CAREFUL = "$text-muted", "bold", "bold $text-warning"


def side_by_side(keep: Entry, other: Entry, width: int) -> list[Line]:
    """Return the fields that either entry has, in lines of at most `width` cells."""
    ours, theirs = dict(_fields(keep)), dict(_fields(other))
    both = [(name, ours[name], theirs[name]) for name in ours if ours[name] or theirs[name]]
    if width >= SIDE_BY_SIDE:
        return [*_heading(width), *(line for row in both for line in _beside(*row, width))]
    return [line for row in both for line in _below(*row, max(20, width))]


def sign(one: str, other: str) -> str:
    """Return the sign for two values of a field."""
    if one == other:
        return SAME
    return DIFFERS if one and other else ONLY_ONE


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    names = ", ".join(shown(readable(name[:200])) for name in entry.authors[:30])
    count = authors_in_words(entry.author_count) if entry.author_count is not None else ""
    yield "title", shown_title(entry.title)
    yield "authors", names or count
    yield "by", shown(entry.organization or "")
    yield "published", shown(entry.published or "")
    yield "featured", shown(entry.featured or "")
    yield "arXiv", shown(entry.arxiv_id or "")
    yield "DOI", shown(entry.doi or "")
    yield "abstract", _clipped(readable(entry.abstract or ""))
    yield "summary", _clipped(readable(entry.summary or ""))
    yield "status", STATUS_WORDS[entry.status] + (", ★ starred" if entry.starred else "")
    yield "tags", shown(" ".join(f"#{tag}" for tag in entry.tags))
    yield "note", _clipped(entry.note)
    yield "cited as", shown(entry.citation_key or "")
    yield "upvotes", "" if entry.upvotes is None else f"{entry.upvotes:,}"
    yield "page", shown((entry.url or "")[:2000])
    yield "code", shown((entry.code_url or "")[:2000])
    yield "added", entry.added[:10]
    yield "from", shown(", ".join(dict.fromkeys(s.source[:200] for s in entry.sources)))


def _clipped(text: str) -> str:
    return shown(text) if len(text) <= LONGEST_TEXT else shown(text[:LONGEST_TEXT]) + " …"


def _brief(text: str) -> str:
    """Return the beginning of a text that both have: there is nothing to compare in it."""
    return text if len(text) <= BRIEF else text[:BRIEF].rstrip() + " …"


def _heading(width: int) -> list[Line]:
    column = (width - _LABEL - 5) // 2
    legend = fit(f"{DIFFERS} differs", _LABEL + 2)
    names = fit("kept", column) + "   " + "becomes part of it"
    return [[(legend, _MUTED), (names, _STRONG)], [(f"{ONLY_ONE} in one only", _MUTED)]]


def _beside(name: str, one: str, other: str, width: int) -> Iterator[Line]:
    column = (width - _LABEL - 5) // 2
    mark = sign(one, other)
    left = list(wrap(_brief(one) if mark == SAME else one or "—", column))
    right = ["the same"] if mark == SAME else list(wrap(other or "—", column))
    quiet = _MUTED if mark == SAME else ""
    for number, (ours, theirs) in enumerate(zip_longest(left, right, fillvalue="")):
        yield [
            (f"{'' if number else mark:<2}", _CAREFUL),
            (f"{'' if number else name:<{_LABEL}}", _MUTED),
            (fit(ours, column) + "   ", quiet),
            (theirs, quiet),
        ]


def _below(name: str, one: str, other: str, width: int) -> Iterator[Line]:
    mark = sign(one, other)
    yield [(f"{mark} ", _CAREFUL), (name, _MUTED)]
    pairs = (
        [("", _brief(one))] if mark == SAME else [("keep", one or "—"), ("other", other or "—")]
    )
    for whose, text in pairs:
        label = f"{whose:<6}" if whose else ""
        room = width - 2 - cell_len(label)
        for number, part in enumerate(wrap(text, room)):
            lead = label if not number else " " * len(label)
            yield [("  ", ""), (lead, _STRONG), (part, "" if whose else _MUTED)]
