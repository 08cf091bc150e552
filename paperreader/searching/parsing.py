"""From the text of a query to its value; never an exception, every mistake named.

Words, ``"phrases"``, ``-`` before what must not match, and fields such as
``tag:rl``. Whatever is pasted into the search bar is searched: a name before a
colon that is no field is part of a word (``Only-IF: Revealing``, URLs), and is
reported only where it looks like a field that somebody meant.
"""

import re

from paperreader.searching.fields import FIELDS, UnclearValue, Value, suggestion
from paperreader.searching.folding import words
from paperreader.searching.query import Phrase, Query, QueryProblem, Term, Word

_SPACE = re.compile(r"\s*")
_RUN = re.compile(r"\S+")
_NAME = re.compile(r"([A-Za-z]+):")
_QUOTED = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)("|\\?\Z)', re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\])')

# Names before a colon that belong to what is often pasted, not to a field.
_PASTED = frozenset({"arxiv", "doi", "ftp", "hf", "http", "https", "mailto", "urn"})


def parse(text: str) -> Query:
    """Return the query that a text asks; mistakes are in its ``problems``."""
    return _Parser(text).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._terms: list[Term] = []
        self._problems: list[QueryProblem] = []

    def query(self) -> Query:
        self._take(_SPACE)
        while self._at < len(self._text):
            self._term()
            self._take(_SPACE)
        if self._text.strip() and not self._terms and not self._problems:
            self._report(0, "there is no letter or digit in this to search for.")
        return Query(tuple(self._terms), tuple(self._problems))

    def _term(self) -> None:
        start = self._at
        negated = self._text[start] == "-" and _RUN.match(self._text, start + 1) is not None
        self._at += negated
        if self._text[self._at] == '"':
            phrase = self._quoted()
            if words(phrase.text):
                self._terms.append(Phrase(phrase.text, negated, phrase.open))
            return
        name = _NAME.match(self._text, self._at)
        if name and (field := FIELDS.get(name[1].lower())):
            self._at = name.end()
            try:
                self._terms.append(field.read(self._value(), negated))
            except UnclearValue as mistake:
                self._report(start, str(mistake))
            return
        column = self._at
        word = self._take(_RUN)
        if name:
            self._check_name(name[1], word[len(name[0]) :], column)
        if words(word):
            self._terms.append(Word(word, negated))

    def _value(self) -> Value:
        if self._text[self._at : self._at + 1] == '"':
            return self._quoted()
        return Value(self._take(_RUN))

    def _quoted(self) -> Value:
        found = _QUOTED.match(self._text, self._at)
        assert found, "the pattern takes in whatever follows a quote"
        is_open = found[2] != '"'
        if is_open:
            self._report(self._at, 'The phrase that begins here expects a closing quote (").')
        self._at = found.end()
        return Value(_ESCAPED.sub(r"\1", found[1]), quoted=True, open=is_open)

    def _check_name(self, name: str, rest: str, start: int) -> None:
        """Report a name that was probably meant as a field: ``titel:graph``."""
        close = suggestion(name.lower(), FIELDS)
        pasted = name in _PASTED or not name.islower() or rest.startswith("//")
        if not rest or (pasted and not close):
            return
        meant = f"did you mean {close}:?" if close else f"the fields are {_listed()}."
        self._report(start, f"“{name}:” is no field and is searched as a word; {meant}")

    def _report(self, start: int, message: str) -> None:
        self._problems.append(QueryProblem(start + 1, message))

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]


def _listed() -> str:
    return " ".join(f"{name}:" for name in FIELDS)
