"""The app's own SVG pictures, made small, and put together to one that moves.

A picture is taken apart into the lines of the screen. Each keeps its grounds and
texts as the app drew them; blanks, web fonts and clipping go, which halves the size
and lets every viewer show the same. In a picture that moves, a line that stays the
same in several frames is written once.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

from msgspec import Struct

CELL = 12.2
"""Width of a cell, in the units of the app's pictures."""

LINE = 24.4
"""Height of a line."""

_EDGE = 12
_BAR = 34
_ROUND = 10

_STYLE = re.compile(r"\.(terminal-\d+-r\d+) \{ ([^}]*) \}")
_GROUND = re.compile(r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"')
_TEXT = re.compile(r'<text class="(terminal-\d+-r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<')
_CLIP = re.compile(r'-clip-terminal">\s*<rect x="0" y="0" width="([\d.]+)" height="([\d.]+)"')


class Ground(Struct, frozen=True):
    """A stretch of one colour in a line: where it begins and ends, in cells."""

    colour: str
    start: int
    end: int


class Text(Struct, frozen=True):
    """A text in a line: its style as CSS, the cell it begins in, and its cells."""

    style: str
    start: int
    cells: int
    text: str


Drawn = tuple[tuple[Ground, ...], tuple[Text, ...]]
"""A line of the screen."""


class Frame(Struct, frozen=True):
    """A picture, line by line, with its columns and for how many seconds it is seen."""

    lines: tuple[Drawn, ...]
    columns: int
    seconds: float = 0


def frame(svg: str, seconds: float = 0) -> Frame:
    """Take a picture apart that the app has made."""
    size = _CLIP.search(svg)
    if size is None:
        raise ValueError("this is no picture made by the app")
    columns, count = round(float(size[1]) / CELL), round(float(size[2]) / LINE)
    styles = dict(_STYLE.findall(svg))
    grounds: list[list[Ground]] = [[] for _ in range(count)]
    texts: list[list[Text]] = [[] for _ in range(count)]
    for colour, x, y, width in _GROUND.findall(svg):
        start, end = round(float(x) / CELL), round((float(x) + float(width)) / CELL)
        line = grounds[int(float(y) / LINE)]
        if line and line[-1].colour == colour and line[-1].end == start:
            line[-1] = Ground(colour, line[-1].start, end)
        else:
            line.append(Ground(colour, start, end))
    for match in _TEXT.finditer(svg):
        length = re.search(r'textLength="([\d.]+)"', match[0])
        cells = round(float(length[1]) / CELL) if length else 0
        text = unescape(match[4]).replace("\xa0", " ")
        lead = len(text) - len(text.lstrip(" "))
        trail = len(text) - len(text.rstrip(" "))
        if text.strip(" "):
            start = round(float(match[2]) / CELL) + lead
            style = styles[match[1]].replace(";", "; ")
            kept = Text(style, start, cells - lead - trail, text.strip(" "))
            texts[int(float(match[3]) / LINE)].append(kept)
    lines = zip(map(tuple, grounds), map(tuple, texts), strict=True)
    return Frame(tuple(lines), columns, seconds)


def moving(frames: Sequence[Frame], title: str) -> str:
    """Return frames of one size as an SVG that shows one after another, for ever.

    Where no motion is wanted, or none is possible, it shows the first.
    """
    first = frames[0]
    height, width = len(first.lines), first.columns
    styles = _numbered(text.style for one in frames for _, texts in one.lines for text in texts)
    bodies: list[str] = []
    seen: dict[frozenset[int], str] = {}
    for number in range(height):
        when: dict[Drawn, list[int]] = {}
        for place, one in enumerate(frames):
            when.setdefault(one.lines[number], []).append(place)
        for line, places in when.items():
            drawn = _line(line, number, styles)
            if len(places) < len(frames):
                name = seen.setdefault(frozenset(places), f"f{len(seen)}")
                drawn = f'<g class="{name}">{drawn}</g>'
            bodies.append(drawn)
    across, down = width * CELL + 2 * _EDGE, height * LINE + _BAR + _EDGE
    frame_colour = first.lines[0][0][0].colour
    rules = [f".{name}{{{css}}}" for css, name in styles.items()]
    rules += [_motion(name, places, frames) for places, name in seen.items()]
    if seen:
        rules.append("@media (prefers-reduced-motion:reduce){g{animation:none!important}}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:g} {down:g}" role="img">'
        f"<title>{escape(title)}</title>"
        "<style>text{font:20px ui-monospace,'Fira Code',Menlo,Consolas,'DejaVu Sans Mono',"
        f"monospace;white-space:pre}}{''.join(rules)}</style>\n"
        f'<rect x="1" y="1" width="{across - 2:g}" height="{down - 2:g}" rx="{_ROUND}" '
        f'fill="{frame_colour}" stroke="#808080" stroke-opacity=".6"/>'
        + "".join(
            f'<circle cx="{24 + 22 * place}" cy="18" r="6" fill="#808080" fill-opacity=".5"/>'
            for place in range(3)
        )
        + f'\n<g transform="translate({_EDGE},{_BAR})">\n'
        + "\n".join(bodies)
        + "\n</g></svg>\n"
    )


def _numbered(styles: Iterable[str]) -> dict[str, str]:
    return {style: f"s{number}" for number, style in enumerate(dict.fromkeys(styles))}


def _line(line: Drawn, number: int, styles: dict[str, str]) -> str:
    grounds, texts = line
    top = number * LINE
    # A little higher than a line, or a seam would show between two.
    drawn = [
        f'<rect fill="{ground.colour}" x="{ground.start * CELL:.5g}" y="{top:.5g}" '
        f'width="{(ground.end - ground.start) * CELL:.5g}" height="{LINE + 0.3:.5g}"/>'
        for ground in grounds
    ]
    drawn += [
        f'<text class="{styles[text.style]}" x="{text.start * CELL:.5g}" y="{top + 18.5:.5g}" '
        f'textLength="{text.cells * CELL:.5g}">{escape(text.text, quote=False)}</text>'
        for text in texts
    ]
    return "".join(drawn)


def _motion(name: str, places: frozenset[int], frames: Sequence[Frame]) -> str:
    """Return the rules that show something in some of the frames only."""
    total = sum(one.seconds for one in frames)
    steps: list[str] = []
    passed = 0.0
    for place, one in enumerate(frames):
        if place == 0 or (place in places) != (place - 1 in places):
            seen = "visible" if place in places else "hidden"
            steps.append(f"{100 * passed / total:.4g}%{{visibility:{seen}}}")
        passed += one.seconds
    at_rest = "" if 0 in places else "visibility:hidden;"
    return (
        f".{name}{{{at_rest}animation:{name} {total:g}s step-end infinite}}"
        f"@keyframes {name}{{{''.join(steps)}}}"
    )
