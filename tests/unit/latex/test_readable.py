"""What LaTeX becomes, what is left alone, and the laws that hold for any text."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.latex import LONGEST_MATH, LONGEST_TEXT, readable

SHOWN = {
    # Text macros, accents and letters.
    r"$\textbf{Only-IF}$:Revealing the Limits": "Only-IF: Revealing the Limits",
    r"M$^3$:Foo": "M³: Foo",
    r"we show $x$:one way": "we show x:one way",
    r"\textbf{Qua}ntized \emph{and \textit{nested}} \texttt{a\_b}": "Quantized and nested a_b",
    r"{\bf R}euse of {\em a priori\/} {\small\itshape text}": "Reuse of a priori text",
    r"Uzna\'{n}ski": "Uznański",
    r"G\"odel, Fr\'echet, na\"{\i}ve, Erd\H{o}s": "Gödel, Fréchet, naïve, Erdős",
    r"\v{c}, \c{c}, Fran\c cois, espa\~nola": "č, ç, François, española",
    r"J\o rgensen, {\L}ukasz, Stra\ss{}e, \O{}": "Jørgensen, Łukasz, Straße, Ø",
    r"\"Ust\"un and \'Alvarez": r"Üstün and Álvarez",
    r"{\alpha}-\b{eta}, \r{ho} = 0.3, \k{appa}": "α-β, ρ = 0.3, κ",
    r"F\textsuperscript{2}LP, AP\textsubscript{50}": "F²LP, AP₅₀",
    r"50\%, R\&D, a\_b, \#1, \$5, \{x\}": "50%, R&D, a_b, #1, $5, {x}",
    r"vs.\ 0.8, 10\,000, i.i.d.\ noise": "vs. 0.8, 10 000, i.i.d. noise",
    r"Adaptive \varepsilon-Constraints": "Adaptive ε-Constraints",
    r"PixArt-\Sigma, 3\times faster, 90\deg": "PixArt-Σ, 3× faster, 90°",
    "``quotes'' and ``mixed\"": "“quotes” and “mixed”",
    r"\url{https://a.org/b\_c}": "https://a.org/b_c",
    r"\href{https://a.org}{here}": "here (https://a.org)",
    r"\href{https://a.org}{https://a.org}": "https://a.org",
    r"Falcon~\citep{a2022,b2023} and \cite[p.~3]{c}": "Falcon [a2022, b2023] and [c, p. 3]",
    r"code\footnote{At \url{https://a.org}}.": "code (At https://a.org).",
    r"\textcolor{blue}{here} {\color{red}3)} \verb|x y|": "here 3) x y",
    r"loss$\unicode{x2014}$utility": "loss—utility",
    r"\ding{182} \ding{51}": "❶ ✓",
    "Fig.~3, Task~2, 5~dB, (ii)~hard": "Fig. 3, Task 2, 5 dB, (ii) hard",
    "language models~(LLMs)": "language models (LLMs)",
    r"\ac{WER} and \gls{DRL}": "WER and DRL",
    # Scripts.
    "$x^2$, $H_2O$, CO$_2$, $10^{-3}$": "x², H₂O, CO₂, 10⁻³",
    "$x^{i,j}$, $x_{i,j}$, $x^{a^2}$": "x^(i,j), x_(i,j), x^(a²)",
    r"$\ell_1$, $\ell_\infty$, $\ell_{2,p}$": "ℓ₁, ℓ_∞, ℓ_(2,p)",
    r"$d_{\text{max}}$, $L_{\mathrm{base}}$, $L_{base}x$": "dₘₐₓ, L_base, L_(base)x",
    r"$A^\top$, T$^\star$, 360$^\circ$, FaSTA$^*$": "Aᵀ, T⋆, 360°, FaSTA*",
    r"$π_{0.7}$, $c_{\text{deg}}$": "π_0.7, c_deg",
    r"$\sum_{i=1}^{n} x_i$": "∑ᵢ₌₁ⁿ xᵢ",
    # Formulas.
    r"$\mathcal{O}(n\log n)$, $O(\log\log T)$, $\log_2 n$": "𝒪(n log n), O(log log T), log₂ n",
    r"$\mathbb{R}^d$, $\mathbb R^n$, ${\cal O}(N)$, $\mathfrak{g}$": "ℝᵈ, ℝⁿ, 𝒪(N), 𝔤",
    r"$\mathbf{x}$, $\mathrm{CE}$, $\text{if } x$": "x, CE, if x",
    r"$\operatorname{rank} A$, $\operatorname{} x$": "rank A, x",
    r"$\tilde{O}(\sqrt{dT})$, $\hat{x}_i$, $\bar y$": "Õ(√(dT)), x̂ᵢ, ȳ",
    r"$\frac{a}{b}$, $\frac{a+b}{2n}$, $\frac12 n$, $\frac 14$": "a/b, (a+b)/(2n), 1/2 n, 1/4",
    r"$\ln\frac{1}{δ}$, $c \log \frac ab$": "ln 1/δ, c log a/b",
    r"$\sqrt{n}$, $\sqrt{n+1}$, $\sqrt[3]{x}$": "√n, √(n+1), ³√x",
    r"$a\leq b$, $Z \geq 8$, $256\times 256$": "a≤b, Z ≥ 8, 256×256",
    r"$\rightarrow$, $\infty$, $\not=$, $\not\in$": "→, ∞, ≠, ∉",
    r"98$\times$, $\sim$20, $>$20, $\{\pm 1, \pm i\}$": "98×, ∼20, >20, {±1, ±i}",
    r"$\left( \frac{N}{2} \right)$, $\|x\|_2$, $1{,}700$": "(N/2), ‖x‖₂, 1,700",
    r"$\binom{n}{k}$, $3 \pmod{4}$": "(n choose k), 3 (mod 4)",
    r"$2\%$, $95.7 \pm 0.2\%$": "2%, 95.7 ± 0.2%",
    r"\(x+1\), $$y^2$$, \[ x = \frac{1}{2} \]": "x+1, y², x = 1/2",
    r"$\textbf{$ρ$-$\texttt{EOS}$}$": "ρ-EOS",
    "$textbf{specialist}$, $mathcal{O}(n)$": "specialist, 𝒪(n)",
    "$k$-means, $K-$means, ($p = .09$), $2$ seconds": "k-means, K-means, (p = .09), 2 seconds",
    # Macros that nobody but their author knows keep their names.
    r"$\bW_t$, $\foo{x}$, $\calO(n)$": "bWₜ, foo(x), calO(n)",
    # A price beside a formula.
    "costs $5 for $k$-means": "costs $5 for k-means",
    "it is $3M for $n$ users, $4M for $m$": "it is $3M for n users, $4M for m",
}

UNTOUCHED = [
    "",
    "Attention Is All You Need",
    "$5 and $10",
    "costs $3M to $4M",
    "$0.025-$0.055, $18/hour versus $60/hour",
    "$5, $10, and $20; $3M/$4M; $5k+$2k; $5M → $10M",
    "from $1.49 million, then ($1.33M) and ($0.70M)",
    '("$5" or "$10"), $5–$10',
    "US$ 5 to US$ 10, A$3 and 5$, 10$",
    "energy ($/kWh) and demand ($/kW)",
    "US$",
    "$HOME/$USER and $PATH:$HOME",
    "${name}/${other}",
    "foo$|^bar$",
    r"\d+\.\d*, ^\s*(\w+)$, \bword\b",
    r"C:\new\table and C:\alpha\text{1}",
    r"\\server\alpha\times",
    r"src\text\foo",
    "C#, 50%, R&D, #1, a_b, snake_case, x^2, 2^n",
    "{json: 1}, {a, b}, {GPU}s",
    "~20, (~2%), about ~ here, 1.5~1.8x, r~0.6, x~N(0,1)",
    "https://a.org/~user/x",
    r"it\'s they\'re don\'t",
    r"{\"name\": \"only\"}",
    r"\ours, \method{} and {\name}",
    r"a line \\ another",
    r"cut off: \textbf{and \href{https://a.org and $\frac{1}",
    r"\[Re\] and \[1\]",
    "`Lord of the Flies' and `code` and ```block```",
    "a -- b --- c",
    "\\",
    "$",
    "$$",
    "$ $",
    "~",
    "``",
]


@pytest.mark.parametrize(("source", "shown"), SHOWN.items(), ids=range(len(SHOWN)))
def test_latex_is_shown_as_a_reader_would_write_it(source: str, shown: str) -> None:
    assert readable(source) == shown


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_latex_stays(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize("shown", [*SHOWN.values()], ids=range(len(SHOWN)))
def test_the_readable_form_is_stable(shown: str) -> None:
    if "$" not in shown:  # a price that was escaped is not escaped any more
        assert readable(shown) == shown


FRAGMENTS = [
    *("$", "$$", "{", "}", "\\", "^", "_", "~", "``", "''", "[", "]", "(", ")", " ", "\n", "&"),
    *("%", "x", "5", "and", "\\frac", "\\sqrt", "\\textbf{", "\\mathcal", "\\left", "\\("),
    *("\\)", "\\[", "\\]", "\\'", '\\"', "\\v", "\\b{eta}", "\\log", "\\alpha", "\\unknown"),
    *("\\not", "\\cal", "\\bf", "\\begin{cases}", "\\end{cases}", "\\href{a}{b}", "\\cite"),
    *(
        "\\SI{",
        "\\d",
        "C:\\",
        "\\operatorname",
        "\\unicode{x2013}",
        "\\unicode{xD800}",
        "\\ding{999}",
    ),
    *("\ud800", "\x00", "\u0301", "ß", "漢"),
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))
def test_any_heap_of_latex_gives_a_text(text: str) -> None:
    shown = readable(text)
    for kept in "ß漢":  # no macro here takes these away or gives them
        assert shown.count(kept) == text.count(kept)


@given(st.text(st.characters(), max_size=200))
def test_any_text_gives_a_text(text: str) -> None:
    shown = readable(text)
    if not set(text) & set("\\$~`"):
        assert shown == text


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_no_new_control_character_appears(text: str) -> None:
    new = set(readable(text)) - set(text)
    assert not [char for char in new if unicodedata.category(char) in ("Cc", "Cf", "Cs")]


PRICE = st.builds(
    "${}{}".format,
    st.one_of(st.integers(0, 10**6), st.decimals(0, 999, places=2)),
    st.sampled_from(["", "M", "k", "B", " million", "/hour", " USD"]),
)
BETWEEN = st.sampled_from(
    [" and ", " to ", " or ", ", ", "-", "–", "/", " vs. ", " (", " → ", "; "]
)


@given(PRICE, BETWEEN, PRICE, st.sampled_from(["", ".", " per run", ")"]))
def test_two_prices_are_never_a_formula(one: str, between: str, two: str, rest: str) -> None:
    text = f"It costs {one}{between}{two}{rest}"
    assert readable(text) == text


EXHAUSTING = [
    *("$", "${", "{$", "\\(", "\\[", "\\frac", "$\\frac", "\\frac{", "\\textbf{", "{\\bf "),
    *("$x^{", "$\\hat", "$\\cal ", "\\SI{", "\\binom{\\sqrt", "\\'{", "\\b{", "``a", "a~b"),
    *("\\d ", '\\"'),
]


@pytest.mark.parametrize("part", EXHAUSTING)
def test_a_text_made_to_exhaust_comes_back(part: str) -> None:
    """Nesting and failed beginnings must not multiply: each of these once could take hours."""
    long = (part * LONGEST_MATH)[:20_000]
    spans = f"${(part.replace('$', '') * LONGEST_MATH)[: LONGEST_MATH - 10]}x$ "
    assert len(readable(long)) <= 4 * len(long)
    assert readable(spans * 5)


def test_a_line_too_long_for_an_abstract_stays() -> None:
    text = r"$\alpha$ " * (10_000_000 // 9)
    assert readable(text) is text
    fitting = (r"$\alpha$ " * LONGEST_TEXT)[: LONGEST_TEXT - LONGEST_TEXT % 9]
    assert set(readable(fitting)) == {"α", " "}


def test_a_number_too_long_to_be_one_stays() -> None:
    text = rf"\ding{{{'1' * 5_000}}}"
    assert readable(text) == text


def test_a_formula_too_long_stays() -> None:
    text = f"${'x+' * LONGEST_MATH}y$"
    assert readable(text) == text


def test_only_latex_pays_for_its_tables() -> None:
    """A start-up path that shows ordinary titles must not import pylatexenc."""
    script = (
        "import sys; from paperreader.latex import readable;"
        "readable('A title'); readable('It costs $5');"
        "assert not [name for name in sys.modules if name.startswith('pylatexenc')];"
        "readable(r'$\\alpha$'); assert 'pylatexenc' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
