"""LaTeX records in ASCII."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.citing.ascii_tex import to_ascii
from tests.unit.citing.reading import depth_never_below_zero_and_zero_at_the_end


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("plain", "plain"),
        ("Café", r"Caf{\'{e}}"),
        ("Cafe\u0301", r"Caf{\'{e}}"),
        ("Łukasz Åström ß", r"{\L}ukasz {\r{A}}str{\"{o}}m {\ss}"),
        ("naïve", r"na{\"{i}}ve"),
        ("α-VAE", r"{\ensuremath{\alpha}}-VAE"),
        ("Nguyễn", r"Nguy{\~{\^{e}}}n"),
        (
            "“a” – b’s",
            r"{\textquotedblleft}a{\textquotedblright} {\textendash} b{\textquoteright}s",
        ),
        ("𝒪(n)", "O(n)"),
        ("王", r"{\texttt{U+738B}}"),
        ("a\u200db", "ab"),
        ("      doi={10.1000/é},", "      doi={10.1000/%C3%A9},"),
    ],
)
def test_commands(text: str, ascii_text: str) -> None:
    assert to_ascii(text) == ascii_text


@given(st.text(max_size=50))
def test_whatever_comes_is_ascii_with_its_braces_balanced(text: str) -> None:
    bare = text.replace("{", "").replace("}", "").encode("utf-8", "replace").decode()
    made = to_ascii(bare)
    assert made.isascii()
    assert depth_never_below_zero_and_zero_at_the_end(made)
