"""Search over a library: words, typos, phrases, fields, views, changes, cancelling."""

import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.library import Library, Texts
from paperreader.searching import Searcher, Sort, parse
from paperreader.searching.correcting import FEW, PLENTY
from tests.unit.searching.shelf import TODAY, Shelf

HOSTILE = [
    "[Re] Reproducibility of [/] X",
    "P[X=x] [@click=app.quit]click[/]",
    "\x1b[31mred\x1b[0m \x00 null",
    "\u202eoverride\u202c",
    "図 graph 网络 概述",
    "e\u0301" * 50,
    r"\frac{ unclosed $x",
    "🙂🙂",
    "a" * 100_000,
    "(" * 3_000 + "graph" + ")" * 3_000,
    "-(a " * 500 + "b" + ")" * 500,
    " OR ".join(f"word{number}" for number in range(500)),
    '"' * 999,
    "title:" * 500,
]
GRAPH, MATCHING, AUDIO = "Scale", "Matching", "Audio"
GRAPHICS, ONLY, SPACES = "Graphics", "Structure", "Spaces"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    shelf.add("Graph Neural Networks at Scale", authors=("Mara Lindqvist", "Jon Okoro"))
    shelf.add("Neural Graph Matching", authors=("Ada Uznański",), tags=("vision", "rl/offline"))
    shelf.add("Diffusion Models for Audio", abstract="We study perplexity of graph data.")
    shelf.add("On Graphics", note="compare with diffusion later")
    shelf.add(r"$\textbf{Only-IF}$:Revealing Structure", summary="A summary about wavelets.")
    shelf.add("A Study of Lindqvist Spaces", arxiv_id="2510.06557", doi="10.1000/abc.d")
    yield shelf
    shelf.library.close()


@pytest.fixture(scope="module")
def indexed(shelf: Shelf) -> Iterator[Searcher]:
    searcher = shelf.indexed()
    yield searcher
    searcher.close()


@pytest.fixture(params=["reading", "index"])
def find(
    request: pytest.FixtureRequest, shelf: Shelf, indexed: Searcher
) -> Callable[[str], list[str]]:
    searcher = indexed if request.param == "index" else shelf.searcher

    def found(text: str) -> list[str]:
        return [row.title.split()[-1] for row in searcher.search(text, today=TODAY).rows]

    return found


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.searcher.close()
    shelf.library.close()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("neural", [GRAPH, MATCHING]),
        ("graph", [GRAPH, MATCHING, GRAPHICS, AUDIO]),  # the last word may go on
        ("graph neural", [GRAPH, MATCHING]),
        ("GRAPH, (networks)!", [GRAPH]),
        ("lindqvist", [SPACES, GRAPH]),
        ("diffusion", [AUDIO, GRAPHICS]),
        ("okoro scale", [GRAPH]),
        ("uznanski", [MATCHING]),
        ("Uznański", [MATCHING]),
        ("vision", [MATCHING]),
        ("offline", [MATCHING]),
        ("only-if", [ONLY]),
        ("Only-IF: Revealing", [ONLY]),
        ("textbf", [ONLY]),  # the stored form, too
        ('"neural networks"', [GRAPH]),
        ('"networks neural"', []),
        ('"graph neural net"', []),  # whole words, once the phrase is closed
        ('"graph neural net', [GRAPH]),
        ('"lindqvist jon"', []),  # not over the end of a name
        ('"only if revealing structure"', [ONLY]),
        ("graph -neural", [GRAPHICS, AUDIO]),
        ('graph -"graph matching"', [GRAPH, GRAPHICS, AUDIO]),
        ("graph -self-made", [GRAPH, MATCHING, GRAPHICS, AUDIO]),
        ("title:graph", [GRAPH, MATCHING, GRAPHICS]),
        ('title:"graph"', [GRAPH, MATCHING]),
        ("title:lindqvist", [SPACES]),
        ("author:lindqvist", [GRAPH]),
        ("author:lind", [GRAPH]),
        ('author:"mara lindqvist"', [GRAPH]),
        ("-title:graph -author:zzz", [AUDIO, ONLY, SPACES]),
        ("title:graph author:uznanski", [MATCHING]),
        ("graph tag:rl", [MATCHING]),
        ("graph is:noted", [GRAPHICS]),
        ("okoro OR uznanski", [GRAPH, MATCHING]),
        ("(okoro OR uznanski) -tag:vision", [GRAPH]),
        ("is:noted OR title:audio", [GRAPHICS, AUDIO]),
        ("zzzz", []),
        ("perplexity", [AUDIO]),
        ("perplexity diffusion", [AUDIO]),  # one word here, one there
        ("wavelets", [ONLY]),  # the summary, too
        ('"graph data"', [AUDIO]),
        ("title:perplexity", []),
        ("perplexity -audio", []),
        ("perplexity title:diffusion", [AUDIO]),
        ("perplexity is:starred", []),
        ("abstract:perplexity", [AUDIO]),
        ("abstract:perpl", [AUDIO]),
        ('abstract:"of graph"', [AUDIO]),
        ("abstract:graph graph", [AUDIO]),
        ("abstract:audio", []),
        ("-abstract:graph title:diffusion", []),
        ("-abstract:zzz title:diffusion", [AUDIO]),
        ("abstract:study -abstract:wavelets", [AUDIO]),
        ("has:abstract", [AUDIO]),
        ("-has:authors graph", [GRAPHICS, AUDIO]),
    ],
)
def test_words_find_entries(
    find: Callable[[str], list[str]], text: str, wanted: list[str]
) -> None:
    assert sorted(find(text)) == sorted(wanted)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("neural graph", MATCHING),  # in the order in which they were typed
        ("lindqvist", SPACES),  # a title above a name
        ("diffusion", AUDIO),  # a title above a note
        ("perplexity graph", AUDIO),
    ],
)
def test_the_likeliest_stands_first(
    find: Callable[[str], list[str]], text: str, first: str
) -> None:
    assert find(text)[0] == first
    assert find("graph")[-1] == AUDIO  # in its abstract alone


