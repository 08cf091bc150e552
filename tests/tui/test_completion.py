"""What the search bar offers as its text goes on, without the screen."""

import datetime

import pytest

from paperreader.searching.completing import Known
from paperreader.tui.completion import Completion

KNOWN = Known(datetime.date(2026, 11, 22))


def heard(text: str, words: list[str], completion: Completion | None = None) -> Completion:
    """Return what is offered behind a text once the library has told its words."""
    completion = completion or Completion()
    asked = completion.look(text, len(text), KNOWN)
    assert asked is not None
    completion.hear(asked, words)
    return completion


@pytest.mark.parametrize("walked", [0, 1, 2])
def test_each_letter_points_at_the_first_choice_again(walked: int) -> None:
    completion = heard("author:li", ["lima", "lindqvist", "lindt"])
    completion.walk(walked)
    heard("author:lin", ["linares", "lindqvist", "lindt"], completion)
    assert completion.choice is not None and completion.choice.label == "linares"


def test_what_was_walked_to_stays_when_more_words_come() -> None:
    completion = heard("author:li", ["lima", "lindqvist"])
    heard("author:l", ["lima", "lindqvist", "lindt"], completion)
    asked = completion.look("author:li", 9, KNOWN)
    assert asked is not None
    completion.walk(1)
    completion.hear(asked, ["liang", "lima", "lindqvist"])
    assert completion.choice is not None and completion.choice.label == "lindqvist"
