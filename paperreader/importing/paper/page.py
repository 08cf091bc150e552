"""The page of a single paper at the Hub, as text in whatever notation, made one entry."""

import re
from collections.abc import Sequence
from datetime import date

from paperreader.entry import Entry, Parsed, Problem, Sighting
from paperreader.importing.addresses import hub_page, month_of, paper_of
from paperreader.importing.marked import Marked
from paperreader.importing.pages.lines import Line
from paperreader.importing.paper.abstract import summary_and_abstract
from paperreader.importing.paper.days import PageDays, page_day
from paperreader.importing.paper.head import (
    authors,
    links,
    organisation,
    rank_day,
    submitted,
    upvotes,
)
from paperreader.importing.paper.signs import Parts, is_paper_page, page_parts
from paperreader.importing.paper.text import PageText
from paperreader.importing.paper.title import page_title
from paperreader.importing.refusal import NotADump
from paperreader.importing.wording import AS_GIVEN

__all__ = ["is_paper_page", "parse_paper_page"]

_NUMBER = r"(?P<id>\d{4}\.\d{4,5})"
_SHOWN = re.compile(rf"\barxiv:\s?{_NUMBER}", re.IGNORECASE)
_BEGINS = re.compile(rf"^(?:Papers )?arxiv:\s?{_NUMBER}", re.IGNORECASE | re.MULTILINE)
_CITED = re.compile(rf"\bCite\s+arxiv\.org/abs/{_NUMBER}", re.IGNORECASE)
_READ = re.compile(rf"\bhf papers read {_NUMBER}", re.IGNORECASE)


def parse_paper_page(
    lines: Sequence[Line],
    marked: Marked,
    *,
    name: str,
    made: date,
    as_of: date | None,
    titled: str | None = None,
) -> Parsed:
    """Return the one entry of a paper's page.

    `made` is the day on which the page was saved at the latest, `as_of` the day
    itself where the user knows it, `titled` the title of the page as a whole, where
    a wrapper gives it ("Paper page - …"). Raises `NotADump` where the title is lost:
    neither the abstract nor a paper that a comment names can stand for it.
    """
    page, parts = page_parts(lines)
    title = page_title(page, parts, titled)
    if title is None:
        raise NotADump(name, "looks like a paper's page, but the paper's title is not in it.")
    problems: list[Problem] = []
    arxiv_id = _arxiv_id(page, parts, marked, problems)
    papers = dict.fromkeys(match["id"] for match in _BEGINS.finditer(page.text))
    if len(papers) > 1:
        message = f"{len(papers)} papers' pages stand here; only the first was read"
        problems.append(Problem(line=None, message=message))
    saved = as_of or _saved(marked.captured, arxiv_id)
    ranked = rank_day(page, parts)
    days = PageDays(
        made=min(made, saved) if saved and not as_of else as_of or made,
        saved=saved,
        ranked=date.fromisoformat(ranked) if ranked else None,
        arxiv_id=arxiv_id,
        problems=problems,
    )
    by = submitted(page, parts)
    first = None
    if parts.published is not None:
        first = page_day(parts.published, page.line_at(parts.published.start("month")).number)
    published, featured = days.resolve(first, by.day)
    summary, abstract = summary_and_abstract(page.text[parts.abstract : parts.abstract_end])
    named = authors(page, parts)
    if named.lost:
        message = "the names of the authors are not all there; none was taken"
        problems.append(Problem(line=named.line, message=message))
    votes = upvotes(page, parts)
    history: tuple[Sighting, ...] = ()
    if votes is not None and saved is not None:
        history = (Sighting(saved.isoformat(), votes),)
    target = links(page, parts)
    entry = Entry(
        title=title.text,
        abstract=abstract,
        summary=summary,
        authors=named.names,
        author_count=named.count,
        organization=organisation(page, parts, by.end),
        published=published.isoformat() if published else None,
        featured=featured.isoformat() if featured else None,
        arxiv_id=arxiv_id,
        url=hub_page(arxiv_id) if arxiv_id else None,
        code_url=target.code,
        project_url=target.project,
        upvotes=votes,
        stars=target.stars,
        history=history,
        submitted_by=by.name,
    )
    return Parsed(
        shape=f"paper-{marked.notation}",
        entries=(entry,),
        lines=(title.line,),
        page_date=as_of.isoformat() if as_of else None,
        page_date_from=AS_GIVEN if as_of else "",
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        notes=("The source says that it was cut off.",) if marked.is_cut else (),
    )


def _saved(captured: date | None, arxiv_id: str | None) -> date | None:
    """Return the day on which the page was saved, unless the paper is younger than it.

    Some tools take any date of a page for its own.
    """
    month = month_of(arxiv_id)
    return None if captured and month and captured < month else captured


def _arxiv_id(
    page: PageText, parts: Parts, marked: Marked, problems: list[Problem]
) -> str | None:
    """Return the paper's id, from where it is most surely this paper's; report others."""
    own = [paper_of(marked.address)] if marked.address else []
    shown = [match["id"] for match in _SHOWN.finditer(page.text, 0, parts.head)]
    cited = [
        match["id"]
        for sign in (_CITED, _READ)
        for match in sign.finditer(page.text, parts.head)
    ]
    linked = [paper_of(link) for link in page.links_in(parts.abstract_end, parts.community)]
    led = [paper_of(link) for link in page.links_in(0, parts.abstract)]
    found = [number for number in (*shown[-1:], *own, *cited, *linked, *led) if number]
    if not found:
        return None
    papers = dict.fromkeys(match["id"] for match in _BEGINS.finditer(page.text))
    if len(papers) > 1:
        message = f"{len(papers)} papers' pages stand here; only the first was read"
        problems.append(Problem(line=None, message=message))
        return found[0]
    said = (*shown, *own, *cited)
    other = next((number for number in said if number not in (None, found[0])), None)
    if other is not None:
        message = f"names another paper, {other}, beside {found[0]}, which was read"
        problems.append(Problem(line=None, message=message))
    return found[0]
