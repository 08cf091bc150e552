"""Citations and links of the current paper, line by line."""

from ...tui.links import page_of, pdf_of
from ..printing import say
from .desk import CannotDo, Desk, Done
from .typed import Asked


def cite(desk: Desk, asked: Asked) -> Done:
    """Print the citation of the current paper, and say what it lacks."""
    row = desk.current()
    from ...citing import cite as citation  # noqa: PLC0415 - only here
    from ...citing import missing  # noqa: PLC0415
    from ..taking import pinned_keys  # noqa: PLC0415

    keys = pinned_keys(desk.invocation, [row.id])
    entry = desk.library.entry(row.id)
    text = citation(entry, desk.invocation.settings.citation_style, keys[entry.id])
    lacking = missing(entry)
    said = f"The source does not give {', '.join(lacking)}." if lacking else ""
    return Done(said, text=text.rstrip("\n"))


def open_page(desk: Desk, asked: Asked) -> Done:
    """Open the page of the current paper in the browser."""
    entry = desk.library.entry(desk.current().id)
    return _opened(page_of(entry), "The source gives no link to a page.")


def open_pdf(desk: Desk, asked: Asked) -> Done:
    """Open the PDF of the current paper in the browser."""
    entry = desk.library.entry(desk.current().id)
    return _opened(pdf_of(entry), "There is no arXiv id, so no PDF is known.")


def _opened(url: str | None, otherwise: str) -> Done:
    if url is None:
        raise CannotDo(otherwise)
    from ...tui.opening import open_link  # noqa: PLC0415 - only here

    wrong = open_link(url, failed=say)
    if wrong is not None:
        raise CannotDo(wrong)
    return Done(f"Opening {url}")
