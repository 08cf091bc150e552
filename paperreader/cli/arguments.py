"""The grammar of the command line: one place for commands, options and their help."""

import argparse
import re
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from .. import __version__
from ..citation_styles import STYLES
from ..entry import STATUSES
from ..plain import plain
from .export_arguments import add_digest, add_export

_DESCRIPTION = """\
Triage the day's papers in the terminal, keep them for life, cite and list them.
Without a command the app opens."""

_EPILOG = """\
KEY is an entry's id, its arXiv id, its citation key, or the beginning of one of
these that no other entry shares. QUERY is words, "phrases", -not, and fields
such as is:unread tag:rl year:2024 title:diffusion; "paperreader help search" has all.
Exit status: 0 done, 1 failed or nothing matched, 2 wrong usage, 130 interrupted."""


MOST_DAYS = 3_660
"""Days that statistics tell at most, ten years."""

_MINUS_WORDS = {"list": "terms", "export": "terms", "tag": "words"}
"""Commands whose words may begin with ``-``: what to leave out, which tag to remove."""

_SHIELD = "\0"
"""Put before such a word while argparse looks at it; no argument of a process can hold it."""


def parse(arguments: Sequence[str]) -> Namespace:
    """Parse a command line; prints usage and raises SystemExit(2) where it is wrong."""
    shielded = _shielded(arguments)
    opens_app = _command_at(shielded) is None and not {"-h", "--help"} & set(shielded)
    namespace = parser(commands=not opens_app).parse_args(shielded)
    namespace.__dict__.setdefault("query", None)
    namespace.__dict__.setdefault("changes", False)
    for name in set(_MINUS_WORDS.values()):
        if words := getattr(namespace, name, None):
            setattr(namespace, name, [word.removeprefix(_SHIELD) for word in words])
    return namespace


_VALUED = {
    *("--library", "--config", "--query", "--day", "--sort", "--limit", "--format", "--title"),
    *("--save", "--key", "--output", "-o", "--add", "--remove", "--style", "--set-key"),
    *("-m", "--message", "--as-of", "--template", "--group", "--with", "--forget"),
    *("--since", "--to", "--from"),
}
"""Options that take a value, which may begin with ``-`` too."""


def _shielded(arguments: Sequence[str]) -> list[str]:
    """Tie values to their options, and shield the other words that only look like options."""
    given: list[str] = []
    words = iter(arguments)
    for word in words:
        tied = word in _VALUED and word.startswith("--")
        value = next(words, None) if tied else None
        given.append(word if value is None else f"{word}={value}")
    start = _command_at(given)
    if start is None or given[start] not in _MINUS_WORDS:
        return given
    shielded = given[: start + 1]
    for word in given[start + 1 :]:
        is_value = shielded[-1] in _VALUED
        looks_so = re.fullmatch(r"-(?!o$|h$)[^-].*", word, re.DOTALL) and not is_value
        shielded.append(_SHIELD + word if looks_so else word)
    return shielded


def _command_at(arguments: Sequence[str]) -> int | None:
    """Return the place of the command's name: the first word that is no option or its value."""
    place = 0
    while place < len(arguments):
        if not arguments[place].startswith("-"):
            return place
        place += 1
    return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no date (YYYY-MM-DD is wanted)"
        ) from None


def _days(text: str) -> int:
    days = _positive(text)
    if days > MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{text!r} is more than {MOST_DAYS:,}")
    return days


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _common(default: Any) -> ArgumentParser:
    """Return the options that may stand before and behind the command."""
    common = ArgumentParser(add_help=False, argument_default=default)
    common.add_argument(
        "--library", metavar="DIR", default=default, help="folder of the library"
    )
    common.add_argument("--config", metavar="FILE", default=default, help="settings to use")
    return common


class _Parser(ArgumentParser):
    """A parser whose complaints are safe to print."""

    def error(self, message: str) -> NoReturn:
        super().error(plain(message))


class _Commands:
    """Adds commands to the parser, each with the common options."""

    def __init__(self, parser: ArgumentParser) -> None:
        self._group = parser.add_subparsers(title="commands", metavar="COMMAND")
        self._common = _common(SUPPRESS)
        self.added: dict[str, ArgumentParser] = {}

    def add(self, name: str, run: str, help_: str, *, changes: bool = False) -> ArgumentParser:
        command: ArgumentParser = self._group.add_parser(
            name,
            parents=[self._common],
            help=help_,
            description=f"{help_[0].upper()}{help_[1:]}.",
        )
        command.set_defaults(run=run, changes=changes)
        self.added[name] = command
        return command


