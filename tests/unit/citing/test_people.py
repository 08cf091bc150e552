"""Names as text styles set them."""

import pytest

from paperreader.citing.names import parse
from paperreader.citing.people import (
    initials,
    initials_first,
    inverted,
    inverted_initials,
    people,
)
from paperreader.entry import Entry


@pytest.mark.parametrize(
    ("given", "short"),
    [
        ("Ashish", "A."),
        ("Geoffrey E.", "G. E."),
        ("Jean-Pierre", "J.-P."),
        ("J.K.", "J. K."),
        ('Linxi "Jim"', "L."),
        ("Maria de Lourdes M.", "M. de L. M."),
        ("Łukasz", "Ł."),
        ("Иван", "И."),
        ("haonan", "H."),
        ("伟", "伟"),
        ("", ""),
    ],
)
def test_initials(given: str, short: str) -> None:
    assert initials(given) == short


@pytest.mark.parametrize(
    ("name", "whole", "short", "first"),
    [
        (
            "Laurens van der Maaten",
            "van der Maaten, Laurens",
            "van der Maaten, L.",
            "L. van der Maaten",
        ),
        ("Hal Daumé III", "Daumé, Hal, III", "Daumé, H., III", "H. Daumé III"),
        ("Luc Van Gool", "Van Gool, Luc", "Van Gool, L.", "L. Van Gool"),
        ("Oscar de la Torre", "de la Torre, Oscar", "de la Torre, O.", "O. de la Torre"),
        ("Google, Inc.", "Google, Inc.", "Google, Inc.", "Google, Inc."),
        ("Plato", "Plato", "Plato", "Plato"),
    ],
)
def test_orders(name: str, whole: str, short: str, first: str) -> None:
    parsed = parse(name)
    assert inverted(parsed) == whole
    assert inverted_initials(parsed) == short
    assert initials_first(parsed) == first


def test_latex_is_read_and_scripts_without_capitals_stay_whole() -> None:
    names, incomplete = people(
        Entry(title="T", authors=(r"Jan Uzna\'{n}ski", "김 철수", "et al."))
    )
    assert [name.natural for name in names] == ["Jan Uznański", "김 철수"]
    assert [name.literal for name in names] == [False, True]
    assert incomplete
