"""White space made plain: runs of it collapsed, wrapped lines joined."""


def is_collapsed(text: str) -> bool:
    """Tell whether `collapsed` would leave the text as it is; rarely too strict."""
    # Of all white space only the plain space counts as printable, so a text is
    # seen to be in order without being taken apart.
    return text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "


def collapsed(text: str) -> str:
    """Return the text with every run of white space as one space and none at its ends."""
    return text if is_collapsed(text) else " ".join(text.split())


def joined(parts: list[str]) -> str:
    """Return wrapped lines as one text, white space collapsed.

    A line that ends with a hyphen after a letter was wrapped at that hyphen,
    so no space comes in ("Self-" + "Repellent"), except in "pre- and"; nor does
    one come into a URL.
    """
    if len(parts) == 1:
        return collapsed(parts[0])
    out: list[str] = []
    for part in parts:
        text = collapsed(part)
        if out and not _is_hyphenated(out[-1], text) and not _is_cut_address(out[-1], text):
            out.append(" ")
        out.append(text)
    return "".join(out)


def _is_hyphenated(before: str, after: str) -> bool:
    return (
        len(before) > 1
        and before[-1] in "-\u2010"
        and before[-2].isalnum()
        and after[:1].isalnum()
        and after.split(None, 1)[0] not in ("and", "or", "to", "und", "et")
    )


def _is_cut_address(before: str, after: str) -> bool:
    """Tell whether a URL goes on: it was wrapped behind a slash or the like."""
    if not before or "://" not in before.rsplit(None, 1)[-1]:
        return False
    return after[:1] == "/" or (before[-1] in "/_=&?%" and after[:1].isalnum())
