"""The command that lists tags and renames them everywhere."""

from ..library import LibraryError, Retagging, retagging
from .invocation import Failed, Invocation, WrongUsage
from .printing import complain, counted, out, out_json, say, table


def tags(invocation: Invocation) -> int:
    """List tags with how many entries have them, or rename one."""
    arguments = invocation.arguments
    if arguments.rename is not None:
        return _rename(invocation, *arguments.rename)
    if arguments.dry_run:
        raise WrongUsage("--dry-run belongs to --rename OLD NEW")
    found = invocation.library.counts().tags
    if arguments.json:
        out_json(found)
    else:
        rows = ((str(count), tag) for tag, count in found.items())
        table(rows, terminal=invocation.terminal(), flexible=1)
    if not found:
        complain("no entry has a tag")
        return 1
    return 0


def _rename(invocation: Invocation, old: str, new: str) -> int:
    library = invocation.library
    arguments = invocation.arguments
    try:
        plan = retagging(library.counts().tags, old, new)
    except ValueError as error:
        raise WrongUsage(str(error)) from error
    except LibraryError as error:
        raise Failed(str(error)) from error
    entries = sum(not plan.moves.keys().isdisjoint(row.tags) for row in library.rows())
    seq = None
    if not arguments.dry_run and plan.moves:
        change = library.rename_tag(old, new)
        entries, seq = len(change.ids), change.seq
    if arguments.json:
        out_json(
            {
                "old": plan.old,
                "new": plan.new,
                "renamed": plan.moves,
                "merged": plan.merges,
                "entries": entries,
                "change": seq,
            }
        )
    elif plan.moves:
        _tell(plan, entries, dry_run=arguments.dry_run)
    else:
        say("nothing to change: it is so already")
    return 0


def _tell(plan: Retagging, entries: int, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    for tag, name in plan.moves.items():
        there = plan.merges.get(name)
        merges = "" if there is None else f", merged with {counted(there, 'entry')} there"
        out(f"#{tag} {would}renamed to #{name}{merges}")
    if dry_run:
        say(f"{counted(entries, 'entry')} would change; nothing was changed")
    else:
        say(f"{counted(entries, 'entry')} changed; 'paperreader undo' takes it back")
