"""Papers named in a query by their arXiv id or DOI, or by an address that holds it."""

import re
from collections.abc import Iterable

from paperreader.entry import Row
from paperreader.library import arxiv_id_in
from paperreader.searching.query import Query, Word

_DOI = re.compile(r"(?:^|doi:|doi\.org/)(10\.[0-9]{4,9}/\S+)$", re.IGNORECASE)


def identified(query: Query, rows: Iterable[Row]) -> list[Row]:
    """Return the rows of the paper that is all the query names; none if it names none.

    An id is taken in any of its forms: ``2510.06557v2``, ``arXiv:2510.06557``, an
    address of arXiv or of any page that ends in the id, ``doi:10.…``.
    """
    term = query.terms[0]
    if len(query.terms) > 1 or not isinstance(term, Word) or term.negated:
        return []
    address = re.split("[?#]", term.text)[0].rstrip("/")
    if found := arxiv_id_in(address) or arxiv_id_in(address.rpartition("/")[2]):
        arxiv_id = found.lower()
        return [row for row in rows if row.arxiv_id and row.arxiv_id.lower() == arxiv_id]
    if match := _DOI.search(term.text):
        doi = match[1].lower()
        return [row for row in rows if row.doi and row.doi.lower() == doi]
    return []
