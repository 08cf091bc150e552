"""Copying citations and links, and saying by which way they went."""

import asyncio
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from paperreader.citing import cite, missing, propose_keys
from paperreader.entry import Entry
from paperreader.plain import plain
from paperreader.tui.clipboard import copy
from paperreader.tui.dialogs.choosing import CopyMenu
from paperreader.tui.dialogs.taking import TextToTake
from paperreader.tui.entry_line import shown_title
from paperreader.tui.links import page_of, pdf_of
from paperreader.tui.screens.viewing import Viewing


async def copy_citation(screen: Viewing) -> None:
    """Copy the citations of the marked entries or of the current one."""
    entries = keyed(screen, screen.targets())
    if entries:
        style = screen.settings.citation_style
        await take(screen, "Citation", citations(entries, style), lacks(entries))


async def choose(screen: Viewing) -> None:
    """Ask what to copy of the marked entries or the current one, and copy it."""
    entries = keyed(screen, screen.targets(), pin=False)
    if not entries:
        return
    texts = {
        "bibtex": ("Citation, BibTeX", ""),
        "plain": ("Citation, plain text", ""),
        "key": ("Citation key", _lines(entry.citation_key for entry in entries)),
        "title": ("Title", _lines(shown_title(entry.title) for entry in entries)),
        "page": ("Link to the page", _lines(page_of(entry) for entry in entries)),
        "pdf": ("Link to the PDF", _lines(pdf_of(entry) for entry in entries)),
        "abstract": ("Abstract", _lines(entry.abstract or entry.summary for entry in entries)),
        "note": ("Note", _lines(entry.note for entry in entries)),
    }
    for style in ("bibtex", "plain"):
        texts[style] = (texts[style][0], citations(entries, style))
    choices = [
        (name, label, plain(" ".join(text.split())[:60]))
        for name, (label, text) in texts.items()
        if text
    ]
    chosen = await screen.app.push_screen_wait(CopyMenu(choices))
    if chosen is None:
        return
    if chosen in ("bibtex", "plain", "key"):
        entries = keyed(screen, [entry.id for entry in entries])
    remark = lacks(entries) if chosen in ("bibtex", "plain") else ""
    await take(screen, texts[chosen][0], texts[chosen][1], remark)


def keyed(screen: Viewing, ids: Sequence[str], *, pin: bool = True) -> list[Entry]:
    """Return whole entries, each with a citation key; a new key is pinned unless not `pin`."""
    entries = list(screen.library.entries(ids))
    proposed = propose_keys(entries, screen.library.citation_keys())
    if proposed and not pin:
        return [replace(e, citation_key=e.citation_key or proposed[e.id]) for e in entries]
    if proposed:
        change = screen.library.pin_citation_keys(proposed)
        screen.renew(change.ids)
        entries = list(screen.library.entries(ids))
    return entries


def citations(entries: Sequence[Entry], style: str) -> str:
    """Return the citations of entries that have keys, one after another."""
    return "\n\n".join(cite(entry, style, entry.citation_key or "") for entry in entries)


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
        screen.say(said)


def _lines(parts: Iterable[str | None]) -> str:
    return "\n".join(part for part in parts if part)
