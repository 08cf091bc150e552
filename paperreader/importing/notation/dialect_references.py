"""Markdown's reference links by text: ``[The title]`` with ``[The title]: address`` below."""

import re

from paperreader.importing.notation.dialect_links import (
    link,
    on_one_line,
    opening,
    owed,
    tokens,
)

_DEFINED = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n]{1,400}(?:\n[^\[\]\n]{1,400}){0,3})\]:[ \t]*(?:\n[ \t]*)?"
    r"<?(?P<address>[a-z][a-z+.-]*:[^\s<>]+|[/#?][^\s<>]*)>?"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?"
    r"(?:[ \t]*\{[.#\w][^{}]{0,2000}\})?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<escape>\\[\[\]])|(?P<image>!\[)|(?P<open>\[)"
    r"|\](?:(?P<inline>\()|\[(?P<label>[^\[\]]{0,400})\])?"
)
_MANY = 2


def is_referenced(text: str) -> bool:
    """Tell whether links are defined below by their text, and used above."""
    if text.count("]:") < _MANY:
        return False
    labels = [label for label in _definitions(text) if not label.isdigit()]
    return len(labels) >= _MANY


def with_references(text: str) -> str:
    """Put each address where its link is, and take the definitions away."""
    addresses = _definitions(text)
    text = _DEFINED.sub(lambda match: "\n" * match[0].count("\n"), text)
    pieces: list[str] = []
    opened: list[tuple[int, bool]] = []
    for token in tokens(_TOKEN, text, pieces, opened):
        if token["escape"]:
            pieces.append(token[0])
        elif token["image"] or token["open"]:
            opening(opened, (len(pieces), token["image"] is not None))
            pieces.append(token[0])
        elif not opened:
            pieces.append(token[0])
        else:
            _close(pieces, opened.pop(), token, addresses)
    return "".join(pieces)


def _definitions(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        found.setdefault(_key(match["label"]), match["address"])
    return found


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _close(
    pieces: list[str],
    opened: tuple[int, bool],
    token: re.Match[str],
    addresses: dict[str, str],
) -> None:
    start, is_image = opened
    if token["inline"]:
        pieces.append(token[0])
        return
    inner = "".join(pieces[start + 1 :])
    label = token["label"] or ""
    address = addresses.get(_key(label or inner))
    if address is None:
        pieces.append(token[0])
        return
    del pieces[start:]
    if is_image:
        pieces.append(owed(inner + label))
    else:
        pieces.append(link(on_one_line(inner), address) + owed(label))
