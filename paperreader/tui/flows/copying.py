"""Copying citations and links, and saying by which way they went."""

import asyncio
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from paperreader.citing import STYLES, cite, cite_all, missing, propose_keys
from paperreader.entry import Entry
from paperreader.library import KeyRefused
from paperreader.library.citation_keys import rename
from paperreader.plain import plain
from paperreader.tui.clipboard import copy
from paperreader.tui.dialogs.choosing import CopyMenu
from paperreader.tui.dialogs.citation_key import KeyDialog
from paperreader.tui.dialogs.taking import TextToTake
from paperreader.tui.entry_line import shown_title
from paperreader.tui.links import page_of, pdf_of
from paperreader.tui.screens.viewing import Viewing


async def copy_citation(screen: Viewing) -> None:
    """Copy the citations of the marked entries or of the current one."""
    entries = keyed(screen, screen.targets())
    if entries:
        style = screen.settings.citation_style
        what = f"{STYLES[style].title} of {_named(entries)}"
        await take(screen, what, citations(entries, style), lacks(entries))


async def choose(screen: Viewing) -> None:
    """Ask what to copy of the marked entries or the current one, and copy it."""
    entries = keyed(screen, screen.targets(), pin=False)
    if not entries:
        return
    first = entries[0]
    texts = {
        **dict.fromkeys(STYLES, ""),
        "key": _lines(entry.citation_key for entry in entries),
        "title": _lines(shown_title(entry.title) for entry in entries),
        "page": _lines(page_of(entry) for entry in entries),
        "pdf": _lines(pdf_of(entry) for entry in entries),
        "abstract": _lines(entry.abstract or entry.summary for entry in entries),
        "note": _lines(entry.note for entry in entries),
    }
    usual = screen.settings.citation_style
    styles = sorted(STYLES.values(), key=lambda style: style.name != usual)
    choices = [
        (style.name, style.title, _preview(cite(first, style.name, first.citation_key or "")))
        for style in styles
    ]
    choices += [
        (name, label, _preview(texts[name])) for name, label in _PARTS.items() if texts[name]
    ]
    chosen = await screen.app.push_screen_wait(CopyMenu(choices))
    if chosen is None:
        return
    if chosen in STYLES or chosen == "key":
        entries = keyed(screen, [entry.id for entry in entries])
    if chosen in STYLES:
        what = f"{STYLES[chosen].title} of {_named(entries)}"
        await take(screen, what, citations(entries, chosen), lacks(entries))
    else:
        await take(screen, _PARTS[chosen], texts[chosen])


_PARTS = {
    "key": "Citation key",
    "title": "Title",
    "page": "Link to the page",
    "pdf": "Link to the PDF",
    "abstract": "Abstract",
    "note": "Note",
}
"""What can be copied besides citations."""


def _preview(text: str) -> str:
    return plain(" ".join(text[:400].split())[:60])


async def change_key(screen: Viewing) -> None:
    """Ask for another citation key of the current entry; undo takes it back."""
    row = screen.row
    if row is None:
        return
    (entry,) = keyed(screen, [row.id], pin=False)

    def refusal(key: str) -> str:
        try:
            rename(screen.library.row(row.id), key, screen.library.rows())
        except KeyRefused as error:
            return str(error)
        return ""

    key = await screen.app.push_screen_wait(
        KeyDialog(
            shown_title(row.title), entry.citation_key or "", refusal, old=row.citation_key
        )
    )
    if key is None:
        return
    change = screen.library.set_citation_key(row.id, key)
    screen.renew(change.ids)
    if change.ids:
        screen.say(f"Citation key {key}: {shown_title(row.title)}", undo=True)
    else:
        screen.say("Nothing changed: already so")


def keyed(screen: Viewing, ids: Sequence[str], *, pin: bool = True) -> list[Entry]:
    """Return whole entries, each with a citation key; a new key is pinned unless not `pin`."""
    entries = list(screen.library.entries(ids))
    pattern = screen.settings.citation_key
    proposed = propose_keys(entries, screen.library.citation_keys(), pattern)
    if proposed and not pin:
        return [replace(e, citation_key=e.citation_key or proposed[e.id]) for e in entries]
    if proposed:
        change = screen.library.pin_citation_keys(proposed)
        screen.renew(change.ids)
        entries = list(screen.library.entries(ids))
    return entries


def citations(entries: Sequence[Entry], style: str) -> str:
    """Return the citations of entries that have keys, one after another."""
    return cite_all(entries, style, {entry.id: entry.citation_key or "" for entry in entries})


def lacks(entries: Sequence[Entry]) -> str:
    """Return what citations lack, as a phrase, or nothing."""
    lacking = [missing(entry) for entry in entries]
    if len(entries) == 1:
        return f"lacks {', '.join(lacking[0])}" if lacking[0] else ""
    count = sum(bool(each) for each in lacking)
    return f"{count:,} of {len(entries):,} incomplete" if count else ""


async def take(screen: Viewing, what: str, text: str, remark: str = "") -> None:
    """Copy a text and say by which way; where there is none, show it to be taken by hand."""
    outcome = await asyncio.to_thread(copy, screen.app, text, screen.settings.clipboard)
    if outcome.way == "none":
        screen.app.push_screen(TextToTake(what, text))
    screen.post_message(screen.Taken())
    # By which way, then what is lacking, then advice: a narrow screen cuts the end.
    way, advised, advice = outcome.message.partition("; ")
    lacking = f", {remark}" if remark else ""
    said = f"{what}: {way}{lacking}{advised}{advice}"
    if outcome.way == "none" or remark:
        screen.warn(said)
    else:
        screen.message_line.say(said, whole=True)


def _named(entries: Sequence[Entry]) -> str:
    """Return what says of which entries something was copied: a key, or how many."""
    return plain(entries[0].citation_key or "") if len(entries) == 1 else f"{len(entries):,}"


def _lines(parts: Iterable[str | None]) -> str:
    return "\n".join(part for part in parts if part)
