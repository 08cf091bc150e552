"""Which records are the same paper."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ..entry import Entry, Row
from ..latex import readable

_NOT_WORD = re.compile(r"[\W_]+")
_VERSION = re.compile(r"v\d+$")
_OURS = re.compile(r"(?:arxiv|doi|title):.", re.DOTALL)
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:"
    r"|(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:)?10\.48550/arxiv\.)?"
    r"(\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)


_HEAD = 40
_NOT_SIMPLE = re.compile(r"[^\x00-\x7f]|[\\${~`]")
_LOWER = bytes(code + 32 if 65 <= code <= 90 else code for code in range(256))
_NOT_ALNUM = bytes(code for code in range(128) if not chr(code).isalnum())


@lru_cache(maxsize=1024)
def title_key(title: str) -> str:
    """Return a title with case, LaTeX, accents, punctuation and white space folded away.

    Two records with the same key and no contradicting ids are the same paper.
    """
    if not _is_simple(title):
        title = unicodedata.normalize("NFKD", readable(title))
        title = "".join(char for char in title if not unicodedata.combining(char))
    folded = _NOT_WORD.sub(" ", title.casefold()).strip()
    return folded or title.strip()


def loose_key(title: str) -> bytes | None:
    """Return what titles with the same key have in common, at a tenth of its cost.

    None where accents or LaTeX want `title_key`; `head_key` still tells much.
    """
    return title.encode().translate(_LOWER, _NOT_ALNUM) if _is_simple(title) else None


def head_key(title: str) -> bytes:
    """Return the `loose_key` of a title's beginning, up to its first accent or LaTeX.

    It is a beginning of the `head_key` that the title's key has.
    """
    found = _NOT_SIMPLE.search(title, 0, _HEAD)
    return title[: found.start() if found else _HEAD].encode().translate(_LOWER, _NOT_ALNUM)


def _is_simple(title: str) -> bool:
    return title.isascii() and "\\" not in title and "$" not in title and "{" not in title


def entry_id(entry: Entry) -> str:
    """Return the id that an entry gets when it enters a library."""
    if arxiv := arxiv_id_of(entry):
        return f"arxiv:{arxiv}"
    if entry.doi:
        return f"doi:{entry.doi.lower()}"
    return title_id(entry.title)


def title_id(title: str) -> str:
    """Return the id of a paper of which nothing but the title is known."""
    from hashlib import blake2b  # noqa: PLC0415 - few entries need it

    digest = blake2b(title_key(title).encode("utf-8", "replace"), digest_size=8)
    return f"title:{digest.hexdigest()}"


def known_ids(entry: Entry) -> tuple[str, ...]:
    """Return all ids that an entry's own facts give, the best first."""
    ids = [entry_id(entry)]
    if doi := own_doi(entry):
        ids.append(f"doi:{doi}")
    return tuple(dict.fromkeys(ids))


def arxiv_id_of(entry: Entry | Row) -> str | None:
    """Return the arXiv id that a record gives as such, or in a DOI that arXiv assigns.

    These are ``10.48550/arXiv.`` and the id
    (https://info.arxiv.org/help/doi.html).
    """
    if entry.arxiv_id or not entry.doi:
        return entry.arxiv_id
    return arxiv_id_in(entry.doi) if _is_arxiv_doi(entry.doi) else None


def own_doi(entry: Entry | Row) -> str | None:
    """Return a record's DOI in lower case, unless arXiv assigned it and its id says as much."""
    if not entry.doi or (_is_arxiv_doi(entry.doi) and arxiv_id_in(entry.doi)):
        return None
    return entry.doi.lower()


def _is_arxiv_doi(doi: str) -> bool:
    return doi[:9].lower() == "10.48550/"


def stated_ids(entry: Entry) -> tuple[str, ...]:
    """Return the ids that a record of our own states; another program's mean nothing here."""
    return tuple(known for known in (entry.id, *entry.aliases) if _OURS.match(known))


class PaperIds(NamedTuple):
    """All arXiv ids and DOIs by which one paper is known."""

    arxiv: frozenset[str]
    dois: frozenset[str]

    @classmethod
    def of(cls, entry: Entry, *, learned: bool = True) -> "PaperIds":
        """Return the ids that an entry's facts give, and those `learned` by the library."""
        arxiv, dois = {arxiv_id_of(entry)}, {own_doi(entry)}
        for known in (entry.id, *entry.aliases) if learned else ():
            kind, _, value = known.partition(":")
            if kind == "arxiv":
                arxiv.add(value)
            elif kind == "doi" and not arxiv_id_in(value):
                dois.add(value)
        return cls(frozenset(filter(None, arxiv)), frozenset(filter(None, dois)))

    def __or__(self, other: object) -> "PaperIds":
        """Return the ids of both."""
        if not isinstance(other, PaperIds):
            return NotImplemented
        return PaperIds(self.arxiv | other.arxiv, self.dois | other.dois)

    def contradict(self, other: "PaperIds") -> bool:
        """Tell whether the ids say that these are two papers, whatever their titles."""
        return any(
            ours and theirs and ours.isdisjoint(theirs)
            for ours, theirs in zip(self, other, strict=True)
        )


def arxiv_id_in(text: str) -> str | None:
    """Return the arXiv id that a text is, without its version.

    It may be bare, a URL, a DOI that arXiv assigns, or follow ``arXiv:``.

    Identifiers are as https://info.arxiv.org/help/arxiv_identifier.html gives
    them, the old scheme (``math.GT/0309136``) included.
    """
    match = _ARXIV.fullmatch(text.strip())
    return _VERSION.sub("", match[1]) if match else None
