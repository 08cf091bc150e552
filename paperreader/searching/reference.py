"""The reference of the search language, made from the tables that the parser reads.

The command line and the app show it each in its own way.
"""

from msgspec import Struct

from paperreader.searching.fields import FIELDS, STATES, THINGS


class Form(Struct, frozen=True):
    """One thing that can be written in a query."""

    written: str
    meaning: str
    examples: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """Forms that belong together."""

    name: str
    forms: tuple[Form, ...]


WORDS = (
    Form(
        "words",
        "every word, in any order, in the title, authors, abstract, tags or note; the last one"
        " may go on (transform: transformers), and typos are forgiven",
        ("graph transformers",),
    ),
    Form(
        '"a phrase"',
        "these words next to each other, each whole: no plural, no other ending",
        ('"graph neural"',),
    ),
    Form("-", "without what follows: a word, phrase, field or parentheses", ("-survey",)),
    Form("OR", "one side or the other", ("vision OR audio",)),
    Form("( )", "binds together", ("(vision OR audio) -(survey is:read)",)),
    Form("AND", "the same as nothing between; binds tighter than OR", ("vision AND audio",)),
)
"""How words are joined."""

DAYS = (
    Form("today", "this day; yesterday is the one before", ("day:today", "added:yesterday")),
    Form(
        "7d",
        "so long ago until today: days, weeks (2w), months (3m), years (1y)",
        ("published:3m", "featured:2w"),
    ),
    Form(
        "2026",
        "a year, a month (2026-03), a week (2026-W31) or a day (2026-03-05)",
        ("published:2026-03", "featured:2026-W31"),
    ),
    Form(
        "a..b",
        "from one to the other, both included; one may be missing",
        ("published:2024..2026-03", "added:30d..7d", "published:..2020"),
    ),
    Form("> <", "after and before; >= and <= include it", ("published:>2025-01", "day:<=2025")),
    Form("<7d", "less than so long ago; >7d is longer ago", ("added:<7d", "added:>1y")),
)
"""How days are written."""

NUMBERS = (
    Form("20", "exactly that", ("authors:1", "year:2024")),
    Form(
        "20..50",
        "from one to the other, both included; one may be missing",
        ("upvotes:20..50", "upvotes:20..", "year:..2020"),
    ),
    Form("> <", "more and less; >= and <= include it", ("upvotes:>=20", "authors:<3")),
)
"""How numbers are written."""


def sections() -> tuple[Section, ...]:
    """Return the whole reference, in the order in which it is read."""
    fields = tuple(
        Form(f"{field.name}:", field.meaning, field.examples) for field in FIELDS.values()
    )
    states = tuple(Form(f"is:{state}", meaning) for state, (meaning, _) in STATES.items())
    things = tuple(Form(f"has:{thing}", meaning) for thing, (meaning, _) in THINGS.items())
    return (
        Section("Search: words", WORDS),
        Section("Search: fields", fields),
        Section("Search: states", states),
        Section("Search: what is known", things),
        Section("Search: days", DAYS),
        Section("Search: numbers", NUMBERS),
    )
