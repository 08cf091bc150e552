"""Which of many entries have titles near enough to be compared closely.

Comparing all with all would take hours at 100,000 entries. Titles that are nearly the same
share a rare word, or several common ones, or all that stands before or behind the colon; so
only entries that share such a key are looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from ..entry import Row
from .near_titles import NEAR, around_mark, spaced

RARE = 100
"""Titles that may hold a word for it to be a key of its own; of others it takes two."""
KEYS = 4
"""Words of a title that become keys, the rarest first."""
FEW = 150
"""Entries up to which each is looked for in all others, in place of sorting all by keys."""
PIECE = 8
"""Letters in the pieces by which a few titles are looked for."""
SAME_PART = 50
"""Titles that may share what stands before a colon; of more, it says nothing of the paper."""

AT_ONCE = 5_000
"""Entries between two questions whether to stop."""

_LOWER = bytes(code + 32 if 65 <= code <= 90 else code for code in range(256))
_NO_LETTERS = bytes(c for c in range(128) if not chr(c).isalnum() and chr(c) != "\n")

Stop = Callable[[], bool]
Pair = tuple[Row, Row]


def likely_pairs(
    rows: Sequence[Row], among: Collection[str] | None = None, stop: Stop = lambda: False
) -> Iterator[Pair]:
    """Yield pairs of rows with near titles, each pair once; never two that have arXiv ids.

    With `among`, ids of rows, only pairs that hold one of these. `stop` is
    asked now and then, and ends the search when it says so.
    """
    if among is None:
        asking = [row for row in rows if not row.arxiv_id]
    else:
        wanted = set(among)
        asking = [row for row in rows if row.id in wanted]
    if all(row.arxiv_id for row in asking):
        rows = [row for row in rows if not row.arxiv_id]
    if not asking or not rows:
        return
    if len(asking) <= FEW:
        found = _looked_for(asking, rows, stop)
    else:
        found = _sorted_by_keys(rows, stop)
        if among is not None:
            found = (pair for pair in found if pair[0].id in wanted or pair[1].id in wanted)
    seen: set[tuple[str, str]] = set()
    for one, other in found:
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        two_papers = one.arxiv_id and other.arxiv_id
        if pair not in seen and one.id != other.id and not two_papers:
            seen.add(pair)
            yield one, other


# -- a few among many -----------------------------------------------------------


def _looked_for(asking: Sequence[Row], rows: Sequence[Row], stop: Stop) -> Iterator[Pair]:
    """Yield the pairs of a few rows with any: those that share pieces of letters with them."""
    letters = _letters(asking)
    pieces = {word[at : at + PIECE] for word in letters for at in range(len(word) - PIECE + 1)}
    heads = tuple(
        word[: len(head)]
        for word, row in zip(letters, asking, strict=True)
        if 2 < len(head := _letters_of(row.title.partition(":")[0])) < 3 * PIECE
    )
    # A slip in a title of a few words can leave no piece of it whole.
    shortest = 2 * PIECE if any(len(word) < 3 * PIECE for word in letters) else 0
    likely: list[Row] = []
    absent = pieces.isdisjoint
    for first in range(0, len(rows), AT_ONCE):
        if stop():
            return
        some = rows[first : first + AT_ONCE]
        for row, word in zip(some, _letters(some), strict=True):
            # The first pieces tell of most titles that they share none, at half the cost.
            if absent((word[:8], word[8:16], word[16:24], word[24:32], word[32:40])):
                if len(word) < shortest or word.startswith(heads):
                    likely.append(row)
                continue
            cut = [word[at : at + PIECE] for at in range(0, len(word) - PIECE + 1, PIECE)]
            shared = len(pieces.intersection(cut))
            if 3 * shared >= len(cut) or word.startswith(heads):
                likely.append(row)
    titles = [spaced(row.title) for row in likely]
    with_part: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(likely):
        for part in _parts(row.title, titles[number]):
            with_part[part].append(number)
    for row in asking:
        if stop():
            return
        title = spaced(row.title)
        near = process.extract(title, titles, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)
        numbers = {number for _, _, number in near}
        for part in _parts(row.title, title):
            if len(with_part[part]) <= SAME_PART:
                numbers.update(with_part[part])
        for number in sorted(numbers):
            yield row, likely[number]


def _letters(rows: Sequence[Row]) -> list[bytes]:
    """Return the letters and digits of titles, all in one go where they are plain ASCII."""
    titles = [row.title for row in rows]
    plain = [title if title.isascii() and "\n" not in title else "" for title in titles]
    words = "\n".join(plain).encode().translate(_LOWER, _NO_LETTERS).split(b"\n")
    if not all(plain):
        return [word or _letters_of(title) for word, title in zip(words, titles, strict=True)]
    return words


def _letters_of(title: str) -> bytes:
    return spaced(title).replace(" ", "").encode("utf-8", "replace")


def _parts(title: str, words: str) -> set[str]:
    return {words, *around_mark(title)} - {""}


# -- all with all -----------------------------------------------------------------


def _sorted_by_keys(rows: Sequence[Row], stop: Stop) -> Iterator[Pair]:
    """Yield the pairs among many rows, by the keys that they share."""
    titles: list[str] = []
    spread: Counter[str] = Counter()
    for number, row in enumerate(rows):
        if not number % AT_ONCE and stop():
            return
        titles.append(spaced(row.title))
        spread.update(titles[-1].split())
    bare = [not row.arxiv_id for row in rows]
    for numbers in _sharing_words(titles, spread, stop):
        if stop():
            return
        without = [number for number in numbers if bare[number]]
        if not without:
            continue  # two arXiv ids are two papers
        # Each one without an id, with those that follow it and with all that have one.
        rest = without + [number for number in numbers if not bare[number]]
        words = [titles[number] for number in rest]
        for place in range(len(without)):
            near = process.extract(
                words[place],
                words[place + 1 :],
                scorer=fuzz.ratio,
                score_cutoff=NEAR,
                limit=None,
            )
            for _, _, behind in near:
                yield rows[rest[place]], rows[rest[place + 1 + behind]]
    yield from _sharing_parts(rows, titles, stop)


def _sharing_words(titles: list[str], spread: Counter[str], stop: Stop) -> Iterator[list[int]]:
    """Yield the numbers of titles that share a rare word, or two less rare ones."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, title in enumerate(titles):
        if not number % AT_ONCE and stop():
            return
        rarest = sorted({(spread[word], word) for word in title.split() if spread[word] > 1})
        common = []
        for count, word in rarest[:KEYS]:
            if count <= RARE:
                by_key[word].append(number)
            else:
                common.append(word)
        for one, other in combinations(common, 2):
            by_key[f"{one} {other}"].append(number)
    for numbers in by_key.values():
        if len(numbers) > 1:
            yield numbers


def _sharing_parts(rows: Sequence[Row], titles: list[str], stop: Stop) -> Iterator[Pair]:
    """Yield the pairs of titles that are equal before or behind the colon, or up to it."""
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if not number % AT_ONCE and stop():
            return
        for part in _parts(row.title, titles[number]):
            before = first.setdefault(part, number)
            if before != number:
                shared.setdefault(part, [before]).append(number)
    for numbers in shared.values():
        if len(numbers) <= SAME_PART:
            for one, other in combinations(numbers, 2):
                yield rows[one], rows[other]
