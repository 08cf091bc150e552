"""Outside text on its way to a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.plain import plain

CASES = [
    ("", ""),
    ("A plain title, 50% of it [Re] $5", "A plain title, 50% of it [Re] $5"),
    ("Uznański 模型 العربية 🎓 e\u0301", "Uznański 模型 العربية 🎓 e\u0301"),
    ("tab\there", "tab here"),
    ("line\nbreak", "line break"),
    ("carriage\rreturn", "carriage return"),
    ("separators\u2028and\u2029next\x85line", "separators and next line"),
    ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
    ("\x1b]52;c;YQ==\x07", "␛]52;c;YQ==␇"),
    ("\x9b31mred", "\\x9b31mred"),
    ("nul\x00", "nul␀"),
    ("del\x7f", "del␡"),
    ("back\x08space", "back␈space"),
    ("vertical\x0btab\x0cfeed", "vertical␋tab␌feed"),
    ("\u202egnirts\u202c", "�gnirts�"),
    ("\u2066isolate\u2069", "�isolate�"),
    ("\u200emark\u200f\u061c", "�mark��"),
    ("lone\ud800surrogate\udfff", "lone�surrogate�"),
    ("soft\u00adhyphen\u200b\u2060\ufeff", "softhyphen"),
    ("tags\U000e0041\U000e007f", "tags"),
    ("👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_one_line(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one\r\ntwo\rthree", "one\ntwo three"),
        ("\x1b[2J\n\u202e\n\t", "␛[2J\n�\n "),
        ("\n\n", "\n\n"),
    ],
)
def test_several_lines(text: str, shown: str) -> None:
    assert plain(text, keep_newlines=True) == shown


@given(st.text(alphabet=st.characters(codec=None)), st.booleans())
def test_laws(text: str, keep_newlines: bool) -> None:
    shown = plain(text, keep_newlines=keep_newlines)
    shown.encode()
    assert plain(shown, keep_newlines=keep_newlines) == shown
    for char in shown:
        if keep_newlines and char == "\n":
            continue
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp"), ascii(char)
        assert unicodedata.bidirectional(char) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        ), ascii(char)  # fmt: skip


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_what_can_be_shown_is_left_alone(text: str) -> None:
    assert plain(text) == plain(text, keep_newlines=True) == text


def test_a_very_long_line() -> None:
    text = "a\x1b" * 2_000_000
    assert plain(text) == "a␛" * 2_000_000
