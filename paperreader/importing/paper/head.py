"""What a paper's page says around its title and abstract: submitter, authors, counts, links."""

import re

from msgspec import Struct

from paperreader.importing.addresses import day_of, hub_path, name_of, paper_of, repository_of
from paperreader.importing.pages.forms import count
from paperreader.importing.paper.days import PageDay, page_day
from paperreader.importing.paper.signs import DAY, Parts
from paperreader.importing.paper.text import PageText
from paperreader.importing.spacing import collapsed

_ADDRESS = re.compile(r"[\[(]\s*(?:https?://|file://|/)[^\s\[\]()]*\s*[\])]")
_PICTURE = re.compile(
    r"!?\[\]\[\d{1,4}\]|\[(?:\d{1,3}|[a-z]|IMG| )?\]|\bImage \d+\b|!(?=\[)|(?<!\S)IMG(?!\S)"
)
"""What a tool writes for a picture: its number, its name, or a letter."""
_EDGES = " \t\r\n•*‣◦●▪·∙⋅⁰|,;-–—\xa0"

_SUBMITTED = re.compile(
    rf"\bSubmitted by:?\s*(?P<name>\S.{{0,90}}?)??\s*on\s+{DAY}", re.IGNORECASE | re.DOTALL
)
_LINKED = re.compile(
    rf"^@?(?P<name>[\w.-]{{1,60}}?)\s*on\s+{DAY}$", re.IGNORECASE | re.MULTILINE
)
_SUBMITTER = re.compile(r"\bSubmitted by:?\s+@?(?P<name>[\w.-]{1,60})\s*$", re.I | re.M)
_RANK = re.compile(r"#\s?\d+\s+Paper\s+of\s+the\s+(?:day|week|month)", re.IGNORECASE)
_UPVOTES = re.compile(
    r"\bUpvotes?\s*[·:]?\s*(?:\[[ x]?\]\s*)?"
    r"(?P<count>\d[\d,]*(?:\.\d+)?k?(?![\w.])|[-–—](?=[ \t]*\n+[^\s*•-]))",
    re.IGNORECASE,
)
_UPVOTE = re.compile(r"\bUpvote\b|^\W{0,4}\+\d+\s*$", re.IGNORECASE | re.MULTILINE)
_AUTHORS = re.compile(r"^\W{0,6}Authors?:|\bAuthors:", re.IGNORECASE | re.MULTILINE)
_MORE = re.compile(r"\+?\s?(?P<count>\d{1,4})(?: more)?(?: authors?)?", re.IGNORECASE)
_AVATARS = re.compile(r"(?:\bUpvote\s+[\d.,k]+|(?<!\S)\+\d{1,5}(?!\S))", re.IGNORECASE)
_LOGO = re.compile(r"^\W*\[[^\[\]]*\](?= \w)")
_STARS = re.compile(r"Git ?Hub\s*[·:★⭐]?\s*(?P<stars>\d[\d,]*(?:\.\d+)?k?)", re.IGNORECASE)
_WRITTEN = re.compile(r"https?://[^\s()\[\]<>]+")
_MAX_NAME = 90
_MAX_ORGANISATION = 100


class Submitted(Struct, frozen=True):
    """Who submitted the paper to Daily Papers, and when."""

    name: str | None = None
    day: PageDay | None = None
    end: int = 0
    """Where in the text what says so ends."""


class Authors(Struct, frozen=True):
    """The authors that a page names."""

    names: tuple[str, ...] = ()
    count: int | None = None
    lost: int = 0
    """How many names a tool dropped; then none is given, since the order has gaps."""
    line: int | None = None


class Links(Struct, frozen=True):
    """Where the buttons below the abstract lead."""

    code: str | None = None
    project: str | None = None
    stars: int | None = None


def submitted(page: PageText, parts: Parts) -> Submitted:
    """Return the submitter: the handle where a link tells it, else the name that is shown."""
    end = _head_end(parts)
    match = _SUBMITTED.search(page.text, parts.head, end)
    day = None
    if match is not None:
        day = page_day(match, page.line_at(match.start("month")).number)
    else:
        match = _SUBMITTER.search(page.text, parts.head, end)
        if match is None:
            return _linked_submitter(page, end)
    shown = _name(match["name"] or "").lstrip("@") or None
    names = [
        name for link in page.links_in(match.start(), match.end()) if (name := name_of(link))
    ]
    handle = next((name for name in names if shown and name.lower() == shown.lower()), None)
    return Submitted(handle or (names[0] if names else shown), day, match.end())


def _linked_submitter(page: PageText, end: int) -> Submitted:
    """Return the submitter where "Submitted by" was lost and a link to its page stands."""
    for match in _LINKED.finditer(page.text, 0, end):
        line = page.line_at(match.start())
        if any(name_of(link) == match["name"] for link in line.links):
            return Submitted(match["name"], page_day(match, line.number), match.end())
    return Submitted()


def organisation(page: PageText, parts: Parts, after: int) -> str | None:
    """Return the organisation: what stands between the days or the rank and the upvotes."""
    end = _head_end(parts)
    ends = [match.end() for match in _RANK.finditer(page.text, parts.head, end)]
    if parts.published is not None:
        after = max(after, parts.published.end())
    start = max([after, *ends])
    until = min(
        (
            match.start()
            for sign in (_UPVOTE, _AUTHORS)
            if (match := sign.search(page.text, start, end))
        ),
        default=None,
    )
    if start == 0:
        return None
    if until is None:
        # Without anything behind it, only what stands beside the rank is sure.
        until = page.text.find("\n", start, end)
        if not ends or until < 0:
            return None
    name = _LOGO.sub("", _plain(page.text[start:until])).strip("[]" + _EDGES)
    if not 1 < len(name) <= _MAX_ORGANISATION or not any(char.isalpha() for char in name):
        return None
    return _without_logo(name)


