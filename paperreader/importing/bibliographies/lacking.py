"""What our own citations say of authors that a source did not name, read again."""

import re

_COUNTED = re.compile(
    r"(?:\d+ of )?(\d{1,6}) authors?,? (?:names not given|named) by the source"
    r"|author names not given by the source|further authors not named by the source"
)


def counted_authors(note: str) -> int | None:
    """Return how many authors such a note tells, 0 if it tells none; None for other notes."""
    match = _COUNTED.fullmatch(note)
    return int(match[1] or 0) if match else None
