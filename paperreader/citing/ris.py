"""RIS: lines of tag and value, as EndNote, Zotero and Mendeley read them."""

from paperreader.citing import facts
from paperreader.citing.kept_fields import ris_fields
from paperreader.citing.lacking import names_missing
from paperreader.citing.names import Name
from paperreader.citing.people import inverted, people
from paperreader.citing.plain_text import shown
from paperreader.citing.publication import best_link, issued_day, issued_year, publication
from paperreader.citing.text import one_line
from paperreader.entry import Entry

_TYPES = {"journal": "JOUR", "conference": "CONF", "preprint": "UNPB", "other": "GEN"}


def ris(entry: Entry, key: str) -> str:
    """Return one record, from ``TY`` to ``ER``, without a newline at its end.

    Names are ``Last, First, Suffix`` on a line each, organisations whole; ``N1`` says
    what the source does not give; the key is the record's ``ID``.
    """
    appeared = publication(entry)
    names, _incomplete = people(entry)
    organization = shown(entry.organization or "")
    day = issued_day(entry)
    arxiv_id = shown(entry.arxiv_id or "")
    kept = ris_fields(entry)
    fields = [
        ("ID", one_line(key)),
        ("TI", shown(entry.title)),
        *(("AU", _author(name)) for name in names),
        *([("AU", organization)] if organization and not names else []),
        ("PY", issued_year(entry) or ""),
        ("DA", day.strftime("%Y/%m/%d") if day else ""),
        ("T2", shown(appeared.venue)),
        ("PB", "arXiv" if appeared.kind == "preprint" and "PB" not in dict(kept) else ""),
        *kept,
        ("AN", f"arXiv:{arxiv_id}" if arxiv_id else ""),
        ("DO", facts.doi(entry) or ""),
        ("AB", shown(entry.abstract or "")),
        *(("KW", shown(word)) for word in entry.keywords),
        ("UR", best_link(entry) or ""),
        ("N1", names_missing(entry)),
    ]
    lines = [f"TY  - {_TYPES[appeared.kind]}"]
    lines += [f"{tag}  - {value}" for tag, value in fields if value]
    lines.append("ER  - ")
    return "\n".join(lines)


def _author(name: Name) -> str:
    """A literal name is one part: a comma in it would split it."""
    return name.family.replace(",", "") if name.literal else inverted(name)
