"""Search over a library: words, typos, phrases, fields, abstracts, changes, cancelling."""

import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.entry import Entry
from paperreader.searching import FEW, Searcher, Sort, parse
from tests.unit.searching.shelf import TODAY, Shelf

HOSTILE = [
    "[Re] Reproducibility of [/] X",
    "P[X=x] [@click=app.quit]click[/]",
    "\x1b[31mred\x1b[0m \x00 null",
    "\u202eoverride\u202c",
    "\ud800 lone surrogate",
    "图神经网络 概述",
    "e\u0301" * 50,
    r"\frac{ unclosed $x",
    "🙂🙂",
    " ",
    "a" * 100_000,
]


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.add("Graph Neural Networks at Scale", authors=("Mara Lindqvist", "Jon Okoro"))
    shelf.add("Neural Graph Matching", authors=("Ada Uznański",), tags=("vision", "rl/offline"))
    shelf.add("Diffusion Models for Audio", abstract="We study perplexity of graph data.")
    shelf.add("On Graphics", note="compare with diffusion later")
    shelf.add(r"$\textbf{Only-IF}$:Revealing Structure", summary="A summary about wavelets.")
    shelf.add("A Study of Lindqvist Spaces", arxiv_id="2510.06557", doi="10.1000/ABC.d")
    return shelf


def titles(shelf: Shelf, text: str, abstracts: bool | None = None) -> list[str]:
    found = Searcher(shelf).search(text, today=TODAY, abstracts=abstracts)
    return [row.title.split()[-1] for row in found.rows]


GRAPH, MATCHING, AUDIO = "Scale", "Matching", "Audio"
GRAPHICS, ONLY, SPACES = "Graphics", "Structure", "Spaces"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("neural", [GRAPH, MATCHING]),
        ("graph", [GRAPH, MATCHING, GRAPHICS]),  # the last word may go on
        ("graph neural", [GRAPH, MATCHING]),
        ("neural graph", [MATCHING, GRAPH]),
        ("GRAPH, (networks)!", [GRAPH]),
        ("lindqvist", [SPACES, GRAPH]),  # a title above a name
        ("diffusion", [AUDIO, GRAPHICS]),  # a title above a note
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
        ("graph -neural", [GRAPHICS]),
        ('graph -"graph matching"', [GRAPH, GRAPHICS]),
        ("graph -self-made", [GRAPH, MATCHING, GRAPHICS]),
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
        ("2510.06557", [SPACES]),
        ("arXiv:2510.06557v3", [SPACES]),
        ("https://arxiv.org/pdf/2510.06557v1.pdf", [SPACES]),
        ("https://example.org/papers/2510.06557?x=1#top", [SPACES]),
        ("https://doi.org/10.1000/abc.d", [SPACES]),
        ("doi:10.1000/abc.d", [SPACES]),
        ("zzzz", []),
    ],
)
def test_words_find_entries(shelf: Shelf, text: str, wanted: list[str]) -> None:
    found = titles(shelf, text, abstracts=False)
    assert sorted(found) == sorted(wanted)
    if parse(text).terms and text.split(maxsplit=1)[0] in ("lindqvist", "diffusion"):
        assert found == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "corrections"),
    [
        ("grpah neural", GRAPH, {"grpah": "graph"}),
        ("difusion modles audio", AUDIO, {"difusion": "diffusion", "modles": "models"}),
        ("lindqvits scale", GRAPH, {"lindqvits": "lindqvist"}),
        ("audio difus", AUDIO, {"difus": "diffusion"}),
        ("neural graph", MATCHING, {}),
    ],
)
def test_typos_are_corrected(
    shelf: Shelf, text: str, wanted: str, corrections: dict[str, str]
) -> None:
    assert titles(shelf, text)[0] == wanted
    assert Searcher(shelf).search(text, today=TODAY).corrections == corrections


def test_exact_words_stand_above_beginnings_above_typos() -> None:
    shelf = Shelf()
    for title in ("Graphs", "Graph", "Grape"):
        shelf.add(title)
    assert titles(shelf, "graph") == ["Graph", "Graphs", "Grape"]


def test_with_enough_answers_nothing_is_corrected() -> None:
    shelf = Shelf()
    for number in range(FEW):
        shelf.add(f"Graph {number}")
    shelf.add("Grape")
    assert len(Searcher(shelf).search("graph", today=TODAY).rows) == FEW


def test_equal_answers_stand_newest_first_then_by_upvotes_then_as_they_came() -> None:
    shelf = Shelf()
    shelf.add("Same b", featured="2024-01-01", upvotes=5)
    shelf.add("Same c", featured="2024-01-02", upvotes=1)
    shelf.add("Same a", featured="2024-01-01", upvotes=5)
    shelf.add("Same d", featured="2024-01-01", upvotes=9)
    found = Searcher(shelf).search("same", today=TODAY)
    assert [row.title[-1] for row in found.rows] == ["c", "d", "b", "a"]
    found = Searcher(shelf).search("same", today=TODAY, sort=Sort("title", reverse=True))
    assert [row.title[-1] for row in found.rows] == ["d", "c", "b", "a"]
    found = Searcher(shelf).search("", today=TODAY)
    assert [row.title[-1] for row in found.rows] == ["c", "d", "b", "a"]


