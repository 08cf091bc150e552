"""The lines between two cards' meta lines, as blocks and as papers.

Here it is decided, without looking outside such a stretch of lines, where a
title ends, where its abstract begins, and whether a second paper hides in it.
`cards` tells how and why.
"""

from collections.abc import Sequence

from msgspec import Struct

from paperreader.importing.pages.forms import Form
from paperreader.importing.pages.lines import Line
from paperreader.importing.pages.wraps import goes_on
from paperreader.importing.prose import (
    LONGEST_TITLE_SEEN,
    MAX_TITLE,
    SHORT_ABSTRACT,
    ends_thought,
    has_sentence_break,
    is_heading,
    is_listed,
    is_prose,
    is_title_like,
)
from paperreader.importing.spacing import joined

_SHORT_TITLE = 160
_BEGUN_ABSTRACT = 60
_WIDEST = 132
"""Abstracts that arXiv's authors wrapped have lines of at most 80 characters, tools' of 132."""


class Block(Struct, frozen=True):
    """A title or a paragraph: consecutive lines and their text."""

    lines: Sequence[Line]
    text: str

    @property
    def is_text(self) -> bool:
        """Whether any line of it looks like neither meta line, nor count, nor furniture."""
        return any(line.form is Form.TEXT for line in self.lines)


class Paper(Struct):
    """A title and the paragraphs below it."""

    title: Block
    paragraphs: list[Block]
    upvotes: Block | None = None
    """The count before its title, where a paper without meta lines stands before that."""


class Papers(Struct):
    """What a stretch holds."""

    papers: list[Paper]
    unplaced: list[Block]
    suspects: list[Block]
    """Paragraphs of an abstract that could be titles of their own."""


def blocks_of(lines: Sequence[Line], width: int | None = None) -> list[Block]:
    """Part the lines into blocks: at blank lines, or each line where there are none.

    `width` is that at which the page's lines were wrapped, if they were.
    """
    groups: list[Sequence[Line]] = []
    start = 0
    for position in range(1, len(lines) + 1):
        if position == len(lines) or lines[position].gap:
            groups.append(lines[start:position])
            start = position
    if not groups:
        return []
    if len(groups) == 1:
        return _glued(groups[0], width)
    first = groups[0]
    end = _title_end(first, followed=groups[1])
    blocks = [_block(first[:end])]
    if end < len(first):
        blocks.append(_block(first[end:]))
    for group in groups[1:]:
        # Upvotes stand right before a title.
        counted = group[0].form is Form.COUNT and _title_end(group) == 1 < len(group)
        if counted:
            blocks.append(_block(group[:1]))
        blocks += _parted(group[counted:])
    return blocks


def can_be_title(blocks: Sequence[Block], *, strict: bool = False) -> bool:
    """Tell whether the first block can be a title, where position says that one is due.

    `strict` if another line could be the title in its place: then a text with a
    sentence's end in it is taken for the beginning of the abstract.
    """
    text = blocks[0].text
    if not is_prose(text):
        return True
    broken = has_sentence_break(text)
    if len(blocks) == 1:
        # Nothing follows that it could be the title of; a lone sentence may
        # still be one whose abstract is missing.
        return len(text) <= _SHORT_TITLE and not broken
    if len(text) > MAX_TITLE or not is_prose(blocks[1].text):
        return False
    if len(text) > LONGEST_TITLE_SEEN:
        return not broken and text[-1] != "."
    return not (strict and broken)


def begins_abstract(blocks: Sequence[Block]) -> bool:
    """Tell whether the blocks can be an abstract, perhaps a cut one."""
    return bool(blocks) and (is_prose(blocks[0].text) or len(blocks[0].text) >= _BEGUN_ABSTRACT)


def papers_in(
    blocks: Sequence[Block],
    title: Block | None,
    *,
    strict: bool = False,
    upvotes_shown: bool = False,
    ended: bool = False,
) -> Papers:
    """Part the blocks into papers; `title` if the first one's stands before them.

    Without it the first block is a title, unless it is sentences: those have
    lost theirs and are unplaced, up to the next block that begins a paper.
    `strict` is that of `can_be_title`; `upvotes_shown` tells whether the page has
    counts before its titles, `ended` whether meta lines follow the last block.
    """
    found = Papers([], [], [])
    paper: Paper | None = None
    if title is not None:
        paper = Paper(title, [])
        found.papers.append(paper)
    for position, block in enumerate(blocks):
        if paper is None:
            begins = position > 0 and _begins_paper(blocks, position)
            if begins or (position == 0 and can_be_title(blocks, strict=strict)):
                paper = Paper(block, [])
                found.papers.append(paper)
            else:
                found.unplaced.append(block)
            continue
        said = paper.paragraphs
        counted = upvotes_shown and len(said) > 1 and _is_count(said[-1])
        before = said[-1 - counted].text if said else None
        if not _begins_paper(blocks, position) or (before and not ends_thought(before)):
            if before and _is_suspect(blocks, position, before, ended=ended):
                found.suspects.append(block)
            said.append(block)
        elif before is None and _continues(paper.title, block):
            paper.title = _block([*paper.title.lines, *block.lines])
        else:
            if before is None:
                found.papers.pop()
                found.unplaced.append(paper.title)
            paper = Paper(block, [], upvotes=said.pop() if counted else None)
            found.papers.append(paper)
    return found


