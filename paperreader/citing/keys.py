"""Citation keys as researchers write them: ``vaswani2017attention``."""

from collections.abc import Container, Iterable
from itertools import count

from paperreader.citing.key_parts import fill
from paperreader.entry import Entry
from paperreader.key_pattern import DEFAULT_PATTERN, parse_pattern


def propose_keys(
    entries: Iterable[Entry], taken: Iterable[str], pattern: str = DEFAULT_PATTERN
) -> dict[str, str]:
    """Return, by id, a key for each entry that has none; each differs from all others."""
    known = {key.casefold() for key in taken}
    proposed: dict[str, str] = {}
    for entry in entries:
        if entry.citation_key is None:
            key = proposed[entry.id] = propose_key(entry, known, pattern)
            known.add(key.casefold())
    return proposed


def propose_key(entry: Entry, taken: Container[str], pattern: str = DEFAULT_PATTERN) -> str:
    """Return a citation key for the entry, after the pattern; ASCII, and not in `taken`.

    `taken` holds keys in small letters, since BibTeX takes keys that differ only
    in case for one. `pattern` is as `paperreader.key_pattern` has it; by default the
    surname of the first author (particles with it), the year, and the first word of the
    title that says something. Accents are taken off; scripts that leave nothing in
    ASCII fall back to the title, and that to ``paper``. Where the key is taken,
    ``a``, ``b`` … ``z``, ``aa`` … follow. Raises `BadPattern`.
    """
    base = fill(parse_pattern(pattern), entry)
    low = base.casefold()
    if low not in taken:
        return base
    return next(base + letters for n in count(1) if low + (letters := _letters(n)) not in taken)


def _letters(n: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while n:
        n, place = divmod(n - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters
