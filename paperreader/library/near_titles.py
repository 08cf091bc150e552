"""How alike two titles are, in points, and in what they differ.

The points were set by looking at all pairs of near titles among 100,000 papers that are
known to be different. Words spelt a little differently occur in none of them, one word more
or less in about thirty, another number in a thousand: "version 2 of …" is another paper.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Indel

from .identity import title_key

WORTH_A_LOOK = 30
"""Points of the titles from which what else is known can make a pair worth offering."""

NEAR = 75
"""Percent of letters that two titles must share in order for their words to be compared."""

_SPACED = bytes(
    (code + 32 if 65 <= code <= 90 else code) if code < 128 and chr(code).isalnum() else 32
    for code in range(256)
)
_FORMULA = re.compile(r"[\\${~`]")
_HEAD_ENDS = re.compile(r":(?!\w)|\s[-–—]+\s|[?!](?=\s)|\s\|\s|\s*[:：]\s")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SMALL = frozenset(
    _words(
        "a an the of for and or in on with via by to from at as is are its using toward towards"
        " into over through"
    )
)
"""Words that weigh little where one title lacks them."""
_ANSWERS = frozenset(
    _words("comment comments reply response rebuttal correction corrigendum erratum")
)
"""Words by which a title names another paper, which it is not."""
_VERSION = re.compile(r"v\d{1,2}|version|revised|extended|preprint|draft|camera|ready|final")
_DRESS = re.compile(
    "math(?:bb|bf|cal|frak|it|rm|sf|tt)|text(?:bf|it|rm|sc|sf|tt|superscript)?|underline|emph"
    "|times|circ|infty|nabla|ell|∞|∇|×|°"
)
"""What a formula leaves in a word where its backslashes were lost, and what it stood for."""
_GREEK = str.maketrans(
    dict(
        zip(
            "αβγδεζηθικλμνξπρστυφχψω",
            _words(
                "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi"
                " rho sigma tau upsilon phi chi psi omega"
            ),
            strict=True,
        )
    )
)
_NEGATIONS = ("un", "non", "in", "im", "anti", "a")


class Likeness(Struct, frozen=True, kw_only=True):
    """How sure it is that two entries are the same paper, and why."""

    points: int
    """0 to 100."""
    reasons: tuple[str, ...]
    """What speaks for it, then what speaks against it, as phrases; the titles come first."""


class Title(Struct, frozen=True, gc=False):
    """A title's words, and its parts around the first colon, dash or question mark."""

    whole: str
    """Its words in lower case, with one space between them."""
    head: str = ""
    """What stands before the mark; empty where there is none."""
    tail: str = ""


def spaced(title: str) -> str:
    """Return a title's `title_key`, at a third of its cost where it is plain ASCII."""
    if title.isascii() and not _FORMULA.search(title):
        return " ".join(title.encode().translate(_SPACED).decode().split()) or title.strip()
    return title_key(title)


def around_mark(title: str) -> tuple[str, str]:
    """Return what stands before and behind the first colon or the like; else nothing, twice."""
    mark = _HEAD_ENDS.search(title)
    if mark is None:
        return "", ""
    head, tail = title[: mark.start()], title[mark.end() :]
    return (spaced(head), spaced(tail)) if head.strip() and tail.strip() else ("", "")


def parts(title: str) -> Title:
    """Return a title as it is compared."""
    return Title(spaced(title), *around_mark(title))


@lru_cache(maxsize=4096)
def title_likeness(one: str, other: str) -> Likeness:
    """Compare two titles; 0 points mean that they speak of two papers, or of anything."""
    a, b = parts(one), parts(other)
    if a.whole.replace(" ", "") == b.whole.replace(" ", ""):
        same = one == other
        return _like(
            100, "the same title" if same else "titles differ in signs and spaces only"
        )
    if _ANSWERS & set(a.whole.split()) ^ _ANSWERS & set(b.whole.split()):
        return _like(0)
    by_parts = _by_parts(a, b)
    if fuzz.ratio(a.whole, b.whole, score_cutoff=NEAR) < NEAR:
        return by_parts
    by_words = _by_words(a.whole.split(), b.whole.split())
    return max(by_words, by_parts, key=lambda found: found.points)


def _like(points: int, *reasons: str) -> Likeness:
    return Likeness(points=points, reasons=reasons)


