"""Whether and where a paper has been published, as far as its entry says."""

import re
from datetime import date
from typing import Literal, NamedTuple

from paperreader.citing import facts
from paperreader.citing.text import one_line
from paperreader.entry import Entry

# Compiled when first needed: the app asks for dates before it asks for venues.
_CONFERENCE = (
    r"\b(?:proc(?:eedings|\.)|conference|conf\.|workshop|symposium|congress|findings of"
    r"|NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|WACV|BMVC|MICCAI|ACL|EMNLP|NAACL|EACL|AACL|COLING"
    r"|CoNLL|LREC|AAAI|IJCAI|AISTATS|UAI|COLT|COLM|CoRL|KDD|SIGIR|SIGGRAPH|SIGMOD|VLDB"
    r"|WWW|CIKM|WSDM|RecSys|ICRA|IROS|RSS|INTERSPEECH|ICASSP|ISMIR|CHI|UIST|CSCW|FAccT|STOC"
    r"|FOCS|SODA|ICSE|FSE|OSDI|SOSP|NSDI|CCS|USENIX|MLSys|ISCA|HPCA|MICRO)\b"
)
# Names that are words too count only as they are written.
_WORDS = frozenset(("focs", "micro", "chi", "ccs", "soda", "rss", "www", "colt", "acl"))
_JOURNAL = (
    r"\b(?:journal|j\.|transactions|trans\.|letters|lett\.|review|reviews|rev\.|annals|ann\."
    r"|magazine|nature|science|PNAS|PLoS|JMLR|TMLR|TACL|TPAMI|IJCV|physica|acta|bulletin"
    r"|communications of|quarterly|frontiers in)(?![^\W_])"
)
_YEAR = re.compile(r"(?<![\d.:/])(?:19|20)\d\d(?![\d:])")


class Publication(NamedTuple):
    """Where a paper appeared."""

    kind: Literal["journal", "conference", "preprint", "other"]
    """``other`` where a venue is known, but not what it is, or nothing at all."""
    venue: str
    """On one line; empty if unknown."""
    doi: str | None
    """Of the published version, bare; arXiv's own DOI does not count."""


_PREPRINT = Publication("preprint", "", None)
_UNKNOWN = Publication("other", "", None)


def publication(entry: Entry) -> Publication:
    """Return where the paper appeared; a known venue or DOI wins over the preprint."""
    if entry.venue is None and entry.doi is None:
        return _PREPRINT if entry.arxiv_id else _UNKNOWN
    venue = one_line(entry.venue or "")
    if venue.casefold() in ("arxiv", "arxiv.org", "corr", "arxiv preprint"):
        venue = ""
    doi = facts.doi(entry)
    if doi and doi.casefold().startswith("10.48550/arxiv."):
        doi = None
    if venue:
        return Publication(_kind(venue), venue, doi)
    return Publication("preprint" if entry.arxiv_id and not doi else "other", "", doi)


def _kind(venue: str) -> Literal["journal", "conference", "other"]:
    for match in re.finditer(_CONFERENCE, venue, re.I):
        word = match.group()
        if word.casefold() not in _WORDS or word.isupper():
            return "conference"
    return "journal" if re.search(_JOURNAL, venue, re.I) else "other"


def issued(entry: Entry) -> str | None:
    """Return the ISO date of what is cited, or its year alone, or None.

    Where the venue names another year than the preprint's date, that year holds.
    """
    when = facts.iso_date(entry)
    venue = publication(entry).venue if entry.venue else ""
    years = set(_YEAR.findall(venue)) if venue else set()
    if len(years) != 1:
        return when
    (year,) = years
    return when if when and when.startswith(year) else year


def issued_year(entry: Entry) -> str | None:
    """Return the year of what is cited, or None."""
    when = issued(entry)
    return when[:4] if when else None


def issued_day(entry: Entry) -> date | None:
    """Return the day of what is cited, or None where only the year is known."""
    when = issued(entry)
    return date.fromisoformat(when) if when and len(when) == 10 else None


def best_link(entry: Entry) -> str | None:
    """Return the address to give: the published DOI's, else arXiv's, else the source's."""
    if entry.doi is not None and publication(entry).doi:
        return facts.doi_link(entry)
    return facts.arxiv_link(entry) or facts.doi_link(entry) or facts.link(entry)
