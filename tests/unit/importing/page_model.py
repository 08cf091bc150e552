"""Search pages as plain text, made up: papers, what their page leaves out, and its looks.

The strategies stay within what a reader of such a page could tell: a paper
without meta lines has a title that looks like one, and so has the next.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

HEADER = (
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "Daily Papers",
    "byAK and the research community",
)

SENTENCES = (
    "We study how a small model learns to plan when its rewards arrive late.",
    "Existing methods treat every token alike, which wastes most of the budget.",
    "On 3 May 2021 the benchmark was frozen; since Dec 18 it has had a second part.",
    "Our estimator needs $O(n \\log n)$ samples, against the O(n^2) of earlier work.",
    "The survey was answered by 3 authors, 12 reviewers and one editor.",
    "Experiments on seven data sets, e.g. the one of [4], confirm the bound (Fig. 2).",
    "Code and data: https://example.org/late-rewards/v2.",
    "Surprisingly, removing half of the layers costs less than one point of accuracy.",
    "这一结果在三种语言上都成立.",
)
INTERJECTIONS = (
    "3 authors",
    "Dec 18",
    "Oct 6, 2024",
    "Methods",
    "(1) a planner;",
    "•  a critic",
)

HOSTILE_TITLES = (
    "Dec 18",
    "May 4",
    "Oct 6, 2024",
    "3 authors",
    "671 authors",
    "2024",
    "1984",
    "new",
    "Subscribe",
    "Daily Papers",
    "Next",
    "GitHub",
)
TITLES = (
    "Learning to Wait: Planning with Late Rewards",
    "[Re] A Reproduction of Nothing in Particular",
    "k-NN Is All You Keep",
    "What Do Small Models Forget?",
    "Über die Grenzen von Transformern",
    "小さなモデルの計画",
    "$\\textbf{Lazy}$-Net: Inference on Demand",
    "12 Angry Models",
    "vs. Everything: Pairwise Tournaments for Evaluation",
    "Sep 99: A Corpus of Broken Dates",
    "Three Authors, One Proof",
    "-- A Title After Dashes",
    "P[X=x] Revisited",
    "C# Programs Considered Harmless",
)


@dataclass(frozen=True)
class PaperText:
    """A paper, and what of it stands on the page; None where it is left out."""

    title: str
    paragraphs: tuple[str, ...]
    authors: int | None = None
    organization: str | None = None
    published: date | None = None
    comments: int | None = None
    upvotes: int | None = None
    interpunct: bool = True
    wrapped: bool = False

    @property
    def has_meta(self) -> bool:
        """Whether any line ends its card."""
        return bool(self.authors or self.organization or self.published)

    @property
    def abstract(self) -> str | None:
        """What an entry holds of it."""
        return " ".join(" ".join(self.paragraphs).split()) or None


@dataclass(frozen=True)
class Looks:
    """How a page is written."""

    header: bool = True
    dated: bool = True
    repeated: bool = False
    bullet: str = "  • "
    gaps: int = 1
    """Blank lines between paragraphs."""
    meta_gaps: int = 0
    split_comments: bool = False
    one_line: bool = False
    trailing: str = ""
    newline: str = "\n"
    bom: bool = False
    footer: tuple[str, ...] = ()
    indent: str = ""


@dataclass(frozen=True)
class Page:
    """A page: its day, its papers and its looks."""

    day: date
    papers: tuple[PaperText, ...]
    looks: Looks = field(default_factory=Looks)

    @property
    def shows_day(self) -> bool:
        """Whether the page's day stands on it."""
        headed = self.looks.header or (self.looks.repeated and len(self.papers) > 1)
        return headed and self.looks.dated

    def text(self) -> str:
        """Write the page."""
        looks = self.looks
        out: list[str] = []
        if looks.header:
            out += self._header()
        for index, paper in enumerate(self.papers):
            if looks.repeated and index == len(self.papers) // 2 and index:
                out += self._header()
            out += self._card(paper)
        out += looks.footer
        lines = [line + looks.trailing if line else line for line in out]
        return looks.newline.join(lines) + looks.newline

    def data(self) -> bytes:
        """Return the page as bytes."""
        return (b"\xef\xbb\xbf" if self.looks.bom else b"") + self.text().encode()

    def _header(self) -> list[str]:
        out: list[str] = []
        dated = (_day(self.day, self.day.year),) if self.looks.dated else ()
        for line in (*HEADER, *dated):
            out += [line, *[""] * self.looks.gaps]
        return out

    def _card(self, paper: PaperText) -> list[str]:
        looks, gap = self.looks, [""] * self.looks.gaps
        out: list[str] = []
        if paper.upvotes is not None:
            out += [str(paper.upvotes) if paper.upvotes else "-", *gap]
        out += [*_wrapped(paper.title, paper.wrapped), *gap]
        for paragraph in paper.paragraphs:
            out += [looks.indent + paragraph, *gap]
        meta: list[str] = []
        if paper.organization:
            meta.append(looks.bullet + paper.organization)
        elif paper.authors:
            meta.append(f"{looks.bullet}{paper.authors} authors")
        if paper.interpunct and paper.has_meta:
            meta.append("·")
        if paper.published:
            meta.append(_day(paper.published, self.day.year))
            if paper.comments and not looks.split_comments:
                meta[-1] += f" {paper.comments}"
        if looks.one_line and meta and not paper.organization:
            meta = [" ".join(meta)]
        if paper.comments and looks.split_comments and paper.published:
            meta.append(str(paper.comments))
        for line in meta:
            out += [line, *[""] * looks.meta_gaps]
        return [*out, *gap] if meta else out