@pytest.mark.parametrize(
    "text",
    [
        "2510.06557",
        "arXiv:2510.06557v3",
        "https://arxiv.org/pdf/2510.06557v1.pdf",
        "https://example.org/papers/2510.06557?x=1#top",
        "https://doi.org/10.1000/abc.d",
        "doi:10.1000/abc.d",
    ],
)
def test_an_id_names_its_entry_alone(shelf: Shelf, text: str) -> None:
    assert shelf.titles(text) == [SPACES]
    within = shelf.search(text, within=parse("is:starred"))
    assert (within.rows, within.total, within.elsewhere) == ([], 0, 1)


@pytest.mark.parametrize(
    ("text", "wanted", "corrections"),
    [
        ("grpah neural networks", GRAPH, {"grpah": "graph"}),
        ("difusion modles audio", AUDIO, {"difusion": "diffusion", "modles": "models"}),
        ("lindqvits scale", GRAPH, {"lindqvits": "lindqvist"}),
        ("audio difus", AUDIO, {"difus": "diffusion"}),
        ("neural graph", MATCHING, {}),
    ],
)
def test_typos_are_corrected(
    shelf: Shelf, indexed: Searcher, text: str, wanted: str, corrections: dict[str, str]
) -> None:
    for searcher in (shelf.searcher, indexed):
        found = searcher.search(text, today=TODAY)
        assert found.rows[0].title.split()[-1] == wanted
        assert found.corrections == corrections
    literal = shelf.search(text, literal=True)
    assert literal.corrections == {}
    assert bool(literal.rows) == (not corrections)


def test_exact_words_stand_above_beginnings_above_typos(empty: Shelf) -> None:
    for title in ("Graphs", "Graph", "Grape"):
        empty.add(title)
    assert empty.titles("graph") == ["Graph", "Graphs", "Grape"]


def test_with_enough_answers_nothing_is_corrected(empty: Shelf) -> None:
    for number in range(FEW):
        empty.add(f"Graph {number}")
    empty.add("Grape")
    assert len(empty.search("graph").rows) == FEW


