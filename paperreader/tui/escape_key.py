"""Escape, then a key: two keys, however fast they follow each other.

A terminal sends alt and a key as escape and that key, and Textual takes the two
for alt if they come within a tenth of a second. tmux may make them come together
half a second apart. The app has no use for alt with a letter, so what is sent
like that is taken for what it says: escape, and then the key. Terminals with a
keyboard protocol of their own say alt outright, which still holds.
"""

import inspect
from collections.abc import Callable, Collection, Iterable
from typing import Any

from textual import events

_METHOD = "_sequence_to_key_events"
_PARAMETERS = ["self", "sequence", "alt"]

_WORDWISE = frozenset("bf")
"""Keys that terminals send behind an escape for ctrl+left and ctrl+right."""

_BEGINNINGS = frozenset("[O")
"""What the terminal's own sequences begin with, so that more may follow."""

Understand = Callable[[Any, str, bool], Iterable[events.Key]]
"""Turns what a terminal sent into keys: a parser, a sequence, whether alt was held."""


def tell_apart(alt_keys: Collection[str] = ()) -> bool:
    """Let escape and a key be two keys from now on, but for the `alt_keys` in use.

    These are names such as ``alt+x``. Return whether that could be arranged:
    where Textual reads keys in another way, they stay as it reads them.
    """
    # The parser is made inside the terminal's driver, which asks nobody: the one place
    # where a sequence becomes keys is this method of a class that is not ours.
    try:
        from textual._xterm_parser import XTermParser  # noqa: PLC0415 - may be gone one day
    except ImportError:
        return False
    method = getattr(XTermParser, _METHOD, None)
    understand = getattr(method, "understand", method)
    if understand is None or list(inspect.signature(understand).parameters) != _PARAMETERS:
        return False
    keys = {key.rpartition("+")[2] for key in alt_keys if key.startswith("alt+")}
    setattr(XTermParser, _METHOD, _reader(understand, _WORDWISE | keys))
    return True


def _reader(understand: Understand, kept: frozenset[str]) -> Understand:
    """Return what reads keys as Textual does, but an escape as a key of its own.

    `kept` are the keys that alt may be held with.
    """

    def keys_of(parser: Any, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        key = sequence[-1:]
        pair = len(sequence) == 2 and sequence[0] == "\x1b" and key not in _BEGINNINGS
        apart = (pair or (alt and len(sequence) == 1)) and key not in kept
        if apart and (key.isprintable() or key == "\r"):
            return [events.Key("escape", "\x1b"), *understand(parser, key, False)]
        return understand(parser, sequence, alt)

    keys_of.understand = understand  # type: ignore[attr-defined]  # so that it is never wrapped twice
    return keys_of