def _day(day: date, current: int) -> str:
    shown = f"{MONTHS[day.month - 1]} {day.day}"
    return shown if day.year == current else f"{shown}, {day.year}"


def _wrapped(title: str, wrapped: bool) -> list[str]:
    words = title.split(" ")
    if not wrapped or len(words) < 2:
        return [title]
    half = len(words) // 2
    return [" ".join(words[:half]), "  " + " ".join(words[half:])]


def paragraphs() -> st.SearchStrategy[str]:
    """Paragraphs that are long enough for an abstract of their own."""
    sentences = st.lists(st.sampled_from(SENTENCES), min_size=5, max_size=9)
    return sentences.map(" ".join)


@st.composite
def abstracts(draw: st.DrawFn) -> tuple[str, ...]:
    """Abstracts of one or more paragraphs, between them lines that look like others."""
    first, *more = draw(st.lists(paragraphs(), min_size=1, max_size=3))
    out = [first]
    for paragraph in more:
        if draw(st.booleans()):
            out.append(draw(st.sampled_from(INTERJECTIONS)))
        out.append(paragraph)
    return tuple(out)


@st.composite
def papers(draw: st.DrawFn, day: date) -> PaperText:
    """Papers with all that a page may show."""
    upvotes = draw(st.integers(0, 900))
    published = draw(st.dates(date(day.year - 6, 1, 1), day))
    named: dict[str, int | str] = {"authors": draw(st.integers(1, 700))}
    if draw(st.integers(0, 5)) == 0:
        named = {
            "organization": draw(st.sampled_from(("Example Lab", "Institut für Beispiele")))
        }
    paper = PaperText(
        title=draw(st.sampled_from(TITLES)) + draw(st.sampled_from(("", f" {upvotes}"))),
        paragraphs=draw(abstracts()),
        published=published,
        comments=draw(st.none() | st.integers(1, 40)),
        upvotes=upvotes,
        wrapped=draw(st.booleans()),
        **named,  # type: ignore[arg-type]  # the names of two fields of PaperText
    )
    lost = draw(st.sampled_from(("",) * 6 + ("all", "date", "named", "abstract")))
    if lost == "all":
        return replace(paper, authors=None, organization=None, published=None, comments=None)
    if lost == "date":
        return replace(paper, published=None, comments=None)
    if lost == "named":
        return replace(paper, authors=None, organization=None)
    if lost == "abstract":
        return replace(paper, paragraphs=())
    return paper


@st.composite
def looks(draw: st.DrawFn) -> Looks:
    """The looks of pages."""
    return Looks(
        header=draw(st.booleans()),
        dated=draw(st.booleans()),
        repeated=draw(st.booleans()),
        bullet=draw(st.sampled_from(("  • ", "* ", "- ", "  · ", "•\u00a0", "  ◦ "))),
        gaps=draw(st.sampled_from((1, 1, 2, 3, 0))),
        meta_gaps=draw(st.sampled_from((0, 0, 1))),
        split_comments=draw(st.booleans()),
        one_line=draw(st.sampled_from((False, False, True))),
        trailing=draw(st.sampled_from(("", "", "  ", "\u00a0", "\t"))),
        newline=draw(st.sampled_from(("\n", "\r\n", "\r"))),
        bom=draw(st.booleans()),
        footer=draw(
            st.sampled_from(((), ("Previous", "Next"), ("", "Company", "", "© Hugging Face")))
        ),
    )


_SURE = 240
LONG_ENOUGH = " We show it on every benchmark that we know of, and on two of our own." * 4


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Pages whose papers a reader could tell apart."""
    day = draw(st.dates(date(2023, 5, 4), date(2031, 12, 31)))
    look = draw(looks())
    shown = draw(st.booleans())
    if not shown:
        # Where no upvotes are shown, a comments' line of its own may pass for them.
        look = replace(look, split_comments=False)
    drawn = draw(st.lists(papers(day), min_size=1, max_size=6))
    out: list[PaperText] = []
    titles: set[str] = set()
    after_meta = True
    for index, each in enumerate(drawn):
        paper = each if shown else replace(each, upvotes=None)
        is_last = index + 1 == len(drawn)
        if not after_meta and not paper.paragraphs:
            # Behind a paper without meta lines only an abstract shows that a
            # title begins another.
            paper = replace(paper, paragraphs=draw(abstracts()))
        if after_meta and paper.paragraphs and draw(st.integers(0, 4)) == 0:
            title = draw(st.sampled_from(HOSTILE_TITLES))
            if title not in titles and (not out or out[-1].published):
                paper = replace(paper, title=title, wrapped=False)
        if paper.title in titles:
            # A card that stands twice would be folded.
            paper = replace(paper, title=f"{paper.title} in {index} Parts")
        if not after_meta and not look.gaps and len(paper.abstract or "") < _SURE:
            # Without blank lines only its length tells an abstract from a wrapped line.
            paper = replace(paper, paragraphs=(paper.paragraphs[0] + LONG_ENOUGH,))
        titles.add(paper.title)
        if is_last and not paper.has_meta and all(not p.has_meta for p in out):
            paper = replace(paper, authors=3, published=day)
        after_meta = paper.has_meta
        out.append(paper)
    return Page(day, tuple(out), look)


def made_after(day: date) -> st.SearchStrategy[date]:
    """Days on which a dump of that day's page may have been made."""
    return st.integers(0, 360).map(lambda days: day + timedelta(days))
