"""Which records are the same paper."""

import re
import unicodedata

from ..entry import Entry
from ..latex import readable

_NOT_WORD = re.compile(r"[\W_]+")
_VERSION = re.compile(r"v\d+$")
_OURS = re.compile(r"(?:arxiv|doi|title):.", re.DOTALL)
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:)?"
    r"(\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)


_HEAD = 40
_NOT_SIMPLE = re.compile(r"[^\x00-\x7f]|[\\${~`]")
_LOWER = bytes(code + 32 if 65 <= code <= 90 else code for code in range(256))
_NOT_ALNUM = bytes(code for code in range(128) if not chr(code).isalnum())


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
    if entry.arxiv_id:
        return f"arxiv:{entry.arxiv_id}"
    if entry.doi:
        return f"doi:{entry.doi.lower()}"
    from hashlib import blake2b  # noqa: PLC0415 - only new entries need it

    digest = blake2b(title_key(entry.title).encode("utf-8", "replace"), digest_size=8)
    return f"title:{digest.hexdigest()}"


def known_ids(entry: Entry) -> tuple[str, ...]:
    """Return all ids that an entry's own facts give, the best first."""
    ids = [entry_id(entry)]
    if entry.arxiv_id and entry.doi:
        ids.append(f"doi:{entry.doi.lower()}")
    return tuple(ids)


def stated_ids(entry: Entry) -> tuple[str, ...]:
    """Return the ids that a record of our own states; another program's mean nothing here."""
    return tuple(known for known in (entry.id, *entry.aliases) if _OURS.match(known))


def contradict(one: Entry, other: Entry) -> bool:
    """Tell whether two records with the same title have ids that say they are two papers."""
    return bool(
        (one.arxiv_id and other.arxiv_id and one.arxiv_id != other.arxiv_id)
        or (one.doi and other.doi and one.doi.lower() != other.doi.lower())
    )


def arxiv_id_in(text: str) -> str | None:
    """Return the arXiv id that a text is (bare, ``arXiv:…`` or a URL), without its version.

    Identifiers are as https://info.arxiv.org/help/arxiv_identifier.html gives
    them, the old scheme (``math.GT/0309136``) included.
    """
    match = _ARXIV.fullmatch(text.strip())
    return _VERSION.sub("", match[1]) if match else None
