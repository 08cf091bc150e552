"""Which entries are near to one: those that share its telling words."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from paperreader.entry import Row
from paperreader.searching.needles import LIKE_FROM, QUANTUM, Likeness
from paperreader.searching.scanning import Document

_MOST_WORDS = 24
"""So many of an entry's words are compared, the most telling ones."""

_HEAVIEST = 170
"""What all words weigh at most together: see `needles.settled`."""

_SHORTEST = 3
"""Letters of a word that can tell something."""

_COMMON = 0.1
"""A word that stands in a larger share of all entries tells nothing."""

_IN_TITLE = 3
"""A word of the title counts as if it stood so often in the abstract, too."""


class Related(Struct, frozen=True):
    """An entry that is near to another, and why."""

    row: Row
    words: tuple[str, ...]
    """Folded words that both hold, the most telling first."""


def telling_words(
    document: Document, total: int, held: Callable[[Collection[str]], Mapping[str, int]]
) -> Likeness:
    """Return the words that tell an entry from others, weighed by how rare they are.

    `held` says in how many of all `total` entries each of the words stands.
    """
    counts = Counter(document.lined_up("abstract").split())
    for word in set(document.lined_up("title").split()):
        counts[word] += _IN_TITLE
    counts = Counter({word: count for word, count in counts.items() if _may_tell(word)})
    known = held(list(counts))
    weights = {
        word: (1 + math.log(count)) * math.log((total + 1) / known[word])
        for word, count in counts.items()
        if 1 < known.get(word, 0) <= max(LIKE_FROM, _COMMON * total)
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_MOST_WORDS]
    scale = min(1.0, _HEAVIEST / max(1.0, sum(weights[word] for word in best)))
    return Likeness(tuple((word, _rounded(weights[word] * scale)) for word in best))


def shared_words(likeness: Likeness, document: Document) -> tuple[str, ...]:
    """Return the words of a likeness that an entry holds, the most telling first."""
    text = f"{document.lined_up('title')}\n{document.lined_up('abstract')}"
    return tuple(word for word, _ in likeness.weights if f" {word} " in text)


def _may_tell(word: str) -> bool:
    return len(word) >= _SHORTEST and not word.isdecimal()


def _rounded(weight: float) -> float:
    return max(QUANTUM, round(weight / QUANTUM) * QUANTUM)
