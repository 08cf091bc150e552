"""Whether lines may be names of authors: what is left of a page's head that was cut off.

Right above an abstract's heading may stand the title or, where a copy begins in
the middle of the list of authors, the last of these. Names cannot be told from
a title of a few words, so such a title is not sure either.
"""

import re
from collections.abc import Sequence

_NAME_WORDS = 4
_LONG_NAME_WORDS = 7
"""A name has more words than four where some of them are particles."""
_PARTICLES = re.compile(
    r"al|ben|bin|das?|del?|della|den|der|di|dos?|du|el?|ibn|la|les?|los|san|ter|van|von|y|zur?"
)
_PARTING = re.compile(r"[,;\n]")
_OTHER_THAN_LETTERS = re.compile(r"[^\w\s.'’`´()·-]|[\d_]")
_HIDDEN = re.compile(r"\+?\s?\d{1,4}(?: more)?(?: authors?)?", re.IGNORECASE)


def may_be_names(lines: Sequence[str]) -> bool:
    """Tell whether lines may be one name or more, parted by commas or lines."""
    pieces = [piece.strip() for piece in _PARTING.split("\n".join(lines))]
    return all(_may_be_name(piece) for piece in pieces if piece)


def _may_be_name(text: str) -> bool:
    if _HIDDEN.fullmatch(text):
        return True
    if _OTHER_THAN_LETTERS.search(text):
        return False
    words = text.split()
    if len(words) <= _NAME_WORDS:
        return True
    small = [word for word in words if word[0].islower()]
    return (
        len(words) <= _LONG_NAME_WORDS
        and bool(small)
        and all(_PARTICLES.fullmatch(word) for word in small)
    )
