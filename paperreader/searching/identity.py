"""Papers named in a query by their arXiv id or DOI, or by an address that holds it."""

import re

from paperreader.library import Library, arxiv_id_in
from paperreader.searching.query import Node, Word

_DOI = re.compile(r"(?:^|doi:|doi\.org/)(10\.[0-9]{4,9}/\S+)$", re.IGNORECASE)


def identified(root: Node, library: Library) -> int | None:
    """Return the document number of the paper that is all a query names, else None.

    An id is taken in any of its forms: ``2510.06557v2``, ``arXiv:2510.06557``, an
    address of arXiv or of any page that ends in the id, ``doi:10.…``.
    """
    if not isinstance(root, Word):
        return None
    address = re.split("[?#]", root.text)[0].rstrip("/")
    if found := arxiv_id_in(address) or arxiv_id_in(address.rpartition("/")[2]):
        return _number(f"arxiv:{found}", library)
    if match := _DOI.search(root.text):
        return _number(f"doi:{match[1].lower()}", library)
    return None


def _number(id: str, library: Library) -> int | None:  # noqa: A002 - the field's own name
    try:
        return library.number_of(id)
    except KeyError:
        return None
