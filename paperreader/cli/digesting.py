"""The command that writes the new papers, for the reader's own mailer."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..exporting import NotWritten, Occasion, write_atomically
from ..exporting.digest import digest as ranked
from ..exporting.digest import is_kept, taste
from ..exporting.grouping import Group
from ..exporting.occasion import Part
from ..exporting.reading_list import markdown
from ..exporting.web_page import html
from .invocation import Failed, Invocation, WrongUsage
from .printing import counted, raw, say

_FORMATS = {"markdown": (".md", ".markdown"), "html": (".html", ".htm"), "eml": (".eml",)}
_PARTS: frozenset[Part] = frozenset({"notes", "abstracts"})


def digest(invocation: Invocation) -> int:
    """Write the papers that are new since a day, ranked and grouped."""
    arguments = invocation.arguments
    target = None if arguments.output == "-" else Path(arguments.output)
    name = arguments.format or _format_of(target)
    if name not in _FORMATS:
        raise WrongUsage(
            f"digest: there is no format {name!r}; there are {', '.join(_FORMATS)}"
        )
    if name != "eml" and (arguments.to or arguments.sender):
        raise WrongUsage("digest: --to and --from are for eml")
    query = arguments.query or ""
    days = {
        row.id: row.featured or row.added[:10]
        for row in invocation.matches(query, acts=True).rows
    }
    since = arguments.since.isoformat() if arguments.since else max(days.values(), default="")
    new = [id_ for id_, day in days.items() if day >= since]
    library = invocation.library
    # What is new says nothing of what was cared for before it.
    known = (row for row in library.rows() if is_kept(row.status, row.starred))
    kept = (row.id for row in known if row.id not in days or days[row.id] < since)
    groups = ranked(library.entries(new), taste(library.entries(kept)))
    count = sum(len(group.items) for group in groups)
    if not count:
        raise Failed(f"no new paper{f' since {since}' if since else ''}; nothing was written")
    last = max(days[id_] for id_ in new)
    on = Occasion(
        title=f"Papers of {since if last == since else f'{since} to {last}'}", parts=_PARTS
    )
    chunks = _written(name, groups, on, arguments.to or (), arguments.sender)
    if target is None:
        for chunk in chunks:
            raw(chunk)
        return 0
    try:
        changed = write_atomically(target, chunks, force=arguments.force)
    except NotWritten as error:
        raise Failed(str(error)) from error
    say(
        f"{counted(count, 'entry')} written to {target}"
        if changed
        else f"{target} is unchanged"
    )
    return 0


def _written(
    name: str, groups: Sequence[Group], on: Occasion, to: Sequence[str], sender: str | None
) -> Iterator[str]:
    if name == "markdown":
        return markdown(groups, on)
    if name == "html":
        return html(groups, on)
    from ..exporting.mail import NoAddress, eml  # noqa: PLC0415 - only messages need it

    try:
        return iter(list(eml(groups, on, to=to, sender=sender)))
    except NoAddress as error:
        raise WrongUsage(f"digest: {error}") from error


def _format_of(target: Path | None) -> str:
    """Guess the format from a file's name; Markdown where nothing tells."""
    if target is None:
        return "markdown"
    for name, suffixes in _FORMATS.items():
        if target.suffix.lower() in suffixes:
            return name
    raise WrongUsage(f"digest: {target.name!r} tells no format; give --format")
