"""Each line without its notation: headings, numbers of links, pictures, escapes."""

import html
import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from paperreader.importing.marked import Mark
from paperreader.importing.prose import is_prose

_LINK_NUMBER = re.compile(r"\[(\d{1,4})\]|⟨(\d{1,4})⟩")
_PICTURE = re.compile(
    r"\((?:BUTTON|IMAGE|IMG)\)"
    r"|\[(?:IMG|IMAGE|INLINE|EMBED|BUTTON|[ \xa0_]*|x|[\w-]{10}|papers-by)\]"
    r"|\[(?:图片|圖片|画像|[Ii]mage|[Pp]icture|[Ii]mg)(?: \d+)?\s*[:：][^\]\n]{0,200}\]"
)
_MAX_EMPHASISED = 1_000
_CHECKBOX = re.compile(r"\s*\[[-x ]?\]\s*(\d[\d.,k]*|[-–—])\s*")
_ESCAPED = re.compile(r"\\([_*#\[\]`>~|+.!()\-]|\\(?=[A-Za-z%&$#{}_]))")
_LINE_END = re.compile(r"\\+\s*$")
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
"""A character that a tool left as HTML writes it."""
_TAG = re.compile(
    r"</?(?:a|b|i|em|strong|span|div|p|br|img|mark|small|sup|sub|ul|li|figure|picture|center)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_HASHED = re.compile(r"(?:[-*+] +)?(?P<hashes>#{1,6})\s+(?P<text>.*?)(?:\s+#+)?")
_STARRED = re.compile(r"(?P<stars>\*{2,6})[ _]+(?P<text>\S.*?)(?P<closed>[ _]+\*{2,6})?")
_UNSTARRED = re.compile(r"(?P<text>.*\S)[ _]+\*{2,6}")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_WHOLE = re.compile(
    r"(?P<head>[\s>•·*-]*?)(?P<mark>\*\*\*?|__|(?<!\*)\*(?! )|_)(?P<text>\S|\S.*\S)(?P=mark)\s*"
)
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]{1,400}?)(?<=\S)\*\*")
_LABEL = re.compile(r"(?P<head>[\s•*-]*)\[?(?:LINK|IMAGE|BUTTON):\s*(?P<text>.*?)\]?")
_ADDRESS = re.compile(r"\s*[<(\[]?(?P<address>(?:https?|file)://[^\s<>]+?)[>)\]]?\s*")
_HUB = r"(?:(?:https?://(?:www\.)?(?:huggingface|hf)\.co|file://(?:localhost)?)?/(?:papers|login)\b)"
_HUB_ADDRESS = re.compile(_HUB)
_REST = r"(?:\([^\s()]{0,200}\)|[^\s<>()\]]){0,400}"
_BRACKETED = re.compile(
    r"\s*[<(\[](?P<address>"
    r"(?:https?://(?:www\.)?(?:huggingface|hf)\.co|https?://cdn-|file://(?:localhost)?)"
    rf"/?{_REST}|/(?:papers|login|avatars)\b{_REST}|/[\w.-]+(?=[)\]]\s*(?:$|·)))[>)\]]"
)
_ANY_BRACKETED = re.compile(r"\s*[<(\[](https?://[^\s<>)\]]+)[>)\]]")
_SIGNS_OF_ADDRESSES = ("://", "/papers", "/login?", "(/", "[/")
_LEADING = re.compile(r"\s*\[(?:https?://|/)[^\s\]]*\]\S")
_HUB_WORD = re.compile(rf"(?<!\S){_HUB}\S*")


class Cleaned(Struct, frozen=True):
    """The lines without their notation, and what it said by line, from 1."""

    lines: list[str]
    marks: dict[int, Mark]