def _json(command: ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _keys(command: ArgumentParser, nargs: str = "*") -> None:
    command.add_argument("keys", metavar="KEY", nargs=nargs, help="an entry")
    command.add_argument(
        "--query", metavar="QUERY", help="all entries that match, in place of keys"
    )


def _sort(command: ArgumentParser) -> None:
    command.add_argument(
        "--sort",
        metavar="ORDER",
        action="append",
        help="relevance (best match first), featured, published, added (latest first), upvotes"
        " (most first), title (A to Z) or status (inbox first); - before one turns it round;"
        " several, the weightiest first, with commas or by repeating the option"
        " (--sort status,upvotes)",
    )


def parser(*, commands: bool = True) -> ArgumentParser:
    """Return the parser of the whole command line.

    Without `commands` it knows the common options only, which is all that
    opening the app needs, and is made in a fraction of the time.
    """
    top = _Parser(
        prog="paperreader",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        parents=[_common(None)],
    )
    top.add_argument("--version", action="version", version=f"paperreader {__version__}")
    top.set_defaults(run="starting:app")
    if commands:
        _add_commands(_Commands(top))
    return top


def commands() -> dict[str, ArgumentParser]:
    """Return the parser of each command by its name; its ``description`` is a sentence."""
    added = _Commands(ArgumentParser(prog="paperreader"))
    _add_commands(added)
    return added.added


def _add_commands(commands: _Commands) -> None:
    c = commands.add(
        "import", "bringing:import_", "read dumps, bibliographies and records into the library"
    )
    c.add_argument("paths", metavar="PATH", nargs="*", help="a file, a folder, or - for stdin")
    c.add_argument("--clipboard", action="store_true", help="read the clipboard")
    c.add_argument(
        "--as-of", metavar="DATE", type=_day, help="the page's date, where it cannot tell"
    )
    c.add_argument("--dry-run", action="store_true", help="report, and change nothing")
    _json(c)

    c = commands.add(
        "triage", "triage:triage", "decide about papers: in the app, or by prompts"
    )
    c.add_argument(
        "--plain",
        action="store_true",
        help="by prompts, line by line, for dumb terminals, screen readers and scripts",
    )
    c.add_argument(
        "--query", metavar="QUERY", help="with --plain: what to triage; nothing: the undecided"
    )
    c.add_argument(
        "--day", metavar="DATE", type=_day, help="with --plain: the papers of this day"
    )

    c = commands.add("list", "reading:list_", "list entries that match")
    c.add_argument("terms", metavar="QUERY", nargs="*", help="what to look for; nothing: all")
    _sort(c)
    c.add_argument("--limit", metavar="N", type=_positive, help="at most so many")
    _json(c)

    c = commands.add("show", "reading:show", "show one entry whole")
    c.add_argument("key", metavar="KEY")
    _json(c)

    c = commands.add("mark", "changing:mark", "give entries a status", changes=True)
    c.add_argument("status", metavar="STATUS", choices=STATUSES, help=", ".join(STATUSES))
    _keys(c)
    for name, help_ in (("star", "star entries"), ("unstar", "take stars away")):
        c = commands.add(name, f"changing:{name}", help_, changes=True)
        _keys(c)
    c = commands.add("tag", "changing:tag", "add and remove tags", changes=True)
    c.add_argument(
        "words", metavar="KEY|+TAG|-TAG", nargs="*", help="entries, tags to add, to remove"
    )
    c.add_argument("--add", metavar="TAG", action="append", default=[], help="the same as +TAG")
    c.add_argument(
        "--remove", metavar="TAG", action="append", default=[], help="the same as -TAG"
    )
    c.add_argument("--query", metavar="QUERY", help="all entries that match, in place of keys")
    c = commands.add("note", "changing:note", "write the note of an entry", changes=True)
    c.add_argument("key", metavar="KEY")
    c.add_argument(
        "-m", "--message", metavar="TEXT", help="the note (- for stdin); without it, an editor"
    )

    c = commands.add(
        "merge", "duplicates:merge", "make one entry of several of one paper", changes=True
    )
    c.add_argument("key", metavar="KEY", help="the entry to keep")
    c.add_argument("others", metavar="OTHER", nargs="+", help="what becomes part of it")
    c.add_argument(
        "--keep-apart",
        action="store_true",
        help="merge nothing: they are different papers, and not to be offered again",
    )

    c = commands.add("undo", "changing:undo", "take back the last change, or the last N")
    c.add_argument("count", metavar="N", nargs="?", type=_positive, default=1)
    c = commands.add("redo", "changing:redo", "make again what was taken back")
    c.add_argument("count", metavar="N", nargs="?", type=_positive, default=1)
    c = commands.add("log", "reading:log", "show what was changed, newest first")
    c.add_argument("--limit", metavar="N", type=_positive, default=20)
    _json(c)

    c = commands.add("cite", "taking:cite", "print citations")
    _keys(c)
    c.add_argument("--style", metavar="STYLE", help=", ".join(STYLES))
    c.add_argument(
        "--ascii",
        action="store_true",
        help="in BibTeX and BibLaTeX, other characters as LaTeX commands",
    )
    c.add_argument("--copy", action="store_true", help="copy in place of printing")
    c.add_argument(
        "--set-key",
        metavar="NEW",
        help="give the one entry this citation key; undo takes it back",
    )
    c.add_argument(
        "--check",
        action="store_true",
        help="list what would complete each citation, of all entries where none is named (exit"
        " status 1 if anything is missing)",
    )
    c = commands.add("export", "exporting:export", "write a reading list")
    add_export(c)
    _sort(c)
    c = commands.add("digest", "digesting:digest", "write the new papers, ranked for you")
    add_digest(c, _day)

    c = commands.add(
        "tags", "tags:tags", "list tags and how many entries have them, or rename one"
    )
    c.add_argument(
        "--rename",
        metavar=("OLD", "NEW"),
        nargs=2,
        help="give a tag another name on all entries, and those nested in it with it; a name"
        " that is there already merges the two",
    )
    c.add_argument("--dry-run", action="store_true", help="say what renaming would do")
    _json(c)
    c = commands.add("stats", "counting:stats", "count what the library holds and how it moves")
    c.add_argument(
        "--days", metavar="N", type=_days, default=30, help="days that are told (default 30)"
    )
    _json(c)

    c = commands.add("views", "views:views", "list views and how many entries they show")
    c.add_argument("--save", metavar="NAME", help="save a view; one of this name is replaced")
    c.add_argument("--query", metavar="QUERY", help="what the saved view shows")
    _sort(c)
    c.add_argument("--key", metavar="N", help="the digit that opens it in the app, 1 to 9")
    c.add_argument("--remove", metavar="NAME", help="remove a saved view")
    _json(c)

    c = commands.add("help", "helping:help_", "show help on a command, or on how to search")
    c.add_argument(
        "topic", metavar="TOPIC", nargs="?", help="a command, search, styles or keys-pattern"
    )

    c = commands.add("doctor", "keeping:doctor", "check the library's files")
    c.add_argument("--repair", action="store_true", help="mend what can be mended")
    c.add_argument(
        "--duplicates",
        action="store_true",
        help="list entries that may be one paper under nearly the same title (exit status 1"
        " if there are any)",
    )
    _json(c)
    c = commands.add("backup", "keeping:backup", "keep the present state of the library")
    c.add_argument("file", metavar="FILE", nargs="?", help="where; nothing: among the backups")
    c.add_argument("--list", action="store_true", help="list the backups")
    c = commands.add("restore", "keeping:restore", "go back to a backup; undo takes that back")
    c.add_argument("file", metavar="FILE|latest", help="a backup's name or path")
    c = commands.add("config", "keeping:config", "show the settings in force")
    c.add_argument("--default", action="store_true", help="print a config file to start from")
    c.add_argument(
        "--path", action="store_true", help="print where the config file is looked for"
    )
    c = commands.add("keys", "reading:keys", "list the app's keys")
    _json(c)
    c = commands.add(
        "completions", "keeping:completions", "print a completion script for a shell"
    )
    c.add_argument(
        "shell", metavar="SHELL", choices=("bash", "zsh", "tcsh"), help="bash, zsh, tcsh"
    )
