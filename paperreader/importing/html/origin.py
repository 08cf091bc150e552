"""Where a saved page came from, and when it was saved, as the page itself says.

Browsers and savers write it into comments, the site into its head:

    <!-- saved from url=(0042)https://… -->                 browsers
    <!-- Page saved with SingleFile  url: …  saved date: … -->
    <meta name="savepage-url" content="…">, savepage-date    Save Page WE
    <link rel="canonical">, <meta property="og:url">         the site

What a saver says goes first, since the site leaves the day and the search out of
the address that it calls its own.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

_SAVED_FROM = re.compile(r"\bsaved from url=\(\d{1,6}\)\s*(?P<url>https?://\S{1,2000})", re.I)
_URL = re.compile(r"^\s*url:\s*(?P<url>https?://\S{1,2000})", re.I | re.M)
_SAVED_DATE = re.compile(r"^\s*saved date:\s*(?P<date>\S.{0,80})", re.I | re.M)
_SCRIPTED = re.compile(
    r"[A-Z][a-z]{2},? (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<year>\d{4}) "
    r"(?P<time>\d\d:\d\d:\d\d)(?: GMT(?P<zone>[+-]\d{4})?)?"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LONGEST_COMMENT = 5_000


class Origin:
    """What was found so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._saved: str | None = None
        self._own: dict[str, str] = {}
        self.captured: date | None = None
        """The day on which the page was saved, in UTC as the site counts its days."""

    @property
    def address(self) -> str | None:
        """The page's URL."""
        return self._saved or self._own.get("canonical") or self._own.get("og:url")

    def take_comment(self, comment: str) -> None:
        """Look at what stands in a comment."""
        if "saved" not in comment[:_LONGEST_COMMENT]:
            return
        comment = comment[:_LONGEST_COMMENT]
        url = _SAVED_FROM.search(comment) or _URL.search(comment)
        if url is not None:
            self._saved = self._saved or url["url"]
        saved = _SAVED_DATE.search(comment)
        if saved is not None:
            self.captured = self.captured or day_of(saved["date"])

    def take_element(self, name: str, said: Mapping[str, str]) -> None:
        """Look at a ``meta`` or ``link``."""
        if name == "link":
            key, value = said.get("rel", "").lower(), said.get("href", "")
        else:
            key = (said.get("property") or said.get("name") or "").lower()
            value = said.get("content", "")
        value = value.strip()
        if key == "savepage-date":
            self.captured = self.captured or day_of(value)
        elif value.startswith(("https://", "http://")):
            if key == "savepage-url":
                self._saved = self._saved or value
            elif key in ("canonical", "og:url"):
                self._own.setdefault(key, value)


def day_of(text: str) -> date | None:
    """Return the day, in UTC, of a moment as scripts print it or in ISO form."""
    match = _SCRIPTED.match(text)
    try:
        if match is None:
            moment = datetime.fromisoformat(text.strip())
        else:
            month = _MONTHS.index(match["month"]) + 1
            shown = f"{match['year']}-{month:02}-{int(match['day']):02}T{match['time']}"
            moment = datetime.fromisoformat(shown + (match["zone"] or "+0000"))
        if moment.tzinfo is None:
            return moment.date()
        return moment.astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None
