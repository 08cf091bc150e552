"""CSL-JSON: what Zotero, Pandoc and citeproc read."""

import msgspec

from paperreader.citing import facts
from paperreader.citing.kept_fields import csl_fields
from paperreader.citing.lacking import names_missing
from paperreader.citing.names import Name
from paperreader.citing.people import people
from paperreader.citing.plain_text import shown
from paperreader.citing.publication import best_link, issued, publication
from paperreader.citing.text import one_line
from paperreader.entry import Entry

_TYPES = {
    "journal": "article-journal",
    "conference": "paper-conference",
    "preprint": "article",
    "other": "document",
}


def csl_json(entry: Entry, key: str) -> str:
    """Return one object of a CSL-JSON array, indented; `key` is its ``id``.

    Organisations are literal names; ``note`` says which names the source does not give.
    """
    appeared = publication(entry)
    names, _incomplete = people(entry)
    organization = shown(entry.organization or "")
    when = issued(entry)
    arxiv_id = shown(entry.arxiv_id or "")
    item: dict[str, object] = {
        "id": one_line(key) or "paper",
        "type": _TYPES[appeared.kind],
        "title": shown(entry.title),
        "author": [_name(name) for name in names]
        or ([{"literal": organization}] if organization else None),
        "issued": {"date-parts": [[int(part) for part in when.split("-")]]} if when else None,
        "container-title": shown(appeared.venue),
        "genre": "preprint" if appeared.kind == "preprint" else None,
        "publisher": "arXiv" if appeared.kind == "preprint" else None,
        "number": f"arXiv:{arxiv_id}" if arxiv_id else None,
        "DOI": facts.doi(entry),
        "URL": best_link(entry),
        "keyword": ", ".join(shown(word) for word in entry.keywords),
        "abstract": shown(entry.abstract or ""),
        "note": names_missing(entry),
    }
    item |= csl_fields(entry)
    given = {name: value for name, value in item.items() if value}
    return msgspec.json.format(msgspec.json.encode(given), indent=2).decode()


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def array(objects: list[str]) -> str:
    """Return objects as one JSON array, which is what a CSL-JSON file holds."""
    if not objects:
        return "[]"
    inner = ",\n".join(objects)
    return f"[\n{inner}\n]"
