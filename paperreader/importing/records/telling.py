"""Whether an object is a paper's, since tasks, pages and bookmarks have titles, too."""

from typing import Any

_OF_PAPERS = (
    "abstract",
    "summary",
    "authors",
    "author_count",
    "organization",
    "published",
    "featured",
    "arxiv_id",
    "doi",
    "upvotes",
    "history",
    "submitted_by",
    "venue",
    "categories",
    "citation_key",
    "sources",
)
"""Fields that other things with titles seldom have; not links, tags, keywords or comments."""
_OF_PAPERS_ELSEWHERE = frozenset(
    (
        "authors",
        "arxiv",
        "arxiv_id",
        "arxivid",
        "bibcode",
        "booktitle",
        "container-title",
        "doi",
        "eprint",
        "externalids",
        "journal",
        "paperid",
        "pmid",
    )
)
"""Keys, in lower case, that do so even where their values are not to be taken."""


def is_of_paper(facts: dict[str, Any], values: dict[str, object]) -> bool:
    """Tell whether a record says anything that papers have and other things have not."""
    return any(facts.get(field) not in (None, "", ()) for field in _OF_PAPERS) or any(
        value and key.lower() in _OF_PAPERS_ELSEWHERE for key, value in values.items()
    )
