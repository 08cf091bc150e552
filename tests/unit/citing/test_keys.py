"""Citation keys."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.citing import propose_key
from paperreader.entry import Entry

ATTENTION: dict[str, Any] = {
    "title": "Attention Is All You Need",
    "authors": ("Ashish Vaswani", "Noam Shazeer"),
    "published": "2017-06-12",
}

CASES: list[tuple[dict[str, Any], str]] = [
    (ATTENTION, "vaswani2017attention"),
    (
        {
            "title": "Visualizing Data using t-SNE",
            "authors": ("Laurens van der Maaten",),
            "published": "2008-11-01",
        },
        "vandermaaten2008visualizing",
    ),
    ({**ATTENTION, "authors": ("Luc Van Gool",)}, "vangool2017attention"),
    ({**ATTENTION, "authors": ("Hal Daumé III",)}, "daume2017attention"),
    ({**ATTENTION, "authors": ("Łukasz Kaiser",)}, "kaiser2017attention"),
    ({**ATTENTION, "authors": ("Søren Ærø",)}, "aero2017attention"),
    ({**ATTENTION, "authors": ("Günther Groß",)}, "gross2017attention"),
    ({**ATTENTION, "authors": ("Jean O'Neil-Smith",)}, "oneilsmith2017attention"),
    ({**ATTENTION, "authors": (r"Jan Uzna\'{n}ski",)}, "uznanski2017attention"),
    ({**ATTENTION, "authors": ("the TCV team",)}, "tcvteam2017attention"),
    ({**ATTENTION, "authors": ("OpenAI",)}, "openai2017attention"),
    ({**ATTENTION, "authors": (), "organization": "Hugging Face"}, "huggingface2017attention"),
    ({**ATTENTION, "authors": (), "author_count": 3}, "attentionneed2017"),
    ({**ATTENTION, "authors": ("王伟",)}, "attentionneed2017"),
    ({**ATTENTION, "authors": ("Wei 王",)}, "wei2017attention"),
    ({**ATTENTION, "published": None}, "vaswaniattention"),
    ({**ATTENTION, "published": None, "arxiv_id": "1706.03762"}, "vaswani2017attention"),
    ({**ATTENTION, "published": None, "arxiv_id": "hep-th/9901001"}, "vaswani1999attention"),
    ({**ATTENTION, "published": None, "featured": "2023-05-02"}, "vaswani2023attention"),
    ({**ATTENTION, "published": "soon"}, "vaswaniattention"),
    ({**ATTENTION, "title": "On the X-ray of It"}, "vaswani2017xray"),
    ({**ATTENTION, "title": "GPT-4 Technical Report"}, "vaswani2017gpt"),
    ({**ATTENTION, "title": "360 Degrees"}, "vaswani2017degrees"),
    ({**ATTENTION, "title": "What Is It?"}, "vaswani2017what"),
    ({**ATTENTION, "title": r"$\textbf{Only-IF}$:Revealing"}, "vaswani2017only"),
    ({**ATTENTION, "title": "M$^{2}$SNet: A Net"}, "vaswani2017m2snet"),
    ({**ATTENTION, "title": "Mus{é}e d'Archéologie"}, "vaswani2017musee"),
    ({**ATTENTION, "title": "注意力"}, "vaswani2017"),
    ({"title": "注意力"}, "paper"),
    ({"title": ""}, "paper"),
    ({"title": "注意力", "published": "2020-01-01"}, "paper2020"),
]


@pytest.mark.parametrize(("fields", "key"), CASES)
def test_keys(fields: dict[str, Any], key: str) -> None:
    assert propose_key(Entry(**fields), ()) == key


def test_letters_follow_where_a_key_is_taken() -> None:
    entry = Entry(**ATTENTION)
    taken: set[str] = set()
    keys = []
    for _ in range(29):
        keys.append(propose_key(entry, taken))
        taken.add(keys[-1])
    base = "vaswani2017attention"
    assert keys[:3] == [base, f"{base}a", f"{base}b"]
    assert keys[26:] == [f"{base}z", f"{base}aa", f"{base}ab"]


TEXT = st.text(max_size=40)


@given(
    st.builds(
        Entry,
        title=TEXT,
        authors=st.lists(TEXT, max_size=3).map(tuple),
        organization=st.none() | TEXT,
        published=st.none() | TEXT,
        featured=st.none() | TEXT,
        arxiv_id=st.none() | TEXT,
    ),
    st.sets(st.sampled_from(["paper", "papera", "a", "0"])),
)
def test_a_key_is_short_ascii_and_free(entry: Entry, taken: set[str]) -> None:
    key = propose_key(entry, taken)
    assert re.fullmatch("[a-z0-9]+", key)
    assert key not in taken
    assert len(key) < 120


def test_a_title_without_end_is_no_key_without_end() -> None:
    assert len(propose_key(Entry(title="a" * 1_000_000, authors=("B" * 100_000,)), ())) < 120
