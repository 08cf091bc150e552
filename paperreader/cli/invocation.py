"""What every command is given: its arguments, the settings and the library."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import Settings, load
from ..paths import config_file, library_folder
from .printing import complain, say

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    from ..entry import Row
    from ..library import Library


class Failed(Exception):
    """A command could not do what was asked; the text is a sentence for the user."""


class WrongUsage(Exception):
    """The command line asks for something that makes no sense; exit status 2."""


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
        """Close the library, if it was opened."""
        if "library" in self.__dict__:
            self.library.close()

    def matches(
        self, query: str, *, sort: str | None = None, strict: bool = False
    ) -> "list[Row]":
        """Return the rows that a query matches, in order.

        What is unclear in the query is said; where `strict`, as for changes and
        exports, it is an error.

        Raises:
            WrongUsage: the order is unknown, or the query is unclear and `strict`.
        """
        from ..searching import Searcher, Sort, UnknownSort, parse  # noqa: PLC0415

        try:
            order = Sort.parse(sort) if sort else None
        except UnknownSort as error:
            raise WrongUsage(str(error)) from error
        asked = parse(query)
        for problem in asked.problems:
            sentence = f"query, column {problem.column}: {problem.message}"
            if strict:
                raise WrongUsage(f"{sentence} Nothing was done.")
            say(sentence)
        if asked.problems and asked.is_empty:
            return []  # nothing in it is clear: all entries would be no answer
        return Searcher(self.library).search(asked, today=self.today, sort=order).rows

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
            ids = [row.id for row in self.matches(query, strict=True)]
            if not ids:
                raise Failed("no entry matches the query")
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
