"""BibTeX, as arXiv prints it: ``@misc`` with the eprint fields."""

from paperreader.citing import facts
from paperreader.citing.bib_record import byline, record
from paperreader.citing.kept_fields import bibtex_fields
from paperreader.citing.publication import best_link, issued_year, publication
from paperreader.citing.tex import escape, escape_title, verbatim
from paperreader.entry import Entry


def bibtex(entry: Entry, key: str) -> str:
    """Return one record that ends without a newline; its braces are balanced.

    A paper known to have appeared in a journal or at a conference is an ``@article`` or
    ``@inproceedings`` with its DOI, all others are ``@misc``. Where the source names no
    authors, a known organisation stands in their place, else ``key`` lets styles sort and
    label the record; a ``note`` says what is missing. Where it names only some,
    ``and others`` ends the list.
    """
    who = byline(entry)
    when = issued_year(entry)
    appeared = publication(entry)
    # Styles complain of an @article without author or year; @misc needs neither.
    kind = appeared.kind if who.author and when else "other"
    fields = [("title", escape_title(entry.title))]
    if who.author:
        fields.append(("author", who.author))
    elif who.label:
        fields.append(("key", who.label))
    if appeared.venue:
        name = {"journal": "journal", "conference": "booktitle"}.get(kind, "howpublished")
        fields.append((name, escape(appeared.venue)))
    if when:
        fields.append(("year", when))
    fields += bibtex_fields(entry)
    if entry.arxiv_id:
        fields.append(("eprint", verbatim(entry.arxiv_id)))
        fields.append(("archivePrefix", "arXiv"))
        primary = facts.primary_class(entry)
        if primary:
            fields.append(("primaryClass", primary))
    doi = facts.doi(entry)
    if doi:
        fields.append(("doi", verbatim(doi)))
    if who.note:
        fields.append(("note", who.note))
    url = best_link(entry)
    if url:
        fields.append(("url", url))
    types = {"journal": "article", "conference": "inproceedings"}
    return record(types.get(kind, "misc"), key, fields)
