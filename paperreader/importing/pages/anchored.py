"""Cards of a page whose titles are marked: by headings, or by links to their papers.

Where a notation kept headings or links, each title is certain, and with it
where a card begins. What stands between two titles is, in this order,

    the card's own: abstract, authors or organisation, interpunct, date,
        comments, repository with its stars, upvotes where a label says so
    the next card's: "Submitted by …", upvotes

and each of them may be missing. Links tell most counts apart; where they are
gone, order and labels do.
"""

import re

from paperreader.entry import Problem
from paperreader.importing.addresses import (
    hub_path,
    is_discussion,
    is_upvote,
    name_of,
    paper_of,
    repository_of,
)
from paperreader.importing.furniture import is_banner, is_furniture
from paperreader.importing.pages.anchors import NO_TEXT
from paperreader.importing.pages.card import Card, Reading, Role, shown
from paperreader.importing.pages.forms import Form, count, item, labelled_number, submitter_in
from paperreader.importing.pages.lines import Line
from paperreader.importing.pages.organisations import (
    ends_paragraph,
    looks_like_name,
    organisation,
    without_logo,
)
from paperreader.importing.pages.stretches import page_date
from paperreader.importing.pages.wraps import goes_on, width_of
from paperreader.importing.prose import is_prose
from paperreader.importing.spacing import joined

_MAX_ORGANISATION = 100
_LEAD_LINES = 6
_FEW = 3
_PROSE = 140
_BULLETS = re.compile(r"[•*‣◦●▪+–-]+")


def read_anchored(lines: list[Line], anchors: list[int], total: int) -> Reading:
    """Read the cards that begin at the anchors, in a text of `total` lines."""
    return _Reader(lines, anchors, total).read()


def _is_evident(card: Card) -> bool:
    """Tell whether a heading is a card's title: a link or its lines say so.

    Bare numbers below a heading say nothing, for any text may have them.
    """
    named = card.authors is not None or card.organization is not None
    if card.on_hub or (card.code_url is not None and card.stars is not None):
        return True
    if card.authors is not None and (card.upvotes is not None or card.comments is not None):
        return True
    return named and card.date is not None