def test_a_word_before_the_last_may_stop_short_where_little_is_found() -> None:
    shelf = Shelf()
    shelf.add("The Markovian Thinker")
    shelf.add("A Thinker in Marble")
    assert titles(shelf, "markov thinker") == ["Thinker"]
    assert titles(shelf, "ma thinker") == []


def test_abstracts_are_read_where_little_is_found(shelf: Shelf) -> None:
    assert titles(shelf, "perplexity") == [AUDIO]
    assert titles(shelf, "perplexity diffusion") == [AUDIO]  # one word here, one there
    assert titles(shelf, "wavelets") == [ONLY]  # the summary where there is no abstract
    assert titles(shelf, "graph")[-1] == AUDIO  # below all others
    assert titles(shelf, '"graph data"') == [AUDIO]
    assert titles(shelf, "title:perplexity") == []
    assert titles(shelf, "perplexity -audio") == []
    assert titles(shelf, "perplexity title:diffusion") == [AUDIO]
    assert titles(shelf, "perplexity is:starred") == []


def test_abstracts_are_read_always_or_never_as_asked() -> None:
    shelf = Shelf()
    for number in range(FEW):
        shelf.add(f"Graph {number}")
    shelf.add("Other", abstract="graph")
    shelf.add("Another", abstract="only here")
    searcher = Searcher(shelf)
    found = searcher.search("graph", today=TODAY)
    assert len(found.rows) == FEW
    assert (found.in_abstracts, found.wants_abstracts) == (False, False)
    found = searcher.search("graph", today=TODAY, abstracts=True)
    assert len(found.rows) == FEW + 1
    assert (found.in_abstracts, found.wants_abstracts) == (True, False)
    found = searcher.search("here", today=TODAY, abstracts=False)
    assert (found.rows, found.in_abstracts, found.wants_abstracts) == ([], False, True)
    found = searcher.search("title:graph", today=TODAY, abstracts=True)
    assert not found.in_abstracts  # they could add nothing
    found = searcher.search("abstract:graph", today=TODAY, abstracts=False)
    assert (found.rows, found.wants_abstracts) == ([], True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("abstract:perplexity", [AUDIO]),
        ("abstract:perpl", [AUDIO]),
        ('abstract:"of graph"', [AUDIO]),
        ("abstract:graph graph", [AUDIO]),
        ("abstract:graph diffusion", [AUDIO]),
        ("abstract:audio", []),
        ("-abstract:graph title:diffusion", []),
        ("-abstract:zzz title:diffusion", [AUDIO]),
        ("abstract:study -abstract:wavelets", [AUDIO]),
    ],
)
def test_the_abstract_can_be_asked_for(shelf: Shelf, text: str, wanted: list[str]) -> None:
    assert titles(shelf, text) == wanted


@pytest.mark.parametrize("many", [False, True], ids=["one by one", "all texts"])
def test_abstracts_match_as_stored_and_as_read(many: bool) -> None:
    shelf = Shelf()
    shelf.add("Wanted", abstract=r"By Uzna\'{n}ski and \v{C}ech, $\alpha$-stable, stra\ss e.")
    for number in range(400 if many else 0):
        shelf.add(f"Other {number}", abstract="nothing")
    for text in ("uznanski", "cech", "alpha", "α", '"and cech"', "strasse"):
        found = Searcher(shelf).search(f"abstract:{text}", today=TODAY)
        assert [row.title for row in found.rows] == ["Wanted"], text
    assert shelf.readings == (6 if many else 0)


def test_filters_alone_read_no_text(shelf: Shelf) -> None:
    searcher = Searcher(shelf)
    for text in ("", "is:unread", "tag:rl -is:starred year:2024", "   "):
        searcher.search(text, today=TODAY)
    assert shelf.readings == 0
    searcher.search("x", today=TODAY, abstracts=False)
    searcher.search("y", today=TODAY, abstracts=False)
    assert shelf.readings <= 1


def test_new_changed_and_removed_entries_are_seen(shelf: Shelf) -> None:
    searcher = Searcher(shelf)

    def found(text: str) -> list[str]:
        return [row.id for row in searcher.search(text, today=TODAY, abstracts=False).rows]

    searcher.prepare()
    new = shelf.add("Quaternion Fields", authors=("Tove Brandt",))
    assert found("quaternion") == [new]
    shelf.change(new, title="Octonion Fields", tags=("algebra",), note="hypercomplex")
    assert found("quaternion") == []
    assert found("octonion") == found("algebra") == found("hypercomplex") == [new]
    shelf.change(new, status="read", starred=True)
    assert found("octonion is:read") == [new]
    assert searcher.search("octonion", today=TODAY).rows[0].starred
    shelf.change(new, authors=("Tove Brandt", "Ilse Moreno"))
    searcher.forget([new, "title:unknown"])
    assert found("author:moreno") == [new]
    assert found("author:brandt octonion") == [new]
    shelf.remove(new)
    searcher.forget([new])
    assert found("octonion") == []
    shelf.put(Entry(id=new, title="Octonion again"))
    assert found("octonion") == [new]