@pytest.mark.parametrize(("mentioned", "meant"), [(PLENTY - 1, True), (PLENTY, False)])
def test_words_that_many_mention_together_were_meant(
    empty: Shelf, mentioned: int, meant: bool
) -> None:
    for number in range(mentioned):
        empty.add(f"Paper {number}", abstract="A code for trees.")
    empty.add("Coda and Tree")
    for word in ("code", "trees"):  # each is a word of its own, no slip
        empty.add(f"{word.title()} alone")
        empty.add(f"{word.title()} again")
        empty.add(f"{word.title()} once more")
    assert ("Tree" in empty.titles("code trees")) is meant


def test_a_tag_narrows_the_index_and_never_the_answer(empty: Shelf) -> None:
    for number in range(650):
        tags = (("rl/theory", "rl", "a-b")[number % 3],) if number % 100 else ()
        empty.add(f"Graph {number}", tags=tags)
    indexed = empty.indexed()
    empty.library.tag([f"arxiv:2401.{1:05}"], add=["rl/late"])
    queries = ("tag:rl", "tag:rl/theory", "tag:a-b", "tag:r*", "-tag:rl", "tag:rl OR tag:a-b")
    for query in queries:
        wanted = {row.id for row in empty.search(f"graph {query}").rows}
        for found in (
            indexed.search(f"graph {query}", today=TODAY),
            indexed.search("graph", today=TODAY, within=parse(query)),
        ):
            assert {row.id for row in found.rows} == wanted
            assert found.total == len(wanted)
        assert found.elsewhere == 650 - len(wanted)
        limited = indexed.search(f"graph {query}", today=TODAY, limit=5)
        assert {row.id for row in limited.rows} <= wanted


def test_equal_answers_stand_newest_first_then_by_upvotes(empty: Shelf) -> None:
    empty.add("Same b", featured="2024-01-01", upvotes=5)
    empty.add("Same c", featured="2024-01-02", upvotes=1)
    empty.add("Same d", featured="2024-01-01", upvotes=9)
    assert empty.titles("title:same") == ["c", "d", "b"]
    assert empty.titles("title:same", sort=Sort.parse("-title")) == ["d", "c", "b"]
    assert empty.titles("") == ["c", "d", "b"]
    assert empty.titles("title:same", sort=Sort.parse("upvotes,title")) == ["d", "b", "c"]


def test_a_word_before_the_last_may_stop_short_where_little_is_found(empty: Shelf) -> None:
    empty.add("The Markovian Thinker")
    empty.add("A Thinker in Marble")
    assert empty.titles("markov thinker") == ["Thinker"]
    assert empty.titles("ma thinker") == []


@pytest.mark.parametrize("text", ["uznanski", "cech", "alpha", "α", '"and cech"', "strasse"])
def test_abstracts_match_as_stored_and_as_read(empty: Shelf, text: str) -> None:
    empty.add("Wanted", abstract=r"By Uzna\'{n}ski and \v{C}ech, $\alpha$-stable, stra\ss e.")
    empty.add("Other", abstract="nothing")
    for searcher in (empty.searcher, empty.indexed()):
        found = searcher.search(f"abstract:{text}", today=TODAY)
        assert [row.title for row in found.rows] == ["Wanted"]


def test_a_view_picks_and_tells_what_is_elsewhere(shelf: Shelf, indexed: Searcher) -> None:
    for searcher in (shelf.searcher, indexed):
        found = searcher.search("graph", today=TODAY, within=parse("is:noted"))
        assert [row.title for row in found.rows] == ["On Graphics"]
        assert (found.total, found.elsewhere) == (1, 3)
        found = searcher.search("tag:rl", today=TODAY, within=parse("is:noted"))
        assert (found.rows, found.total, found.elsewhere) == ([], 0, 1)
        found = searcher.search("neural", today=TODAY, within=parse(""))
        assert (found.total, found.elsewhere) == (2, 0)


