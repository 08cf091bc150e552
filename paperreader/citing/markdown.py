"""A citation as one line of Markdown, its title linked."""

from paperreader.citing.markdown_text import escape, link
from paperreader.citing.plain_text import by_whom, shown
from paperreader.citing.publication import best_link, issued_year, publication
from paperreader.citing.sentences import sentences
from paperreader.entry import Entry


def markdown(entry: Entry, _key: str) -> str:
    """Return ``Authors (Year). [Title](link). *Venue*. arXiv:ID.`` on one line.

    Outside text is escaped. Missing names and a missing date read as in `plain_text`.
    """
    title = escape(shown(entry.title))
    address = best_link(entry)
    venue = escape(shown(publication(entry).venue))
    arxiv_id = shown(entry.arxiv_id or "")
    return sentences(
        (
            f"{escape(by_whom(entry))} ({issued_year(entry) or 'n.d.'})",
            link(title, address) if address and title else title,
            f"*{venue}*" if venue else "",
            escape(f"arXiv:{arxiv_id}") if arxiv_id else "",
        )
    )
