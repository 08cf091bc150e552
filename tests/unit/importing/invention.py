"""Nothing invented: each value of an entry stands, in some form, in the text that was read."""

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from paperreader.entry import Entry, Parsed

_LAST = date.max.toordinal()
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = re.compile(r"[^\W_]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([nrtbf])|\\(.)")
_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)\s*[kK]\b")
_NOTATION = re.compile(
    r"<[^<>]*>|<!--.*?-->|!?\[(?=[\[(]|\]\()|\]\([^()\s]*\)|\]?\[\d{1,4}\]|⟨\d{1,4}⟩"
)
_NAMES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Said:
    """All that a text says: its words, numbers and addresses, whatever marks them up."""

    def __init__(self, text: str) -> None:
        """Take a text as it was decoded."""
        unescaped = [_unescaped(text)] if "\\" in text else []
        readings = [text, *unescaped]
        if "&" in text:
            # Feeds hold HTML that is itself escaped.
            readings += [html.unescape(html.unescape(html.unescape(one))) for one in readings]
        if "@" in text:
            readings.append(_of_tex(text))
        # What stands amid a word and is not shown: tags, numbers of links, their addresses.
        bare = [_NOTATION.sub("", one) for one in readings if _NOTATION.search(one)]
        self.text = _folded("\n".join(readings + bare))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every run of letters and digits."""
        return frozenset(_WORD.findall(self.text))

    @cached_property
    def letters(self) -> str:
        """The letters and digits alone, one after another."""
        return "".join(_WORD.findall(self.text))

    @cached_property
    def tight(self) -> str:
        """The text without white space, as an address that was wrapped needs it."""
        return _tight(self.text)

    @cached_property
    def flat(self) -> str:
        """The text with every run of white space as one space."""
        return " ".join(self.text.split())

    @cached_property
    def has_notation(self) -> bool:
        """Whether there are signs of markup."""
        return any(sign in self.text for sign in "[]<>&\\`*⟨")

    @cached_property
    def thousands(self) -> frozenset[int]:
        """Numbers that are written like 1.2k."""
        return frozenset(round(float(one) * 1000) for one in _THOUSANDS.findall(self.text))

    def holds(self, text: str) -> bool:
        """Tell whether each word of a text is said."""
        return all(map(self._says, _WORD.findall(_folded(text))))

    def _says(self, word: str) -> bool:
        if word in self.words or word in self.letters:
            return True
        # Notation amid a word, which was taken out, may be damaged beyond telling.
        if not self.has_notation:
            return False
        halves = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
        return any(one in self.letters and other in self.letters for one, other in halves)

    def counts(self, number: int) -> bool:
        """Tell whether a number is said; nothing says 0."""
        if number == 0 or number in self.thousands:
            return True
        shown = str(number)
        return shown in self.text or shown in re.sub(r"(?<=\d),(?=\d)", "", self.text)

    def dates(self, day: date) -> bool:
        """Tell whether a day is said: in ISO form, or its month's name beside its number.

        The day before counts, whose evening's offers are of the next day's page, and the
        day after, which it may be already in the zone where a page was saved.
        """
        near = (day.toordinal() + n for n in (0, -1, 1))
        return any(self._dates(date.fromordinal(n)) for n in near if 0 < n <= _LAST)

    def _dates(self, day: date) -> bool:
        iso = rf"(?<!\d){day.year:04}(?:[-/]|,\s*)0?{day.month}(?:[-/]|,\s*)0?{day.day}(?!\d)"
        month = rf"\b{_MONTHS[day.month - 1]}[a-z]*"
        shown = (
            rf"{month}[^a-z0-9]{{0,40}}0?{day.day}|(?<!\d)0?{day.day}[^a-z0-9]{{1,40}}{month}"
        )
        return re.search(iso, self.text) is not None or re.search(shown, self.flat) is not None


def inventions(parsed: Parsed, text: str) -> Iterator[tuple[str, object]]:
    """Yield each value of the entries that the text does not say, with its field."""
    said = Said(text)
    if parsed.page_date is not None and not said.dates(date.fromisoformat(parsed.page_date)):
        yield "page_date", parsed.page_date
    for entry in parsed.entries:
        yield from _of_entry(entry, said)


def _of_entry(entry: Entry, said: Said) -> Iterator[tuple[str, object]]:
    for field in ("title", "abstract", "summary", "organization", "submitted_by", "venue"):
        value = getattr(entry, field)
        if value is not None and not said.holds(value):
            yield field, value
    for field in ("authors", "categories", "keywords", "tags"):
        for value in getattr(entry, field):
            if not said.holds(value):
                yield field, value
    for field in ("upvotes", "comments", "stars"):
        value = getattr(entry, field)
        if value is not None and not said.counts(value):
            yield field, value
    if entry.author_count not in (None, len(entry.authors)):
        # A feed may name some and count the rest: "Jane Doe +3 more".
        rest = entry.author_count - len(entry.authors) if entry.author_count else 0
        told = said.counts(entry.author_count or 0) or (rest > 0 and said.counts(rest))
        # A paper's own page lists its authors; where a name is damaged, they can be counted,
        # and added to the number of those that it does not show.
        commas = said.text.count(",") + 1
        listed = not entry.authors and (
            rest <= commas or any(said.counts(rest - n) for n in range(1, min(commas, 40)))
        )
        if not told and not listed:
            yield "author_count", entry.author_count
    for field in ("published", "featured"):
        value = getattr(entry, field)
        if value is not None and not said.dates(date.fromisoformat(value)):
            yield field, value
    for field in ("arxiv_id", "doi", "code_url", "project_url"):
        value = getattr(entry, field)
        if value is not None and _tight(_folded(value)) not in said.tight:
            yield field, value
    url = entry.url
    if url is not None and _tight(_folded(url)) not in said.tight:
        # Made from the paper's number.
        made = entry.arxiv_id is not None and url.endswith(entry.arxiv_id)
        if not made or _folded(entry.arxiv_id or "") not in said.tight:
            yield "url", url
    for met in entry.history:
        if not said.dates(date.fromisoformat(met.date)):
            yield "history", met
        if any(n is not None and not said.counts(n) for n in (met.upvotes, met.comments)):
            yield "history", met


def _of_tex(text: str) -> str:
    """Return BibTeX with its accents set, its braces gone, and a day beside its month."""
    accents = {'"': "\u0308", "'": "\u0301"}
    shown = re.sub(r"\\+([\"'])[{\s]*(\w)", lambda found: found[2] + accents[found[1]], text)
    shown = re.sub(r"\bday\W{0,40}", "", shown, flags=re.IGNORECASE)
    return re.sub(r"[{}]", "", shown).replace("others", "et al.")


def _tight(text: str) -> str:
    return re.sub(r"[\s<>|\\\x1f]", "", text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _unescaped(text: str) -> str:
    """Undo the escapes of JSON, Python and Markdown, pairs of surrogates among them."""

    def meant(match: re.Match[str]) -> str:
        if code := match[1] or match[2]:
            return chr(int(code, 16))
        return _NAMES[match[3]] if match[3] else str(match[4])

    # Twice, for text within text.
    text = _ESCAPE.sub(meant, text) + "\n" + _ESCAPE.sub(meant, _ESCAPE.sub(meant, text))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
