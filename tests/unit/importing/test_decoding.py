"""Bytes to text."""

import codecs

import pytest

from paperreader.importing import MAX_BYTES, NotADump
from paperreader.importing.decoding import decode

TEXT = "Gödel\nΩ ≤ 3 · naïve\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_marks_and_line_ends(data: bytes) -> None:
    decoded = decode(data, name="x")
    assert decoded.text == TEXT
    assert decoded.problems == ()


def test_damaged_utf8_keeps_the_rest_and_names_the_lines() -> None:
    data = "Gödel und Möbius\nplain\n".encode() + b"b\xffd\n" + "Erdős".encode()
    decoded = decode(data, name="x")
    assert decoded.text == "Gödel und Möbius\nplain\nb\ufffdd\nErdős"
    assert [problem.line for problem in decoded.problems] == [3]


def test_a_character_cut_in_two_at_the_end() -> None:
    decoded = decode(b"plain text\nand a cut \xc3", name="x")
    assert decoded.text == "plain text\nand a cut \ufffd"
    assert [problem.line for problem in decoded.problems] == [2]


def test_text_of_older_windows_programs() -> None:
    decoded = decode("one\n“Gödel” · naïve – 3 €".encode("cp1252"), name="x")
    assert decoded.text == "one\n“Gödel” · naïve – 3 €"
    assert [problem.line for problem in decoded.problems] == [2]


def test_damaged_utf16() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "ab\nc".encode("utf-16-le") + b"\x00\xd8", name="x")
    assert decoded.text == "ab\nc\ufffd"
    assert [problem.line for problem in decoded.problems] == [2]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\n \t\r\n", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (b"text with a \0 in it", "binary"),
        (b"\x7fELF\x02\x01\x01\0\0", "binary"),
        (bytes(range(1, 32)) * 9, "binary"),
        ("ab".encode("utf-16-le"), "binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NotADump, match=reason) as refusal:
        decode(data, name="page.bin")
    assert str(refusal.value).startswith("page.bin ")
    assert refusal.value.name == "page.bin"


def test_a_source_that_is_too_large_is_refused() -> None:
    with pytest.raises(NotADump, match="over 100 MB"):
        decode(bytes(MAX_BYTES + 1), name="x")
