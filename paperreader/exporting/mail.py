"""A reading list as a message that a mailer can send: plain text and HTML in one file."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from paperreader.citing.plain_text import shown
from paperreader.citing.text import one_line
from paperreader.exporting.grouping import Group
from paperreader.exporting.occasion import Occasion
from paperreader.exporting.reading_list import markdown
from paperreader.exporting.web_page import html


class NoAddress(ValueError):
    """What was given as an address of mail is none; its text names it."""


def eml(
    groups: Sequence[Group], on: Occasion, *, to: Sequence[str] = (), sender: str | None = None
) -> Iterator[str]:
    r"""Yield a message with the list as its text, in Markdown, and as HTML.

    No address is made up: without `to` and `sender` there is no such header, and no date
    or id of a message either, which are the mailer's to give. Lines end in ``\r\n``.
    Raises NoAddress.
    """
    # The mail package is slow to start, and nothing else needs it.
    from email.message import EmailMessage  # noqa: PLC0415
    from email.policy import SMTP  # noqa: PLC0415

    message = EmailMessage(SMTP)
    message["Subject"] = one_line(shown(on.title)) or "Reading list"
    for header, given in (("From", [sender] if sender else []), ("To", list(to))):
        if given:
            message[header] = ", ".join(map(_address, given))
    message["X-Unsent"] = "1"  # mailers that know it open the file to be sent
    text = "".join(markdown(groups, on))
    page = "".join(html(groups, on))
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    # The usual boundary is made by chance: this one is the same for the same text.
    message.set_boundary(f"=_{sha256((text + page).encode()).hexdigest()[:32]}_=")
    yield message.as_string()


def _address(given: str) -> str:
    """Return an address as a header holds it; nothing in it can begin another header."""
    from email.errors import MessageError  # noqa: PLC0415 - see above
    from email.headerregistry import Address  # noqa: PLC0415
    from email.utils import parseaddr  # noqa: PLC0415

    if not given.isprintable():
        raise NoAddress(f"{given!r} is no address of mail")
    name, address = parseaddr(given)
    try:
        found = Address(name, addr_spec=address)
    except (MessageError, ValueError, IndexError) as error:
        raise NoAddress(f"{given!r} is no address of mail") from error
    if not (found.username and found.domain) or not address.isascii():
        raise NoAddress(f"{given!r} is no address of mail")
    return str(found)
