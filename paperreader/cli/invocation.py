"""What every command is given: its arguments, the settings and the library."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..config import Settings, load
from ..paths import cache_folder, config_file, library_folder
from .printing import complain, counted, say

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    from ..entry import Row
    from ..library import Library
    from ..searching import Query, QueryProblem, Searcher
    from ..searching.marking import Matched
    from ..searching.sorting import Sort


_MOST_ASKED = 8
"""So many parts of a query that found nothing are looked for one by one."""


class Failed(Exception):
    """A command could not do what was asked; the text is a sentence for the user."""


class WrongUsage(Exception):
    """The command line asks for something that makes no sense; exit status 2."""


class Matches(NamedTuple):
    """What a query matches."""

    rows: "list[Row]"
    """In order; with a limit, only the first of them."""
    total: int | None
    """How many there are in all; None where they were not counted."""
    query: "Query | None" = None
    """What was searched for; None where nothing was asked, so that every entry matches."""
    corrections: Mapping[str, str] = {}
    """For words that were typed amiss: what was found in place of them."""
    matched: "Matched | None" = None
    """What to mark in titles and tags."""


class Invocation:
    """One run of the command line."""

    def __init__(self, arguments: "Namespace | SimpleNamespace") -> None:
        self.arguments = arguments

    @cached_property
    def config_path(self) -> Path:
        """Where the settings are read from."""
        return config_file(self.arguments.config)

    @cached_property
    def settings(self) -> Settings:
        """The settings in force.

        Raises:
            ConfigError: the file cannot be used.
        """
        if self.arguments.config is not None and not self.config_path.exists():
            raise WrongUsage(f"{self.config_path}: there is no such config file")
        return load(self.config_path)

    @cached_property
    def library_folder(self) -> Path:
        """The folder of the library, which need not exist."""
        if self.arguments.library == "":
            raise WrongUsage("--library: the name of the folder is empty")
        return library_folder(self.arguments.library, self.settings.library)

    @cached_property
    def library(self) -> "Library":
        """The library, opened when a command first asks for it."""
        from ..library import Library  # noqa: PLC0415 - many commands need none

        return Library.open(self.library_folder)

    @property
    def today(self) -> date:
        """The day it is where the user is."""
        return datetime.now().astimezone().date()

    @property
    def has_changed(self) -> bool:
        """Whether this run has changed the library."""
        return "library" in self.__dict__ and self.library.has_changed

    def close(self) -> None:
        """Close the library and its search, if they were opened."""
        if "searcher" in self.__dict__:
            self.searcher.close()
        if "library" in self.__dict__:
            self.library.close()

    @cached_property
    def searcher(self) -> "Searcher":
        """What answers queries over the library; it waits for no index."""
        from ..searching import Searcher  # noqa: PLC0415 - brings the whole of search

        return Searcher(self.library, cache_folder())

    def matches(
        self,
        query: str,
        *,
        sort: Sequence[str] | None = None,
        limit: int | None = None,
        acts: bool = False,
    ) -> "Matches":
        """Return what a query matches, in order: the one place where commands search.

        `sort` holds the values of ``--sort``. With a `limit` so many rows are
        enough. What is unclear in the query is said, and the rest is searched.
        A command that `acts` on what it finds, as changes and exports do, takes
        the query by the letter instead: nothing unclear, no typo corrected.

        Raises:
            WrongUsage: the order is unknown, or the command acts and the query is unclear.
            Failed: the command acts and nothing matches, but corrected words would.
        """
        order = _order(sort)
        if not query.strip():
            return self._all(order, limit)
        from ..searching import parse  # noqa: PLC0415 - listing all needs no language

        asked = parse(query)
        self._tell(asked.problems, acts)
        if asked.is_empty:
            return Matches([], 0)  # nothing in it is clear: all entries would be no answer
        found = self.searcher.search(
            asked, today=self.today, sort=order, limit=limit, literal=acts
        )
        told = {(problem.column, problem.message) for problem in asked.problems}
        self._tell([p for p in found.query.problems if (p.column, p.message) not in told], acts)
        if acts and not found.rows:
            near = self.searcher.search(asked, today=self.today, limit=1).corrections
            if near:
                pairs = (f"“{typed}” looks like “{word}”" for typed, word in near.items())
                raise Failed(f"no entry matches; {', '.join(pairs)}")
        total = found.total
        rows = found.rows[:limit]
        if total is None and (limit is None or len(rows) < limit):
            total = len(rows)
        return Matches(rows, total, asked, found.corrections, found.matched)

    def _all(self, order: "Sort | None", limit: int | None) -> "Matches":
        from ..searching.sorting import NEWEST, in_order  # noqa: PLC0415 - where sorted

        rows = self.library.rows()
        return Matches(in_order(rows, order or NEWEST, limit=limit), len(rows))

    def _tell(self, problems: "Sequence[QueryProblem]", acts: bool) -> None:
        """Say what is unclear in a query; where a command would act on it, refuse."""
        for problem in problems:
            sentence = f"query, column {problem.column}: {problem.message}"
            if acts:
                raise WrongUsage(f"{sentence} Nothing was done.")
            complain(sentence)

    def how_many(self, found: "Matches") -> int:
        """Return how many entries match in all, counting them where that was not done yet."""
        if found.total is not None:
            return found.total
        assert found.query is not None, "what is listed without a query is counted"
        return self.searcher.count(found.query, today=self.today)

    def unknown(self, found: "Matches") -> list[str]:
        """Return which of the words and fields that a query asked for match nothing at all.

        Only those that must all match are asked, and few: each costs a search. One
        alone that found nothing needs no naming.
        """
        from ..searching.query import All, FieldText, HasTag, Phrase, Word  # noqa: PLC0415

        root = found.query.root if found.query else None
        if not isinstance(root, All):
            return []
        from ..searching import Query  # noqa: PLC0415 - brings the whole of search

        asked = [
            part for part in root.parts if isinstance(part, Word | Phrase | FieldText | HasTag)
        ]
        return [
            str(part)
            for part in asked[:_MOST_ASKED]
            if not self.searcher.count(Query(part), today=self.today, literal=True)
        ]

    def chosen(self, keys: Sequence[str]) -> list[str]:
        """Return the ids that a command's keys or its ``--query`` mean, each once.

        Keys that mean no entry are all named before anything is done.

        Raises:
            WrongUsage: neither keys nor a query, or both.
            Failed: a key means no entry or several, or the query matches nothing.
        """
        from ..library import AmbiguousKey, UnknownKey  # noqa: PLC0415

        query: str | None = self.arguments.query
        if (query is None) == (not keys):
            raise WrongUsage("give either keys of entries or --query, one of the two")
        if query is not None:
            if not query.strip():
                raise WrongUsage("an empty --query would mean all entries; nothing was done")
            ids = [row.id for row in self.matches(query, acts=True).rows]
            if not ids:
                raise Failed("no entry matches the query")
            say(f"{counted(len(ids), 'entry')} {'matches' if len(ids) == 1 else 'match'}")
            return ids
        ids = []
        unknown = 0
        for key in keys:
            try:
                ids.append(self.library.resolve(key))
            except (UnknownKey, AmbiguousKey) as error:
                complain(str(error))
                unknown += 1
        if unknown:
            raise Failed("nothing was done" if self.arguments.changes else "nothing was shown")
        return list(dict.fromkeys(ids))

    def terminal(self) -> bool:
        """Tell whether the output goes to a person's terminal."""
        return sys.stdout.isatty()


def _order(sort: Sequence[str] | None) -> "Sort | None":
    """Read the values of ``--sort``; None where it was not given. Raises WrongUsage."""
    if not sort:
        return None
    from ..searching.sorting import Sort, UnknownSort  # noqa: PLC0415 - where it is asked for

    try:
        return Sort.parse(",".join(sort))
    except UnknownSort as error:
        raise WrongUsage(f"--sort: {error}") from error
