"""From the notation that a tool wrote a page in to plain text with marks beside it.

Markdown in its dialects, html2text's footnotes, the link numbers of lynx and
elinks, addresses on lines of their own, headings between asterisks: whatever
says "link", "heading" or "picture" is taken away and remembered by line; what
the page itself says stays where it is, so that line numbers keep their meaning.

A text without any such sign is returned as it is: in plain text, a bracket or
an asterisk belongs to the paper.
"""

import re
from collections.abc import Mapping
from itertools import islice, pairwise

from paperreader.importing.marked import Mark, Marked
from paperreader.importing.notation.brackets import unlinked
from paperreader.importing.notation.cleaning import ENTITY, cleaned
from paperreader.importing.notation.dialects import common_markdown
from paperreader.importing.notation.references import references_in
from paperreader.importing.notation.running import parted
from paperreader.importing.notation.wrapping import unwrapped

_LINK = re.compile(r"\]\(\s*<?(?:https?:|file:|/|#|\?)")
_FOOTNOTE = re.compile(r"\]\[(\d{1,4})\]")
_DEFINED = re.compile(r"^ {0,3}\[\d{1,4}\]: ", re.MULTILINE)
_HEADED = re.compile(r"^#{1,6} .*\]\[\d{1,4}\]\s*$", re.MULTILINE)
_LINK_NUMBER = re.compile(r"\[(\d{1,4})\](?!\()|⟨(\d{1,4})⟩")
_NUMBERED_LINE = re.compile(r"^[\s•*]*\[\d{1,4}\]|⟨\d{1,4}⟩", re.MULTILINE)
_HUB = r"(?:https?://(?:www\.)?(?:huggingface|hf)\.co)"
_ADDRESS = re.compile(
    rf"^[ \t]*[<(\[]?{_HUB}\S*[ \t]*$"
    rf"|(?<!\])[<(\[](?:{_HUB})?/(?:papers|login)\b[^\s<>)\]]{{0,400}}[>)\]]",
    re.MULTILINE,
)
_ANGLED = re.compile(r"⟨\d{1,4}⟩")
_HEADING = re.compile(
    r"^(?:[-*+>] +)?#{1,6} |^[*]{3,6} ?\S|^\s*(?:={5,}|-{5,})\s*$", re.MULTILINE
)
_PICTURE = re.compile(r"\[(?:IMG|INLINE|[ \xa0_]*|[0-9a-f]{10})\]|\(BUTTON\)")
_HEAD = 300_000
"""A notation shows itself in so many characters."""
_SIGNS_OF_ADDRESSES = ("huggingface.co/", "hf.co/", "/papers/", "/papers?", "/login?")
_SIGNS_OF_HEADINGS = ("# ", "***", "=====", "-----")


def unmarked(text: str) -> Marked:
    """Take the notation of a page away; what it said stands beside the plain text."""
    source = text
    lines, source_lines = parted(text.split("\n"))
    wrapped = unwrapped(common_markdown(lines))
    lines = wrapped.lines
    references: dict[str, str] = {}
    if "]:" in text or "eferences" in text or "/Buttons" in text:
        references, listed = references_in(lines)
        lines = ["" if position in listed else line for position, line in enumerate(lines)]
    text = "\n".join(lines)
    notation = _notation_of(text[:_HEAD], references)
    links: dict[int, list[str]] = {}
    continued: set[int] = set()
    if notation != "plain-text":
        found = unlinked(text, references, footnotes=_has_footnotes(text, source))
        lines, links = found.text.split("\n"), found.links
        continued = found.continued
    marks: dict[int, Mark] = {}
    if notation != "plain-text" or _PICTURE.search(text) or ENTITY.search(text):
        escapes = notation == "markdown" or _DEFINED.search(source) is not None
        clean = cleaned(lines, links, continued, references, notation, escapes=escapes)
        text, marks = "\n".join(clean.lines), clean.marks
    return Marked(
        text=text,
        marks=marks,
        notation=notation,
        source_lines=source_lines,
        title=wrapped.title,
        address=wrapped.address,
        captured=wrapped.captured,
        is_cut=wrapped.is_cut,
    )


def _notation_of(text: str, references: Mapping[str, str]) -> str:
    # A sign that is not there at all is found out faster by `in` than by a pattern.
    if _has_footnotes(text, text):
        return "footnotes"
    if "⟨" in text and _has(_ANGLED, text, 3):
        return "footnotes"
    links = 0
    if "](" in text:
        links = sum(1 for _ in islice(_LINK.finditer(text), 10_000))
    if any(sign in text for sign in _SIGNS_OF_ADDRESSES):
        addresses = sum(1 for _ in islice(_ADDRESS.finditer(text), 10_000))
        if addresses >= 3 and addresses > links:
            return "bare-urls"
    if links >= 2:
        return "markdown"
    if references:
        return "footnotes"
    numbered = "[1]" in text and _has(_NUMBERED_LINE, text, 5)
    if numbered and _rises([one or other for one, other in _LINK_NUMBER.findall(text)]):
        return "footnotes"
    if any(sign in text for sign in _SIGNS_OF_HEADINGS) and _has(_HEADING, text, 2):
        return "markdown"
    return "plain-text"


def _has_footnotes(text: str, source: str) -> bool:
    """Tell whether ``[text][12]`` is a link, as Markdown has it.

    Terminal browsers write the number first, so two of them may stand in a row.
    """
    if "][" not in text:
        return False
    if _DEFINED.search(source) or _HEADED.search(text):
        return True
    return _has(_FOOTNOTE, text, 3) and _rises(_FOOTNOTE.findall(text))


def _has(pattern: re.Pattern[str], text: str, times: int) -> bool:
    return sum(1 for _ in islice(pattern.finditer(text), times)) == times


def _rises(numbers: list[str]) -> bool:
    """Tell whether the numbers count up, as those of links do and those of citations do not."""
    if len(set(numbers)) * 2 < len(numbers):
        return False
    steps = [0 <= int(after) - int(before) <= 3 for before, after in pairwise(numbers)]
    return sum(steps) * 10 >= len(steps) * 8
