"""Escaping for BibTeX and LaTeX."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.citing.tex import escape, escape_title, verbatim
from paperreader.citing.tex_math import is_math
from tests.unit.citing.reading import depth_never_below_zero_and_zero_at_the_end

TITLES = [
    # plain text
    ("Attention Is All You Need", "Attention Is All You Need"),
    ("Q&A at 80% of C#", r"{Q}\&{A} at 80\% of {C}\#"),
    ("code_transformed ~ x^2", r"code\_transformed \textasciitilde{} x\textasciicircum{}2"),
    # capitals
    ("BERT: Pre-training for LLMs", "{BERT}: Pre-training for {LLMs}"),
    ("SpecDec++: Boosting a Thing", "{SpecDec++}: Boosting a Thing"),
    ("DeepSeek-V3, Wan2.1 and iPhone", "{DeepSeek}-{V3}, {Wan2.1} and {iPhone}"),
    ("Q: A Study of X-ray 3D A* Search", "{Q}: A Study of {X}-ray {3D} {A*} Search"),
    ("A/B Tests: A Survey", "{A}/{B} Tests: A Survey"),
    ("O'Neil's Don't U.S. policy", "{O'Neil's} Don't {U.S}. policy"),
    ("{GSR4B}: Biomass", "{GSR4B}: Biomass"),
    ("360 Degrees in 2024", "360 Degrees in 2024"),
    # math stays
    ("M$^{2}$SNet", "{M}$^{2}${SNet}"),
    (r"The $\ell_1$ norm in $\mathcal{O}(n)$", r"The $\ell_1$ norm in {$\mathcal{O}(n)$}"),
    ("$K$ Topics", "{$K$} Topics"),
    ("$n$-gram", "$n$-gram"),
    (r"in $\{\pm 1, \pm i\}$", r"in $\{\pm 1, \pm i\}$"),
    (r"$\left\{x\right.$", r"$\left\lbrace x\right.$"),
    ("$100\\% + 5%$", r"$100\% + 5\%$"),
    (r"\(X\)-evolve", "{$X$}-evolve"),
    (r"$\textit{near} $, $ \textit{far} $", r"$\textit{near} $, $ \textit{far} $"),
    ("$$x^2$$", "$x^2$"),
    # dollars that are none
    ("Training with $500 for all", r"Training with \$500 for all"),
    ("From $5 to $10", r"From \$5 to \$10"),
    ("Cost $5-$10", r"Cost \$5-\$10"),
    ("$500 to train, and $200k", r"\$500 to train, and \$200k"),
    ("Fixing Bugs for 1$: Cheap", r"Fixing Bugs for 1\$: Cheap"),
    (r"With \$100 Budget", r"With \$100 Budget"),
    ("$HOME/$PATH", r"\${HOME}/\${PATH}"),
    ("$", r"\$"),
    ("$$", r"\$\$"),
    # LaTeX in text stays
    (r"Uzna\'{n}ski", r"Uzna\'{n}ski"),
    (r"Uzna\'nski", r"Uzna\'{n}ski"),
    (r"na\"{\i}ve na\"\i ve", r"na\"{\i}ve na\"{\i} ve"),
    (r"Business as \textit{Rule}sual", r"Business as \textit{Rule}sual"),
    (r"F\textsuperscript{2}LP", r"{F}\textsuperscript{2}{LP}"),
    (r"a \textbf", r"a \textbf{}"),
    (r"S\&P 500", r"{S}\&{P} 500"),
    (r"{\bf LoRA} tuned", r"{{\bf LoRA}} tuned"),
    (r"\LaTeX and \H{o}", r"{\LaTeX} and {\H{o}}"),
    # math outside math is put there
    (r"{\alpha}-VAE", r"{$\alpha$}-{VAE}"),
    (r"2 \times 3", r"2 $\times$ 3"),
    (r"\mathsf{Var} of it", r"{$\mathsf{Var}$} of it"),
    # what is no LaTeX is shown
    (r"C:\Users", r"{C}:\textbackslash{}Users"),
    (r"\mymodel{} it", r"\textbackslash{}mymodel{} it"),
    ("a \\", r"a \textbackslash{}"),
    ("FA^{3}-CLIP", r"{FA}\textasciicircum{}{3}-{CLIP}"),
    ("a } b { c", r"a \textbraceright{} b \textbraceleft{} c"),
    (r"set \{1\}", r"set \textbraceleft{}1\textbraceright{}"),
    # lines
    ("PCBA \\\\ via\n it", "{PCBA} via it"),
    ("a\x00b\x1b[31m \u202ec\t d", "ab[31m c d"),
    ("é 注意力 μ", "é 注意力 μ"),
    ("lone \udc80", "lone \ufffd"),
]


@pytest.mark.parametrize(("title", "value"), TITLES)
def test_titles(title: str, value: str) -> None:
    assert escape_title(title) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("BERT Team", "BERT Team"),
        ("R&D $K$", r"R\&D $K$"),
        ("{A} B", "{A} B"),
        (r"Nguy\~ên", r"Nguy\~{ê}n"),
    ],
)
def test_text_that_no_style_lowers_has_no_braces_added(text: str, value: str) -> None:
    assert escape(text) == value


@pytest.mark.parametrize(
    ("content", "after", "math"),
    [
        ("n", "", True),
        ("top", "-", True),
        ("N + 1", "", True),
        ("a < b", "", True),
        (r"5 \text{ shots}", "", True),
        ("360", " ", True),
        ("5-", "1", False),
        ("5 and ", "1", False),
        ("AP and B", " ", False),
        ("500 to pay", "", False),
        ("", "", False),
        (" ", "", False),
        ("a\\", "", False),
    ],
)
def test_math_or_money(content: str, after: str, math: bool) -> None:
    assert is_math(content, after) is math


def test_identifiers_are_not_escaped_but_cannot_end_their_field() -> None:
    assert verbatim("10.1000/a_b%20(c)#d") == "10.1000/a_b%20(c)#d"
    assert verbatim('x}{ "y\\\n') == "x%7D%7B%20%22y%5C"


TEXTISH = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\\{}$^_~&%# aBé'\"()[]1.,\n", max_size=30),
    st.lists(
        st.sampled_from(
            [
                *(
                    r"\textbf{",
                    r"\alpha",
                    r"\'",
                    r"\c ",
                    "$",
                    r"\{",
                    r"\}",
                    "{",
                    "}",
                    "\\",
                    " ",
                ),
                *(
                    "LoRA",
                    "x_1",
                    r"\(",
                    r"\)",
                    r"\mathcal{O}",
                    r"\bf",
                    r"\H{o}",
                    "$$",
                    "%",
                    "5",
                ),
            ]
        ),
        max_size=12,
    ).map("".join),
)


@given(TEXTISH)
@example(r"$\{$ \} {\bf $x}$")
@example(r"\mathcal{\{} $\}$")
@example(r"\textbf{\{}}")
@example("\\(\\\\)")
def test_braces_are_balanced_and_specials_escaped_whatever_comes(text: str) -> None:
    for value in (escape(text), escape_title(text)):
        assert depth_never_below_zero_and_zero_at_the_end(value)
        assert re.search(r"(?<!\\)[%#&]", value) is None
        assert "\n" not in value
        assert value.isprintable() or not text.isprintable()
        outside_math = re.sub(r"(?<!\\)\$.*?(?<!\\)\$", "", value.replace(r"\\", ""))
        assert "$" not in outside_math.replace(r"\$", "")
        assert re.search(r"(?<!\\)[_^~]", outside_math) is None
        value.encode()


@given(TEXTISH)
def test_a_title_says_the_same_with_and_without_protection(text: str) -> None:
    bare = re.compile(r"[{} ]")
    assert bare.sub("", escape_title(text)) == bare.sub("", escape(text))


@pytest.mark.parametrize(
    "piece", ["\\", "$", "{", "\\(", "\\c", "\\mathcal{", "a.", "$a ", "\\$"]
)
def test_long_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    assert depth_never_below_zero_and_zero_at_the_end(escape_title(piece * 50_000))
