"""Citations in the text styles, each checked by hand against the style's published rules.

APA: Publication Manual, 7th edition, chapter 9 and section 10.8 (preprints). MLA: Handbook,
9th edition, chapter 5. IEEE: Reference Guide, sections on preprints, conference papers and
journals. Chicago: Manual of Style, 18th edition, author-date, chapter 13.
"""

import pytest

from paperreader.citing import STYLES, cite
from paperreader.citing.styles import _WRITERS
from paperreader.entry import Entry

MANY = tuple(f"Ann B. Lee{chr(97 + n)}" for n in range(22))

ATTENTION = Entry(
    title="Attention Is All You Need",
    authors=("Ashish Vaswani", "Noam Shazeer", "Niki Parmar"),
    published="2017-06-12",
    arxiv_id="1706.03762",
)
TSNE = Entry(
    title="Visualizing data using t-SNE",
    authors=("Laurens van der Maaten", "Geoffrey E. Hinton"),
    published="2008-11-01",
    venue="Journal of Machine Learning Research",
)
ODD = Entry(
    title="Is “Big” Better? A Study of BERT in Chinese Hospitals",
    authors=("King, Jr., Martin Luther", "Jean-Pierre Serre", "王伟"),
    published="2024-05-03",
    venue="Proceedings of ICML 2025",
    doi="10.1000/x",
)
TWENTY_TWO = Entry(title="A Thing", authors=MANY, published="2020-01-02", arxiv_id="2001.00001")
TEAM = Entry(
    title="Gemma: Open Models",
    authors=("Gemma Team",),
    published="2024-03-13",
    url="https://x.org/a",
)
COUNTED = Entry(title="Only Counted", author_count=3, published="2024-10-06")
UNDATED = Entry(title="No Date", authors=("Plato",))
OF_AN_ORGANIZATION = Entry(
    title="Report", organization="R&D Lab", published="2024-01-01", arxiv_id="2401.00001"
)
SOME = Entry(
    title="Partly Known", authors=("Ann Lee", "Bo Chen"), author_count=9, arxiv_id="2401.00002"
)

CHECKED: list[tuple[str, Entry, str]] = [
    # 1 APA: initials, & before the last, sentence case, the number after the title
    (
        "apa",
        ATTENTION,
        "Vaswani, A., Shazeer, N., & Parmar, N. (2017). Attention is all you need"
        " (arXiv:1706.03762). arXiv. https://arxiv.org/abs/1706.03762",
    ),
    # 2 APA: particle before the surname, a comma before & even between two
    (
        "apa",
        TSNE,
        "van der Maaten, L., & Hinton, G. E. (2008). Visualizing data using t-SNE."
        " Journal of Machine Learning Research.",
    ),
    # 3 APA: suffix after the initials, hyphenated initials, a script without initials, a
    # capital after a question mark, acronym and nationality kept; the year of publication
    (
        "apa",
        ODD,
        "King, M. L., Jr., Serre, J.-P., & 王伟. (2025). Is “big” better? A study of BERT in"
        " Chinese hospitals. In Proceedings of ICML 2025. https://doi.org/10.1000/x",
    ),
    # 4 APA: of more than twenty the first nineteen, three dots, the last
    (
        "apa",
        TWENTY_TWO,
        ", ".join(f"Lee{chr(97 + n)}, A. B." for n in range(19))
        + ", . . . Leev, A. B. (2020). A thing (arXiv:2001.00001). arXiv."
        " https://arxiv.org/abs/2001.00001",
    ),
    # 5 APA: a group author whole
    ("apa", TEAM, "Gemma Team. (2024). Gemma: Open models. https://x.org/a"),
    # 6 APA: the title in the author's place, a description in brackets
    (
        "apa",
        COUNTED,
        "Only counted [3 authors, names not given by the source]. (2024).",
    ),
    # 7 APA: n.d.
    ("apa", UNDATED, "Plato. (n.d.). No date."),
    # 8 MLA: three or more: the first, et al.; day month year; the address without https
    (
        "mla",
        ATTENTION,
        "Vaswani, Ashish, et al. “Attention Is All You Need.” arXiv, 12 June 2017,"
        " arxiv.org/abs/1706.03762.",
    ),
    # 9 MLA: two: the second in reading order; headline case
    (
        "mla",
        TSNE,
        "van der Maaten, Laurens, and Geoffrey E. Hinton. “Visualizing Data Using t-SNE.”"
        " Journal of Machine Learning Research, 1 Nov. 2008.",
    ),
    # 10 MLA: suffix last, single marks within double ones, the DOI as an address
    (
        "mla",
        ODD,
        "King, Martin Luther, Jr., et al. “Is ‘Big’ Better? A Study of BERT in Chinese"
        " Hospitals.” Proceedings of ICML 2025, 2025, https://doi.org/10.1000/x.",
    ),
    # 11 MLA: no author: the title first; no date: nothing
    (
        "mla",
        COUNTED,
        "“Only Counted.” 6 Oct. 2024. 3 authors, names not given by the source.",
    ),
    ("mla", UNDATED, "Plato. “No Date.”"),
    # 12 IEEE: initials first, serial comma, comma within the marks, year, number
    (
        "ieee",
        ATTENTION,
        "A. Vaswani, N. Shazeer, and N. Parmar, “Attention is all you need,” 2017,"
        " arXiv:1706.03762.",
    ),
    # 13 IEEE: two without a comma
    (
        "ieee",
        TSNE,
        "L. van der Maaten and G. E. Hinton, “Visualizing data using t-SNE,” Journal of"
        " Machine Learning Research, 2008.",
    ),
    # 14 IEEE: in before a conference, suffix without a comma, the DOI
    (
        "ieee",
        ODD,
        "M. L. King Jr., J.-P. Serre, and 王伟, “Is ‘big’ better? A study of BERT in Chinese"
        " hospitals,” in Proceedings of ICML 2025, 2025, doi: 10.1000/x.",
    ),
    # 15 IEEE: of more than six the first
    ("ieee", TWENTY_TWO, "A. B. Leea et al., “A thing,” 2020, arXiv:2001.00001."),
    # 16 IEEE: a page on the web
    (
        "ieee",
        TEAM,
        "Gemma Team, “Gemma: Open models,” 2024, [Online]. Available: https://x.org/a",
    ),
    # 17 Chicago: the first inverted, the others not; the day behind the archive
    (
        "chicago",
        ATTENTION,
        "Vaswani, Ashish, Noam Shazeer, and Niki Parmar. 2017. “Attention Is All You Need.”"
        " Preprint, arXiv, June 12. https://arxiv.org/abs/1706.03762.",
    ),
    # 18 Chicago: a comma before and even between two
    (
        "chicago",
        TSNE,
        "van der Maaten, Laurens, and Geoffrey E. Hinton. 2008. “Visualizing Data Using"
        " t-SNE.” Journal of Machine Learning Research.",
    ),
    # 19 Chicago: of more than six the first three
    (
        "chicago",
        TWENTY_TWO,
        "Leea, Ann B., Ann B. Leeb, Ann B. Leec, et al. 2020. “A Thing.” Preprint, arXiv,"
        " January 2. https://arxiv.org/abs/2001.00001.",
    ),
    # 20 Chicago: the organisation in the authors' place, brackets for what is said by us
    (
        "chicago",
        OF_AN_ORGANIZATION,
        "R&D Lab. 2024. “Report.” Preprint, arXiv, January 1."
        " https://arxiv.org/abs/2401.00001. [Author names not given by the source.]",
    ),
    # 21 Chicago: n.d.
    ("chicago", UNDATED, "Plato. n.d. “No Date.”"),
    # 22 a list that is known to go on
    (
        "ieee",
        SOME,
        "A. Lee, B. Chen, et al., “Partly known,” 2024, arXiv:2401.00002."
        " [2 of 9 authors named by the source]",
    ),
    (
        "markdown",
        ODD,
        "Martin Luther King Jr., Jean-Pierre Serre and 王伟 (2025). [Is “Big” Better? A Study"
        " of BERT in Chinese Hospitals](https://doi.org/10.1000/x)."
        " *Proceedings of ICML 2025*.",
    ),
]


