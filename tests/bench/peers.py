"""What search is measured beside: rapidfuzz alone, and tantivy alone as it comes.

Each peer is made from the papers and answers a text with the ids of the ten
best. Their preparation is in no timing.
"""

from collections.abc import Callable, Sequence

from tests.bench.queries import Paper

Answer = Callable[[str], list[str]]
"""From what is typed to the ids of the best papers, the best first."""

TEN = 10


def rapidfuzz_alone(papers: Sequence[Paper], scorer: str) -> Answer:
    """Return a peer that scores every title with its authors by a scorer of rapidfuzz."""
    from rapidfuzz import fuzz, process, utils

    texts = [utils.default_process(_text(paper)) for paper in papers]
    score = getattr(fuzz, scorer)

    def answer(text: str) -> list[str]:
        asked = utils.default_process(text)
        found = process.extract(asked, texts, scorer=score, limit=TEN, processor=None)
        return [papers[at].id for _, _, at in found]

    return answer


def tantivy_alone(papers: Sequence[Paper]) -> Answer:
    """Return a peer with one text field, the default tokenizer and tantivy's own queries.

    Both what it ranks best by (BM25 of the words as typed) and what forgives
    typos and unfinished words (its fuzzy field, distance 1, with prefixes) are
    asked at once: of seven ways to ask it, this one found most.
    """
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text")
    builder.add_integer_field("number", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer(50_000_000, 1)
    for number, paper in enumerate(papers):
        writer.add_document(tantivy.Document(text=_text(paper), number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    should = tantivy.Occur.Should

    def answer(text: str) -> list[str]:
        plain, _ = index.parse_query_lenient(text, ["text"])
        fuzzy, _ = index.parse_query_lenient(
            text, ["text"], fuzzy_fields={"text": (True, 1, True)}
        )
        query = tantivy.Query.boolean_query([(should, plain), (should, fuzzy)])
        found = searcher.search(query, TEN).hits
        return [papers[searcher.doc(place)["number"][0]].id for _, place in found]

    return answer


def _text(paper: Paper) -> str:
    return f"{paper.title} {' '.join(paper.authors)}"
