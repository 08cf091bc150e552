"""What else than the title speaks for or against two entries being one paper."""

from typing import Any

import pytest

from paperreader.library.duplicates import ENOUGH
from paperreader.library.likeness import likeness

from .samples import paper

TITLES = ("Patient Agents in Long Negotiations", "Patient Agents in Very Long Negotiations")
ABSTRACT = (
    "We let agents negotiate for hours and measure how patience pays. It does where both"
    " sides know the stakes, and hardly ever else."
)
OTHER_ABSTRACT = (
    "Sonar sweeps are sparse and noisy. From a few of them we draw maps of reefs that divers"
    " could follow in the dark without a light."
)


@pytest.mark.parametrize(
    ("one", "other", "change", "reason"),
    [
        ({"abstract": ABSTRACT}, {"abstract": ABSTRACT}, 1, "the same abstract"),
        (
            {"abstract": ABSTRACT},
            {"abstract": ABSTRACT.replace("hours", "hou rs").replace("know", "knowthe")},
            1,
            "almost the same abstract",
        ),
        ({"abstract": ABSTRACT}, {"abstract": ABSTRACT[:90]}, 1, "the same abstract"),
        ({"abstract": ABSTRACT}, {"abstract": OTHER_ABSTRACT}, -1, "other abstracts"),
        ({"abstract": ABSTRACT}, {"abstract": "A stub."}, 0, ""),
        ({"authors": ("Ada Author",)}, {"authors": ("Author, A.",)}, 1, "the same authors"),
        (
            {"authors": ("Ada Author", "Ben Writer")},
            {"authors": ("A. Author", "Cy Novel", "B. Writer")},
            1,
            "many of the same authors",
        ),
        ({"authors": ("Ada Author",)}, {"authors": ("Cy Novel",)}, -1, "other authors"),
        ({"authors": ("Ada Author",)}, {"author_count": 1}, 1, "as many authors"),
        ({"author_count": 3}, {"author_count": 4}, -1, "3 and 4 authors"),
        ({"author_count": 40}, {"author_count": 2}, -1, "2 and 40 authors"),
        ({"author_count": 40}, {}, 0, ""),
        ({"published": "2025-01-02"}, {"published": "2025-01-02"}, 1, "same day"),
        ({"published": "2025-01-02"}, {"published": "2025-01-09"}, 1, "within ten days"),
        ({"published": "2025-01-02"}, {"published": "2023-01-02"}, -1, "a year apart"),
        ({"published": "2025-01-02"}, {"published": "soon"}, 0, ""),
        ({"organization": "Reef Lab"}, {"organization": "reef lab"}, 1, "same organisation"),
    ],
)
def test_what_is_known_beside_the_title_counts(
    one: dict[str, Any], other: dict[str, Any], change: int, reason: str
) -> None:
    bare = likeness(paper(TITLES[0]), paper(TITLES[1])).points
    for ours, theirs in ((one, other), (other, one)):
        found = likeness(paper(TITLES[0], **ours), paper(TITLES[1], **theirs))
        assert (found.points > bare) - (found.points < bare) == change
        assert any(reason in said for said in found.reasons[1:]) is bool(reason)


def test_a_renamed_paper_is_known_by_its_abstract() -> None:
    facts = {"abstract": ABSTRACT, "author_count": 4, "published": "2025-01-02"}
    one = paper("SlowTalk: How Patience Pays", **facts)
    other = paper("SlowTalk: Agents That Negotiate for Hours", **facts)
    assert likeness(one, other).points >= ENOUGH


def test_another_paper_of_the_same_authors_is_not_offered() -> None:
    names = ("Ada Author", "Ben Writer")
    one = paper(TITLES[0], authors=names, abstract=ABSTRACT)
    other = paper(TITLES[1], authors=names, abstract=OTHER_ABSTRACT)
    assert likeness(one, other).points < ENOUGH