def cleaned(
    lines: Sequence[str],
    links: Mapping[int, Sequence[str]],
    continued: Collection[int],
    references: Mapping[str, str],
    notation: str,
    *,
    escapes: bool,
) -> Cleaned:
    """Clean each line.

    `links` are those that were found in brackets already, and `continued` the
    lines that go on with the text of one; `escapes` tells whether the tool puts
    a backslash before signs that Markdown would read.
    """
    return _Cleaner(lines, links, continued, references, notation, escapes=escapes).clean()


class _Cleaner:
    def __init__(
        self,
        lines: Sequence[str],
        links: Mapping[int, Sequence[str]],
        continued: Collection[int],
        references: Mapping[str, str],
        notation: str,
        *,
        escapes: bool,
    ) -> None:
        self.source = lines
        self.links = links
        self.continued = continued
        self.references = references
        self.notation = notation
        self.escapes = escapes
        self.marks: dict[int, Mark] = {}
        self.out: list[str] = []
        self.shown = 0
        """The number of the last line that shows something."""
        self.last_link = 0
        self.is_quoted = _share(lines, ">") > 0.5
        self.has_pictures = sum(bool(_PICTURE.search(line)) for line in lines) >= 3
        self.underscored = notation == "markdown" and _writes_spaces_as_underscores(lines)
        self.starred = 0
        self.leads = sum(_LEADING.match(line) is not None for line in lines) >= 3
        """Whether addresses stand before the texts that they belong to."""

    def clean(self) -> Cleaned:
        for number, source in enumerate(self.source, 1):
            targets = list(self.links.get(number, ()))
            line, level = self._cleaned(number, source, targets)
            if self._is_underline(number, line):
                level = 1 if "=" in line else 2
                self.marks[self.shown] = Mark(level, self._links_of(self.shown))
                line, level = "", 0
            if line and not line.isspace():
                self.shown = number
            continues = number in self.continued
            if level or targets or continues:
                self.marks[number] = Mark(level, tuple(targets), continues)
            self.out.append(line)
        return Cleaned(self.out, self.marks)

    def _cleaned(self, number: int, source: str, targets: list[str]) -> tuple[str, int]:
        """Return a line without its notation, and its level as a heading; add to `targets`."""
        line, level = source, 0
        if self.is_quoted and line.lstrip()[:1] == ">":
            line = line.lstrip()[1:].removeprefix(" ")
        if self.notation == "footnotes" and ("[" in line or "⟨" in line):
            line = self._without_numbers(line, targets)
        if "[" in line and (match := _CHECKBOX.fullmatch(line)):
            line = match[1]
        if self.has_pictures and ("[" in line or "(" in line):
            line = self._without_pictures(line)
        if self.notation != "plain-text":
            line, level = self._without_heading(line)
            line = self._without_marks(line)
            line = self._without_address(number, line, targets)
        if "&" in line:
            line = ENTITY.sub(lambda match: html.unescape(match[0]), line)
        return line, level

    def _links_of(self, number: int) -> tuple[str, ...]:
        mark = self.marks.get(number)
        return mark.links if mark else ()

    def _without_numbers(self, line: str, targets: list[str]) -> str:
        """Take out the numbers of links: those that count on from the last one."""

        def taken(match: re.Match[str]) -> str:
            number = match[1] or match[2]
            known = number in self.references
            if not known and not 0 <= int(number) - self.last_link <= 3:
                return match[0]
            self.last_link = max(self.last_link, int(number))
            if known:
                targets.append(self.references[number])
            return ""

        return _LINK_NUMBER.sub(taken, line)

    def _without_pictures(self, line: str) -> str:
        """Take out the signs that stand for pictures, and the bullet of a list of them."""
        without = _PICTURE.sub("", line)
        if without != line and not without.strip(" \t*-+•"):
            return ""
        return without

    def _without_heading(self, line: str) -> tuple[str, int]:
        stripped = line.strip()
        if self.starred and (match := _UNSTARRED.fullmatch(stripped)):
            level, self.starred = self.starred, 0
            return self._spaced(match["text"]), level
        self.starred = 0
        if "#" in stripped[:12] and (match := _HASHED.fullmatch(stripped)):
            return match["text"], len(match["hashes"])
        if self.underscored:
            if stripped[:3] == "***" and (match := _STARRED.fullmatch(stripped)):
                level = max(1, 7 - len(match["stars"]))
                self.starred = 0 if match["closed"] else level
                return self._spaced(match["text"]), level
            return self._spaced(line), 0
        return line, 0

    def _spaced(self, line: str) -> str:
        return line.replace("_", " ") if self.underscored else line

    def _without_marks(self, line: str) -> str:
        if "\\" in line:
            line = _LINE_END.sub("", line).replace("\\ ", " ")
            if self.escapes:
                line = _ESCAPED.sub(r"\1", line)
        if "<" in line:
            line = _TAG.sub("", line)
        emphasised = ("*" in line or "_" in line) and len(line) <= _MAX_EMPHASISED
        if emphasised and (match := _WHOLE.fullmatch(line)):
            line = match["head"] + match["text"]
        if "**" in line:
            line = _STRONG.sub(r"\1", line)
        if ("LINK:" in line or "IMAGE:" in line) and (match := _LABEL.fullmatch(line)):
            line = match["head"] + match["text"]
        return line

    def _without_address(self, number: int, line: str, targets: list[str]) -> str:
        """Take an address away that stands on a line of its own or behind a link's text."""
        if not any(sign in line for sign in _SIGNS_OF_ADDRESSES):
            return line
        match = _ADDRESS.fullmatch(line) if self.shown else None
        if match and (self._is_alone(number) or _HUB_ADDRESS.match(match["address"])):
            self._add_links([match["address"]])
            return ""
        if self.notation == "bare-urls":
            line = self._without_bracketed(number, line, targets)
        return line

    def _without_bracketed(self, number: int, line: str, targets: list[str]) -> str:
        """Take out the site's addresses that stand in brackets, or as words, beside a text."""
        found = [match["address"] for match in _BRACKETED.finditer(line)]
        without = _BRACKETED.sub("", line)
        if not without.strip() or not is_prose(_ANY_BRACKETED.sub("", without)):
            found += _HUB_WORD.findall(without)
            without = _HUB_WORD.sub("", without)
            found += _ANY_BRACKETED.findall(without)
            without = _ANY_BRACKETED.sub("", without)
        if not found:
            return line
        if without.strip(" \t*-+•·") or not self.shown or self.leads:
            targets += found
        else:
            self._add_links(found)
        return without if without.strip(" \t*-+•") else ""

    def _add_links(self, found: Sequence[str]) -> None:
        """Give addresses to the last line that shows something."""
        mark = self.marks.get(self.shown, Mark())
        self.marks[self.shown] = Mark(mark.heading, (*mark.links, *found), mark.continues)

    def _is_alone(self, number: int) -> bool:
        """Tell whether blank lines stand around a line, or another address."""
        if self.notation != "bare-urls":
            return False
        before = self.source[number - 2] if number > 1 else ""
        after = self.source[number] if number < len(self.source) else ""
        return not before.strip() and not after.strip()

    def _is_underline(self, number: int, line: str) -> bool:
        return (
            self.notation == "markdown"
            and line[:1] in "=- "
            and self.shown == number - 1 > 0
            and _UNDERLINE.fullmatch(line) is not None
            and self.out[-1][:1] not in "-*"
        )


def _share(lines: Sequence[str], start: str) -> float:
    shown = [line for line in lines if line.strip()]
    return sum(line.lstrip()[:1] == start for line in shown) / len(shown) if shown else 0.0


def _writes_spaces_as_underscores(lines: Sequence[str]) -> bool:
    """Tell whether links and headings are set apart by underscores, as old html2text does."""
    headed = [line for line in lines if line[:3] == "***"]
    joined = sum("_" in line and " " not in line.strip("* ") for line in headed)
    return joined >= 2 and joined * 2 > len(headed)
