"""Adding and removing tags, with a dialog that completes them."""

from collections import Counter
from typing import Literal

from paperreader.tui.dialogs.tags import TagDialog
from paperreader.tui.entry_line import shown_title
from paperreader.tui.screens.viewing import Viewing


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
    known = sorted(screen.counts.tags.items(), key=lambda pair: (-pair[1], pair[0]))
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
    named = " ".join(sign + name for name in tags)
    what = title if len(ids) == 1 else f"{len(change.ids):,} entries"
    screen.say(f"Tagged {named}: {what}", undo=True)