def test_a_view_of_words_picks_too(shelf: Shelf) -> None:
    found = shelf.search("graph", within=parse("author:lindqvist OR has:abstract"))
    assert {row.title.split()[-1] for row in found.rows} == {GRAPH, AUDIO}
    assert found.elsewhere == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 6),
        ("graph", 4),
        ("tag:rl", 1),
        ("grpah", 4),  # a slip, as a search for it tells
        ("is:noted OR audio", 2),
        ("-graph", 3),
    ],
)
def test_counts_are_of_what_a_search_finds(
    shelf: Shelf, indexed: Searcher, text: str, count: int
) -> None:
    assert shelf.search(text).total == count
    assert shelf.searcher.count(parse(text), today=TODAY) == count
    assert indexed.count(parse(text), today=TODAY) == count


def test_what_is_counted_literally_has_no_typo(shelf: Shelf, indexed: Searcher) -> None:
    for searcher in (shelf.searcher, indexed):
        assert searcher.count(parse("grpah"), today=TODAY, literal=True) == 0


def test_an_unknown_key_of_like_is_a_problem_and_finds_nothing(shelf: Shelf) -> None:
    found = shelf.search("graph like:nobody2020")
    assert found.rows == []
    assert "nobody2020" in found.query.problems[0].message


def test_what_matched_is_told_for_marking(shelf: Shelf) -> None:
    terms = shelf.search("grpah title:neural").matched.terms
    assert {(term.words, term.parts) for term in terms} >= {
        (("grpah",), None),
        (("graph",), None),
        (("neural",), frozenset({"title"})),
    }


# -- changes -----------------------------------------------------------------------


