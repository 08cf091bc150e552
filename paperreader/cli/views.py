"""The command that lists, saves and removes views."""

from collections.abc import Sequence
from typing import Any

from ..library import BUILT_IN, SavedView
from .invocation import Failed, Invocation, WrongUsage
from .printing import out, out_json, say, table


def views(invocation: Invocation) -> int:
    """List the views with how many entries they show; or save or remove one."""
    arguments = invocation.arguments
    if arguments.save is not None:
        return _save(invocation)
    for name in ("query", "sort", "key"):
        if getattr(arguments, name) is not None:
            raise WrongUsage(f"--{name} belongs to a view: --save NAME says which")
    if arguments.remove is not None:
        return _remove(invocation, arguments.remove)
    return _list(invocation)


def _list(invocation: Invocation) -> int:
    library = invocation.library
    counts = library.counts()
    numbers = {
        "is:starred": counts.starred,
        "is:noted": counts.noted,
        "": counts.total,
        **{f"is:{status}": count for status, count in counts.status.items()},
    }
    found: list[dict[str, Any]] = [
        {
            "name": view.name,
            "query": view.query,
            "count": numbers[view.query],
            "key": "",
            "sort": "",
        }
        for view in BUILT_IN
    ]
    found += [
        {
            "name": view.name,
            "query": view.query,
            "count": _count(invocation, view),
            "key": view.key,
            "sort": view.sort,
        }
        for view in library.views()
    ]
    if invocation.arguments.json:
        out_json(found)
    else:
        rows = (
            (str(view["count"]), view["key"], view["name"], view["query"], view["sort"])
            for view in found
        )
        table(rows, terminal=invocation.terminal(), flexible=3)
    return 0


def _count(invocation: Invocation, view: SavedView) -> int:
    """Return how many entries a saved view shows; what is unclear in it is said."""
    from ..searching import parse  # noqa: PLC0415 - the built-in views need no language

    asked = parse(view.query)
    for problem in asked.problems:
        say(f"view '{view.name}', column {problem.column}: {problem.message}")
    if asked.problems and asked.is_empty:
        return 0  # nothing in it is clear: all entries would be no answer
    return invocation.searcher.count(asked, today=invocation.today)


def _save(invocation: Invocation) -> int:
    from ..searching import Sort, UnknownSort, parse  # noqa: PLC0415 - where a view is saved

    arguments = invocation.arguments
    if arguments.remove is not None:
        raise WrongUsage("give --save or --remove, one of the two")
    if arguments.query is None:
        raise WrongUsage("--save: --query says what the view shows")
    for problem in parse(arguments.query).problems:
        raise WrongUsage(
            f"query, column {problem.column}: {problem.message} Nothing was saved."
        )
    sort: Sequence[str] = arguments.sort or ()
    try:
        order = str(Sort.parse(",".join(sort))) if sort else ""
    except UnknownSort as error:
        raise WrongUsage(f"--sort: {error}") from error
    wanted = SavedView(arguments.save, arguments.query, order, arguments.key or "")
    try:
        saved = invocation.library.save_view(wanted)
    except ValueError as error:
        raise WrongUsage(f"{error}. Nothing was saved.") from error
    key = f", on key {saved.key}" if saved.key else ""
    out(f"Saved the view '{saved.name}'{key}")
    return 0


def _remove(invocation: Invocation, name: str) -> int:
    try:
        invocation.library.remove_view(name)
    except KeyError:
        raise Failed(f"there is no saved view '{name}'; nothing was removed") from None
    out(f"Removed the view '{name.strip()}'")
    return 0
