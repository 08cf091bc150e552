"""A BibTeX file taken apart by bibtexparser, and what it gives up on, as far as it goes."""

import logging
import re
from collections.abc import Iterator

from bibtexparser.model import (
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.splitter import Splitter
from msgspec import Struct

from paperreader.entry import Problem
from paperreader.importing.bibliographies.bib_values import Values

# It writes what fails to standard error; we tell it in the report.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

_HEAD = re.compile(r"@[ \t]*(\w+)[ \t]*[{(]\s*([^\s,{}()=]*)\s*(?:,|$)", re.MULTILINE)
_FIELD = re.compile(r"(?:^|[,}\"])[ \t]*([A-Za-z][\w:-]*)[ \t]*=[ \t]*", re.MULTILINE)
_NO_COMMA = re.compile(r"(?<=[}\"])\s*\n\s*([A-Za-z][\w-]*)\s*=\s*(?=[{\"\d])")
_BROKEN = "the reference{} is broken or cut off; it was read as far as that goes"


class Block(Struct):
    """One reference of a file."""

    line: int
    kind: str
    """Its type in lower case, such as ``article``."""
    key: str
    fields: dict[str, str]
    """Values by names in lower case, without their braces or quotes."""


class Passed(Struct):
    """What else stands in a file."""

    comments: int = 0
    preambles: int = 0


def blocks(text: str, passed: Passed, problems: list[Problem]) -> Iterator[Block]:
    """Yield the references of a file; report by line what is odd about them."""
    values = Values()
    begun = False
    for block in Splitter(text).split().blocks:
        line = (block.start_line or 0) + 1
        inner: object = block
        if isinstance(block, DuplicateFieldKeyBlock):
            inner = block.ignore_error_block
            doubled = ", ".join(sorted(f"`{key}`" for key in block.duplicate_keys))
            message = f"{doubled} stands there more than once; the first one counts"
            problems.append(Problem(line=line, message=message))
        elif isinstance(block, ParsingFailedBlock):
            # One that only has another's key is whole; who has the key is settled later.
            inner = block.ignore_error_block or block
        if isinstance(inner, Entry):
            begun = True
            fields = [(field.key, str(field.value)) for field in inner.fields]
            yield _block(line, (inner.entry_type, inner.key), fields, values, problems)
        elif isinstance(inner, String):
            for name in values.define(inner.key, str(inner.value)):
                problems.append(_unknown(line, name))
        elif isinstance(inner, ExplicitComment):
            passed.comments += 1
        elif isinstance(inner, Preamble):
            passed.preambles += 1
        elif isinstance(inner, ImplicitComment):
            _pass_over(inner, line, problems, is_first=not begun)
        else:
            begun = True
            found = _salvaged(block.raw or "", line, values, problems)
            if found is not None:
                yield found


def _block(
    line: int,
    head: tuple[str, str],
    fields: list[tuple[str, str]],
    values: Values,
    problems: list[Problem],
) -> Block:
    told: dict[str, str] = {}
    for name, raw in _parted(fields, line, problems):
        value, unknown = values.value(raw)
        told.setdefault(name.lower(), value)
        problems.extend(_unknown(line, macro) for macro in unknown)
    kind, key = head
    return Block(line=line, kind=kind.lower(), key=key, fields=told)


def _parted(
    fields: list[tuple[str, str]], line: int, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Yield fields; two that only a comma is missing between come as one, and are parted."""
    for name, raw in fields:
        rest = raw
        while "=" in rest and (found := _NO_COMMA.search(rest)) is not None:
            if _is_open(rest[: found.start()]):
                break
            message = f"a comma is missing before `{found[1][:40]}`"
            problems.append(Problem(line=line, message=message))
            yield name, rest[: found.start()]
            name, rest = found[1], rest[found.end() :]  # noqa: PLW2901
        yield name, rest


def _is_open(text: str) -> bool:
    return text.count("{") != text.count("}")


def _unknown(line: int, name: str) -> Problem:
    return Problem(line=line, message=f"“{name[:40]}” is defined by no @string; taken as text")


def _pass_over(
    comment: ImplicitComment, line: int, problems: list[Problem], *, is_first: bool
) -> None:
    """Report text between references, but for comments and what programs write on top."""
    lines = [one.strip() for one in comment.comment.split("\n")]
    if all(not one or one.startswith("%") for one in lines):
        return
    if is_first and "@" not in comment.comment and "=" not in comment.comment:
        return
    shown = next(one for one in lines if one and not one.startswith("%"))
    shown = " ".join(shown.split())
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    problems.append(
        Problem(line=line, message=f"“{shown}” stands outside of a reference; left out")
    )


def _salvaged(raw: str, line: int, values: Values, problems: list[Problem]) -> Block | None:
    """Return what can be read of a reference without its end, or with an error inside."""
    head = _HEAD.match(raw)
    if head is None or head[1].lower() in ("comment", "preamble", "string"):
        message = f"“{' '.join(raw.split())[:40]}” is broken; it was left out"
        problems.append(Problem(line=line, message=message))
        return None
    message = _BROKEN.format(f" “{head[2]}”" if head[2] else "")
    problems.append(Problem(line=line, message=message))
    starts = list(_FIELD.finditer(raw, max(head.end() - 1, 0)))
    ends = [match.start() + (raw[match.start()] in '}"') for match in starts[1:]]
    fields: list[tuple[str, str]] = []
    for match, end in zip(starts, [*ends, len(raw)], strict=False):
        fields.append((match[1], _trimmed(raw[match.end() : end])))
    return _block(line, (head[1], head[2]), fields, values, problems)


def _trimmed(raw: str) -> str:
    """Return a value in braces of which the closing one may be missing, or one too many."""
    value = raw.strip().rstrip(",").rstrip()
    if value[:1] == "{":
        inner = value[1:]
        surplus = inner.count("}") - inner.count("{")
        while surplus > 0 and inner.endswith("}"):
            inner, surplus = inner[:-1].rstrip().rstrip(","), surplus - 1
        return (
            "{" + inner.replace("\n\n", "\n") + "}"
            if surplus == 0
            else "{" + _even(inner) + "}"
        )
    if value[:1] == '"':
        return '"' + value.strip('"}) \n,') + '"'
    return value.rstrip("}) \n,")


def _even(text: str) -> str:
    """Return a text without braces, which do not match in it."""
    return text.replace("{", "").replace("}", "")