@pytest.mark.parametrize(("style", "entry", "line"), CHECKED)
def test_checked_by_hand(style: str, entry: Entry, line: str) -> None:
    assert cite(entry, style, "k") == line


def test_every_style_that_is_offered_is_written() -> None:
    assert list(_WRITERS) == list(STYLES)


def test_biblatex_has_the_day_and_the_eprint_type() -> None:
    assert cite(ATTENTION, "biblatex", "vaswani2017attention") == (
        "@online{vaswani2017attention,\n"
        "      title={Attention Is All You Need},\n"
        "      author={Ashish Vaswani and Noam Shazeer and Niki Parmar},\n"
        "      date={2017-06-12},\n"
        "      eprint={1706.03762},\n"
        "      eprinttype={arxiv},\n"
        "      url={https://arxiv.org/abs/1706.03762},\n"
        "}"
    )


def test_what_is_published_wins_over_the_preprint() -> None:
    entry = Entry(
        title="Deep Things",
        authors=("Ann Lee",),
        published="2015-12-10",
        arxiv_id="1512.00001",
        doi="10.1109/CVPR.2016.90",
        venue="Proceedings of CVPR 2016",
    )
    text = cite(entry, "bibtex", "lee2016deep")
    assert text.startswith("@inproceedings{lee2016deep,")
    for field in (
        "booktitle={Proceedings of CVPR 2016}",
        "year={2016}",
        "doi={10.1109/CVPR.2016.90}",
        "eprint={1512.00001}",
        "url={https://doi.org/10.1109/CVPR.2016.90}",
    ):
        assert field in text
    assert "date={2016}" in cite(entry, "biblatex", "k")
    assert "arXiv" not in cite(entry, "apa", "k")


def test_ris_has_names_inverted_and_says_what_is_missing() -> None:
    assert cite(SOME, "ris", "lee2024partly").split("\n") == [
        "TY  - UNPB",
        "ID  - lee2024partly",
        "TI  - Partly Known",
        "AU  - Lee, Ann",
        "AU  - Chen, Bo",
        "PY  - 2024",
        "PB  - arXiv",
        "AN  - arXiv:2401.00002",
        "UR  - https://arxiv.org/abs/2401.00002",
        "N1  - 2 of 9 authors named by the source",
        "ER  - ",
    ]