def _by_parts(a: Title, b: Title) -> Likeness:
    """Compare what stands before and behind the colon."""
    for short, long in ((a, b), (b, a)):
        if short.whole == long.head:
            return _like(76 if " " in long.head else 55, "one title lacks the other's subtitle")
        if short.whole == long.tail:
            long_enough = long.tail.count(" ") >= 2
            return _like(80 if long_enough else 60, f"one title lacks “{long.head}:”")
    if a.tail and a.tail == b.tail and _digits([a.head]) == _digits([b.head]):
        points = 66 if a.tail.count(" ") >= 4 else 40
        return _like(points, f"“{a.head}” and “{b.head}” before the same subtitle")
    for short, long in ((a, b), (b, a)):
        if long.whole.startswith(f"{short.whole} ") and short.whole.count(" ") >= 3:
            return _like(72, "one title is the beginning of the other")
    if a.head and a.head == b.head:
        return _like(WORTH_A_LOOK, f"“{a.head}” with another subtitle")
    return _like(0)


def _by_words(one: list[str], other: list[str]) -> Likeness:
    """Compare two titles word by word."""
    spelt: list[str] = []
    lacking: list[str] = []
    replaced: list[str] = []
    formulas = False
    for ours, theirs in _stretches(one, other):
        if "".join(ours) == "".join(theirs):
            continue  # a space or a hyphen
        if _same_undressed(ours, theirs):
            formulas = True
            continue
        left, right, pairs = _mistyped(ours, theirs)
        spelt += pairs
        if _digits(left) != _digits(right) and not _all_versions([*left, *right]):
            return _like(0)
        if left and right and not _SMALL.issuperset([*left, *right]):
            replaced.append(f"“{' '.join(left)}” for “{' '.join(right)}”")
        lacking += left + right
    heavy = [word for word in lacking if word not in _SMALL]
    length = min(len(one), len(other))
    likeness = fuzz.ratio(" ".join(one), " ".join(other))
    reasons = ["a formula is written differently"] if formulas else []
    if spelt:
        reasons.append(f"spelt differently: {', '.join(spelt)}")
    if replaced:
        if len(replaced) > 1 or length < 6 or likeness < 85:
            return _like(0)
        return _like(45, *reasons, *replaced)
    points = 94 - 4 * max(0, len(spelt) - 1) if spelt else 94
    if lacking:
        reasons.append(f"only in one title: “{' '.join(lacking)}”")
        points = min(points, 92)
    if heavy and _all_versions(heavy):
        points = min(points, 72)
    elif heavy:
        points = min(points, 86 - 8 * len(heavy)) - (12 if length < 5 else 0)
    return _like(max(0, points), *reasons)


def _stretches(one: list[str], other: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the stretches of words in which two titles differ, side by side."""
    from_, to = 0, 0
    for block in Indel.opcodes(one, other):
        if block.tag == "equal":
            if from_ < block.src_start or to < block.dest_start:
                yield one[from_ : block.src_start], other[to : block.dest_start]
            from_, to = block.src_end, block.dest_end
    if from_ < len(one) or to < len(other):
        yield one[from_:], other[to:]


def _same_undressed(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    one, other = (
        _DRESS.sub("", "".join(words).translate(_GREEK).replace("var", ""))
        for words in (ours, theirs)
    )
    return one == other and bool(ours and theirs)


def _mistyped(
    ours: Sequence[str], theirs: Sequence[str]
) -> tuple[list[str], list[str], list[str]]:
    """Pair off words that are the same but for a slip; return what is left, and the pairs."""
    joined = "".join(ours), "".join(theirs)
    if ours and theirs and _is_slip(*joined):
        return [], [], [f"{' '.join(ours)} / {' '.join(theirs)}"]
    left: list[str] = []
    right = list(theirs)
    pairs: list[str] = []
    for word in ours:
        found = next((other for other in right if word == other or _is_slip(word, other)), None)
        if found is None:
            left.append(word)
        else:
            right.remove(found)
            if found != word:
                pairs.append(f"{word} / {found}")
    return left, right, pairs


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two words may be the same one, mistyped or inflected."""
    if _digits([one]) != _digits([other]):
        return False
    short, long = sorted((one, other), key=len)
    if long == f"{short}s" or (len(short) > 2 and sorted(one) == sorted(other)):
        return True
    slack = 0 if len(short) < 4 else 1 if len(short) < 8 else 2
    if not slack or len(long) - len(short) > slack:
        return False
    if any(long == negation + short for negation in _NEGATIONS):
        return False
    return OSA.distance(one, other, score_cutoff=slack) <= slack


def _digits(words: Iterable[str]) -> list[str]:
    return [char for char in "".join(words) if char.isdigit()]


def _all_versions(words: Iterable[str]) -> bool:
    return all(_VERSION.fullmatch(word) for word in words)
