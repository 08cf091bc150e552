"""File names made of titles: legal on every system, and never out of their folder."""

import re
import unicodedata

LONGEST = 120
"""Characters of a name without its suffix."""
_MOST_BYTES = 200

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE
)
# What Windows refuses, and what would end a link between notes.
_REFUSED = re.compile(r'[<>:"/\\|?*#^\[\]\x00-\x1f\x7f-\x9f\ud800-\udfff]+|%%')


def file_name(title: str) -> str:
    """Return a name, without suffix, for a file about something of that title.

    It has no separator, no leading or trailing dot or space, is no device's name, and
    has at most `LONGEST` characters and 200 bytes of UTF-8.
    """
    text = unicodedata.normalize("NFC", _REFUSED.sub(" ", title))
    text = "".join(
        char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    text = _trimmed(" ".join(text.split())[:LONGEST])
    while len(text.encode()) > _MOST_BYTES:
        text = text[:-1]
    text = _trimmed(text)
    if not text:
        return "untitled"
    return f"{text} paper" if _RESERVED.fullmatch(text) else text


def same_file(name: str) -> str:
    """Return what two names share that some system would take for one file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())


def _trimmed(text: str) -> str:
    return text.strip(". ~")
