"""From the text of a query to its value; never an exception, every mistake named.

Words, ``"phrases"``, ``-`` before what must not match, ``OR``, parentheses, and
fields such as ``tag:rl``. Whatever is pasted into the search bar is searched: a
name before a colon that is no field is part of a word (``Only-IF: Revealing``,
URLs), and is reported only where it looks like a field that somebody meant;
parentheses within a word (``f(x)``) belong to it. What is unclear, only begun, or
closes nothing is left out. The time is linear in the length of the text.
"""

import re

from paperreader.searching.fields import FIELDS, UnclearValue, Value, suggestion
from paperreader.searching.folding import words
from paperreader.searching.query import (
    Node,
    Phrase,
    Query,
    QueryProblem,
    Word,
    all_of,
    any_of,
    negation,
)

MOST_NESTED = 50
"""So deep may parentheses stand in parentheses."""
MOST_PROBLEMS = 20
"""So many mistakes are named."""

_TOO_DEEP = (
    f"Parentheses can stand {MOST_NESTED} deep in one another; the others are passed over."
)

_LISTED = " ".join(f"{name}:" for name in FIELDS)

_SPACE = re.compile(r"\s*")
_DASHES = re.compile("-+")
_NAME = re.compile("([A-Za-z]{1,24}):")
_QUOTED = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)("|\\?\Z)', re.DOTALL)
_SMART_QUOTED = re.compile(r'[“”„]([^"“”\\]*(?:\\.[^"“”\\]*)*)(["“”]|\\?\Z)', re.DOTALL)
_QUOTES = '"“”„'
_ESCAPED = re.compile(r'\\(["\\])')
_IN_RUN = re.compile(r"[()\s]")
_PAIRED = re.compile(r"[()\s\"“”„]")

# Names before a colon that belong to what is often pasted, not to a field.
_PASTED = frozenset({"arxiv", "doi", "ftp", "hf", "http", "https", "mailto", "urn"})


def parse(text: str) -> Query:
    """Return the query that a text asks; mistakes are in its ``problems``."""
    return _Parser(text).query()


class _Group:
    """What stands in one pair of parentheses, or in the whole text."""

    def __init__(self, column: int = 0, negated: bool = False) -> None:
        self.column = column
        self.negated = negated
        self.alternatives: list[Node] = []
        self.parts: list[Node] = []
        self.has_side = False
        """Whether anything stands between the last operator and here, even if unclear."""
        self.operator = ""
        """The OR or AND that still waits for what follows it."""
        self.operator_at = 0

    def add(self, part: Node) -> None:
        self.parts.append(part)
        self.went_on()

    def went_on(self) -> None:
        self.has_side, self.operator = True, ""

    def split(self) -> None:
        """Begin another alternative."""
        if self.parts:
            self.alternatives.append(all_of(self.parts))
        self.parts = []

    def node(self) -> Node | None:
        """Return what the group asks for; None where nothing in it is clear."""
        self.split()
        if not self.alternatives:
            return None
        node = any_of(self.alternatives)
        return negation(node) if self.negated else node


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._groups = [_Group()]
        self._passed_over = 0
        """Parentheses that are open, though too deep to count."""
        self._problems: list[QueryProblem] = []
        self._pairs = _pairs(text)

    def query(self) -> Query:
        self._at = self._behind(_SPACE)
        while self._at < len(self._text):
            self._term()
            self._at = self._behind(_SPACE)
        for group in self._groups[1:]:
            self._report(
                group.column, "The parenthesis that opens here expects a closing one.", True
            )
        while len(self._groups) > 1:
            self._close()
        whole = self._groups[0]
        self._check_end(whole)
        root = whole.node()
        if root is None:
            if self._text.strip() and not self._problems:
                self._report(0, "there is no letter or digit in this to search for.")
            root = all_of(())
        return Query(root, tuple(sorted(self._problems, key=lambda problem: problem.column)))

    def _term(self) -> None:
        start = self._at
        sign = self._text[start]
        if sign == ")":
            self._closing(start)
            return
        negated = False
        if sign == "-":
            dashes = self._behind(_DASHES)
            goes_on = dashes < len(self._text) and not self._text[dashes].isspace()
            negated = dashes == start + 1 and goes_on and self._stands_free(start)
            self._at = dashes
            if not goes_on:
                return
            sign = self._text[dashes]
            if sign == ")":
                return
        if sign == "(" and not self._is_glued(self._at):
            self._open(self._at, negated)
            return
        if sign in _QUOTES:
            phrase = self._quoted()
            if words(phrase.text):
                self._add(Phrase(phrase.text, phrase.open), negated)
            return
        name = _NAME.match(self._text, self._at)
        if name and (field := FIELDS.get(name[1].lower())):
            self._at = name.end()
            self._groups[-1].went_on()
            try:
                self._add(field.read(self._value()), negated)
            except UnclearValue as mistake:
                self._report(start, mistake)
            return
        column = self._at
        word = self._run()
        if word in ("OR", "AND"):
            if not negated:
                self._operator(word, column)
                return
            word = word.lower()
        if name:
            self._check_name(name[1], word[len(name[0]) :], column)
        if words(word):
            self._add(Word(word), negated)

    def _add(self, node: Node, negated: bool) -> None:
        self._groups[-1].add(negation(node) if negated else node)

    def _operator(self, name: str, at: int) -> None:
        group = self._groups[-1]
        if not group.has_side:
            self._report(at, f"{name} expects something to look for before it.")
            return
        if name == "OR":
            group.split()
        group.operator, group.operator_at, group.has_side = name, at, False

    def _open(self, at: int, negated: bool) -> None:
        self._at = at + 1
        if self._passed_over or len(self._groups) > MOST_NESTED:
            if not self._passed_over:
                self._report(at, _TOO_DEEP)
            self._passed_over += 1
        else:
            self._groups.append(_Group(at, negated))

    def _closing(self, at: int) -> None:
        self._at = at + 1
        if self._passed_over:
            self._passed_over -= 1
        elif len(self._groups) > 1:
            group = self._groups[-1]
            if not group.has_side and not group.operator:
                self._report(group.column, "The parentheses expect something between them.")
            self._close()
        else:
            # What follows cannot give it an opening one: it is no mere beginning.
            self._report(at, "This parenthesis closes nothing that was opened.", False)

    def _close(self) -> None:
        group = self._groups.pop()
        self._check_end(group)
        node = group.node()
        if node is None:
            self._groups[-1].went_on()
        else:
            self._groups[-1].add(node)

    def _check_end(self, group: _Group) -> None:
        if group.operator:
            self._report(
                group.operator_at,
                f"{group.operator} expects something to look for after it.",
                self._at == len(self._text),
            )

    def _stands_free(self, at: int) -> bool:
        return at == 0 or self._text[at - 1].isspace() or self._text[at - 1] == "("

    def _is_glued(self, at: int) -> bool:
        """Tell whether a parenthesis begins a word: ``(Un)supervised``."""
        end = self._pairs.get(at)
        return end is not None and self._text[end + 1 : end + 2].isalnum()

    def _value(self) -> Value:
        is_quoted = self._text[self._at : self._at + 1] in tuple(_QUOTES)
        return self._quoted() if is_quoted else Value(self._run())

    def _quoted(self) -> Value:
        start = self._at
        pattern = _QUOTED if self._text[start] == '"' else _SMART_QUOTED
        found = pattern.match(self._text, start)
        assert found, "the pattern takes in whatever follows a quote"
        self._at = found.end()
        is_open = not found[2] or found[2] == "\\"
        if is_open:
            self._report(
                start, 'The phrase that begins here expects a closing quote (").', True
            )
        return Value(_ESCAPED.sub(r"\1", found[1]), quoted=True, open=is_open)

    def _run(self) -> str:
        """Take what follows up to white space or a parenthesis whose other is not in it."""
        start = end = self._at
        for found in _IN_RUN.finditer(self._text, start):
            end = found.start()
            pair = self._pairs.get(end)
            if pair is None or pair < start:
                break
        else:
            end = len(self._text)
        self._at = end
        return self._text[start:end]

    def _check_name(self, name: str, rest: str, start: int) -> None:
        """Report a name that was probably meant as a field: ``titel:graph``."""
        if not rest or len(self._problems) >= MOST_PROBLEMS:
            return
        close = suggestion(name.lower(), FIELDS)
        pasted = name in _PASTED or not name.islower() or rest.startswith("//")
        if pasted and not close:
            return
        meant = f"did you mean {close}:?" if close else f"the fields are {_LISTED}."
        self._report(start, f"“{name}:” is no field and is searched as a word; {meant}")

    def _report(
        self, start: int, message: str | UnclearValue, unfinished: bool | None = None
    ) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            if unfinished is None:
                unfinished = self._at == len(self._text)
            self._problems.append(QueryProblem(start + 1, str(message), unfinished))

    def _behind(self, pattern: re.Pattern[str]) -> int:
        """Return the place behind what a pattern matches here."""
        found = pattern.match(self._text, self._at)
        return found.end() if found else self._at


def _pairs(text: str) -> dict[int, int]:
    """Return for each parenthesis the place of the other one of its pair.

    Between the two stands no white space, and no quote, which might begin a phrase.
    """
    pairs: dict[int, int] = {}
    opened: list[int] = []
    if "(" not in text:
        return pairs
    for found in _PAIRED.finditer(text):
        at, sign = found.start(), found[0]
        if sign == "(":
            opened.append(at)
        elif sign != ")":
            opened.clear()
        elif opened:
            pairs[opened[-1]] = at
            pairs[at] = opened.pop()
    return pairs
