"""Citation keys: pinned at first use, changed by the reader alone."""

from pathlib import Path

import pytest

from paperreader.library import KeyRefused, Library

from .samples import give, numbered

ONE, TWO = "arxiv:2501.00001", "arxiv:2501.00002"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of two papers, the first of which has a key."""
    opened = Library.open(tmp_path)
    give(opened, numbered(1), numbered(2))
    opened.pin_citation_keys({ONE: "author2025paper"})
    return opened


def test_a_new_key_is_an_undo_step_and_the_old_one_leads_on(library: Library) -> None:
    change = library.set_citation_key(ONE, " Mine:2025 ")
    assert change.ids == (ONE,)
    assert "Mine:2025" in change.what
    assert library.row(ONE).citation_key == "Mine:2025"
    assert library.resolve("author2025paper") == library.resolve("Mine:2025") == ONE
    assert library.citation_keys() == {"author2025paper", "Mine:2025"}
    library.undo()
    assert library.row(ONE).citation_key == "author2025paper"
    assert library.citation_keys() == {"author2025paper"}


def test_an_old_key_can_be_taken_again(library: Library) -> None:
    library.set_citation_key(ONE, "mine")
    library.set_citation_key(ONE, "author2025paper")
    assert library.citation_keys() == {"author2025paper", "mine"}
    assert library.row(ONE).citation_key == "author2025paper"


def test_the_same_key_is_no_change(library: Library) -> None:
    assert library.set_citation_key(ONE, "author2025paper").ids == ()


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("", "cannot be empty"),
        ("two words", "a space"),
        ("a,b", "“,”"),
        ("é", "“é”"),
        ("x" * 201, "200 characters"),
        ("author2025paper", "leads to"),
        ("Author2025Paper", "leads to"),
    ],
)
def test_what_cannot_be_a_key_is_refused_with_the_reason(
    library: Library, key: str, reason: str
) -> None:
    with pytest.raises(KeyRefused, match=reason):
        library.set_citation_key(TWO, key)
    assert library.row(TWO).citation_key is None


def test_a_key_that_was_given_up_is_not_free_for_another(library: Library) -> None:
    library.set_citation_key(ONE, "mine")
    with pytest.raises(KeyRefused, match="leads to"):
        library.set_citation_key(TWO, "author2025paper")


def test_importing_again_leaves_the_key(library: Library) -> None:
    library.set_citation_key(ONE, "mine")
    give(library, numbered(1, title="Another title", authors=("Cy New",), upvotes=3))
    assert library.row(ONE).citation_key == "mine"