def rank_day(page: PageText, parts: Parts) -> str | None:
    """Return the day to which the link of a paper's rank leads, as ISO date."""
    for match in _RANK.finditer(page.text, 0, _head_end(parts)):
        for link in page.links_in(match.start(), match.end()):
            if day := day_of(link):
                return day.isoformat()
    return None


def upvotes(page: PageText, parts: Parts) -> int | None:
    """Return how many upvotes the page shows, at its top or, if that was lost, its bottom."""
    match = _UPVOTES.search(page.text, parts.head, parts.abstract)
    match = match or _UPVOTES.search(page.text, parts.abstract_end)
    return count(match["count"]) if match else None


def authors(page: PageText, parts: Parts) -> Authors:
    """Return the authors' names, which stand before the abstract, parted by commas."""
    end = _head_end(parts)
    label = _AUTHORS.search(page.text, parts.head, end)
    if label is None:
        # Tools that hide what is grey keep the names and lose their label.
        start = _unlabelled(page, parts, end)
        if start is None:
            return Authors()
    else:
        start = label.end()
    shown = _PICTURE.sub(" ", _ADDRESS.sub(" ", page.text[start:end]))
    if not any(char.isalpha() for char in shown):
        return Authors()
    line = page.line_at(start).number
    pieces = shown.split(",")
    if len(pieces) == 1:
        pieces = _by_lines(shown)
    names = [_name(piece) for piece in pieces]
    if not names[-1]:
        names.pop()
    more = [_MORE.fullmatch(name) for name in names]
    hidden = sum(int(match["count"]) for match in more if match)
    names = [name for name, match in zip(names, more, strict=True) if match is None]
    if any(len(name) > _MAX_NAME or "://" in name for name in names):
        return Authors(lost=len(names), line=line)
    lost = sum(not any(char.isalpha() for char in name) for name in names) + hidden
    if lost:
        return Authors(count=len(names) + hidden, lost=lost, line=line)
    return Authors(tuple(names), len(names), 0, line)


def links(page: PageText, parts: Parts) -> Links:
    """Return where "Project page" and "GitHub" lead, and the repository's stars."""
    shown = page.text[parts.abstract_end : parts.community].lstrip()
    if not shown:
        return Links()
    start, end = parts.community - len(shown), parts.community
    stars = _STARS.search(shown)
    inside = [match[0] for match in _WRITTEN.finditer(shown)]
    targets = [*inside, *page.links_in(start, end)]
    others = [
        link
        for link in targets
        if link.startswith(("http://", "https://"))
        and paper_of(link) is None
        and not (hub_path(link) or "").startswith("/papers")
    ]
    has_project, has_code = "project page" in shown.lower(), "github" in shown.lower()
    repositories = [link for link in others if repository_of(link)]
    code = repositories[-1] if has_code and repositories else None
    project = others[0] if has_project and others else None
    if has_code and project == code and len(others) == 1:
        project = None
    return Links(code, project, count(stars["stars"]) if stars else None)


def _head_end(parts: Parts) -> int:
    return parts.heading if parts.heading is not None else parts.abstract_end


def _plain(text: str) -> str:
    return collapsed(_PICTURE.sub(" ", _ADDRESS.sub(" ", text))).strip(_EDGES)


def _unlabelled(page: PageText, parts: Parts, end: int) -> int | None:
    """Return where names without a label begin: behind the avatars, or if commas part them."""
    if parts.heading is None:
        return None
    avatars = [match.end() for match in _AVATARS.finditer(page.text, parts.head, end)]
    if avatars:
        return avatars[-1]
    ends = [match.end() for match in _RANK.finditer(page.text, parts.head, end)]
    ends += [match.end() for match in _SUBMITTED.finditer(page.text, parts.head, end)]
    if parts.published is not None:
        ends.append(parts.published.end())
    if not ends or "," not in page.text[max(ends) : end]:
        return None
    # An organisation may stand beside the rank, or as a paragraph of its own.
    line_end = page.text.find("\n", max(ends), end)
    first = page.text.find(",", line_end, end)
    gap = page.text.rfind("\n\n", line_end + 2, first)
    return gap if 0 <= line_end < gap else line_end if line_end >= 0 else None


def _name(text: str) -> str:
    """Return a person's name; a hyphen at a line's end belongs to it."""
    text = _plain(re.sub(r"(?<=\w-)\n(?=\w)", "", text))
    return text.strip("[] ")


def _by_lines(text: str) -> list[str]:
    """Part names by their lines, where a tool dropped the commas."""
    lines = [line for line in text.split("\n") if line.strip(_EDGES)]
    if all(len(_name(line).split()) > 1 for line in lines):
        return lines
    return [text]


def _without_logo(name: str) -> str:
    """Take the name of an organisation's logo away, which repeats a word of its own."""
    words = name.split()
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        return " ".join(words[:half])
    if len(words) > 1 and words[0] in words[1:]:
        return " ".join(words[1:])
    return name
