"""A message, as a mailer reads it."""

from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from paperreader.exporting import Occasion
from paperreader.exporting.grouping import grouped
from paperreader.exporting.mail import NoAddress, eml
from tests.unit.exporting.entries import ATTENTION, EVERYTHING, HOSTILE_TEXTS

ON = Occasion(title="Papers of today", parts=frozenset({"notes", "abstracts"}))


def read(
    title: str = "Papers", to: Sequence[str] = (), sender: str | None = None
) -> EmailMessage:
    on = Occasion(title=title, parts=ON.parts)
    text = "".join(eml(grouped(EVERYTHING, None), on, to=to, sender=sender))
    message = message_from_bytes(text.encode(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_message_has_text_and_a_page_and_no_address_of_its_own() -> None:
    message = read()
    assert {key.lower() for key in message} == {
        *("subject", "x-unsent", "mime-version", "content-type")
    }
    text, page = message.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert "Attention Is All You Need" in text.get_content()
    assert page.get_content_type() == "text/html"
    assert "<h1>Papers</h1>" in page.get_content()


def test_addresses_are_those_given() -> None:
    message = read(to=["Ann Lee <ann@example.org>", "bo@example.org"], sender="me@example.org")
    assert message["To"] == "Ann Lee <ann@example.org>, bo@example.org"
    assert message["From"] == "me@example.org"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ann",
        "a@b\r\nBcc: c@example.org",
        "a@b\nX: y",
        "@example.org",
        "ann@",
        "a b@c d",
        "é@x",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(NoAddress):
        read(to=[address])


@pytest.mark.parametrize(
    "title", [*HOSTILE_TEXTS, "a\r\nBcc: x@example.org", "x" * 5_000, "é" * 900]
)
def test_a_title_begins_no_header(title: str) -> None:
    message = read(title)
    assert "Bcc" not in message
    assert len(message.keys()) == 4
    assert len(list(message.iter_parts())) == 2


def test_the_same_papers_give_the_same_message() -> None:
    one, two = ("".join(eml(grouped((ATTENTION,), None), ON)) for _ in range(2))
    assert one == two
    assert one.isascii() and one.count("\n") == one.count("\r\n")
