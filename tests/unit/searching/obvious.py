"""What a query means, spelt out over whole entries as plainly as it can be: slow, and no index.

The real search is held against this.
"""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Sequence

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


Near = dict[str, dict[str, int]]
"""For words what they may have been meant for, with how many typos apart it is."""


class Obvious:
    """Answers queries over entries, one entry after another."""

    def __init__(self, entries: Sequence[Entry], today: datetime.date) -> None:
        self.entries = entries
        self.today = today

    def answer(self, root: Node) -> set[str]:
        """Return the ids of the entries that match, typos corrected where few do."""
        top = root.parts if isinstance(root, All) else (root,)
        self._count = len(self._words(root))
        self._last = self._last_word(root)
        texts = [node for node in top if not self._asks_rows(node)]
        rest = [node for node in top if self._asks_rows(node)]
        if all(isinstance(node, Not) for node in texts):
            texts, rest = [], list(top)
        last = self._last_word(root)
        picked = [
            e for e in self.entries if all(self._holds(n, e, last, {}, FREE) for n in rest)
        ]
        return self._found(texts, last) & {entry.id for entry in picked}

    def _found(self, texts: Sequence[Node], last: Word | None) -> set[str]:
        typed = set(self._meet(texts, last, {}, FREE))
        free = self._free(texts)
        strong = len(self._meet(texts, last, {}, STRONG))
        if not free or strong >= FEW:
            return typed
        slips = [word for word, goes_on in free if self._is_slip(word, goes_on)]
        if not slips and (strong or (typed and len(free) == 1)):
            return typed
        sought = [pair for pair in free if pair[0] in slips or not slips]
        near = {word: self._near(word, goes_on) for word, goes_on in sought}
        alone = len(free) == 1
        if alone:
            near = {word: self._likeliest(others) for word, others in near.items()}
        going = {word for word, goes_on in sought if goes_on} if alone else set()
        mended = set(self._meet(texts, last, near, STRONG, going))
        if strong or not mended <= typed:
            if not slips:
                return typed | mended
            return self._with_what_goes_together(texts, last, near, typed | mended, sought)
        if typed and not slips:
            return typed
        near = {word: self._near(word, goes_on) for word, goes_on in free}
        found = typed | set(self._meet(texts, last, near, FREE))
        return found | {e.id for e in self.entries if self._nearly(texts, e, last, near)}

    def _with_what_goes_together(
        self,
        texts: Sequence[Node],
        last: Word | None,
        near: dict[str, dict[str, int]],
        found: set[str],
        sought: list[tuple[str, bool]],
    ) -> set[str]:
        """Return what matches with those corrections only that some of the found hold."""
        held = {one for e in self.entries if e.id in found for one in everything(e, STRONG)}
        used = {
            word: {one: n for one, n in others.items() if one in held} or others
            for word, others in near.items()
        }
        going = {word for word, goes_on in sought if goes_on}
        return set(self._meet(texts, last, used, FREE, going))

    def _meet(
        self,
        nodes: Sequence[Node],
        last: Word | None,
        near: Near,
        parts: Sequence[str],
        going: Collection[str] = (),
    ) -> list[str]:
        self._going = going
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
        near: Near,
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
        near: Near,
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
        near: Near,
        parts: Sequence[str],
    ) -> bool:
        if not word:
            return True
        held = everything(entry, parts)
        others = near.get(word, {})
        if word in held or others.keys() & held:
            return True
        if word in self._going and held & self._gone_on(others):
            return True
        if word in near and not any(word in everything(e, STRONG) for e in self.entries):
            goes_on = goes_on or len(word) >= 3
        longer = [part for part in parts if len(word) >= 3 or part != "abstract"]
        return goes_on and any(one.startswith(word) for one in everything(entry, longer))

    def _likeliest(self, others: dict[str, int]) -> dict[str, int]:
        held = {one: sum(one in everything(e, FREE) for e in self.entries) for one in others}
        best = min(others, key=lambda one: (others[one], -held[one], one), default="")
        return {best: others[best]} if best else {}

    def _gone_on(self, others: Collection[str]) -> set[str]:
        """Return what corrections may go on to: words as common as they are themselves."""
        found = set()
        for other in others:
            common = self._standing(STRONG)
            known = common if other in common else self._standing(("abstract",))
            found |= {one for one in known if one.startswith(other)}
        return found

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

    def _free(self, nodes: Sequence[Node]) -> list[tuple[str, bool]]:
        """Return the free words that may be typos, and whether each may go on."""
        last = self._last
        found = []
        for node in nodes:
            for word in self._words(node):
                *whole, end = words(word.text) or [""]
                pairs = [(one, False) for one in whole] + [(end, word == last)]
                found += [p for p in pairs if p[0] and not (p[1] and len(p[0]) == 1)]
        return list(dict.fromkeys(found))

    def _is_slip(self, word: str, goes_on: bool) -> bool:
        held = sum(self._free_word(word, entry, goes_on, {}, FREE) for entry in self.entries)
        near = self._near(word, goes_on)
        if held <= 2 or not near:
            return bool(near)
        return len(word) >= 8 and any(
            apart == 1
            and self._standing(STRONG).get(other, 0) >= 100 * held
            and word not in (f"{other}s", other.removesuffix("s"))
            for other, apart in near.items()
        )

    def _standing(self, parts: Sequence[str]) -> Counter[str]:
        return Counter(
            one for e in self.entries for part in parts for one in everything(e, (part,))
        )

    def _near(self, word: str, goes_on: bool) -> dict[str, int]:
        common = self._near_in(STRONG, word, goes_on)
        return common or self._near_in(("abstract",), word, goes_on)

    def _near_in(self, parts: Sequence[str], word: str, goes_on: bool) -> dict[str, int]:
        """Return what a word may have been meant for, the likeliest first."""
        typos = 0 if len(word) < 4 or word.isdecimal() else 1 if len(word) < 8 else 2
        counts = self._standing(parts)
        known = {one for one in counts if len(one) >= 3 and not one.isdecimal()} - {word}
        if not typos:
            return {}

        def apart(one: str) -> int | None:
            whole = OSA.distance(word, one)
            if one[0] != word[0]:
                return 1 if whole == 1 else None
            if whole <= typos:
                return int(whole)
            if not goes_on or one.startswith(word):
                return None
            cuts = [one[:length] for length in range(len(word), len(word) + typos + 1)]
            near = [
                max(1, OSA.distance(word, cut))
                for cut in cuts
                if len(cut) >= len(word) and not cut.startswith(word)
            ]
            return min((n for n in near if n <= typos), default=None)

        found = {one: n for one in known if (n := apart(one)) is not None}
        ranked = sorted(found, key=lambda one: (found[one], -counts[one], one))
        return {one: found[one] for one in ranked[:24]}

    def _nearly(
        self,
        nodes: Sequence[Node],
        entry: Entry,
        last: Word | None,
        near: Near,
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
