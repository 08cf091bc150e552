"""Small dialogs: the order of the list, its groups, and the help."""

from paperreader.tui.bar_keys import TOPIC
from paperreader.tui.cells import shown
from paperreader.tui.commands import sections
from paperreader.tui.dialogs.choosing import GROUPINGS, GroupMenu, SortMenu
from paperreader.tui.dialogs.help import HelpScreen, search_topics
from paperreader.tui.screens.viewing import Viewing


async def sort(screen: Viewing) -> None:
    """Ask for an order and show the list in it."""
    usual = "relevance" if screen.view.needs_search else "featured"
    chosen = await screen.app.push_screen_wait(SortMenu(screen.view.sort or usual))
    if chosen is not None:
        screen.sort_by(chosen)


async def group(screen: Viewing) -> None:
    """Ask what to group the list by, and show it so."""
    listing = screen.entry_list.listing
    now = screen.view.grouping if listing.groups is not None else None
    chosen = await screen.app.push_screen_wait(GroupMenu(now or "none"))
    for grouping, _key, _text, _note in GROUPINGS:
        if grouping == chosen:
            screen.group_by(grouping)


def show_help(screen: Viewing, *, search_first: bool = False) -> None:
    """Show all commands with the keys that hold, and how to search."""
    commands = sections(screen.keymap.keys)
    if screen.saved:
        views = [(view.key, shown(view.name), shown(view.query)) for view in screen.saved]
        commands.append(("Saved views", views))
    search = [TOPIC, *search_topics()]
    topics = [*search, *commands] if search_first else [*commands, *search]
    screen.app.push_screen(HelpScreen(topics))
