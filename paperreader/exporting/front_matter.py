"""YAML front matter: written so that any reader takes it, read as far as it is ours."""

import re
from collections.abc import Mapping, Sequence

import msgspec

_KEY = re.compile(r"(?P<key>[^\s#\-:\"'][^:\n]*?)\s*:(?:\s|$)")
_UNSHOWABLE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


Value = str | int | bool | Sequence[str]


def written(values: Mapping[str, Value], kept: Sequence[str] = ()) -> str:
    """Return a block of front matter between its rules, the kept lines last, as they were."""
    lines = ["---"]
    for key, value in values.items():
        if isinstance(value, str | bool | int):
            lines.append(f"{key}: {_scalar(value)}")
        else:
            lines.append(f"{key}:{'' if value else ' []'}")
            lines += (f"  - {_scalar(item)}" for item in value)
    return "\n".join((*lines, *kept, "---\n"))


def _scalar(value: str | int | bool) -> str:
    if not isinstance(value, str):
        return str(value).lower()
    # A text in quotes as JSON has it is one in YAML too, whatever it holds.
    text = msgspec.json.encode(_SURROGATE.sub("\ufffd", value)).decode()
    return _UNSHOWABLE.sub(lambda char: f"\\u{ord(char.group()):04x}", text)


def split(text: str) -> tuple[str | None, str]:
    """Return the lines between the rules at the beginning (None without any), and the rest."""
    found = re.match(r"\ufeff?---[ \t]*\r?\n(.*?)(?:^|\n)---[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    if found is None:
        return None, text
    return found[1].replace("\r\n", "\n"), text[found.end() :]


def blocks(matter: str) -> dict[str, list[str]]:
    """Return the lines of each key of the outermost level."""
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for line in matter.split("\n"):
        if start := _KEY.match(line):
            lines = found.setdefault(start["key"], [])
        if lines is not None and line.strip():
            lines.append(line)
    return found


def text_of(lines: Sequence[str]) -> str | None:
    """Return the text that a key of ours holds on its line; None where it is none."""
    value = lines[0].partition(":")[2].strip() if lines else ""
    try:
        text = msgspec.json.decode(value) if value.startswith('"') else value.strip("'")
    except msgspec.DecodeError:
        return None
    return text if isinstance(text, str) else None