def _begins_paper(blocks: Sequence[Block], position: int) -> bool:
    """Tell whether a block looks like a title that an abstract follows."""
    if position + 1 == len(blocks):
        return False
    block, following = blocks[position], blocks[position + 1]
    return block.is_text and is_title_like(block.text) and _is_abstract(following)


def _is_abstract(block: Block) -> bool:
    if not block.lines[0].gap:
        # Without a blank line before it, it could be a wrapped line of the same
        # paragraph; only the length of the line tells.
        return len(block.lines[0].text) > LONGEST_TITLE_SEEN
    return len(block.text) >= SHORT_ABSTRACT and is_prose(block.text)


def _is_suspect(blocks: Sequence[Block], position: int, before: str, *, ended: bool) -> bool:
    """Tell whether a paragraph of an abstract could as well be a title."""
    block = blocks[position]
    if not is_prose(before) or not ends_thought(before):
        return False
    if position + 1 == len(blocks):
        # Nothing but meta lines follow: a paper without an abstract looks so,
        # and so does an abstract that ends with a line of keywords.
        return ended and block.is_text and is_title_like(block.text)
    if len(block.text) > LONGEST_TITLE_SEEN or not _is_abstract(blocks[position + 1]):
        return False
    if block.text[-1] in ".:;," or is_heading(block.text) or is_listed(block.text):
        return False
    return any(char.isalnum() for char in block.text)


def _is_count(block: Block) -> bool:
    return len(block.lines) == 1 and block.lines[0].form is Form.COUNT


def _continues(title: Block, block: Block) -> bool:
    return (
        block.lines[0].indent >= title.lines[0].indent + 2
        and len(title.text) + len(block.text) < MAX_TITLE
    )


def _glued(lines: Sequence[Line], width: int | None) -> list[Block]:
    """Part lines without blank ones between: each is a block, with what is indented below."""
    blocks: list[Block] = []
    start = 0
    while start < len(lines):
        end = start + 1
        if start == 0 or not is_prose(lines[start].text):
            end = _title_end(lines, start)
        while start == 0 and end < len(lines) and goes_on(lines[end - 1], lines[end], width):
            end += 1
        if is_prose(joined([line.text for line in lines[start:end]])):
            end = _title_end(lines, start)  # no title goes on so far
        if start == 0 and end == 1 and _breaks_paragraph(lines):
            end = 2
        blocks.append(_block(lines[start:end]))
        start = end
    return blocks


def _breaks_paragraph(lines: Sequence[Line]) -> bool:
    """Tell whether the second of wrapped lines is too short to be an abstract's first.

    So it is where a title was broken over two lines before the abstract.
    """
    if len(lines) < 4 or is_prose(lines[0].text) or is_prose(lines[1].text):
        return False
    full = max(len(line.text) for line in lines[2:])
    title, rest, following = (line.text for line in lines[:3])
    return (
        full <= _WIDEST
        and len(rest) < full * 0.75
        and len(following) > full * 0.75
        and len(title) > full * 0.5
        and not following[0].islower()
        and is_title_like(f"{title} {rest}")
    )


def _parted(group: Sequence[Line]) -> list[Block]:
    """Return a paragraph as one block, or as two where it is a title glued to its abstract."""
    end = _title_end(group)
    if end < len(group):
        title, abstract = _block(group[:end]), group[end].text
        if len(abstract) > LONGEST_TITLE_SEEN and is_title_like(title.text):
            return [title, _block(group[end:])]
    return [_block(group)]


def _title_end(
    group: Sequence[Line], start: int = 0, followed: Sequence[Line] | None = None
) -> int:
    """Return the end of the title that begins at `start`; `followed` is the next paragraph."""
    first = group[start]
    length = len(first.text)
    end = start + 1
    while end < len(group) and group[end].indent >= first.indent + 2:
        length += 1 + len(group[end].text)
        if length > MAX_TITLE or group[end].form is Form.BULLET or is_prose(group[end].text):
            break
        end += 1
    if end == 1 and len(group) == 2 and followed is not None and _is_paragraph(followed):
        second = group[1].text
        if length + len(second) < MAX_TITLE and not is_prose(second):
            return 2
    return end


def _is_paragraph(lines: Sequence[Line]) -> bool:
    return is_prose(joined([line.text for line in lines[:8]]))


def _block(lines: Sequence[Line]) -> Block:
    return Block(lines, joined([line.text for line in lines]))
