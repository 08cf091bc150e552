"""Adding and removing tags, with a dialog that completes them; renaming them everywhere."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import Literal

from paperreader.library import LibraryError, retagging, tags_by_use
from paperreader.library.retagging import is_within
from paperreader.tui.cells import shown
from paperreader.tui.dialogs.tag_rename import RenameTag, WhichTag
from paperreader.tui.dialogs.tags import TagDialog
from paperreader.tui.entry_line import shown_title
from paperreader.tui.screens.viewing import Viewing
from paperreader.tui.source import Source


async def tag(screen: Viewing, mode: Literal["add", "remove"]) -> None:
    """Ask for tags and put them on the marked entries or the current one, or take them off."""
    ids = screen.targets()
    rows = [screen.library.row(entry_id) for entry_id in ids]
    if not rows:
        return
    worn = Counter(tag for row in rows for tag in row.tags)
    if mode == "remove" and not worn:
        screen.say("There is no tag to remove")
        return
    title = shown_title(rows[0].title) if len(rows) == 1 else f"{len(rows):,} papers"
    known = tags_by_use(screen.library.rows(), datetime.now(UTC))
    # Adding: what all have; removing: what any has.
    current = [name for name, n in worn.items() if mode == "remove" or n == len(rows)]
    tags = await screen.app.push_screen_wait(TagDialog(title, known, sorted(current), mode))
    if not tags:
        return
    if mode == "add":
        change = screen.library.tag(ids, add=tags)
    else:
        change = screen.library.tag(ids, remove=tags)
    screen.clear_marks()
    screen.renew(change.ids)
    if not change.ids:
        screen.say("Nothing changed: already so")
        return
    sign = "+" if mode == "add" else "-"
    had = {name for name, _count in known}
    named = " ".join(sign + name + ("" if name in had else " (new)") for name in tags)
    what = title if len(ids) == 1 else f"{len(change.ids):,} entries"
    screen.say(f"Tagged {named}: {what}", undo=True)


async def rename(screen: Viewing) -> None:
    """Ask for a tag and its new name, and give it that on all entries that have it.

    In the view of a tag that one is meant; else a list begins with the tags of
    the marked entries, or of the current one.
    """
    tags = screen.counts.tags
    if not tags:
        screen.say("There is no tag to rename")
        return
    source = screen.view.source
    old: str | None = source.value if source.kind == "tag" else None
    if old is None or not any(is_within(tag, old) for tag in tags):
        old = await screen.app.push_screen_wait(WhichTag(_offered(screen)))
    if old is None:
        return
    new = await screen.app.push_screen_wait(RenameTag(old, _Foresight(screen, old)))
    if new is None:
        return
    plan = retagging(screen.library.counts().tags, old, new)
    # Beside the screen: a tag that all of a large library have takes a second.
    change = await asyncio.to_thread(screen.library.rename_tag, old, new)
    screen.take_in(change.ids)
    if not change.ids:
        screen.say("Nothing changed: already so")
        return
    _follow(screen, old, plan.new)
    count = len(change.ids)
    entries = "1 entry" if count == 1 else f"{count:,} entries"
    old, new = shown(plan.old), shown(plan.new)
    done = f"Merged #{old} into" if plan.merges else f"Renamed #{old} to"
    screen.say(f"{done} #{new}: {entries}", undo=True)


def _offered(screen: Viewing) -> list[tuple[str, int]]:
    """Return the tags that may be renamed, and those in which they are nested.

    Those of the entries that a command would act on come first.
    """
    by_use = tags_by_use(screen.library.rows(), datetime.now(UTC))
    worn = {tag for entry_id in screen.targets() for tag in screen.library.row(entry_id).tags}
    offered = dict(sorted(by_use, key=lambda pair: pair[0] not in worn))
    for tag, _count in by_use:
        parts = tag.split("/")
        for length in range(len(parts) - 1, 0, -1):
            offered.setdefault("/".join(parts[:length]), 0)
    return list(offered.items())


def _follow(screen: Viewing, old: str, new: str) -> None:
    """Where the view is that of a tag that was renamed, show what it is called now."""
    source = screen.view.source
    if source.kind == "tag" and not source.name and is_within(source.value, old):
        screen.choose(Source.tag(new + source.value.removeprefix(old)))


class _Foresight:
    """Says what giving a tag another name would do."""

    def __init__(self, screen: Viewing, old: str) -> None:
        self._tags = screen.counts.tags
        self._old = old
        self._entries = sum(
            any(is_within(tag, old) for tag in row.tags) for row in screen.library.rows()
        )

    def __call__(self, new: str) -> tuple[str, Literal["", "careful", "wrong"]]:
        try:
            plan = retagging(self._tags, self._old, new)
        except (ValueError, LibraryError) as error:
            text = shown(str(error))
            return f"{text[:1].upper()}{text[1:]}.", "wrong"
        if not plan.moves:
            return "", ""
        entries = "1 entry" if self._entries == 1 else f"{self._entries:,} entries"
        tags = "" if len(plan.moves) == 1 else f" and {len(plan.moves):,} tags"
        told = f"#{shown(plan.new)} on {entries}{tags}"
        if not plan.merges:
            return told, ""
        tag, count = next(iter(plan.merges.items()))
        there = f"#{shown(tag)} ({count:,} {'entry' if count == 1 else 'entries'})"
        more = len(plan.merges) - 1
        rest = f" and {more:,} more" if more else ""
        return f"Merges with {there}{rest}: {entries}{tags}", "careful"
