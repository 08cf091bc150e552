"""What tells HTML, whole or a piece of it, from feeds, Markdown and plain text."""

import re

_HEAD = 100_000
_BEGINNING = 5_000
_SKIPPED = re.compile(r"(?:[\s\ufeff]++|<!--(?:[^-]++|-(?!->))*+-->|<\?[^>]*+>)*+")
_WHOLE = re.compile(r"<(?:!doctype\s++html\b|html\b|head\b|body\b)", re.I)
_PAGE_WITHIN = re.compile(r"^\s*+(?:<!doctype\s++html\b|<html[\s>])", re.I | re.M)
# Without link, source, summary and title, of which feeds have more.
_NAMES = (
    "a|abbr|address|article|aside|b|blockquote|br|button|caption|center|code|dd|details|div|dl|dt|em"
    "|fieldset|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|label|legend|li"
    "|main|mark|meta|nav|ol|p|picture|pre|s|script|section|small|span|strong|style"
    "|sub|sup|svg|table|tbody|td|template|tfoot|th|thead|time|tr|u|ul|video|wbr"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*+)?/?>", re.I)
_ANY_TAG = re.compile(r"</?[A-Za-z][^\s<>/]*+(?:\s[^<>]*+)?/?>")
_FIRST = re.compile(rf"<(?:{_NAMES})(?=[\s/>])", re.I)
_ELEMENT = re.compile(r"<[A-Za-z]")
_MARKDOWN = re.compile(r"\]\(|\]\[\d|^#{1,6} \S|^\[\d{1,4}\]: |^```", re.M)
_XHTML = re.compile(r"<html\b[^>]*?\bxmlns\s*=", re.I)


def is_html(text: str) -> bool:
    """Tell whether a text is a page in HTML or XHTML, or a piece of one.

    A page begins with what only pages begin with; what a crawler cut out of one
    does not, and is told by most of it being tags of HTML. A Markdown text may
    hold some tags, a feed other ones.
    """
    begins = _skipped(text)
    if _WHOLE.match(text, begins):
        return True
    head = text[begins : begins + _HEAD]
    tags = [match[0] for match in _TAG.finditer(head)]
    marks = sum(1 for _ in _MARKDOWN.finditer(head))
    within = _PAGE_WITHIN.search(text, begins, begins + _BEGINNING)
    if within and not head.startswith("<") and len(tags) > marks:
        return True  # behind the headers of the transfer, say
    if 2 * len(tags) < sum(1 for _ in _ANY_TAG.finditer(head)):
        return False
    closing = sum(tag.startswith("</") for tag in tags)
    if _ELEMENT.match(head) and not _FIRST.match(head):
        return False
    if _FIRST.match(head):
        if closing >= 1 and "data-props=" in head:
            return True  # the page's data can be longer than all its tags
        return closing >= 1 and len(tags) > 3 * marks and _weight(tags) * 20 >= len(head)
    return closing >= 10 and len(tags) > 3 * marks and _weight(tags) * 4 >= len(head)


def is_xhtml(text: str) -> bool:
    """Tell whether a page is XHTML that begins as XML: there, a slash ends an element."""
    return text.lstrip("\ufeff \t\n").startswith("<?xml") and bool(
        _XHTML.search(text, 0, _BEGINNING)
    )


def _skipped(text: str) -> int:
    match = _SKIPPED.match(text)
    return match.end() if match else 0


def _weight(tags: list[str]) -> int:
    return sum(map(len, tags))
