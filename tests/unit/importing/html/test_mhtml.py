"""Pages saved as a single file."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.importing import NotADump, sample_dumps
from paperreader.importing.html import mhtml
from paperreader.importing.html.mhtml import html_of_mhtml, is_mhtml
from paperreader.importing.html.page import marked

PAGE = "<html><body><p>Größe &amp; Maß</p>\n<p>two</p></body></html>\n"


def archive(page: str = PAGE, *, encoding: str = "quoted-printable", **headers: str) -> bytes:
    """Return an archive of a page, with a style and a picture beside it."""
    message = EmailMessage()
    message["From"] = "<Saved by Example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message["MIME-Version"] = "1.0"
    message.add_related("p { color: red }", subtype="css")
    message.add_related(page, subtype="html", cte=encoding)
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_the_page_in_an_archive(encoding: str, ends: bytes) -> None:
    data = archive(encoding=encoding).replace(b"\n", ends)
    assert is_mhtml(data)
    assert html_of_mhtml(data, name="x").rstrip("\n") == PAGE.rstrip("\n")


def test_the_page_says_where_and_when_it_was_saved() -> None:
    data = archive(
        Snapshot_Content_Location="https://huggingface.co/papers?q=a--b",
        Date="Wed, 17 Sep 2025 00:41:10 +0200",
    )
    html = html_of_mhtml(data, name="x")
    page = marked(html, name="x")
    assert page.address == "https://huggingface.co/papers?q=a%2D%2Db"
    assert page.captured is not None
    assert page.captured.isoformat() == "2025-09-16"
    assert html.count("\n") == PAGE.count("\n")
    assert page.source_lines == (1, 2, 2)


@pytest.mark.parametrize("when", ["yesterday", "Wed, 99 Sep 2025 00:00:00 +0000", ""])
def test_a_day_that_is_none_is_left_out(when: str) -> None:
    data = archive(Snapshot_Content_Location="file:///tmp/x.html", Date=when)
    assert html_of_mhtml(data, name="x").startswith("<html>")


def test_a_page_in_parts_of_parts() -> None:
    inner = archive()
    begin = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=outer\n\n--outer\n"
    data = begin + inner + b"\n--outer--\n"
    assert html_of_mhtml(data, name="x").rstrip("\n") == PAGE.rstrip("\n")


@pytest.mark.parametrize(
    ("charset", "body", "shown"),
    [
        ("iso-8859-1", b"<p>\xe9</p>", "<p>é</p>"),
        ("utf-8", b"<p>\xe9</p>", "<p>\ufffd</p>"),
        ("x-unheard-of", "<p>é</p>".encode(), "<p>é</p>"),
    ],
)
def test_the_encoding_that_a_part_names(charset: str, body: bytes, shown: str) -> None:
    data = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        b"Content-Type: text/html; charset=" + charset.encode() + b"\n\n" + body + b"\n--b--\n"
    )
    assert html_of_mhtml(data, name="x").strip() == shown


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"A title: of a paper\n\nContent-Type: multipart/related; boundary=b\n",
        b"<html>\nContent-Type: multipart/related;\n",
        b"HTTP/2 200\ncontent-type: text/html\ncontent-length: 5\n\n<html>",
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx",
    ],
)
def test_other_sources_are_no_archives(data: bytes) -> None:
    assert not is_mhtml(data)


def test_no_dump_is_an_archive(shared: Path) -> None:
    files = [path for path in (shared / "dumps").rglob("*") if path.is_file()]
    assert not any(is_mhtml(path.read_bytes()) for path in (*files, *sample_dumps()))


def test_an_archive_without_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive().replace(b"text/html", b"text/plain")
    with pytest.raises(NotADump, match=r"^x is an archive of a page, but no part of it"):
        html_of_mhtml(data, name="x")
    monkeypatch.setattr(mhtml, "MAX_ARCHIVE", 100)
    with pytest.raises(NotADump, match=r"^x is too large for a saved page"):
        html_of_mhtml(archive(), name="x")


@given(st.integers(0, 900), st.integers(0, 300), st.binary(max_size=6))
def test_a_damaged_archive_is_read_or_refused(place: int, gone: int, put: bytes) -> None:
    data = archive(Date="Wed, 17 Sep 2025 00:41:10 +0200")
    data = data[:place] + put + data[place + gone :]
    if not is_mhtml(data):
        return
    try:
        html = html_of_mhtml(data, name="x")
    except NotADump as error:
        assert str(error).startswith("x ")
    else:
        assert marked(html, name="x").notation == "html"
