"""Commands that only look: list, show, log, keys."""

import msgspec

from ..entry import Entry
from ..latex import readable
from .entry_table import Spans, entry_table
from .invocation import Invocation, Matches
from .printing import complain, counted, out, out_json, say, table
from .single_dashes import tell_taken_as_words


def list_(invocation: Invocation) -> int:
    """List the entries that match a query."""
    arguments = invocation.arguments
    tell_taken_as_words("list", arguments.terms)
    found = invocation.matches(
        " ".join(arguments.terms), sort=arguments.sort, limit=arguments.limit
    )
    if found.corrections:
        pairs = (f"“{word}” for “{typed}”" for typed, word in found.corrections.items())
        say(f"searched {', '.join(pairs)}")
    if arguments.json:
        out_json(list(invocation.library.entries(row.id for row in found.rows)))
    elif found.rows:
        terminal = invocation.terminal()
        entry_table(found.rows, terminal=terminal, spans=_spans(found))
        if terminal and arguments.limit is not None:
            total = invocation.how_many(found)
            if total > len(found.rows):
                say(f"{len(found.rows):,} of {counted(total, 'entry')}")
    if not found.rows:
        if not len(invocation.library):
            complain("the library is empty; 'paperreader import FILE' brings papers in")
        else:
            missed = " or ".join(f"“{term}”" for term in invocation.unknown(found))
            complain(f"no entry matches{'; none holds ' if missed else ''}{missed}")
        return 1
    return 0


def _spans(found: Matches) -> Spans | None:
    """Return what tells where a text holds the words searched for, if there were any."""
    matched = found.matched
    if matched is None or not matched.terms:
        return None
    from ..searching.marking import spans  # noqa: PLC0415 - where words are searched

    return lambda text, part: spans(text, matched, part)


def show(invocation: Invocation) -> int:
    """Show one entry with all that is known of it."""
    library = invocation.library
    entry = library.entry(library.resolve(invocation.arguments.key))
    if invocation.arguments.json:
        out_json(entry)
        return 0
    out(readable(entry.title))
    out(_who(entry))
    out()
    for label, value in _facts(entry):
        out(f"{label:<12}{value}")
    for heading, text in (("Note", entry.note), ("Summary", entry.summary)):
        if text:
            out(f"\n{heading}\n{readable(text) if heading == 'Summary' else text}")
    if entry.abstract:
        out(f"\n{_wrapped(readable(entry.abstract))}")
    return 0


def _who(entry: Entry) -> str:
    if entry.authors:
        return ", ".join(readable(name) for name in entry.authors)
    if entry.author_count is not None:
        return f"{counted(entry.author_count, 'author')}, names not given"
    return entry.organization or "authors not given"


def _facts(entry: Entry) -> list[tuple[str, str]]:
    from ..citing import missing  # noqa: PLC0415 - lists do not need it

    counts = ((entry.upvotes, "upvote"), (entry.comments, "comment"), (entry.stars, "star"))
    facts: list[tuple[str, str | None]] = [
        ("id", entry.id),
        ("also", ", ".join(entry.aliases)),
        ("status", entry.status + (", starred" if entry.starred else "")),
        ("tags", " ".join(f"#{tag}" for tag in entry.tags)),
        ("by", entry.organization if entry.authors or entry.author_count is not None else None),
        ("published", entry.published),
        ("featured", entry.featured),
        ("counts", ", ".join(counted(n, noun) for n, noun in counts if n is not None)),
        ("venue", entry.venue),
        ("categories", ", ".join(entry.categories)),
        ("arXiv", entry.arxiv_id),
        ("DOI", entry.doi),
        ("url", entry.url),
        ("code", entry.code_url),
        ("project", entry.project_url),
        ("cite as", entry.citation_key),
        ("lacking", ", ".join(missing(entry))),
        ("added", entry.added),
        ("from", ", ".join(dict.fromkeys(source.source for source in entry.sources))),
    ]
    return [(label, value) for label, value in facts if value]


def _wrapped(text: str) -> str:
    import textwrap  # noqa: PLC0415 - only here

    from .printing import width  # noqa: PLC0415

    return textwrap.fill(
        text,
        max(20, min(width(), 100)),
        break_long_words=False,
        break_on_hyphens=False,  # URLs must stay whole
    )


def log(invocation: Invocation) -> int:
    """Show the last changes, newest first."""
    changes = invocation.library.log(invocation.arguments.limit)
    if invocation.arguments.json:
        out_json([msgspec.to_builtins(change) for change in changes])
    else:
        rows = ((str(c.seq), c.at.replace("T", " ").rstrip("Z"), c.what) for c in changes)
        table(rows, terminal=invocation.terminal(), flexible=2)
    if not changes:
        complain("nothing was changed yet")
        return 1
    return 0


def keys(invocation: Invocation) -> int:
    """List the app's commands with the keys in force."""
    from ..tui.commands import COMMANDS  # noqa: PLC0415 - the table alone, no Textual
    from ..tui.keymap import check_keymap  # noqa: PLC0415

    keymap = check_keymap(invocation.settings.keys)
    found = [
        {"id": c.id, "keys": list(keymap.keys[c.id]), "title": c.title, "help": c.help}
        for c in COMMANDS
    ]
    if invocation.arguments.json:
        out_json(found)
    else:
        rows = ((" ".join(c["keys"]), str(c["id"]), str(c["help"])) for c in found)
        table(rows, terminal=invocation.terminal(), flexible=2)
    return told_problems(invocation)


def told_problems(invocation: Invocation) -> int:
    """Name what is wrong with the keys in the settings; return the exit status that follows."""
    from ..tui.keymap import check_keymap  # noqa: PLC0415 - the table alone, no Textual

    problems = check_keymap(invocation.settings.keys).problems
    for problem in problems:
        complain(f"{invocation.config_path}, line {problem.line}: {problem.message}")
    return 2 if problems else 0
