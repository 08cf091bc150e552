"""BibLaTeX: ``@online`` for preprints, with eprinttype and the whole date."""

from paperreader.citing import facts
from paperreader.citing.bib_record import byline, record
from paperreader.citing.kept_fields import bibtex_fields
from paperreader.citing.publication import best_link, issued, publication
from paperreader.citing.tex import escape, escape_title, verbatim
from paperreader.entry import Entry


def biblatex(entry: Entry, key: str) -> str:
    """Return one record for biblatex and biber, without a newline at its end.

    As `bibtex` has it, but with ``date`` to the day and the fields that biblatex
    knows eprints by. Without names ``label`` and ``sortkey`` stand in for them.
    """
    who = byline(entry)
    when = issued(entry)
    appeared = publication(entry)
    url = best_link(entry)
    kind = appeared.kind if who.author and when else "other"
    fields = [("title", escape_title(entry.title))]
    if who.author:
        fields.append(("author", who.author))
    elif who.label:
        fields += [("label", who.label), ("sortkey", who.label)]
    if appeared.venue:
        name = {"journal": "journaltitle", "conference": "booktitle"}.get(kind, "howpublished")
        fields.append((name, escape(appeared.venue)))
    if when:
        fields.append(("date", when))
    fields += bibtex_fields(entry, biblatex=True)
    if entry.arxiv_id:
        fields.append(("eprint", verbatim(entry.arxiv_id)))
        fields.append(("eprinttype", "arxiv"))
        primary = facts.primary_class(entry)
        if primary:
            fields.append(("eprintclass", primary))
    doi = facts.doi(entry)
    if doi:
        fields.append(("doi", verbatim(doi)))
    if who.note:
        fields.append(("note", who.note))
    if url:
        fields.append(("url", url))
    if kind == "journal":
        return record("article", key, fields)
    if kind == "conference":
        return record("inproceedings", key, fields)
    return record("misc" if appeared.venue or not url else "online", key, fields)
