"""What a query means, spelt out over whole entries as plainly as it can be: slow, and no index.

The real search is held against this.
"""

import datetime
import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from paperreader.entry import Entry
from paperreader.searching.filtering import is_row_leaf, predicate
from paperreader.searching.folding import forms, words
from paperreader.searching.query import All, Any, FieldText, Has, Node, Not, Phrase, Word
from tests.unit.searching.shelf import row_of

FEW = 10
STRONG = ("title", "author", "tag", "note")
FREE = (*STRONG, "abstract")

Lines = list[list[str]]


def lines(entry: Entry, part: str) -> Lines:
    """Return the folded words of each text of a part, in each form that it has."""
    texts = {
        "title": [entry.title],
        "author": entry.authors,
        "tag": entry.tags,
        "note": [entry.note],
        "abstract": [entry.abstract or "", entry.summary or ""],
        "org": [entry.organization or ""],
        "by": [entry.submitted_by or ""],
    }[part]
    found: Lines = []
    for text in texts:
        for form in forms(text):
            found.append(words(form))
            found += [words(c.replace("-", "")) for c in re.findall(r"[^\W_]+-[^\W_]+", form)]
    return found


def everything(entry: Entry, parts: Sequence[str]) -> set[str]:
    """Return all words in some parts of an entry."""
    return {word for part in parts for line in lines(entry, part) for word in line}


