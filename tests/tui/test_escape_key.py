"""Escape and a key that follows at once are two keys."""

from collections.abc import Iterator

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from paperreader.tui.escape_key import tell_apart


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """Leave Textual's parser as it was."""
    before = XTermParser.__dict__["_sequence_to_key_events"]
    yield
    setattr(XTermParser, "_sequence_to_key_events", before)  # noqa: B010 - as it is mended


def keys(sent: str) -> list[str]:
    """Return the names of the keys that a terminal's characters stand for."""
    parser = XTermParser()
    found = [*parser.feed(sent), *parser.feed("")]  # the end: nothing more follows
    return [event.key for event in found if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ("\x1bj", ["escape", "j"]),
        ("\x1bG", ["escape", "G"]),
        ("\x1b/", ["escape", "slash"]),
        ("\x1b1", ["escape", "1"]),
        ("\x1bé", ["escape", "é"]),
        ("\x1b ", ["escape", "space"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\x1bj", ["escape", "escape", "j"]),
        ("\x1bgg", ["escape", "g", "g"]),
        # What terminals send for other keys stays what it is.
        ("\x1b[A", ["up"]),
        ("\x1b[1;5A", ["ctrl+up"]),
        ("\x1bOP", ["f1"]),
        ("\x1bb", ["ctrl+left"]),
        ("\x1b\x7f", ["ctrl+w"]),
        ("\x1b[106;3u", ["alt+j"]),
        ("j", ["j"]),
        ("\x1b", ["escape"]),
    ],
)
def test_escape_is_a_key_of_its_own(sent: str, names: list[str]) -> None:
    assert tell_apart()
    assert keys(sent) == names


def test_keys_that_the_settings_give_to_alt_keep_it() -> None:
    tell_apart(["alt+x", "ctrl+j"])
    assert keys("\x1bx") == ["alt+x"]
    assert keys("\x1bj") == ["escape", "j"]
    tell_apart()
    assert keys("\x1bx") == ["escape", "x"]


def test_another_way_of_reading_keys_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(self: XTermParser, sequence: str) -> list[events.Key]:
        return [events.Key("other", sequence)]

    monkeypatch.setattr(XTermParser, "_sequence_to_key_events", other)
    assert not tell_apart()
    assert XTermParser.__dict__["_sequence_to_key_events"] is other
