"""What is new of an entry since it was met before."""

import pytest

from paperreader.entry import Entry, Sighting
from paperreader.tui.news import news


@pytest.mark.parametrize(
    ("history", "told"),
    [
        ((), []),
        ((Sighting("2025-12-18", 5, 1),), []),
        (
            (Sighting("2025-12-16", 5, 1), Sighting("2025-12-18", 5, 1)),
            ["met before, on Tue 16 Dec 2025"],
        ),
        (
            (
                Sighting("2025-12-16", 5, None),
                Sighting("2025-12-17", 8, 1),
                Sighting("2025-12-18", 1_020, 2),
            ),
            [
                "met on 3 days, first on Tue 16 Dec 2025",
                "1,012 upvotes and 1 comment more than on Wed 17 Dec 2025",
            ],
        ),
        (
            (Sighting("2025-12-16", None, 4), Sighting("2025-12-18", 3, 2)),
            [
                "met before, on Tue 16 Dec 2025",
                "2 comments fewer since",
            ],
        ),
        (
            (Sighting("2025-12-16", 4, 4), Sighting("2025-12-18", 3, 5)),
            [
                "met before, on Tue 16 Dec 2025",
                "1 upvote fewer and 1 comment more since",
            ],
        ),
    ],
)
def test_counts_are_held_against_the_day_before(
    history: tuple[Sighting, ...], told: list[str]
) -> None:
    assert list(news(Entry(title="T", history=history))) == told