class Obvious:
    """Answers queries over entries, one entry after another."""

    def __init__(self, entries: Sequence[Entry], today: datetime.date) -> None:
        self.entries = entries
        self.today = today

    def answer(self, root: Node) -> set[str]:
        """Return the ids of the entries that match, typos corrected where few do."""
        top = root.parts if isinstance(root, All) else (root,)
        self._count = len(self._words(root))
        texts = [node for node in top if not self._asks_rows(node)]
        rest = [node for node in top if self._asks_rows(node)]
        if all(isinstance(node, Not) for node in texts):
            texts, rest = [], list(top)
        last = self._last_word(root)
        picked = [
            e for e in self.entries if all(self._holds(n, e, last, {}, FREE) for n in rest)
        ]
        every = set(self._meet(texts, last, {}, FREE))
        near = self._corrections(texts, last)
        if near is not None:
            typed, mended = len(every), set(self._meet(texts, last, near, STRONG))
            every |= mended
            if not self._strong(texts, last, {}) and len(every) == typed < FEW:
                every |= set(self._meet(texts, last, near, FREE))
                every |= {e.id for e in self.entries if self._nearly(texts, e, last, near)}
        return every & {entry.id for entry in picked}

    def _meet(
        self,
        nodes: Sequence[Node],
        last: Word | None,
        near: dict[str, set[str]],
        parts: Sequence[str],
    ) -> list[str]:
        return [
            entry.id
            for entry in self.entries
            if all(self._holds(node, entry, last, near, parts) for node in nodes)
        ]

    # The steps

    def _asks_rows(self, node: Node) -> bool:
        if isinstance(node, All | Any):
            return any(map(self._asks_rows, node.parts))
        if isinstance(node, Not):
            return self._asks_rows(node.part)
        return is_row_leaf(node)

    def _words(self, node: Node, positive: bool = True) -> list[Word]:
        if isinstance(node, All | Any):
            return [word for part in node.parts for word in self._words(part, positive)]
        if isinstance(node, Not):
            return self._words(node.part, False)
        return [node] if isinstance(node, Word) and positive else []

    def _last_word(self, root: Node) -> Word | None:
        found = self._words(root)
        return found[-1] if found else None

    def _holds(
        self,
        node: Node,
        entry: Entry,
        last: Word | None,
        near: dict[str, set[str]],
        parts: Sequence[str],
    ) -> bool:
        if isinstance(node, All):
            return all(self._holds(part, entry, last, near, parts) for part in node.parts)
        if isinstance(node, Any):
            return any(self._holds(part, entry, last, near, parts) for part in node.parts)
        if isinstance(node, Not):
            return not self._stands(node.part, entry)
        if isinstance(node, Word):
            return self._word(node, entry, last, near, parts)
        return self._stands(node, entry)

    def _word(
        self,
        word: Word,
        entry: Entry,
        last: Word | None,
        near: dict[str, set[str]],
        parts: Sequence[str],
    ) -> bool:
        *whole, end = words(word.text) or [""]
        goes_on = word == last
        if goes_on and len(end) == 1:  # a last letter picks nothing yet
            alone = not whole and self._count == 1
            end = "" if not alone else end
            if alone:
                titles = everything(entry, ("title",))
                return any(one.startswith(end) for one in titles)
        apart = all(self._free_word(one, entry, False, near, parts) for one in whole)
        apart = apart and self._free_word(end, entry, goes_on, near, parts)
        if len(whole) == 1 and "-" in word.text:
            return apart or self._free_word(whole[0] + end, entry, goes_on, {}, FREE)
        return apart

    def _free_word(
        self,
        word: str,
        entry: Entry,
        goes_on: bool,
        near: dict[str, set[str]],
        parts: Sequence[str],
    ) -> bool:
        if not word:
            return True
        held = everything(entry, parts)
        if word in held or near.get(word, set()) & held:
            return True
        if word in near and not any(word in everything(e, STRONG) for e in self.entries):
            goes_on = goes_on or len(word) >= 3
        longer = [part for part in parts if len(word) >= 3 or part != "abstract"]
        return goes_on and any(one.startswith(word) for one in everything(entry, longer))

    def _stands(self, node: Node, entry: Entry) -> bool:
        """Tell whether an entry meets a leaf, or a tree behind a ``-``, as it is written."""
        if isinstance(node, All):
            return all(self._stands(part, entry) for part in node.parts)
        if isinstance(node, Any):
            return any(self._stands(part, entry) for part in node.parts)
        if isinstance(node, Not):
            return not self._stands(node.part, entry)
        if isinstance(node, Has) and node.what in ("abstract", "authors", "code"):
            field = {"code": "code_url"}.get(node.what, node.what)
            return bool(getattr(entry, field))
        if isinstance(node, Word | Phrase):
            goes_on = isinstance(node, Phrase) and node.open
            return self._row(words(node.text), entry, FREE, goes_on)
        if isinstance(node, FieldText):
            goes_on = node.open or not node.quoted
            return self._row(words(node.text), entry, (node.field,), goes_on)
        assert is_row_leaf(node)
        return predicate(node, self.today)(row_of(entry))

    def _row(
        self, sought: list[str], entry: Entry, parts: Sequence[str], goes_on: bool
    ) -> bool:
        if not sought:
            return True
        for part in parts:
            short = len(sought) == 1 and len(sought[0]) < 3
            may = goes_on and not (part == "abstract" and short and parts != ("abstract",))
            for line in lines(entry, part):
                for at in range(len(line) - len(sought) + 1):
                    here = line[at : at + len(sought)]
                    if here == sought or (
                        may and here[:-1] == sought[:-1] and here[-1].startswith(sought[-1])
                    ):
                        return True
        return False

    # Typos

    def _free(self, nodes: Sequence[Node]) -> list[str]:
        return [one for node in nodes for word in self._words(node) for one in words(word.text)]

    def _strong(
        self, nodes: Sequence[Node], last: Word | None, near: dict[str, set[str]]
    ) -> int:
        return len(self._meet(nodes, last, near, STRONG))

    def _corrections(
        self, nodes: Sequence[Node], last: Word | None
    ) -> dict[str, set[str]] | None:
        """Return for each free word what it may have been meant for; None if all are right."""
        free = self._free(nodes)
        if not free:
            return None
        found = self._strong(nodes, last, {})
        if found >= FEW:
            return None
        near = {}
        for word in dict.fromkeys(free):
            held = sum(word in everything(entry, STRONG) for entry in self.entries)
            if not (found and held >= FEW):
                near[word] = self._near(
                    word, last is not None and words(last.text)[-1:] == [word]
                )
        return near

    def _near(self, word: str, goes_on: bool) -> set[str]:
        common = self._near_in(STRONG, word, goes_on)
        return common or self._near_in(("abstract",), word, goes_on)

    def _near_in(self, parts: Sequence[str], word: str, goes_on: bool) -> set[str]:
        typos = 0 if len(word) < 4 or word.isdecimal() else 1 if len(word) < 8 else 2
        known = {
            one
            for entry in self.entries
            for one in everything(entry, parts)
            if len(one) >= 3 and not one.isdecimal()
        } - {word}
        if not typos:
            return set()

        def apart(one: str) -> bool:
            if OSA.distance(word, one) <= typos:
                return True
            cuts = (one[:length] for length in range(len(word), len(word) + typos + 1))
            return goes_on and any(
                OSA.distance(word, cut) <= typos
                for cut in cuts
                if len(cut) >= len(word) and not cut.startswith(word)
            )

        return {
            one
            for one in known
            if (apart(one) if one[0] == word[0] else OSA.distance(word, one) == 1)
        }

    def _nearly(
        self,
        nodes: Sequence[Node],
        entry: Entry,
        last: Word | None,
        near: dict[str, set[str]],
    ) -> bool:
        """Tell whether an entry holds all free words but one, where they weigh most."""
        held: dict[str, bool] = {}
        for node in nodes:
            if not isinstance(node, Word):
                if not self._holds(node, entry, last, near, FREE):
                    return False
                continue
            *whole, end = words(node.text)
            pairs = [(one, False) for one in whole] + [(end, node == last)]
            if node == last and len(end) == 1:
                pairs.pop()
            joined = len(words(node.text)) == 2 and "-" in node.text
            for one, goes_on in pairs:
                now = self._free_word(one, entry, goes_on, near, STRONG)
                if joined:
                    as_one = whole[0] + end
                    now = now or self._free_word(as_one, entry, node == last, {}, FREE)
                held[f"{one} {goes_on} {node.text if joined else ''}"] = now
        return len(held) >= 3 and sum(held.values()) >= len(held) - 1
