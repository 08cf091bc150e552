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
    seen: Counter[str] = Counter()
    for source in all_texts:
        shown = readable(source)
        seen["texts"] += 1
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
