"""All debris of the real dumps: where it stands, and how it is shown.

Each row names a dump, a few characters by which the place is found there, and
what the line must hold when it is shown.
"""

import json
import re
from pathlib import Path

import pytest

from paperreader.latex import readable

SEARCH = "search-plain-text.txt"
BARE = "search-bare-urls.md"
NOTES = "search-html2text-footnotes.md"

PLACES = [
    (SEARCH, r"$\textbf{Only-IF}$", "Only-IF: "),
    (SEARCH, "$textbf{specialist}", "fine-tuning of specialist and generalist models"),
    (SEARCH, "mathsf{Var^star M Gamma", "an O(Var⋆ M Γ S A K) regret"),
    (SEARCH, "Var^star is", "and Var⋆ is"),
    (SEARCH, "Omega(mathsf", "novel Ω(Var⋆ M S A K) regret lower bound with Γ = 2, which"),
    (SEARCH, "the SRRW achieves O(1/{", "achieves O(1/α) decrease"),
    (SEARCH, "decreases at rate O(1/{", "at rate O(1/α^2) -"),
    (SEARCH, "Obig(n+nk", "time O(n+nk{m}), removing"),
    (SEARCH, "mloglog", "higher O(nm(log m log log m)^(1/4)) running"),
    (SEARCH, "O(epsilon^{-0.93}", "an O(ϵ^(-0.93)n) time"),
    (SEARCH, "O(epsilon^{-1}", "the previous O(ϵ⁻¹n) running"),
    (SEARCH, "Uzna", "Uznański,"),
    (SEARCH, "tilde O( d^2", "explore Õ(d²ε⁻²) episodes to find an ε-optimal"),
    (SEARCH, "Omega(d^2", "an Ω(d²ε⁻²) sample"),
    (SEARCH, "{O}(varepsilon^{-2.5}", "a 𝒪(ε^(-2.5)) sample"),
    (SEARCH, "global varepsilon-", "global ε-optimal"),
    (SEARCH, "{O}(varepsilon^{-3}", "known 𝒪(ε⁻³) complexity"),
    (SEARCH, "mathcal{mathcal{O} }", "to 𝒪(ε⁻²) by"),
    (SEARCH, "HEAPr{https", "https://github.com/LLIKKE/HEAPr."),
    (SEARCH, "nLvarepsilon", "is 𝒪(n + nLε⁻¹), which"),
    (SEARCH, "mathcal O(K^{2/3}", "order 𝒪(K^(2/3)) (omitting"),
    (SEARCH, "mathcal O(sqrt K)", "𝒪(√K)"),
    (SEARCH, "mathcal O(K^{8/9}", "achieves 𝒪(K^(8/9)) regret"),
    (SEARCH, "O(K^{14/15}", "𝒪(K^(14/15)). This"),
    (SEARCH, "1.4times-9times", "up to 1.4×-9× reduction"),
    (SEARCH, "tilde Omega(T^{1/3}", "is Ω̃(T^(1/3)) times larger"),
    (SEARCH, "D^{3/2} S^2", "requires O(B D + D^(3/2) S² A) time"),
    (SEARCH, "B=sum_{s,a}", "the B=∑_(s,a) b(s,a) desired"),
    (SEARCH, "from O(d^4)", "from O(d^4), where"),
    (BARE, "{scriptsize CODE2SEQ}", "present CODE2SEQ: an"),
    (BARE, "2.44times", "least 2.44× faster"),
    (BARE, "CoSQA^+), and", "(CSN and CoSQA^+), and"),
    (BARE, "k^2 new", "get k^2 new"),
    (NOTES, "the SAP^{2} method", "the SAP² method"),
    (NOTES, "performance of SAP^{2}", "performance of SAP² on"),
]

NAMES = re.compile(
    r"(?<![\\A-Za-z])(?:math(?:cal|sf|bb|rm|bf)|text(?:bf|it|tt)|varepsilon|scriptsize|leq|geq"
    r"|sqrt)(?![a-z])|\d(?:times|sim)|[\^_]\{|(?<![\\A-Za-z])(?:Omega|sum_|epsilon\^|tilde O)"
)


@pytest.mark.parametrize(("dump", "place", "shown"), PLACES)
def test_a_real_dumps_debris_is_shown_as_mathematics(
    shared: Path, dump: str, place: str, shown: str
) -> None:
    lines = (shared / "dumps" / dump).read_text(encoding="utf-8").splitlines()
    met = [readable(line) for line in lines if place in line]
    assert met
    assert all(shown in line for line in met)


@pytest.mark.parametrize("dump", [SEARCH, BARE, NOTES, "search-firecrawl.md"])
def test_no_debris_of_a_dump_is_left(shared: Path, dump: str) -> None:
    for line in (shared / "dumps" / dump).read_text(encoding="utf-8").splitlines():
        shown = readable(line)
        assert readable(shown) == shown
        assert not NAMES.findall(shown), shown


def test_a_dump_and_the_hubs_own_record_of_a_title_are_shown_alike(shared: Path) -> None:
    day = json.loads((shared / "api" / "hf-daily_papers-2025-12-18.json").read_text("utf-8"))
    for record in day:
        title = record["title"]
        assert readable(title.replace("\\textbf", "textbf")) == readable(title)
