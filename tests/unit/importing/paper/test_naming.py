"""Names of authors where a title might stand."""

import pytest

from paperreader.importing.paper.naming import may_be_names


@pytest.mark.parametrize(
    "lines",
    [
        ["Ola Nordmann"],
        ["Jane Doe, Jean-Paul Dupont, Ola Nordmann"],
        ["Jane Doe,", "Ola Nordmann"],
        ["Jane Doe", ",", "Ola Nordmann"],
        [",", "Ola Nordmann"],
        ["Jane Doe", "Ola Nordmann"],
        ["J. R. Doe; M. A. Rossi"],
        ["Seán O’Nolan, Wei (David) Zhang"],
        ["María José de la Cruz Pérez"],
        ["jdoe"],
        ["山田太郎"],
        ["Jane Doe, +12"],
        ["Jane Doe, 12 more authors"],
        ["Sparse Gates"],
    ],
)
def test_what_may_be_names(lines: list[str]) -> None:
    assert may_be_names(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["Quiet Gradients: Training Small Planners Without a Critic"],
        ["Quiet Gradients: Training Small", "Planners Without a Critic"],
        ["Learning to Route Tokens Twice, Slowly"],
        ["How Do Small Models Count Beans"],
        ["Do Planners Plan?"],
        ["ALPHA-7: Gates"],
        ["Gates 2"],
    ],
)
def test_what_is_a_title(lines: list[str]) -> None:
    assert not may_be_names(lines)
