"""The command ``help``: what there is help about, a command's own help, the search language."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..citation_styles import STYLES
from .arguments import commands
from .invocation import Invocation, WrongUsage
from .printing import out, table, width

if TYPE_CHECKING:
    from ..searching.reference import Form

_WIDEST = 100
"""Columns beyond which lines are hard to read."""
_NARROWEST = 40
_INDENT = 2

_TOPICS = {
    "search": "how to search: words, fields, days and numbers",
    "styles": "the styles in which papers are cited",
    "keys-pattern": "the pattern of citation keys: fields, filters, examples",
}


def help_(invocation: Invocation) -> int:
    """Print the help on a topic, or what topics there are."""
    topic = invocation.arguments.topic
    if topic is None:
        _list_topics(invocation)
    elif topic == "search":
        for line in search_reference(max(_NARROWEST, min(width(), _WIDEST))):
            out(line)
    elif topic == "styles":
        table(
            ((style.name, style.meaning) for style in STYLES.values()),
            terminal=invocation.terminal(),
            flexible=1,
        )
    elif topic == "keys-pattern":
        for line in pattern_reference(max(_NARROWEST, min(width(), _WIDEST))):
            out(line)
    elif found := commands().get(topic):
        out(found.format_help().rstrip("\n"))
    else:
        from ..searching.fields import suggestion  # noqa: PLC0415 - only mistakes need it

        close = suggestion(topic, (*_TOPICS, *commands()))
        hint = f"did you mean {close}?" if close else "“paperreader help” lists the topics."
        raise WrongUsage(f"there is no help on “{topic}”; {hint}")
    return 0


def _list_topics(invocation: Invocation) -> None:
    rows = list(_TOPICS.items())
    rows += [(name, command.description or "") for name, command in commands().items()]
    sentences = ((name, f"{about[0].upper()}{about[1:].rstrip('.')}") for name, about in rows)
    if invocation.terminal():
        out("paperreader help TOPIC shows more about:")
        out()
    table(sentences, terminal=invocation.terminal(), flexible=1)


def search_reference(columns: int) -> Iterator[str]:
    """Yield the lines of the search language's reference, none wider than so many columns."""
    from ..searching.reference import Section, sections  # noqa: PLC0415 - no other help needs it

    orders = Section("Orders (--sort)", tuple(_orders()))
    for number, section in enumerate((*sections(), orders)):
        if number:
            yield ""
        yield section.name
        longest = max(len(form.written) for form in section.forms)
        hanging = " " * (_INDENT + longest + 2)
        for form in section.forms:
            yield from textwrap.wrap(
                form.meaning,
                columns,
                initial_indent=f"{'':{_INDENT}}{form.written:{longest}}  ",
                subsequent_indent=hanging,
            )
            yield from _side_by_side(form.examples, hanging, columns)


def pattern_reference(columns: int) -> Iterator[str]:
    """Yield the lines of the key pattern's reference, none wider than so many columns."""
    from ..key_pattern import EXAMPLES, FIELDS, FILTERS  # noqa: PLC0415 - for this topic

    intro = (
        "citation_key in the settings is the pattern of new citation keys. A key is given"
        " when an entry is first cited and stays; a, b, c follow where it is taken. Accents"
        " are taken off. `paperreader cite KEY --set-key NEW` changes one. Letters, digits"
        " and - _ . : + / stand for themselves; a field stands in braces, its filters after"
        " colons. Where nobody is named, words of the title stand for {surname} and {word}"
        " is empty."
    )
    yield from textwrap.wrap(intro, columns)
    sections = (
        ("Fields", [(f"{{{name}}}", meaning) for name, meaning in FIELDS.items()]),
        ("Filters", [(f":{name}", meaning) for name, meaning in FILTERS.items()]),
        ("Examples", list(EXAMPLES)),
    )
    for heading, rows in sections:
        yield ""
        yield heading
        longest = max(len(written) for written, _ in rows)
        for written, meaning in rows:
            yield from textwrap.wrap(
                meaning,
                columns,
                initial_indent=f"{'':{_INDENT}}{written:{longest}}  ",
                subsequent_indent=" " * (_INDENT + longest + 2),
            )


def _orders() -> "Iterator[Form]":
    from ..searching.reference import Form  # noqa: PLC0415 - see above
    from ..searching.sorting import MEANINGS  # noqa: PLC0415 - see above

    for key, (natural, reversed_) in MEANINGS.items():
        yield Form(key, f"{natural}; -{key}: {reversed_}")
    yield Form(
        "a,b", "by a, and what is equal in it by b", ("--sort status,upvotes", "--sort -added")
    )


def _side_by_side(examples: tuple[str, ...], hanging: str, columns: int) -> Iterator[str]:
    """Yield lines of examples, each whole on a line that has room for it."""
    line = ""
    for example in examples:
        if line and len(hanging) + len(line) + 3 + len(example) > columns:
            yield hanging + line
            line = ""
        line += f"   {example}" if line else example
    if len(hanging) + len(line) <= columns:
        yield from [hanging + line] if line else []
    else:  # a single one that is longer than the line
        yield from textwrap.wrap(
            line, columns, initial_indent=hanging, subsequent_indent=hanging
        )