class _Reader:
    def __init__(self, lines: list[Line], anchors: list[int], total: int) -> None:
        self.lines = lines
        self.anchors = anchors
        self.width = width_of(lines)
        self.reading = Reading(roles=[Role.BLANK] * total)
        self.read_leads: set[int] = set()
        """The lines of the titles before which everything was read already."""
        self.upvotes_lead = True
        self.comments_apart = False
        """Whether a card had its comments on a line of their own."""

    def read(self) -> Reading:
        reading = self.reading
        first = self.anchors[0]
        cards = [self._titled(position) for position in self.anchors]
        reading.cards = [card for card, _ in cards]
        ends = [end for _, end in cards]
        lead = self._read_head(first)
        self.upvotes_lead = self._shows_upvotes(lead)
        self._read_lead(lead, first, reading.cards[0])
        for index, card in enumerate(reading.cards):
            after = self.anchors[index + 1] if index + 1 < len(cards) else len(self.lines)
            following = reading.cards[index + 1] if index + 1 < len(cards) else None
            self._read_card(card, ends[index], after, following)
        reading.problems.sort(key=lambda problem: problem.line or 0)
        banners = sum(line.form is Form.BANNER for line in self.lines)
        evident = sum(_is_evident(card) for card in reading.cards)
        if banners or evident * 2 >= len(reading.cards):
            reading.evidence = banners + evident
        return reading

    def _shows_upvotes(self, lead: int) -> bool:
        """Tell whether a count stands before each title, where no label names it.

        The first card's may be lost where the text begins with its title.
        """
        before = [self.lines[p - 1].form is Form.COUNT for p in self.anchors if p > 0]
        if lead < self.anchors[0]:
            between = range(lead, self.anchors[0])
            return any(self.lines[position].form is Form.COUNT for position in between)
        later = before[1:] if self.anchors[0] > 0 else before
        return len(later) >= _FEW and sum(later) * 10 >= len(later) * 9

    def _titled(self, position: int) -> tuple[Card, int]:
        """Return a card with its title, and the position after that."""
        first = self.lines[position]
        end = position + 1
        while end < len(self.lines) and self._continues_title(position, end):
            end += 1
        parts = self.lines[position:end]
        for line in parts:
            self._set(line, Role.TITLE)
        texts = [line.text for line in parts]
        if len(set(texts)) == 1:
            texts = texts[:1]  # a tool wrote it twice
        card = Card(line=first.number, title=joined(texts))
        for line in parts:
            self._learn(card, line)
        return card, end

    def _continues_title(self, start: int, position: int) -> bool:
        first, before, line = self.lines[start], self.lines[position - 1], self.lines[position]
        if line.gap or position in self.anchors:
            return False
        if line.form is not Form.TEXT and not line.continues:
            return False
        if position - start > 3 or is_prose(line.text):
            return False
        if line.continues:
            return True
        if line.heading:
            return line.heading == first.heading
        if line.indent >= first.indent + 2:
            return True
        return not line.links and goes_on(before, line, self.width)

    def _read_head(self, first: int) -> int:
        """Read what stands above the first card; return where that card's own lines begin."""
        start = first
        for position in range(first - 1, max(-1, first - _LEAD_LINES), -1):
            form = self.lines[position].form
            if form in (Form.COUNT, Form.SUBMITTER):
                start = position
            if form is Form.SUBMITTER:
                break
            if form is not Form.COUNT and form is not Form.FURNITURE:
                break
        after_meta = False  # then a date is that of a card whose beginning is missing
        for line in self.lines[:start]:
            day = page_date(line)
            after_meta |= line.text == "·" or (line.meta and line.meta.authors) is not None
            if day is not None and self.reading.page_date is None and not after_meta:
                self.reading.page_date = day
                self.reading.page_date_line = line.number
                self._set(line, Role.PAGE_DATE)
            elif len(line.text) >= _PROSE and is_prose(line.text):
                self._report(line)
            else:
                self._set(line, Role.FURNITURE)
        return start

    def _read_lead(self, start: int, end: int, card: Card) -> None:
        """Read what stands before a title and belongs to its card."""
        for position in range(start, end):
            line = self.lines[position]
            if line.form is Form.SUBMITTER:
                card.submitted_by = submitter_in(line.text)
                self._set(line, Role.SUBMITTER)
            elif any(is_discussion(address) for address in line.links):
                self._report(line)  # comments of a card whose beginning is missing
            elif line.form is Form.COUNT and card.upvotes is None:
                card.upvotes = count(line.text)
                self._set(line, Role.UPVOTES)
                self._learn(card, line)
            elif line.form is Form.COUNT:
                self._report(line)

    def _read_card(self, card: Card, start: int, end: int, following: Card | None) -> None:
        """Read what stands between a card's title and the next one."""
        end = self._without_lost(start, end, following)
        tail = self._tail(start, end)
        self._read_body(card, start, tail)
        if following is not None and following.line in self.read_leads:
            following = None
        lead = end if following is None else self._lead(card, tail, end)
        self._read_tail(card, tail, lead, is_last=following is None)
        if following is not None:
            self._read_lead(lead, end, following)

    def _without_lost(self, start: int, end: int, following: Card | None) -> int:
        """Return where a card ends, reporting those behind it whose titles were lost.

        Prose behind the card's own meta lines, with meta lines of its own below it,
        is the abstract of another one.
        """
        ended = lost = None
        for position in range(start, end):
            line = self.lines[position]
            meta = line.meta
            if meta is not None and (meta.authors is not None or meta.date is not None):
                if lost is not None and ended is not None:
                    return self._report_lost(lost, end, following)
                ended = position if lost is None else ended
            elif ended is not None and lost is None and self._is_body_prose(position):
                lost = position
        return end

    def _report_lost(self, lost: int, end: int, following: Card | None) -> int:
        """Report the lines of cards without titles; return where they begin."""
        lead = end
        while following is not None and self.lines[lead - 1].form in (
            Form.COUNT,
            Form.SUBMITTER,
            Form.FURNITURE,
        ):
            lead -= 1
        for line in self.lines[lost:lead]:
            self._report(line)
        if following is not None:
            self._read_lead(lead, end, following)
            self.read_leads.add(following.line)
        return lost

    def _tail(self, start: int, end: int) -> int:
        """Return where the abstract ends: before the first meta line that no prose follows."""
        last_prose = start - 1
        for position in range(start, end):
            if self._is_body_prose(position):
                last_prose = position
        position = last_prose + 1
        while position < end and not self._begins_tail(position, start, end):
            position += 1
        return position

    def _is_body_prose(self, position: int) -> bool:
        line = self.lines[position]
        return line.form is Form.TEXT and (
            len(line.text) >= _PROSE or (is_prose(line.text) and not self._is_footer(line))
        )

    def _is_footer(self, line: Line) -> bool:
        return is_banner(line.text) or is_furniture(line.text)

    def _begins_tail(self, position: int, start: int, end: int) -> bool:
        line = self.lines[position]
        if line.form is Form.COUNT and not line.gap and position > start:
            # A wrapped abstract may end a line with a number.
            following = self.lines[position + 1] if position + 1 < end else None
            return following is None or following.form not in (Form.TEXT, Form.BULLET)
        if line.form in NO_TEXT or _BULLETS.fullmatch(line.text):
            return True
        return self._is_organisation(position, end)

    def _is_organisation(self, position: int, end: int) -> bool:
        """Tell whether a line names the organisation that stands in the authors' place."""
        line = self.lines[position]
        if line.form not in (Form.TEXT, Form.BULLET) or line.heading:
            return False
        text = item(line.text) if line.form is Form.BULLET else line.text
        if not 1 < len(text) <= _MAX_ORGANISATION or is_prose(text):
            return False
        if any(name_of(address) for address in line.links):
            return True
        following = self.lines[position + 1] if position + 1 < end else None
        if following is None or following.meta is None:
            return False
        meta = following.meta
        before = self.lines[position - 1]
        apart = line.gap or before.form is not Form.TEXT or ends_paragraph(before.text)
        return meta.interpunct and apart and looks_like_name(text)

    def _read_body(self, card: Card, start: int, end: int) -> None:
        blocks: list[list[Line]] = []
        for line in self.lines[start:end]:
            if line.form is Form.FURNITURE or line.form is Form.BANNER:
                self._set(line, Role.FURNITURE)
                continue
            if line.gap or not blocks:
                blocks.append([])
            blocks[-1].append(line)
            self._set(line, Role.ABSTRACT)
            self._learn(card, line)
        if blocks:
            paragraphs = [joined([line.text for line in block]) for block in blocks]
            card.abstract = " ".join(paragraphs)

    def _lead(self, card: Card, tail: int, end: int) -> int:
        """Return where the next card's own lines begin."""
        for position in range(tail, end):
            if self.lines[position].form is Form.SUBMITTER:
                return position
        position = end
        while position > tail and self.lines[position - 1].form is Form.FURNITURE:
            position -= 1
        if position == tail or self.lines[position - 1].form is not Form.COUNT:
            return end
        line = self.lines[position - 1]
        if any(is_upvote(address) for address in line.links):
            own = any(paper_of(address) == card.arxiv_id for address in line.links)
            return end if own else position - 1
        if any(is_discussion(a) or repository_of(a) for a in line.links):
            return end
        before = self.lines[position - 2] if position - 2 >= tail else None
        if before is not None and before.form is Form.COUNT:
            return position - 1
        if before is not None and self._is_label(before):
            return end
        return position - 1 if self.upvotes_lead else end

    def _is_label(self, line: Line) -> bool:
        """Tell whether a line names the count that follows it."""
        if line.form is Form.UPVOTES:
            return labelled_number(line.text) is None
        return line.text.casefold() == "github"

    def _read_tail(self, card: Card, start: int, end: int, *, is_last: bool) -> None:
        label = ""
        footer = named = False
        for position in range(start, end):
            line = self.lines[position]
            before, label = label, ""
            if line.continues and named and line.form in (Form.TEXT, Form.BULLET):
                card.organization = f"{card.organization} {line.text}"
                self._set(line, Role.META)
                continue
            named = False
            if footer and is_last and line.form is not Form.META:
                self._set(line, Role.FURNITURE)
                continue
            if line.form is Form.META and line.meta is not None:
                self._read_meta(card, line)
            elif line.form is Form.COUNT:
                self._read_count(card, line, before, is_next=is_last and self.upvotes_lead)
            elif line.form is Form.REPOSITORY:
                card.stars = labelled_number(line.text)
                self._set(line, Role.META)
            elif line.form is Form.UPVOTES:
                card.upvotes = (
                    labelled_number(line.text) if card.upvotes is None else card.upvotes
                )
                label = "upvotes"
                self._set(line, Role.UPVOTES)
            elif line.form is Form.SUBMITTER:
                card.submitted_by = card.submitted_by or submitter_in(line.text)
                self._set(line, Role.SUBMITTER)
            elif line.form in (Form.FURNITURE, Form.BANNER) or _BULLETS.fullmatch(line.text):
                if line.text.casefold() == "github":
                    label = "github"
                elif not any(char.isalpha() for char in line.text):
                    label = before
                footer = is_last and not label and not _BULLETS.fullmatch(line.text)
                self._set(line, Role.FURNITURE)
            elif card.organization is None and self._is_organisation(position, end):
                card.organization = organisation(line)
                named = True
                self._set(line, Role.META)
            elif is_last:
                self._set(line, Role.FURNITURE)
            else:
                self._report(line)
            self._learn(card, line)

    def _read_meta(self, card: Card, line: Line) -> None:
        meta = line.meta
        if meta is None:
            return
        self._set(line, Role.META)
        if card.authors is None:
            card.authors = meta.authors
        if card.organization is None and meta.organization is not None:
            slugs = [name for address in line.links if (name := name_of(address))]
            card.organization = without_logo(meta.organization, slugs)
        if card.date is None and meta.date is not None:
            card.date, card.date_line = meta.date, line.number
        if card.comments is None:
            card.comments = meta.comments

    def _read_count(self, card: Card, line: Line, label: str, *, is_next: bool) -> None:
        number = count(line.text)
        self._set(line, Role.COMMENTS)
        if label == "upvotes" or any(is_upvote(address) for address in line.links):
            card.upvotes = number if card.upvotes is None else card.upvotes
            self._set(line, Role.UPVOTES)
        elif label == "github" or any(repository_of(address) for address in line.links):
            card.stars = number
            self._set(line, Role.META)
        elif is_next and card.date is not None and not self._is_of_comments(line):
            # Upvotes of a card that was cut off: the others have comments beside the date.
            self._report(line)
        elif card.comments is None:
            card.comments = number
            self.comments_apart = True
        elif card.stars is None and card.date is None and not line.links:
            # The stars of its code stand before the comments.
            card.stars, card.comments = card.comments, number
        else:
            self._report(line)

    def _is_of_comments(self, line: Line) -> bool:
        return self.comments_apart or any(is_discussion(address) for address in line.links)

    def _learn(self, card: Card, line: Line) -> None:
        """Keep what a line's links say of its card."""
        for address in line.links:
            paper = paper_of(address)
            if paper is not None and card.arxiv_id is None:
                card.arxiv_id = paper
                card.on_hub = hub_path(address) is not None
            if line.form is not Form.TEXT and card.code_url is None:
                card.code_url = repository_of(address)

    def _set(self, line: Line, role: Role) -> None:
        self.reading.roles[line.number - 1] = role

    def _report(self, line: Line) -> None:
        self._set(line, Role.UNPLACED)
        message = f"could not be placed: {shown(line.text)}"
        self.reading.problems.append(Problem(line=line.number, message=message))
