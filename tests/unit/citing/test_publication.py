"""Where a paper appeared."""

import pytest

from paperreader.citing.publication import best_link, issued, publication
from paperreader.entry import Entry


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("NeurIPS 2017", "conference"),
        ("Proceedings of the 37th International Conference on Machine Learning", "conference"),
        ("Findings of EMNLP", "conference"),
        ("ACL 2020", "conference"),
        ("Acl Tears", "other"),
        ("Journal of Machine Learning Research", "journal"),
        ("Phys. Rev. D 54 (1996) 1234", "journal"),
        ("TMLR", "journal"),
        ("Nature", "journal"),
        ("IEEE Transactions on Robotics", "journal"),
        ("my blog", "other"),
        ("arXiv", "preprint"),
        ("CoRR", "preprint"),
    ],
)
def test_the_kind_of_a_venue(venue: str, kind: str) -> None:
    entry = Entry(title="T", arxiv_id="1706.03762", venue=venue)
    assert publication(entry).kind == kind


def test_the_doi_of_arxiv_is_no_publication() -> None:
    entry = Entry(title="T", arxiv_id="1706.03762", doi="10.48550/arXiv.1706.03762")
    assert publication(entry).doi is None
    assert publication(entry).kind == "preprint"
    assert best_link(entry) == "https://arxiv.org/abs/1706.03762"


@pytest.mark.parametrize(
    ("venue", "published", "when"),
    [
        ("CVPR 2016", "2015-12-10", "2016"),
        ("CVPR 2016", "2016-06-01", "2016-06-01"),
        ("Phys. Rev. D 54 (1996) 1234", "1995-01-02", "1996"),
        ("A 2019 reprint of 2018", "2017-01-01", "2017-01-01"),
        (None, "2017-01-01", "2017-01-01"),
        ("ICML", None, "2017"),
    ],
)
def test_the_year_that_the_venue_names_holds(
    venue: str | None, published: str | None, when: str
) -> None:
    entry = Entry(title="T", arxiv_id="1706.03762", venue=venue, published=published)
    assert issued(entry) == when
