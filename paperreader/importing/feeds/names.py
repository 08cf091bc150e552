"""The authors of a feed's entry, from the one line in which it lists them."""

import re

from msgspec import Struct

from paperreader.importing.spacing import collapsed

_TAG = re.compile(r"<[^<>]{1,500}>")
_MORE = re.compile(
    r"(?:,|;|…|\.\.\.|\band\b|&|\s){0,8}(?:\+|\band\b|\()\s*(?P<more>\d{1,5})"
    r"\s+(?:more|others?|other authors|co-?authors|more authors)\b\)?\.?\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\s*\((?P<total>\d{1,5}) authors\)\s*$", re.IGNORECASE)
_COUNT = re.compile(r"(?P<total>\d{1,5}) authors?", re.IGNORECASE)
_ET_AL = re.compile(r"(?:,|;|\s){1,8}(?:et al\.?|and others|…|\.\.\.)\s*$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}|[^\W\d_]{1,3}")
_SUFFIX = re.compile(r"(?:[JS]r\.?|II|III|IV)")
_AND = re.compile(r"\s+(?:and|&)\s+")
_TWO = re.compile(r"(?:\S+ ){2,4}(?:and|&)(?: (?!for\b|of\b)\S+){2,4}")
"""Two names of persons; what has one word on a side may be one name of a body."""
_MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")
_NOBODY = frozenset(
    ("", "unknown", "unknown author", "anonymous", "n/a", "none", "-", "authors")
)


class Names(Struct, frozen=True):
    """Names in order, and how many authors there are if that is said or follows."""

    names: tuple[str, ...] = ()
    count: int | None = None


def names(lists: list[str]) -> Names:
    """Return the authors that one or more elements name, each a list or one name."""
    if len(lists) != 1:
        parted = [[_bare(one)] if one.count(",") < 3 else _split(one) for one in lists]
        return _named([name for names_of_one in parted for name in names_of_one])
    text = collapsed(_TAG.sub("", lists[0]))
    only = _COUNT.fullmatch(text)
    if only:
        return Names((), int(only["total"]))
    count: int | None = None
    more, total = _MORE.search(text), _TOTAL.search(text)
    if more:
        text = text[: more.start()]
        found = _split(text)
        count = len(_named(found).names) + int(more["more"])
    elif total:
        found, count = _split(text[: total.start()]), int(total["total"])
    elif _ET_AL.search(text):
        # The record's way of saying that more are not named.
        first = _named(_split(_ET_AL.sub("", text))).names
        return Names((*first, "et al.")) if first else Names()
    else:
        found = _split(text)
    listed = _named(found)
    return Names(listed.names, count) if count is not None and listed.names else listed


def _named(found: list[str]) -> Names:
    kept = tuple(name for name in found if name.lower() not in _NOBODY and _is_name(name))
    return Names(kept, len(kept) or None)


def _is_name(text: str) -> bool:
    return "@" not in text and any(char.isalnum() for char in text)


def _split(text: str) -> list[str]:
    mail = _MAIL.fullmatch(text.strip())
    if mail:
        text = mail["name"]
    parts = _parts(text, ";") if ";" in text else _parts(text, ",")
    if parts:
        last = parts[-1].removeprefix("and ").removeprefix("& ")
        parts[-1:] = _AND.split(last) if len(parts) > 1 or _TWO.fullmatch(last) else [last]
    parts = [bare for part in parts if (bare := _bare(part))]
    if ";" in text:
        return parts
    if len(parts) > 1 and len(parts) % 2 == 0 and all(map(_are_initials, parts[1::2])):
        # "Doe, J., Roe, A. B.": family names, each with its initials.
        return [
            f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)
        ]
    joined: list[str] = []
    for part in parts:
        if joined and _SUFFIX.fullmatch(part):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined


def _are_initials(part: str) -> bool:
    return part.isupper() and _INITIALS.fullmatch(part) is not None


def _parts(text: str, separator: str) -> list[str]:
    """Split a list, but not inside parentheses, which hold affiliations."""
    parts: list[str] = []
    depth, start = 0, 0
    for position, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == separator and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    parts.append(text[start:])
    return parts


def _bare(text: str) -> str:
    """Return a name without its affiliation and without white space around it."""
    mail = _MAIL.fullmatch(text.strip())
    if mail:
        return collapsed(mail["name"])
    text = _TAG.sub("", text) if "<" in text else text
    if "(" not in text:
        return collapsed(text).strip(" ,;")
    kept, depth = [], 0
    for char in text:
        depth += char == "("
        if depth == 0:
            kept.append(char)
        elif char == ")":
            depth -= 1
    return collapsed("".join(kept)).strip(" ,;")
