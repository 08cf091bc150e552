"""Dumps damaged in the ways that tools, copying and cutting damage them, and worse."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from paperreader.importing import sample_dumps

_WINDOW = 5_000
"""Bytes of a dump that one mutant is made of: a few cards, so that thousands can be read."""

_TOKENS = (
    *("[", "]", "](", ")", "[[", "![", "![](", "](https://huggingface.co/papers/2511.99001)"),
    *(
        "](/login?next=%2Fpapers%2F2511.99001)",
        "[12]",
        "⟨12⟩",
        "][12]",
        "\n[12]: https://x.y\n",
    ),
    *("\\", "\\\\", "`", "\n```\n", "\n---\n", "***", "_", "**", "# ", "\n### ", "\n> ", "|"),
    *(
        "·",
        "•",
        "\n·\n",
        "\n  • 3 authors\n",
        "\n- \n",
        "Dec 18",
        "\nSep 123\n",
        "\n7\n",
        "1.2k",
    ),
    *("\nSubmitted by\n", "\nUpvote\n", "\nGitHub 11.3k\n", "\nReferences\n", "Abstract"),
    *("<", ">", "<!--", "<script>", "</p>", "<h3>", "&amp;", "&#0;", "&#x110000;", "<![CDATA["),
    *("{", "}", '"', "'", ",", ":", "[{", "}]", "null", "\\u0000", "\\ud800", "\x00", "\x1f"),
    *("\ufeff", "\u202e", "\u200b", "\u2028", "\r", "\n", "\n\n\n", "\t", "\x0c", "🙂", "漢字"),
    *("[Content truncated]", "url: https://huggingface.co/papers?date=2025-11-17\n"),
)
_ENCODINGS = ("utf-16", "utf-16-be", "utf-8-sig", "latin-1", "cp1252", "utf-7", "utf-32")

Mutation = Callable[[bytes, Random], bytes]


_BIBLIOGRAPHIES = ("references.bib", "references.json", "references.ris", "zotero.csv")


def dumps(shared: Path) -> list[bytes]:
    """Return every real dump, rendering and recorded answer, and ours.

    Of the Hub's long answers only a few papers. Bibliographies are left out:
    their days stand in several fields, where no one text can vouch for them.
    """
    folders = (shared / "dumps", shared / "dumps/renderings", shared / "api")
    paths = [path for folder in folders for path in sorted(folder.iterdir())]
    paths += sorted((shared / "api/arxiv-query").iterdir())
    kept = (".txt", ".md", ".html", ".json", ".xml")
    found = [p for p in paths if p.is_file() and p.suffix in kept and p.name != "README.md"]
    ours = [path for path in sample_dumps() if path.name not in _BIBLIOGRAPHIES]
    return [_shortened(path) for path in (*found, *ours)]


def _shortened(path: Path) -> bytes:
    data = path.read_bytes()
    if not path.name.startswith("hf-daily") or "repr" in path.name:
        return data
    return json.dumps(json.loads(data)[:3], indent=1, ensure_ascii=False).encode()


def mutant(sources: Sequence[bytes], number: int) -> bytes:
    """Return the mutant of that number, always the same one: the sources take turns."""
    random = Random(number)
    data = _window(sources[number % len(sources)], random)
    if random.random() < 0.15:
        data = _spliced(data, _window(random.choice(sources), random), random)
    for _ in range(random.randint(1, 4)):
        data = random.choice(_MUTATIONS)(data, random)
    return data


def _window(data: bytes, random: Random) -> bytes:
    """Return a part of a dump: most often its beginning, which tells what it is."""
    if len(data) <= _WINDOW or (len(data) < 3 * _WINDOW and random.random() < 0.4):
        return data
    if random.random() < 0.5:
        return data[: random.randint(_WINDOW // 4, 2 * _WINDOW)]
    head = data[: random.choice((0, 0, 300, 1500))]
    begin = random.randrange(len(data) - _WINDOW)
    # Where a line begins, or an object or element does.
    for mark in random.sample((b"\n", b"{", b"<"), 3):
        found = data.find(mark, begin, begin + 2_000)
        if found >= 0:
            begin = found
            break
    return head + data[begin : begin + _WINDOW]


def _spliced(one: bytes, other: bytes, random: Random) -> bytes:
    cut = random.randint(0, len(one))
    return (
        one[:cut]
        + other[random.randint(0, len(other)) :]
        + one[cut:][: random.choice((0, 400))]
    )


def _span(data: bytes, random: Random, most: int = 600) -> tuple[int, int]:
    begin = random.randint(0, len(data))
    return begin, min(len(data), begin + random.randint(1, most))


def _cut(data: bytes, random: Random) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] if random.random() < 0.7 else data[place:]


def _deleted(data: bytes, random: Random) -> bytes:
    begin, end = _span(data, random)
    return data[:begin] + data[end:]


def _doubled(data: bytes, random: Random) -> bytes:
    begin, end = _span(data, random)
    return data[:end] + data[begin:end] * random.randint(1, 3) + data[end:]


def _moved(data: bytes, random: Random) -> bytes:
    begin, end = _span(data, random)
    rest = data[:begin] + data[end:]
    place = random.randint(0, len(rest))
    return rest[:place] + data[begin:end] + rest[place:]


def _flipped(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    for _ in range(random.randint(1, 8)):
        if out:
            out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def _with_token(data: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 5)):
        place = random.randint(0, len(data))
        token = random.choice(_TOKENS).encode()
        data = data[:place] + token * random.choice((1, 1, 1, 2, 40)) + data[place:]
    return data


def _nested(data: bytes, random: Random) -> bytes:
    begin, end = _span(data, random)
    opening, closing = random.choice(
        ((b"[", b"]"), (b"![", b"](x)"), (b"{", b"}"), (b"<div>", b"</div>"), (b"(", b")"))
    )
    deep = random.choice((1, 3, 50, 400))
    return data[:begin] + opening * deep + data[begin:end] + closing * deep + data[end:]


def _lines(data: bytes, random: Random) -> bytes:
    """Lose, double, swap, indent, join, break or blank lines."""
    lines = data.split(b"\n")
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(lines))
        other = random.randrange(len(lines))
        match random.randrange(8):
            case 0 if len(lines) > 1:
                del lines[place]
            case 1:
                lines.insert(other, lines[place])
            case 2:
                lines[place], lines[other] = lines[other], lines[place]
            case 3:
                lines[place] = random.choice((b"  ", b"\t", b"> ", b"- ", b"* ")) + lines[place]
            case 4 if place + 1 < len(lines):
                lines[place : place + 2] = [lines[place] + b" " + lines[place + 1]]
            case 5:
                lines[place] = lines[place].replace(b" ", b"\n", random.randint(1, 3))
            case 6:
                lines.insert(place, b"")
            case _:
                lines[place] = b""
    return b"\n".join(lines)


def _without_blanks(data: bytes, random: Random) -> bytes:
    del random
    return b"\n".join(line for line in data.split(b"\n") if line.strip())


def _reencoded(data: bytes, random: Random) -> bytes:
    text = data.decode(errors="replace")
    if random.random() < 0.4:
        return text.replace("\n", random.choice(("\r\n", "\r", "\n\n", " "))).encode()
    return text.encode(random.choice(_ENCODINGS), "replace")


def _renumbered(data: bytes, random: Random) -> bytes:
    digits = [place for place, byte in enumerate(data) if chr(byte).isdigit()]
    out = bytearray(data)
    for place in random.sample(digits, min(len(digits), random.randint(1, 12))):
        out[place] = ord(random.choice("0123456789"))
    return bytes(out)


_MUTATIONS: tuple[Mutation, ...] = (
    *(_cut, _deleted, _doubled, _moved, _flipped, _with_token, _nested, _lines, _lines),
    *(_without_blanks, _reencoded, _renumbered),
)
