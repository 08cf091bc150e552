"""LaTeX that lost its backslashes: what is read all the same, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.latex import LONGEST_TEXT, readable
from paperreader.latex.debris import mended
from paperreader.latex.hints import has_hint
from paperreader.library.identity import title_key

RESTORED = {
    # Fonts and sizes.
    "O(mathsf{Var^star M Gamma S A K})": "O(Var⋆ M Γ S A K)",
    "mathcal{O}(n log n), mathcal O(sqrt K)": "𝒪(n log n), 𝒪(√K)",
    "mathcal{mathcal{O} }(n)": "𝒪(n)",
    "x in mathbb{R}^d, mathbb R": "x ∈ ℝᵈ, ℝ",
    "{scriptsize CODE2SEQ}: {bf Masked} {em Trees}": "CODE2SEQ: Masked Trees",
    "texttt{T}wo-texttt{H}ead, textit{O}ne": "Two-Head, One",
    "fine-tuned $textbf{large} and textbf{small}$ models": "fine-tuned large and small models",
    "boldsymbol\nv-prediction, (mathrm{Cal)}, ": "v-prediction, (Cal), ",
    "text{response length}{3}": "response length{3}",
    # Numbers.
    "1.4times-9times, 256times256, (3times)": "1.4×-9×, 256×256, (3×)",
    "15timessim50times, 1.04sim2.2times": "15×∼50×, 1.04∼2.2×",
    "sim14,000times, {sim}20%, sim5K, 1.3B sim14B": "∼14,000×, ∼20%, ∼5K, 1.3B ∼14B",
    "16{times} and {approx}5{times}, approx 11times": "16× and ≈5×, ≈ 11×",
    "(leq3B, leq 4B), geq 90%, approx20%, d!approx!33": "(≤3B, ≤ 4B), ≥ 90%, ≈20%, d≈33",
    "360^circ, 135^{circ}, 360^circtimes180^circ": "360°, 135°, 360°×180°",
    "0.73rightarrow0.90, A rightarrow B, ARleftrightarrowEN": "0.73→0.90, A → B, AR↔EN",
    "(0.117to0.598), (Delta3.4%)": "(0.117→0.598), (Δ3.4%)",
    "0.69 pm 0.16, 5.6pm0.2, (pm1)": "0.69 ± 0.16, 5.6±0.2, (±1)",
    "vary by pm 23%": "vary by ± 23%",
    "10{,}000times, 10^{-5}, 2^{128}": "10,000×, 10⁻⁵, 2¹²⁸",
    # Letters, with what they are joined to.
    "within varepsilon, an varepsilon-optimal policy": "within ε, an ε-optimal policy",
    "pi_0-FAST, pi_{RL}, pi_0.5 and pi_0.": "π₀-FAST, π_RL, π_0.5 and π₀.",
    "tau^2-bench beside tau-bench": "τ²-bench beside τ-bench",
    "nabla^2DFT of the nablaDFT": "∇²DFT of the ∇DFT",
    "ell_1 and ell_2-norms, infty-norm, l_infty": "ℓ₁ and ℓ₂-norms, ∞-norm, l_∞",
    "error {eta}, {mu}^2Net": "error η, μ²Net",
    "v_{reason} = theta_{GRPO} - theta_{SFT}. A": "vᵣₑₐₛₒₙ = θ_GRPO - θ_SFT. A",
    "SAP^{2}, |v_{ref}|, R^{2} > 0.99": "SAP², |v_ref|, R² > 0.99",
    "Var^star, lambda^star, UV^top, C^perp": "Var⋆, λ⋆, UVᵀ, C⊥",
    # Formulas, and letters that one of them has proven.
    "tilde O( d^2varepsilon^{-2}) episodes": "Õ(d²ε⁻²) episodes",
    "an Omega(d^2varepsilon^{-2}) sample": "an Ω(d²ε⁻²) sample",
    "is tilde Omega(T^{1/3}) times larger": "is Ω̃(T^(1/3)) times larger",
    "mathcal{O}( n + nLvarepsilon^{-1}), which": "𝒪(n + nLε⁻¹), which",
    "O(nm(log mloglog m)^{1/4})": "O(nm(log m log log m)^(1/4))",
    "Obig(n+nk{m}big), Oleft( d{varepsilon} right)": "O(n+nk{m}), O(d{ε})",
    "O(1{varepsilon^2} log 1{delta}), and delta is": "O(1{ε²} log 1{δ}), and δ is",
    "the B=sum_{s,a} b(s,a) of R(x)=sum_k": "the B=∑_(s,a) b(s,a) of R(x)=∑ₖ",
    "(O(N^2 cdot T)) and λcdot k cdot r_c": "(O(N² · T)) and λ·k · r_c",
    "eta_2propto d^{-1}, eta_1=Theta_d(1)": "η₂∝d⁻¹, η₁=Θ_d(1)",
    "q_i propto p_i^{,old}, (z_{t}rightarrow z_{0})": "qᵢ ∝ pᵢᵒˡᵈ, (zₜ→z₀)",
    "a d_k times d_v cache, k_t v_t^top": "a dₖ × dᵥ cache, kₜ vₜᵀ",
    "R^{mtimes n}, L in R^{d times d}": "R^(m×n), L ∈ R^(d × d)",
    "tuples langle P_u, B, H rangle that": "tuples ⟨Pᵤ, B, H⟩ that",
    "so) le (1 - p_{gen})^N + lceil log_2 N rceil": "so) ≤ (1 - p_gen)ᴺ + ⌈log₂ N⌉",
    "widetilde O(H^2C_{sa(pi^star)/n})": "Õ(H²C_(sa(π⋆)/n))",
    "D(b)=alpha*beta^{-b}": "D(b)=α*β⁻ᵇ",
    "O(mathsf{Gamma}), with Gamma = 2": "O(Γ), with Γ = 2",
    "mathcal{O}(alpha); the alpha release, Alpha": "𝒪(α); the alpha release, Alpha",
    "$alpha$ and $d times d$": "α and d × d",
    # Links.
    "https://a.org/x{https://a.org/x}.": "https://a.org/x.",
    "at https://a.org/x/{the page}.": "at the page (https://a.org/x/).",
    "at https://a.org/x{Github},": "at Github (https://a.org/x),",
}

WORDS = (
    "mathematical sometimes alphabet log-barrier times text in to star sum prime beta alpha"
    " Gamma Delta sim cap cup circ bf it em rm sc tt ell le ge ne ll pm mp top perp deg hat bar"
    " tilde vec dot max min sup inf lim exp ln arg sigma lambda pi mu nu xi rho tau phi chi psi"
    " omega eta zeta theta kappa iota epsilon delta nabla approx int prod partial exists"
    " parallel left right big Big small large quad"
    " underline emph denoting wrangle quadrangle strangle"
    " entangle logic simple similar begin between"
)

UNTOUCHED = [
    *WORDS.split(),
    WORDS,
    "a times series, three times 2, 10 times faster, 5 times 4 boards, 3 Times",
    "alpha release, AlphaGo, alpha1, beta testing, Gamma distribution, Delta Lake, Delta3D",
    "sim-to-real, sim2real, Real2Sim2Real, sim2-real, DRAMsim3, sem_sim 0.4, a sim 3 setup",
    "word2vec, int8, log2FC, log10, max2, Phi4, Pi0.5, Raspberry Pi 4, mp4, top5, vec2text",
    "at 5 pm 3 of them, PM2.5, pm2.5, 2to3, 1to1, in 3D, to 5, le 5 mai",
    "O(n log n), O(sqrt(n)), x^2, 2^n, CoSQA^+, k^2 drafts, O(d^4), a_b, snake_case",
    "gamma_correction, alpha_zero.py, beta_diff, delta_lake_v2, sigma_rules, V_star, W_prod",
    "file_{id}.txt, prompt_{name}, {text}, {precoders}, {in}, {name: 1}, {a, b}",
    "https://a.org/sim2/alpha_1/x^{2}, a/leq/b/rightarrow, https://a.org/items/{id}",
    "{it seems so}, {small things}, {large models}, rm -rf {dir}",
    "tilde and hat, a tilde O, tilde-free, bar (x), vec (x)",
    "the sum (of parts), the prime (number), polylog(n), poly(log n), partial order",
    "strangled, wrangler, denoting, Histoplus, noting 3 things",
]

SETTLED = [readable(source) for source in RESTORED]


@pytest.mark.parametrize(("source", "shown"), RESTORED.items(), ids=range(len(RESTORED)))
def test_what_lost_its_backslashes_is_shown_as_mathematics(source: str, shown: str) -> None:
    assert readable(source) == shown


@pytest.mark.parametrize("text", UNTOUCHED, ids=range(len(UNTOUCHED)))
def test_ordinary_words_and_code_stay(text: str) -> None:
    assert readable(text) == text
    assert mended(text) == text


@pytest.mark.parametrize("shown", SETTLED, ids=range(len(SETTLED)))
def test_a_second_look_changes_nothing(shown: str) -> None:
    assert readable(shown) == shown


@pytest.mark.parametrize("word", WORDS.split())
def test_a_formula_beside_them_makes_no_names_of_words(word: str) -> None:
    if word in ("delta", "in", "to", "le", "ge", "ne", "ll"):  # a formula may go on with these
        return
    text = f"Some {word} here; mathcal{{O}}(n) is another {word}."
    assert readable(text) == text.replace("mathcal{O}(n)", "𝒪(n)")


SAME = {
    "textbf{Only-This}: A Study": r"$\textbf{Only-This}$: A Study",
    "$textbf{Only-This}$: A Study": r"$\textbf{Only-This}$: A Study",
    "texttt{T}wo texttt{H}eads": r"\texttt{T}wo \texttt{H}eads",
    "DR^{3}-Search: A Benchmark": "$DR^{3}$-Search: A Benchmark",
    "{bf Trees} of {scriptsize CODE}": r"{\bf Trees} of {\scriptsize CODE}",
    "mathcal{O}(1) Attention": r"$\mathcal{O}(1)$ Attention",
}


@pytest.mark.parametrize(("lost", "kept"), SAME.items())
def test_a_title_is_the_same_paper_with_and_without_its_backslashes(
    lost: str, kept: str
) -> None:
    assert title_key(lost) == title_key(kept)


PIECES = [
    *("{", "}", "(", ")", "[", "^", "_", "^{", "_{", " ", "\n", "$", "\\", "!", ",", ".", "-"),
    *("=", "+", "*", "/", "|", "5", "1.4", "x", "a", "O", "and", "https://a.org", "\\alpha"),
    *("times", "sim", "approx", "pm", "to", "in", "le", "alpha", "pi", "Gamma", "nabla", "ell"),
    *("varepsilon", "leq", "rightarrow", "infty", "langle", "rangle", "lceil", "cdot", "star"),
    *("mathcal", "mathcal{", "textbf{", "text{", "sqrt", "tilde", "widetilde", "sum", "log"),
    *("left", "right", "big", "{bf ", "circ", "top", "DFT", "é", "漢", "\ud800", "\x00", "µ"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_heap_of_debris_gives_a_text(text: str) -> None:
    shown = readable(text)
    for kept in "漢\x00":
        assert shown.count(kept) == text.count(kept)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_hint_misses_nothing(text: str) -> None:
    """What has no hint would not be changed by the closer look that it is spared."""
    if not has_hint(text) and "$" not in text:
        assert mended(text) == text


@given(st.lists(st.sampled_from([*UNTOUCHED, "so", "that,", "a"]), max_size=8).map(" ".join))
def test_words_stay_in_any_order(text: str) -> None:
    assert readable(text) == text


EXHAUSTING = [
    *("(", "{", "mathcal{", "x^{", "x^{a} + ", "pi_0 ", "(pi_0 ", "pi_0=", "$pi_0", "{bf "),
    *("langle ", "3times", "varepsilon", "sim3", "http://", "://", "a.a", "a/a/", "_", "a@"),
    *(
        "d^",
        "sqrt{",
        "tilde O(",
        "pi_{",
        "alpha ^alpha",
        "\\(",
        "sum_{",
        "infty + ",
        "O(infty ",
    ),
]


@pytest.mark.parametrize("part", EXHAUSTING)
def test_debris_made_to_exhaust_comes_back(part: str) -> None:
    """Growing formulas must not meet again and again what they have met."""
    assert len(readable((part * LONGEST_TEXT)[:20_000])) <= 40_000
