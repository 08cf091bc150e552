"""What a tag may be."""

import re
import unicodedata

_FORBIDDEN = re.compile(r"[\s,\x00-\x1f\x7f-\x9f\ud800-\udfff]")


LONGEST = 200
"""Characters that a tag may have."""


def normal_tag(text: str) -> str:
    """Return a tag in its one form: lower-case, trimmed, ``/`` nesting without empty parts.

    Raises:
        ValueError: nothing is left, it is too long, or it has white space, a comma or a control
            character in it; the message says so.
    """
    # Composed last: some letters have a composed form only in lower case.
    tag = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    tag = "/".join(part for part in tag.strip().lstrip("#/").split("/") if part)
    if not tag:
        raise ValueError(f"{text!r} is no tag: nothing is left of it")
    if len(tag) > LONGEST:
        raise ValueError(f"{text[:40]!r}… is no tag: it is longer than {LONGEST} characters")
    if found := _FORBIDDEN.search(tag):
        raise ValueError(
            f"{text!r} is no tag: {found.group()!r} may not stand in one (use - or / instead)"
        )
    return tag
