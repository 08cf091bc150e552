"""Over real titles and abstracts: nothing is damaged and nothing is lost.

The laws are checked by counting letters and by looking for prices, not by the
rules that the converter itself follows.
"""

import json
import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader.latex import readable
from paperreader.latex.debris import mended
from tests.unit.latex.debris_free import DebrisFree

FILES = ("arxiv-100k.jsonl.xz", "daily-papers-16k.jsonl.xz")

# Macros whose argument names a colour, an anchor, a code point or a layout, and
# letters whose macro was torn apart (\b{eta}): their letters are not text.
NOT_TEXT = re.compile(
    r"\\(?:textcolor|color|hyperlink|label|unicode|ding|begin|mkern|foreignlanguage|[vh]space"
    r"|footnote\[)|\\[bcrktvudh]\{[a-z]{2,}\}"
)
# A link whose label is its own address is shown once.
LINK = re.compile(r"\\href\{([^{}]*)\}")
NAME = re.compile(r"\\[A-Za-z]+")
BARE_NAME = re.compile(
    r"(?<![A-Za-z])(?:text(?:bf|it|tt|sc|sf|rm)|emph|math(?:bf|bb|cal|rm|sf|it|tt|frak|scr))(?=\{)"
)
PRICE = re.compile(
    r"(?<![^\s(])\$\d[\d.,]*"
    r"(?: ?(?:million|billion|trillion|per|USD|to|and|or)\b|[MBk] [a-z]|/[a-z]{3,})"
)


def texts(shared: Path, step: int) -> Iterator[str]:
    """Yield every step-th title and abstract of both files."""
    for name in FILES:
        with lzma.open(shared / "corpus" / name, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % step == 0:
                    record = json.loads(line)
                    yield record["title"]
                    yield record.get("abstract") or ""


def letters(text: str) -> Counter[str]:
    """Count letters and digits; 𝒪, ₂ and é count as O, 2 and e."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    return Counter(char for char in plain if char.isalnum())


def lost_letters(source: str, shown: str) -> Counter[str]:
    if NOT_TEXT.search(source):
        return Counter()
    bare = BARE_NAME.sub("", NAME.sub("", LINK.sub("", source)))
    return letters(bare) - letters(shown)


def check(all_texts: Iterator[str]) -> Counter[str]:
    """Count what was met; texts that lost backslashes are for the tests of debris."""
    seen: Counter[str] = Counter()
    for source in all_texts:
        seen["texts"] += 1
        if mended(source) != source:
            seen["mended"] += 1
            continue
        shown = readable(source)
        prices = Counter(PRICE.findall(source.replace("\\$", "$")))
        assert not prices - Counter(PRICE.findall(shown)), source
        seen["priced"] += bool(prices)
        if "\\" not in source and source.count("$") < 2 and not re.search(r"``|\S~\S", source):
            assert shown == source
            continue
        seen["suspects"] += 1
        if shown != source:
            seen["changed"] += 1
            assert not lost_letters(source, shown), source
            # A second look changes only what a macro had hidden at the first.
            seen["unstable"] += readable(shown) != shown
    return seen


def test_a_sample_of_the_corpus_keeps_its_text(shared: Path) -> None:
    seen = check(texts(shared, 20))
    assert seen["texts"] > 11_000
    assert seen["changed"] > 500
    assert seen["priced"] >= 1
    assert seen["unstable"] <= seen["changed"] / 200


@pytest.mark.slow
def test_the_corpus_keeps_its_text(shared: Path) -> None:
    seen = check(texts(shared, 1))
    assert seen["texts"] > 230_000
    assert seen["changed"] > 15_000
    assert seen["priced"] >= 100
    assert seen["unstable"] <= seen["changed"] / 1000


def test_a_sample_that_lost_nothing_gets_nothing_back(shared: Path) -> None:
    """Texts without debris, as `DebrisFree` tells without the repair, are not repaired."""
    free, seen = free_of_debris(shared, 43)
    assert seen > 5_000
    assert free > seen * 0.8


@pytest.mark.slow
def test_no_text_that_lost_nothing_gets_anything_back(shared: Path) -> None:
    """As above, over all titles and abstracts; the names are told by all of them too."""
    free, seen = free_of_debris(shared, 1)
    assert seen > 230_000
    assert free > 195_000


def free_of_debris(shared: Path, step: int) -> tuple[int, int]:
    """Count the texts that are free of debris, none of them repaired, and all texts."""
    is_free = DebrisFree(texts(shared, step))
    free = seen = 0
    for source in texts(shared, step):
        seen += 1
        if is_free(source):
            free += 1
            assert mended(source) == source
    return free, seen
