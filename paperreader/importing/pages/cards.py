"""The one reading of a page's cards, from its lines.

A page is a run of cards, and each card is: upvotes, title, abstract, authors or
organisation, interpunct, date, comments. Any of them may be missing. We read it
in three steps.

1. *Meta lines and banners are the fixed points.* `meta` finds the runs of meta
   lines; each ends a card. A banner (a sentence only the site says) ends one
   too, for it stands before the first card or where a page begins again. What
   lies between two fixed points is a *stretch*: one card's title and abstract,
   or those of several of which only the last kept its meta lines.
2. *The beginning of a stretch is decided by position.* Counts, furniture and
   dates there are what they seem, unless sentences follow at once: sentences
   are an abstract and need a title, so the line right before them is it, be it
   "Dec 18", "3 authors", "2024" or "new". Otherwise the first block is the
   title, whatever it looks like. Where a stretch begins with sentences and
   nothing before them, the title is lost, and we report instead of inventing.
3. *Inside a stretch, a card without meta lines is recognised by three signs
   together* (in `blocks`): a block that looks like a title, after a paragraph
   that announces nothing more, before a paragraph that is long enough for an
   abstract. If one is missing the block stays in the abstract, since a
   paragraph too many is easily seen and an entry that does not exist is not. A
   block that lacks only the looks of a title is reported.

Blocks are parted by blank lines; in a stretch without any, each line is one. A
title goes on over lines that are indented by two more spaces. At the end of the
text, a title that is followed by a beginning of an abstract is kept and
reported as cut off; a title alone is reported only, because it may be cut, too.

A count between two cards is the comments of the one before or the upvotes of
the one behind. Pages show upvotes on every card or on none, so the first card
of the page tells which; two counts are one of each.

Every line gets a role, so that it can be checked that none is lost.
"""

from collections.abc import Sequence

from paperreader.entry import Problem
from paperreader.importing.furniture import is_furniture
from paperreader.importing.pages.blocks import (
    Block,
    Paper,
    begins_abstract,
    blocks_of,
    can_be_title,
    papers_in,
)
from paperreader.importing.pages.card import Card, Reading, Role, shown
from paperreader.importing.pages.forms import (
    DateText,
    Form,
    count,
    labelled_number,
    submitter_in,
)
from paperreader.importing.pages.lines import Line
from paperreader.importing.pages.meta import Meta, find_meta
from paperreader.importing.pages.stretches import (
    Stretch,
    Survey,
    page_date,
    stretches_of,
    survey,
)
from paperreader.importing.pages.wraps import width_of
from paperreader.importing.prose import is_prose, is_title_like
from paperreader.importing.spacing import joined

_AVATARS = frozenset("•*‣◦●▪-–")


def read_cards(lines: list[Line], total: int) -> Reading:
    """Read the cards of a text of `total` lines, from those lines that show something."""
    return _Reader(lines, total).read()