def test_many_changes_are_taken_in_at_once() -> None:
    shelf = Shelf()
    ids = [shelf.add(f"Paper {number}") for number in range(2_500)]
    searcher = Searcher(shelf)
    searcher.prepare()
    for id_ in ids:
        shelf.change(id_, note="marked")
    assert len(searcher.search("marked", today=TODAY, abstracts=False).rows) == len(ids)
    assert len(searcher.search("paper -marked", today=TODAY, abstracts=False).rows) == 0


def test_changing_one_entry_again_and_again_keeps_answers_right() -> None:
    shelf = Shelf()
    id_ = shelf.add("Paper")
    searcher = Searcher(shelf)
    for number in range(2_100):
        shelf.change(id_, note=f"note{number}")
        searcher.search("paper", today=TODAY, abstracts=False)
    assert searcher.search("note2098", today=TODAY, abstracts=False).corrections
    assert searcher.search("note2099", today=TODAY, abstracts=False).rows[0].id == id_


def test_a_cancelled_search_says_that_it_is_not_complete(shelf: Shelf) -> None:
    searcher = Searcher(shelf)
    found = searcher.search("graph", today=TODAY, cancelled=lambda: True)
    assert (found.rows, found.complete) == ([], False)
    looks = iter([False] * 4 + [True] * 100)
    found = searcher.search("zzzz qqqq", today=TODAY, cancelled=lambda: next(looks))
    assert not found.complete
    found = searcher.search("graph", today=TODAY, cancelled=lambda: False)
    assert found.complete
    assert found.rows


def test_a_waiting_search_can_be_cancelled(shelf: Shelf) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> bool:
        inside.set()
        go_on.wait(10)
        return False

    searcher = Searcher(shelf)
    worker = threading.Thread(
        target=searcher.search, args=("graph",), kwargs={"today": TODAY, "cancelled": slow}
    )
    worker.start()
    assert inside.wait(10)
    searcher.forget(["title:0"])  # never waits
    found = searcher.search("graph", today=TODAY, cancelled=lambda: True)
    assert not found.complete
    go_on.set()
    worker.join(10)
    assert searcher.search("graph", today=TODAY).complete


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_held_and_searched(text: str) -> None:
    shelf = Shelf()
    shelf.add(text, authors=(text,), tags=(text,), note=text, abstract=text)
    for asked in (text, f'"{text}"', f"title:{text}", f"tag:{text}", f"-{text}"):
        found = Searcher(shelf).search(asked, today=TODAY, abstracts=True)
        assert len(found.rows) <= 1
    assert len(Searcher(shelf).search(text, today=TODAY).rows) == 1


@settings(max_examples=150)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_query_over_any_title_is_answered(query: str, title: str) -> None:
    shelf = Shelf(Entry(id="x", title=title, abstract=title[::-1]))
    assert len(Searcher(shelf).search(query, today=TODAY).rows) <= 1


WORDS = st.text("abé", min_size=1, max_size=3)


@settings(max_examples=150)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=6), WORDS, WORDS)
def test_title_fields_equal_the_obvious_evaluation(
    lines: list[list[str]], start: str, other: str
) -> None:
    shelf = Shelf()
    for line in lines:
        shelf.add(" ".join(line))
    text = f'title:{start} -title:"{other}"'
    found = Searcher(shelf).search(text, today=TODAY)

    def flat(word: str) -> str:
        return word.replace("é", "e")

    wanted = [
        f"title:{number}"
        for number, line in enumerate(lines)
        if any(flat(word).startswith(flat(start)) for word in line)
        and flat(other) not in map(flat, line)
    ]
    assert sorted(row.id for row in found.rows) == sorted(wanted)


def test_a_pasted_page_is_searched() -> None:
    shelf = Shelf()
    shelf.add("Graph")
    page = " ".join(f"wordnumber{number}x" for number in range(5_000))
    assert Searcher(shelf).search(page, today=TODAY).rows == []


def test_an_empty_library_answers() -> None:
    for text in ("", "x", "is:read", "abstract:x", "-x"):
        assert Searcher(Shelf()).search(text, today=TODAY).rows == []


def test_filters_import_no_matching_library() -> None:
    code = (
        "import sys, datetime\n"
        "from paperreader.searching import Searcher, parse\n"
        "from tests.unit.searching.shelf import Shelf\n"
        "shelf = Shelf(); shelf.add('Graph', tags=('x',))\n"
        "Searcher(shelf).search('is:unread tag:x', today=datetime.date.today())\n"
        "parse('a title:b \"c d\"')\n"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
