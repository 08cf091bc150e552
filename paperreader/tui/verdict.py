"""What a verdict key means for the papers that it is pressed on."""

from collections.abc import Iterable

from paperreader.entry import Row, Status


def meant(status: Status, rows: Iterable[Row]) -> Status:
    """Return the status that a verdict gives: what is all read already goes to the inbox."""
    if status == "read" and all(row.status == "read" for row in rows):
        return "inbox"
    return status