class _Reader:
    def __init__(self, lines: list[Line], total: int) -> None:
        self.lines = lines
        self.roles = [Role.BLANK] * total
        self.cards: list[Card] = []
        self.problems: list[Problem] = []
        self.page = Survey()
        self.width = width_of(lines)
        self.page_date: DateText | None = None
        self.page_date_line: int | None = None

    def read(self) -> Reading:
        metas = find_meta(self.lines)
        stretches = stretches_of(self.lines, metas)
        self.page = survey(self.lines, stretches)
        previous: Card | None = None
        for stretch in stretches:
            after = stretch.meta.end if stretch.meta else stretch.end + 1
            role = Role.META if stretch.meta else Role.FURNITURE
            self._set(stretch.end, min(after, len(self.lines)), role)
            previous = self._read_stretch(stretch, previous)
        self.problems.sort(key=lambda problem: problem.line or 0)
        banners = sum(line.form is Form.BANNER for line in self.lines)
        return Reading(
            cards=self.cards,
            roles=self.roles,
            page_date=self.page_date,
            page_date_line=self.page_date_line,
            problems=self.problems,
            evidence=banners + sum(not meta.doubtful for meta in metas),
        )

    def _read_stretch(self, stretch: Stretch, previous: Card | None) -> Card | None:
        """Read one stretch; return the card that its meta lines ended."""
        end = self._trimmed(stretch)
        blocks = blocks_of(self.lines[stretch.lead : end], self.width)
        title = self._title_in_lead(stretch, blocks)
        lead_end = stretch.lead if title is None else stretch.lead - 1
        counted, ended = self.page.upvotes_shown is True, stretch.meta is not None
        found = papers_in(
            blocks, title, strict=self.page.titles_lost, upvotes_shown=counted, ended=ended
        )
        if stretch.meta is None:
            self._drop_uncertain(found.papers, found.unplaced, from_lead=title is not None)
        cards = [self._card(paper) for paper in found.papers]
        self._place_lead(stretch, lead_end, previous, cards[0] if cards else None)
        for block in found.unplaced:
            self._place_unplaced(block, stretch)
        for block in found.suspects:
            message = f"{shown(block.text)} could be a title; it was left in an abstract"
            self._problem(block.lines[0].number, message)
        self.cards += cards
        self._report_missing_meta(stretch, found.papers)
        if stretch.meta is None:
            return None
        return self._finish(stretch.meta, cards[-1] if cards else None)

    def _place_unplaced(self, block: Block, stretch: Stretch) -> None:
        """Report a block that belongs to no card, unless it is of the site's head or foot."""
        is_head = stretch.is_head and stretch.end < len(self.lines) and not self.cards
        for line in block.lines:
            if is_furniture(line.text) or (is_head and not is_prose(block.text)):
                self._set_line(line, Role.FURNITURE)
            else:
                self._report([line])

    def _trimmed(self, stretch: Stretch) -> int:
        """Return the stretch's end without the furniture behind its last paragraph."""
        end = stretch.end
        while end > stretch.lead:
            line = self.lines[end - 1]
            is_last = stretch.meta is None and line.form is Form.FURNITURE
            if not is_last and line.text not in _AVATARS:
                break
            end -= 1
        self._set(end, stretch.end, Role.FURNITURE)
        return end

    def _title_in_lead(self, stretch: Stretch, blocks: list[Block]) -> Block | None:
        """Return the title where it looks like a count, a date or furniture."""
        if stretch.lead == stretch.start or self.page.titles_lost:
            return None
        line = self.lines[stretch.lead - 1]
        if not any(char.isalnum() for char in line.text):
            return None
        if blocks and can_be_title(blocks, strict=True):
            return None
        if not blocks:
            # Meta lines alone: a page whose titles and abstracts were both
            # dropped looks so, but then none of its cards has a title.
            if stretch.meta is None or stretch.is_head or stretch.end != stretch.lead:
                return None
            message = f"{shown(line.text)} was taken as a title, since no other line can be"
            self._problem(line.number, message)
        return Block([line], joined([line.text]))

    def _drop_uncertain(
        self, papers: list[Paper], unplaced: list[Block], *, from_lead: bool
    ) -> None:
        """Take out the papers of which, without meta lines, too little is left to be sure."""
        for index in (0, -1):
            if not papers or (index == -1 and len(papers) == 1):
                continue
            paper = papers[index]
            titled = is_title_like(paper.title.text) or (index == 0 and from_lead)
            if not titled or not begins_abstract(paper.paragraphs):
                papers.pop(index)
                unplaced += [paper.title, *paper.paragraphs]

    def _card(self, paper: Paper) -> Card:
        for line in paper.title.lines:
            self.roles[line.number - 1] = Role.TITLE
        for block in paper.paragraphs:
            for line in block.lines:
                self.roles[line.number - 1] = Role.ABSTRACT
        glued = len(paper.paragraphs) > 1 and not paper.paragraphs[1].lines[0].gap
        if glued:
            lines = [line.text for block in paper.paragraphs for line in block.lines]
            abstract = joined(lines)
        else:
            abstract = " ".join(block.text for block in paper.paragraphs)
        upvotes = None
        if paper.upvotes is not None:
            line = paper.upvotes.lines[0]
            self.roles[line.number - 1] = Role.UPVOTES
            upvotes = count(line.text)
        return Card(
            line=paper.title.lines[0].number,
            title=paper.title.text,
            abstract=abstract or None,
            upvotes=upvotes,
        )

    def _place_lead(
        self, stretch: Stretch, end: int, previous: Card | None, card: Card | None
    ) -> None:
        """Give the lines before a stretch's first title to what they belong to."""
        before: list[int] = []
        behind: list[int] = []
        counts = before
        label: Line | None = None
        for position in range(stretch.start, end):
            line = self.lines[position]
            labelled, label = label, None
            if line.form is Form.COUNT:
                if labelled is None or not self._take_labelled(previous, labelled, line):
                    counts.append(position)
            elif line.form is Form.SUBMITTER:
                self._set(position, position + 1, Role.SUBMITTER)
                counts = behind
                if card:
                    card.submitted_by = submitter_in(line.text)
            elif line.form in (Form.REPOSITORY, Form.UPVOTES, Form.FURNITURE):
                self._set(position, position + 1, Role.FURNITURE)
                label = line
                self._take_labelled(previous, line, line)
            elif (day := page_date(line)) and self._take_page_date(day, line, stretch):
                self._set(position, position + 1, Role.PAGE_DATE)
            else:
                self._report([line])
        self._place_counts(before, behind, previous, card, submitted=counts is behind)

    def _place_counts(
        self,
        before: list[int],
        behind: list[int],
        previous: Card | None,
        card: Card | None,
        *,
        submitted: bool,
    ) -> None:
        """Give the counts before a title away; `behind` are those after its submitter."""
        counts = before if submitted else before + behind
        # Stars stand on daily pages alone, whose cards have no dates.
        can_have = previous is not None and previous.stars is None and previous.date is None
        starred = previous if can_have else None
        alone = submitted or card is None
        if starred and counts and len(counts) > (1 if alone else 2):
            # The stars of its code stand before the comments.
            self._set(counts[0], counts[0] + 1, Role.META)
            starred.stars = count(self.lines[counts.pop(0)].text)
        commented = None if previous is None or previous.comments is not None else previous
        if (
            commented
            and counts
            and (submitted or len(counts) > 1 or self._is_comments(counts[0], card))
        ):
            self._set(counts[0], counts[0] + 1, Role.COMMENTS)
            commented.comments = count(self.lines[counts.pop(0)].text)
        if submitted:
            for position in counts:
                self._report([self.lines[position]])
            counts = behind
        if card and counts:
            self._set(counts[-1], counts[-1] + 1, Role.UPVOTES)
            card.upvotes = count(self.lines[counts.pop()].text)
        for position in counts:
            self._report([self.lines[position]])

    def _take_labelled(self, card: Card | None, label: Line, line: Line) -> bool:
        """Take stars or upvotes for the card above; `line` is the label or the count below."""
        number = count(line.text) if line.form is Form.COUNT else labelled_number(line.text)
        if card is None or number is None:
            return False
        if label.form is Form.REPOSITORY or label.text.casefold() == "github":
            card.stars = number
        elif label.form is Form.UPVOTES:
            card.upvotes = number
        else:
            return False
        self._set_line(line, Role.META)
        return True

    def _is_comments(self, position: int, card: Card | None) -> bool:
        """Tell whether a lone count belongs to the card before it."""
        if card is None:
            return True
        if self.page.upvotes_shown is not None:
            return not self.page.upvotes_shown
        following = self.lines[position + 1].gap if position + 1 < len(self.lines) else True
        return following or not self.lines[position].gap

    def _take_page_date(self, day: DateText, line: Line, stretch: Stretch) -> bool:
        """Keep the page's date, or recognise it where it stands again; False if neither."""
        if self.page_date is None and stretch.is_head:
            self.page_date, self.page_date_line = day, line.number
            return True
        if self.page_date is None:
            return False
        if day == self.page_date:
            return True
        if stretch.is_head:
            message = (
                f"a second page begins here, of {shown(line.text)}; "
                f"it was read with the first one's date, {self.page_date.text}"
            )
            self._problem(line.number, message)
        return stretch.is_head

    def _report_missing_meta(self, stretch: Stretch, papers: list[Paper]) -> None:
        is_last = stretch.end == len(self.lines)
        for index, paper in enumerate(papers):
            number = paper.title.lines[0].number
            if index + 1 < len(papers) or (stretch.meta is None and not is_last):
                message = f"{shown(paper.title.text)} has no lines with authors and date"
            elif stretch.meta is None:
                message = (
                    f"the last entry, {shown(paper.title.text)}, has no lines with authors "
                    "and date: the text may be cut off"
                )
            else:
                continue
            self._problem(number, message)

    def _finish(self, meta: Meta, card: Card | None) -> Card | None:
        """Give the meta lines to their card; report them where it has none."""
        lines = self.lines[meta.start : meta.end]
        if card is None:
            for line in lines:
                self.roles[line.number - 1] = Role.UNPLACED
                message = f"belongs to a paper whose title is missing: {shown(line.text)}"
                self._problem(line.number, message)
            return None
        card.authors = meta.authors
        card.organization = meta.organization
        card.stars = meta.stars
        card.date = meta.date
        card.comments = meta.comments
        if meta.date is not None:
            card.date_line = lines[-1].number
        if meta.doubtful:
            message = f"{shown(lines[0].text)} was taken as the end of {shown(card.title)}"
            self._problem(lines[0].number, message)
        return card

    def _set(self, start: int, end: int, role: Role) -> None:
        for position in range(start, end):
            self.roles[self.lines[position].number - 1] = role

    def _set_line(self, line: Line, role: Role) -> None:
        self.roles[line.number - 1] = role

    def _report(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self.roles[line.number - 1] = Role.UNPLACED
            self._problem(line.number, f"could not be placed: {shown(line.text)}")

    def _problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(line=line, message=message))
