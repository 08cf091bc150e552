"""What every style asks of an entry: its year, its links, its arXiv class.

Nothing here guesses: what the sources do not say is None.
"""

import re
from datetime import date
from urllib.parse import quote, urlsplit

from paperreader.citing.text import one_line
from paperreader.entry import Entry
from paperreader.library.kept import kept_of

_ARXIV_ID = re.compile(
    r"(?P<year>\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}"
    r"|[a-z][a-z-]*(?:\.[A-Z]{2})?/(?P<old_year>\d\d)(?:0[1-9]|1[0-2])\d{3}"
)
_ARXIV_CLASS = re.compile(
    r"(?:astro-ph|cond-mat|cs|econ|eess|math|nlin|physics|q-bio|q-fin|stat)\.[A-Za-z]{2}"
    r"|(?:cond-mat|physics|nlin)\.[a-z]{2,4}-[a-z]{2,4}"
    r"|astro-ph|cond-mat|cs|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|nlin|nucl-ex|nucl-th"
    r"|physics|q-bio|q-fin|quant-ph|stat"
    r"|acc-phys|adap-org|alg-geom|ao-sci|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas"
    r"|dg-ga|funct-an|mtrl-th|patt-sol|plasm-ph|q-alg|solv-int|supr-con"
)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_PLAIN_ID = re.compile(r"[0-9.]+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
# Everything that RFC 3986 lets stand, but for parentheses and quotes, which
# end a link in Markdown and elsewhere.
_URL_SAFE = "%:/?#[]@!$&*+,;=~-._"


def year(entry: Entry) -> str | None:
    """Return the year of publication: of its date, else a bibliography's, else its arXiv id's.

    The day on Daily Papers is no date of publication and does not count.
    """
    if entry.published and _is_date(entry.published):
        return entry.published[:4]
    told = kept_of(entry).get("year", "") if entry.sources else ""
    if _YEAR.fullmatch(told):
        return told
    match = _ARXIV_ID.fullmatch(entry.arxiv_id or "")
    if match is None:
        return None
    if match["year"]:
        return f"20{match['year']}"
    # arXiv gave ids of this kind from 1991 to March 2007.
    return f"{19 if match['old_year'] >= '91' else 20}{match['old_year']}"


def iso_date(entry: Entry) -> str | None:
    """Return the date of publication as ``2017-06-12``, or its year alone, or None."""
    if entry.published and _is_date(entry.published):
        return entry.published
    return year(entry)


def day(entry: Entry) -> date | None:
    """Return the day of publication, or None where it is not known to the day."""
    if entry.published and _is_date(entry.published):
        return date.fromisoformat(entry.published)
    return None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def arxiv_link(entry: Entry) -> str | None:
    """Return the address of the entry's abstract page on arXiv."""
    if not entry.arxiv_id:
        return None
    if _PLAIN_ID.fullmatch(entry.arxiv_id):
        return f"https://arxiv.org/abs/{entry.arxiv_id}"
    return f"https://arxiv.org/abs/{quote(_encodable(one_line(entry.arxiv_id)), safe='/.-')}"


def doi(entry: Entry) -> str | None:
    """Return the bare DOI, without ``https://doi.org/`` or ``doi:`` before it."""
    if not entry.doi:
        return None
    match = _DOI.search(one_line(entry.doi))
    return match.group() if match else None


def doi_link(entry: Entry) -> str | None:
    """Return the address that resolves the entry's DOI."""
    bare = doi(entry)
    return f"https://doi.org/{quote(_encodable(bare), safe='/.-_;:')}" if bare else None


def link(entry: Entry) -> str | None:
    """Return the address to follow: the source's own, else arXiv's, else the DOI's."""
    return web_address(entry.url) or arxiv_link(entry) or doi_link(entry)


def web_address(text: str | None) -> str | None:
    """Return an http(s) address, percent-encoded so that it ends nowhere early; else None."""
    if not text:
        return None
    address = one_line(text)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote(_encodable(address), safe=_URL_SAFE)


def primary_class(entry: Entry) -> str | None:
    """Return the first category where it is a class of arXiv's, such as ``cs.CL``."""
    first = entry.categories[0] if entry.categories else ""
    return first if _ARXIV_CLASS.fullmatch(first) else None


def authors_unknown(count: int | None) -> str:
    """Say how many authors there are where none is named: ``3 authors``; empty if unknown."""
    if count is None or count < 1:
        return ""
    return "1 author" if count == 1 else f"{count} authors"


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
