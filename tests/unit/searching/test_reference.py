"""The reference of the language and the table of its fields say what the parser does."""

import re

import pytest

from paperreader.searching import FIELDS, STATES, THINGS, Field, parse
from paperreader.searching.query import Not, Word
from paperreader.searching.reference import Form, sections

FORMS = [form for section in sections() for form in section.forms]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.written)
def test_every_example_is_understood(form: Form) -> None:
    assert form.meaning
    for example in form.examples:
        query = parse(example)
        assert query.problems == ()
        assert parse(str(query)) == query
        free = [leaf for leaf in query.leaves() if isinstance(leaf, Word)]
        assert not any(":" in word.text for word in free)


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_every_field_is_described_with_examples_of_itself(field: Field) -> None:
    assert field.values
    assert any(form.written == f"{field.name}:" for form in FORMS)
    assert field.examples
    for example in field.examples:
        assert re.match(rf"-?{field.name}:", example)
        root = parse(example).root
        leaf = root.part if isinstance(root, Not) else root
        assert not isinstance(leaf, Word)


def test_every_state_and_thing_is_described() -> None:
    written = {form.written for form in FORMS}
    assert {f"is:{state}" for state in STATES} <= written
    assert {f"has:{thing}" for thing in THINGS} <= written