class Watched:
    """Counts which entries a library's texts are read of."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[int] = []
        self.whole = 0
        texts = library.texts

        def watched(numbers: Collection[int] | None = None) -> Iterator[tuple[int, Texts]]:
            self.whole += numbers is None
            for number, found in texts(numbers):
                self.read.append(number)
                yield number, found

        monkeypatch.setattr(library, "texts", watched)


def test_filters_alone_read_no_text(empty: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    empty.add("Graph", tags=("rl",))
    searcher = empty.indexed()
    watched = Watched(empty.library, monkeypatch)
    for text in ("", "is:unread", "tag:rl -is:starred year:2024", "   ", "2401.00001"):
        searcher.search(text, today=TODAY)
        empty.search(text)
        searcher.count(parse(text), today=TODAY)
    assert watched.read == []
    empty.search("x")
    assert watched.read


def test_a_changed_entry_is_found_at_once_and_alone_is_read(
    empty: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(80):
        empty.add(f"Paper about quaternions {number}")
    searcher = empty.indexed()
    changed = empty.library.number_of("arxiv:2401.00007")
    searcher.search("abstract:nothing", today=TODAY)
    watched = Watched(empty.library, monkeypatch)
    empty.library.note("arxiv:2401.00007", "hypercomplex")
    found = searcher.search("note:hypercomplex", today=TODAY)
    assert [row.id for row in found.rows] == ["arxiv:2401.00007"]
    assert watched.read == [changed]
    for text in ("hyper", "hyperc", "hyperco", "quaternions -hypercomplex"):
        searcher.search(text, today=TODAY, literal=True)
    best = set(watched.read)
    assert len(watched.read) == len(best)  # none is read twice, keystroke after keystroke
    assert watched.whole == 0


def test_what_is_typed_on_is_not_read_again(
    empty: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        empty.add(f"Graph Networks {number}")
    searcher = empty.indexed()
    watched = Watched(empty.library, monkeypatch)
    for text in ("gra", "grap", "graph", "graph n", "graph networks"):
        assert len(searcher.search(text, today=TODAY, limit=5).rows) >= 5
    assert len(watched.read) == len(set(watched.read)) == 30


@pytest.mark.parametrize("by_index", [False, True], ids=["reading", "index"])
def test_new_changed_and_removed_entries_are_seen(empty: Shelf, by_index: bool) -> None:
    library = empty.library
    empty.add("Graph Neural Networks")
    searcher = empty.indexed() if by_index else empty.searcher

    def found(text: str) -> list[str]:
        return [row.id for row in searcher.search(text, today=TODAY, literal=True).rows]

    assert found("quaternion") == []
    new = empty.add("Quaternion Fields", authors=("Tove Brandt",))
    assert found("quaternion") == found("author:brandt") == [new]
    library.tag([new], add=["algebra"])
    library.note(new, "hypercomplex")
    assert found("algebra") == found("hypercomplex") == found("tag:algebra field") == [new]
    library.star([new], True)
    library.mark([new], "read")
    assert found("quaternion is:read is:starred") == [new]
    for _ in range(2):
        library.undo()
    library.undo()
    assert found("hypercomplex") == []
    assert found("algebra quaternion") == [new]
    library.undo()
    library.undo()
    assert found("quaternion") == []
    library.redo()
    assert found("quaternion") == [new]


def test_what_another_process_changed_is_found_after_a_refresh(
    empty: Shelf, tmp_path: Path
) -> None:
    id_ = empty.add("Graph Neural Networks")
    searcher = empty.indexed()
    with Library.open(tmp_path / "library") as other:
        other.note(id_, "borrowed from upstairs")
        other.fold()
    empty.library.refresh()
    assert [row.id for row in searcher.search("upstairs", today=TODAY).rows] == [id_]


def test_changing_one_entry_again_and_again_keeps_answers_right(empty: Shelf) -> None:
    id_ = empty.add("Paper")
    empty.add("Other Paper")
    searcher = empty.indexed()
    for number in range(120):
        empty.library.note(id_, f"note{number}")
        assert len(searcher.search("paper", today=TODAY).rows) == 2
    found = searcher.search("note119", today=TODAY)
    assert [row.id for row in found.rows] == [id_]
    assert searcher.search("note118", today=TODAY, literal=True).rows == []


# -- cancelling, threads --------------------------------------------------------------


def test_a_cancelled_search_says_that_it_is_not_complete(shelf: Shelf) -> None:
    found = shelf.search("graph", cancelled=lambda: True)
    assert (found.rows, found.total, found.complete) == ([], None, False)
    assert shelf.searcher.related("arxiv:2510.06557", cancelled=lambda: True) == []
    found = shelf.search("graph", cancelled=lambda: False)
    assert found.complete
    assert found.rows


def test_a_search_may_be_cancelled_at_any_moment(shelf: Shelf) -> None:
    text = "grpah nueral like:2510.06557 (audio OR -perplexity)"
    wanted = shelf.search(text).rows
    looks = 0

    def counted() -> bool:
        nonlocal looks
        looks += 1
        return False

    Searcher(shelf.library).search(text, today=TODAY, cancelled=counted)
    assert looks > 3
    for last in range(looks):
        left = iter([False] * last)
        searcher = Searcher(shelf.library)
        found = searcher.search(text, today=TODAY, cancelled=lambda: next(left, True))  # noqa: B023 - called in this round
        assert not found.complete
        assert searcher.search(text, today=TODAY).rows == wanted


def test_a_waiting_search_can_be_cancelled(shelf: Shelf) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> bool:
        inside.set()
        go_on.wait(10)
        return False

    searcher = Searcher(shelf.library)
    worker = threading.Thread(
        target=searcher.search, args=("graph",), kwargs={"today": TODAY, "cancelled": slow}
    )
    worker.start()
    assert inside.wait(10)
    found = searcher.search("graph", today=TODAY, cancelled=lambda: True)
    assert not found.complete
    go_on.set()
    worker.join(10)
    assert searcher.search("graph", today=TODAY).complete


def test_many_threads_ask_while_one_changes(empty: Shelf) -> None:
    ids = [empty.add(f"Graph Networks {number}") for number in range(20)]
    searcher = empty.indexed()
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(30):
                found = searcher.search("grpah networks", today=TODAY)
                assert len(found.rows) == len(ids)
                searcher.related(ids[0])
                searcher.count(parse("tag:x OR graph"), today=TODAY)
        except BaseException as error:  # a thread's end tells nobody
            failures.append(error)

    workers = [threading.Thread(target=ask) for _ in range(4)]
    for worker in workers:
        worker.start()
    for number in range(30):
        empty.library.tag([ids[number % 20]], add=[f"x{number}"])
    for worker in workers:
        worker.join()
    assert failures == []


# -- hostile texts ----------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_held_and_searched(tmp_path: Path, text: str) -> None:
    shelf = Shelf(tmp_path)
    id_ = shelf.add(f"{text} wanted", authors=(text,), note=text, abstract=text)
    for searcher in (shelf.searcher, shelf.indexed()):
        for asked in (text, f'"{text}"', f"title:{text}", f"tag:{text}", f"-{text}"):
            assert len(searcher.search(asked, today=TODAY).rows) <= 1
            searcher.count(parse(asked), today=TODAY)
        found = searcher.search("title:wanted", today=TODAY).rows
        assert [row.id for row in found] == [id_]


@pytest.mark.parametrize(
    "text", ["\ud800", "gra\ud800ph", "title:\udfff", '"\ud800 x"', "tag:\ud800", "like:\ud800"]
)
def test_lone_surrogates_are_asked(shelf: Shelf, indexed: Searcher, text: str) -> None:
    for searcher in (shelf.searcher, indexed):
        assert searcher.search(text, today=TODAY).complete


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40))
def test_any_query_is_answered(shelf: Shelf, indexed: Searcher, query: str) -> None:
    by_reading, by_index = shelf.search(query), indexed.search(query, today=TODAY)
    assert by_reading.complete
    assert by_reading.rows == by_index.rows


def test_a_pasted_page_is_searched(shelf: Shelf, indexed: Searcher) -> None:
    page = " ".join(f"wordnumber{number}x" for number in range(5_000))
    assert shelf.search(page).rows == indexed.search(page, today=TODAY).rows == []


@pytest.mark.parametrize(
    "text", ["", "x", "is:read", "abstract:x", "-x", "like:x", "2510.06557"]
)
def test_an_empty_library_answers(empty: Shelf, text: str) -> None:
    assert empty.search(text).rows == []
    assert empty.indexed().search(text, today=TODAY).rows == []
    assert empty.searcher.related("arxiv:2510.06557") == []


@pytest.mark.parametrize(
    ("start", "field", "wanted"),
    [
        ("gra", "", ["graph", "graphics"]),  # the most frequent first
        ("Gráphi", "title", ["graphics"]),
        ("lind", "", ["lindqvist"]),
        ("lind", "author", ["lindqvist"]),
        ("gra", "author", []),
        ("perp", "abstract", ["perplexity"]),
        ("comp", "note", ["compare"]),
        ("x", "unknown", []),
        ("two words", "", []),
        ("", "", []),
    ],
)
def test_words_that_begin_so_come_from_the_index(
    shelf: Shelf, indexed: Searcher, start: str, field: str, wanted: list[str]
) -> None:
    assert indexed.beginning(start, field) == wanted
    assert indexed.beginning(start, field, limit=1) == wanted[:1]
    assert shelf.searcher.beginning(start, field) == []


def test_filters_import_no_matching_library(tmp_path: Path) -> None:
    code = (
        "import sys, datetime, pathlib\n"
        "from paperreader.entry import Entry, Parsed\n"
        "from paperreader.library import Library\n"
        "from paperreader.searching import Searcher, parse\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "library = Library.open(folder / 'library')\n"
        "one = Parsed(shape='records', entries=(Entry(title='Graph'),), lines=(1,))\n"
        "library.import_parsed(one, source='test')\n"
        "searcher = Searcher(library, folder / 'cache')\n"
        "found = searcher.search('is:unread -tag:x', today=datetime.date.today())\n"
        "searcher.search('', today=datetime.date.today(), within=parse('is:unread'))\n"
        "assert len(found.rows) == 1\n"
        "parse('a title:b \"c d\"')\n"
        "print(sorted({'rapidfuzz', 'tantivy'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
    assert not (tmp_path / "cache").exists()
