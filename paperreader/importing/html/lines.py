"""Lines of text as a page shows them, built up piece by piece."""

from bisect import bisect_left

from paperreader.importing.marked import Mark

BULLET = "• "
_FEW = 50
_SLICE = 1_000_000
"""How much is taken apart into words at once: a word takes ten times its letters."""
_BULLETED = frozenset("•*‣◦●▪∙⋅·‧–-")


class Lines:
    """The lines so far, and the one that grows."""

    def __init__(self) -> None:
        """Begin with none."""
        self.lines: list[str] = []
        self.marks: dict[int, Mark] = {}
        self._offsets: list[int] = []
        self._pieces: list[str] = []
        self._links: dict[str, None] = {}
        self._heading = 0
        self._offset = 0
        self._spaced = False
        self._gap = False
        self._bulleted = False

    @property
    def pieces(self) -> int:
        """How many pieces the growing line holds."""
        return len(self._pieces)

    def add(self, text: str, *, at: int, heading: int, link: str | None) -> None:
        """Add text to the line, its white space collapsed; `at` is its place in the source."""
        for begins in range(0, len(text), _SLICE):
            self._add(text[begins : begins + _SLICE], at, heading, link)

    def _add(self, text: str, at: int, heading: int, link: str | None) -> None:
        words = text.split()
        if not words:
            self._spaced = True
            return
        if text[0].isspace():
            self._spaced = True
        self._take(" ".join(words), at, heading, link)
        self._spaced = text[-1].isspace()

    def keep(self, text: str, *, at: int, heading: int, link: str | None) -> None:
        """Add text with the white space and the lines that it has."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self._gap = self._gap or not self._pieces
                self.end()
            if line.strip():
                self._take(line if not self._pieces else line.rstrip(), at, heading, link)
            at += len(line) + 1

    def space(self) -> None:
        """Keep what follows on the line apart."""
        self._spaced = True

    def item(self) -> None:
        """Begin an item of a list: its first line gets a bullet, unless it has one."""
        self._bulleted = True

    def end_item(self) -> None:
        """End an item of a list, also one without text."""
        self._bulleted = False

    def since(self, begun: int) -> str:
        """Return the text of the line from a number of pieces on; nothing if it is long.

        Dates and formulas, which are asked for, are of few pieces, whatever encloses them.
        """
        pieces = self._pieces[begun : begun + _FEW + 1]
        return "".join(pieces).strip() if len(pieces) <= _FEW else ""

    def replace_since(self, begun: int, text: str) -> None:
        """Put a text in the place of the line's pieces from a number of them on."""
        blank = self._pieces[begun : begun + 1] == [" "]
        del self._pieces[begun + blank :]
        if text:
            self._pieces.append(text)

    def append(self, text: str) -> None:
        """Put a text right behind the line's last."""
        self._pieces.append(text)

    def end(self, *, gap: bool = False) -> None:
        """End the line, if it holds anything; `gap` if a blank line is to follow."""
        text = "".join(self._pieces).rstrip()
        if text:
            if self._gap and self.lines:
                self.lines.append("")
                self._offsets.append(self._offset)
            if self._bulleted and text[0] not in _BULLETED:
                text = BULLET + text
            self._bulleted = self._gap = False
            self.lines.append(text)
            self._offsets.append(self._offset)
            if self._heading or self._links:
                self.marks[len(self.lines)] = Mark(self._heading, tuple(self._links))
        self._pieces, self._links, self._heading = [], {}, 0
        self._spaced = False
        self._gap = self._gap or gap

    def source_lines(self, source: str) -> tuple[int, ...]:
        """Return for each line the line of the source on which its text begins."""
        ends: list[int] = []
        found = source.find("\n")
        while found >= 0:
            ends.append(found)
            found = source.find("\n", found + 1)
        return tuple(bisect_left(ends, offset) + 1 for offset in self._offsets)

    def _take(self, text: str, at: int, heading: int, link: str | None) -> None:
        if not self._pieces:
            self._offset = at
        elif self._spaced:
            self._pieces.append(" ")
        self._pieces.append(text)
        self._heading = self._heading or heading
        if link:
            self._links[link] = None
