"""Opening a paper's pages in the browser."""

from paperreader.entry import Entry
from paperreader.tui.cells import shown
from paperreader.tui.dialogs.choosing import LinkMenu
from paperreader.tui.links import links_of, page_of, pdf_of
from paperreader.tui.opening import open_link
from paperreader.tui.screens.viewing import Viewing


def open_page(screen: Viewing) -> None:
    """Open the current entry's page."""
    _open(screen, page_of(_current(screen)), "The source gives no link to a page")


def open_pdf(screen: Viewing) -> None:
    """Open the current entry's PDF."""
    _open(screen, pdf_of(_current(screen)), "There is no arXiv id, so no PDF is known")


def open_clicked(screen: Viewing, url: str) -> None:
    """Open an address that was clicked in the detail."""
    _open(screen, url, "")


async def choose_link(screen: Viewing) -> None:
    """Ask which of the current entry's links to open; a single one is opened at once."""
    links = links_of(_current(screen))
    if len(links) < 2:
        _open(screen, links[0].url if links else None, "The source gives no link")
        return
    offered = [(str(number), link.name, shown(link.url)) for number, link in enumerate(links)]
    chosen = await screen.app.push_screen_wait(LinkMenu(offered))
    if chosen is not None:
        _open(screen, links[int(chosen)].url, "")


def _current(screen: Viewing) -> Entry:
    assert screen.row is not None, "the command needs an entry"
    return screen.library.entry(screen.row.id)


def _open(screen: Viewing, url: str | None, otherwise: str) -> None:
    if url is None:
        screen.say(otherwise)
        return
    app = screen.app

    def failed(sentence: str) -> None:
        if app.is_running:  # a browser may fail when the app has been left
            app.call_from_thread(screen.warn, sentence)

    wrong = open_link(url, failed=failed)
    if wrong is None:
        screen.say(f"Opening {url}")
    else:
        screen.warn(wrong)
