"""BibTeX, as arXiv prints it: ``@misc`` with the eprint fields."""

import re

from paperreader.citing import facts
from paperreader.citing.names import (
    CAPITAL_PARTICLES,
    Name,
    authors,
    is_simple,
    parse,
    split_words,
)
from paperreader.citing.tex import escape, escape_title, verbatim
from paperreader.citing.text import one_line
from paperreader.entry import Entry

_not_in_key = re.compile(r"[\s{}()\",'#%~\\=@^_$&]|[^\x21-\x7e]")
_ascii_letter = re.compile(r"[A-Za-z]")


def bibtex(entry: Entry, key: str) -> str:
    """Return one ``@misc`` record that ends without a newline; its braces are balanced.

    Where the source names no authors there is no ``author`` field: the
    organisation is given if known, ``key`` lets styles sort and label the record,
    and a ``note`` says what is missing. Where it names only some, ``and others`` ends
    the list.
    """
    fields = [("title", escape_title(entry.title))]
    named = authors(entry.authors, entry.author_count)
    note = ""
    if named.names:
        names = [_author(name) for name in named.names]
        if named.incomplete:
            names.append("others")
        fields.append(("author", " and ".join(names)))
    else:
        organization = one_line(entry.organization or "")
        if organization:
            fields.append(("organization", f"{{{escape(organization)}}}"))
        label = organization or _short_title(entry.title)
        if label:
            fields.append(("key", f"{{{escape(label)}}}"))
        note = _unnamed(entry.author_count)
    when = facts.year(entry)
    if when:
        fields.append(("year", when))
    link = facts.arxiv_link(entry)
    if entry.arxiv_id and link:
        fields.append(("eprint", verbatim(entry.arxiv_id)))
        fields.append(("archivePrefix", "arXiv"))
        primary = facts.primary_class(entry)
        if primary:
            fields.append(("primaryClass", primary))
    doi = facts.doi(entry)
    if doi:
        fields.append(("doi", verbatim(doi)))
    if entry.venue and (venue := one_line(entry.venue)):
        fields.append(("howpublished", escape(venue)))
    if note:
        fields.append(("note", note))
    url = link or facts.link(entry)
    if url:
        fields.append(("url", url))
    body = "".join(f"      {name}={{{value}}},\n" for name, value in fields)
    return f"@misc{{{_key(key)},\n{body}}}"


def _short_title(title: str) -> str:
    """What stands before a title's colon, at most five words of it: a label to sort by."""
    words = one_line(title).split(" ")[:5]
    return " ".join(words).split(": ")[0].rstrip(":,;")


def _unnamed(count: int | None) -> str:
    unknown = facts.authors_unknown(count)
    return (
        f"{unknown}, names not given by the source"
        if unknown
        else "author names not given by the source"
    )


def _key(key: str) -> str:
    return _not_in_key.sub("", key) or "paper"


def _author(name: str) -> str:
    if is_simple(name):
        return name
    return author(parse(name))


def author(name: Name) -> str:
    """Write a name so that BibTeX takes it apart as we do.

    In reading order where BibTeX's own rule finds the same parts, else with commas;
    organisations and single words in braces, whole.
    """
    if name.literal:
        return f"{{{escape(name.family)}}}"
    if not name.suffix and name.given and _reads_the_same(name):
        return escape(name.natural)
    family = escape(name.family)
    if _hides_a_particle(name.family):
        family = f"{{{family}}}"
    surname = f"{escape(name.particle)} {family}" if name.particle else family
    return ", ".join(filter(None, (surname, escape(name.suffix), escape(name.given))))


def _reads_the_same(name: Name) -> bool:
    family = split_words(name.family)
    if "{" in name.natural or any(_is_low(word) for word in split_words(name.given)):
        return False
    if not name.particle:
        return len(family) == 1
    return all(map(_is_low, split_words(name.particle))) and not any(map(_is_low, family))


def _hides_a_particle(family: str) -> bool:
    words = split_words(family)
    return any(map(_is_low, words[:-1])) and words[0] not in CAPITAL_PARTICLES


def _is_low(word: str) -> bool:
    """Whether some BibTeX takes the word for a particle.

    The classic program knows ASCII only and goes by the first such letter, so that it
    takes ``Özgür`` for one; newer readers go by the first letter of any script.
    """
    ascii_letter = _ascii_letter.search(word)
    return word[:1].islower() or (ascii_letter is not None and ascii_letter.group().islower())
