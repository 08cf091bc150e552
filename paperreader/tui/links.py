"""Where a paper's pages are."""

from paperreader.entry import Entry


def page_of(entry: Entry) -> str | None:
    """Return the address of a paper's page: its own, else arXiv's, else the DOI's."""
    if entry.url:
        return entry.url
    if entry.arxiv_id:
        return f"https://arxiv.org/abs/{entry.arxiv_id}"
    return f"https://doi.org/{entry.doi}" if entry.doi else None


def pdf_of(entry: Entry) -> str | None:
    """Return the address of a paper's PDF on arXiv, if it is there."""
    return f"https://arxiv.org/pdf/{entry.arxiv_id}" if entry.arxiv_id else None
