"""The command that lists, saves and removes views."""

from collections.abc import Sequence
from typing import Any

from ..library import BUILT_IN, SavedView
from ..library.views import same_name
from .invocation import Failed, Invocation, WrongUsage
from .printing import complain, out, out_json, say, table


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
    saved = library.views()
    taken = {view.key for view in saved}
    keys = {key: name for key, name in _keys(invocation).items() if key not in taken}
    found: list[dict[str, Any]] = [
        {
            "name": view.name,
            "title": view.title,
            "query": view.query,
            "count": numbers[view.query],
            "key": " ".join(key for key, title in keys.items() if title == view.title),
            "sort": "",
        }
        for view in BUILT_IN
    ]
    found += [
        {
            "name": view.name,
            "title": view.name,
            "query": view.query,
            "count": _count(invocation, view),
            "key": view.key,
            "sort": view.sort,
        }
        for view in saved
    ]
    if invocation.arguments.json:
        out_json(found)
    else:
        rows = [
            (str(view["count"]), view["key"], view["title"], view["query"], view["sort"])
            for view in found
        ]
        terminal = invocation.terminal()
        if terminal:
            rows.insert(0, ("papers", "key", "name", "query", "order"))
        table(rows, terminal=terminal, flexible=3)
    return 0


def _keys(invocation: Invocation) -> dict[str, str]:
    """Return the app's keys in force that open a view of every library, with its title."""
    from ..tui.commands import COMMANDS  # noqa: PLC0415 - the table alone, no Textual
    from ..tui.keymap import check_keymap  # noqa: PLC0415

    keymap = check_keymap(invocation.settings.keys)
    return {
        key: command.title.removeprefix("View: ")
        for command in COMMANDS
        if command.action == "show_view"
        for key in keymap.of(command.id)
    }


def _count(invocation: Invocation, view: SavedView) -> int:
    """Return how many entries a saved view shows; what is unclear in it is said."""
    from ..searching import parse  # noqa: PLC0415 - the built-in views need no language

    asked = parse(view.query)
    for problem in asked.problems:
        complain(f"view '{view.name}', column {problem.column}: {problem.message}")
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
    before = invocation.library.views()
    try:
        saved = invocation.library.save_view(wanted)
    except ValueError as error:
        raise WrongUsage(f"{error}. Nothing was saved.") from error
    key = f", on key {saved.key}" if saved.key else ""
    old = next((view for view in before if same_name(view.name, saved.name)), None)
    # What it held is said, for this is no undo step.
    out(
        f"Replaced the view '{old.name}' (it was: {_written(old)}){key}"
        if old
        else f"Saved the view '{saved.name}'{key}"
    )
    if saved.key and not (old and old.key == saved.key):
        had = next((f"'{view.name}'" for view in before if view.key == saved.key), "")
        if title := had or _keys(invocation).get(saved.key, ""):
            say(f"key {saved.key} was that of {title}")
    return 0


def _written(view: SavedView) -> str:
    order = f", in the order {view.sort}" if view.sort else ""
    return f"{view.query or 'all papers'}{order}"


def _remove(invocation: Invocation, name: str) -> int:
    try:
        invocation.library.remove_view(name)
    except KeyError:
        raise Failed(f"there is no saved view '{name}'; nothing was removed") from None
    out(f"Removed the view '{name.strip()}'")
    return 0
