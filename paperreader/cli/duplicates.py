"""Possible duplicates: listing them, merging them, keeping them apart."""

from textwrap import fill

from ..latex import readable
from .entry_table import short_key
from .invocation import Invocation, WrongUsage
from .printing import counted, out, out_json, say, table, width


def list_duplicates(invocation: Invocation) -> int:
    """List the pairs of entries that may be one paper; exit status 1 if there are any."""
    library = invocation.library
    found = library.possible_duplicates()
    pairs = [(pair, library.row(pair.one), library.row(pair.other)) for pair in found]
    if invocation.arguments.json:
        out_json(
            [
                {
                    "keep": {"id": one.id, "title": one.title},
                    "other": {"id": other.id, "title": other.title},
                    "points": pair.points,
                    "reasons": pair.reasons,
                }
                for pair, one, other in pairs
            ]
        )
    elif invocation.terminal():
        for pair, one, other in pairs:
            keys = short_key(one), short_key(other)
            wide = max(map(len, keys))
            out(f"{keys[0]:<{wide}}  {readable(one.title)}")
            out(f"{keys[1]:<{wide}}  {readable(other.title)}")
            why = f"{pair.points} of 100: {'; '.join(pair.reasons)}"
            out(fill(why, max(20, width()), initial_indent="  ", subsequent_indent="  ") + "\n")
    else:
        cells = (
            (
                str(pair.points),
                short_key(one),
                short_key(other),
                readable(one.title),
                readable(other.title),
                "; ".join(pair.reasons),
            )
            for pair, one, other in pairs
        )
        table(cells, terminal=False, flexible=3)
    if not pairs:
        say("no two entries look like one paper")
        return 0
    say(
        f"{counted(len(pairs), 'possible duplicate')}: 'paperreader merge KEY OTHER' makes one"
        " entry of two, and with --keep-apart they are not offered again"
    )
    return 1


def merge(invocation: Invocation) -> int:
    """Merge entries into the first one, or remember that they are different papers."""
    arguments = invocation.arguments
    keep, *others = invocation.chosen([arguments.key, *arguments.others])
    if not others:
        raise WrongUsage("merge: all of these keys mean one and the same entry")
    library = invocation.library
    if arguments.keep_apart:
        for other in others:
            library.keep_apart(keep, other)
        out(f"Kept apart: {counted(len(others) + 1, 'entry')}; they are not offered again")
        return 0
    for other in others:
        out(library.merge(keep, other).what)
    steps = "undo" if len(others) == 1 else f"undo {len(others)}"
    say(f"'paperreader {steps}' takes this back.")
    return 0
