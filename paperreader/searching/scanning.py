"""Answering by reading: whether the texts of one entry hold what is asked, and how well.

This is what a search means; the index only finds the same entries sooner. It
answers alone while there is no index, and for entries that changed since.
"""

import re
from functools import cached_property

from paperreader.library import Texts
from paperreader.searching.folding import fold, forms, has_debris, words
from paperreader.searching.needles import (
    EXACT,
    LIKE_FROM,
    PREFIX,
    TYPO,
    Ask,
    Either,
    Every,
    Known,
    Likeness,
    Most,
    Needle,
    Part,
    Welcome,
    Without,
)

_COMPOUND = re.compile(r"[^\W_]+-[^\W_]+")

# What LaTeX puts into the middle of words; the macros that are letters stay,
# without their backslash.
_MACROS = re.compile(r"\\(?!(?:ss|ae|oe|aa|o|l|i|j)(?![a-z]))[a-z]+")
_BETWEEN = bytes(code for code in range(128) if not chr(code).isalnum())


def lines(text: str) -> list[list[str]]:
    """Return the folded words of a text as stored and as it reads, where that differs.

    Two words joined by a hyphen follow as one word: ``pre-training`` is also
    written ``pretraining``.
    """
    found: list[list[str]] = []
    for form in forms(text):
        line = words(form)
        if line and line not in found:
            found.append(line)
        if "-" in form:
            for compound in _COMPOUND.findall(form):
                joined = ["".join(words(compound))]
                if joined not in found:
                    found.append(joined)
    return found


class Document:
    """The texts of one entry, made comparable part by part, as far as needles ask."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._lined: dict[Part, str] = {}

    def of(self, part: Part) -> tuple[str, ...]:
        """Return the texts of a part as they are stored."""
        texts = self.texts
        match part:
            case "title":
                return (texts.title,)
            case "author":
                return texts.authors
            case "abstract":
                return tuple(text for text in (texts.abstract, texts.summary) if text)
            case "tag":
                return texts.tags
            case "note":
                return (texts.note,) if texts.note else ()
            case "org":
                return (texts.organization,) if texts.organization else ()
            case "by":
                return (texts.submitted_by,) if texts.submitted_by else ()

    def lined_up(self, part: Part) -> str:
        """Return a part's words, one text a line, each word with a space at either side."""
        if part not in self._lined:
            every = (line for text in self.of(part) for line in lines(text))
            self._lined[part] = "\n".join(f" {' '.join(line)} " for line in every)
        return self._lined[part]

    @cached_property
    def title_and_names(self) -> str:
        """The folded words of the title, as it reads, and of the authors' names."""
        *_, shown = forms(self.texts.title)
        return " ".join(words(f"{shown} {' '.join(self.texts.authors)}"))

    def facts(self) -> frozenset[str]:
        """Return what ``has:`` asks of the whole entry, as far as it has it."""
        texts = self.texts
        held = {"abstract": texts.abstract, "authors": texts.authors, "code": texts.code_url}
        return frozenset(name for name, value in held.items() if value)

    def may_hold(self, part: Part, word: str) -> bool:
        """Tell at little cost whether a part may hold a word; a few times wrongly so."""
        if part != "abstract" or part in self._lined or not word.isascii():
            return True
        folded, bare = self._glance
        return word in folded or (bare is not None and word.encode() in bare)

    @cached_property
    def _glance(self) -> tuple[str, bytes | None]:
        # Making an abstract readable costs far more than this.
        text = "\n".join(self.of("abstract"))
        folded = fold(text)
        if not has_debris(text) and "-" not in text:
            return folded, None
        bare = _MACROS.sub("", folded).encode("utf-8", "surrogatepass")
        return folded, bare.translate(None, _BETWEEN)


def weight(ask: Ask, document: Document) -> float | None:
    """Return how well an entry meets an ask, None where it does not.

    Raises TypeError for what is asked of rows.
    """
    if isinstance(ask, Needle):
        return _weight_of_needle(ask, document)
    if isinstance(ask, Every):
        total = 0.0
        for part in ask.parts:
            found = weight(part, document)
            if found is None:
                return None
            total += found
        return total
    if isinstance(ask, Either | Most):
        every = [weight(part, document) for part in ask.parts]
        held = [found for found in every if found is not None]
        if isinstance(ask, Most):
            return sum(held) if len(held) >= len(every) - 1 else None
        return max(held, default=None)
    if isinstance(ask, Welcome):
        return weight(ask.part, document) or 0.0
    if isinstance(ask, Without):
        return None if weight(ask.part, document) is not None else 0.0
    if isinstance(ask, Likeness):
        return _weight_of_likeness(ask, document)
    if isinstance(ask, Known):
        return 0.0 if ask.what in document.facts() else None
    raise TypeError(f"texts tell nothing of rows: {ask}")


def _weight_of_likeness(ask: Likeness, document: Document) -> float | None:
    text = f"{document.lined_up('title')}\n{document.lined_up('abstract')}"
    held = [weight for word, weight in ask.weights if f" {word} " in text]
    return sum(held) if len(held) >= LIKE_FROM else None


def _weight_of_needle(needle: Needle, document: Document) -> float | None:
    best: float | None = None
    beginning = needle.beginning_parts()
    whole = " ".join(needle.words)
    count = len(needle.words)
    for part in sorted(needle.parts, key=EXACT.__getitem__, reverse=True):
        if best is not None and best >= EXACT[part] * count:
            break
        found: float | None = None
        if all(document.may_hold(part, word) for word in needle.words):
            text = document.lined_up(part)
            if f" {whole} " in text:
                found = EXACT[part] * count
            elif part in beginning and f" {whole}" in text:
                found = PREFIX[part] * count
        if found is None and needle.near:
            held = (
                TYPO[part] / typos
                for word, typos in needle.near
                if document.may_hold(part, word) and f" {word} " in document.lined_up(part)
            )
            found = max(held, default=None)
        if found is not None and (best is None or found > best):
            best = found
    return best
