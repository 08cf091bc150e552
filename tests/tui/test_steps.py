"""Steps are alike in every pane."""

import pytest

from paperreader.tui.steps import stepped


@pytest.mark.parametrize(
    ("step", "times", "to"),
    [
        ("down", None, 11),
        ("up", None, 9),
        ("down", 5, 15),
        ("up", 20, -10),
        ("half_down", None, 14),
        ("half_up", 2, 2),
        ("page_down", None, 18),
        ("page_up", 3, -14),
        ("top", None, 0),
        ("bottom", None, 99),
        ("top", 7, 6),
        ("bottom", 7, 6),
    ],
)
def test_a_step_leads_to_a_place(step: str, times: int | None, to: int) -> None:
    assert stepped(step, 10, last=99, page=8, times=times) == to


def test_half_of_the_lowest_page_is_a_place() -> None:
    assert stepped("half_down", 0, last=9, page=1) == 1
