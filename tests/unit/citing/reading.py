"""Records of the corpus as entries, and BibTeX values as the text they stand for."""

import itertools
import json
import lzma
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from paperreader.entry import Entry

ODD_TITLE = re.compile(r"[^\x20-\x7e]|[\\{}$^_~&%#]")

_COMMANDS = {
    r"\textbackslash": "\\",
    r"\textasciitilde": "~",
    r"\textasciicircum": "^",
    r"\textbraceleft": "{",
    r"\textbraceright": "}",
}


def corpus(
    shared: Path, most: int, wanted: Callable[[int, dict[str, Any]], bool] | None = None
) -> Iterator[Entry]:
    """The first `most` records of the corpus that are wanted, in its order."""
    with lzma.open(shared / "corpus" / "arxiv-100k.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        kept = (r for n, r in enumerate(records) if wanted is None or wanted(n, r))
        for record in itertools.islice(kept, most):
            yield Entry(
                id=f"arxiv:{record['arxiv_id']}",
                title=record["title"],
                abstract=record["abstract"],
                authors=tuple(record["authors"] or ()),
                categories=tuple(record["categories"] or ()),
                published=record["published"],
                arxiv_id=record["arxiv_id"],
            )


def shown(value: str) -> str:
    """What is left of LaTeX text when braces and escapes are taken away; one space for many."""
    value = re.sub(
        r"(\\text[a-z]+)\{\}",
        lambda command: (
            f"<{ord(_COMMANDS[command[1]])}>" if command[1] in _COMMANDS else command[0]
        ),
        value,
    )
    value = re.sub(r"\\([&%#_$])", r"\1", value)
    value = re.sub(r"[{}]", "", value)
    value = re.sub(r"<(\d+)>", lambda code: chr(int(code[1])), value)
    return " ".join(re.sub(r"[{}]", "", value).split())


def depth_never_below_zero_and_zero_at_the_end(text: str) -> bool:
    """Whether braces are balanced as BibTeX counts them, which heeds no backslash."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
