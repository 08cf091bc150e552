r"""Names of macros as they stand where a text has lost its backslashes.

Many of them are words too, so each set here says what must stand beside such a
name before it is taken for a macro; `paperreader.latex.traces` looks at that.
"""

from paperreader.latex.symbols import names

GREEK = names(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau"
    " upsilon phi chi psi omega ell Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
    " nabla"
)
"""Letters; each is a word, a name or a unit as well."""
LETTERS = GREEK | names("varepsilon vartheta varrho varsigma varphi")
"""Those letters and their variants, whose names are no words."""
ARROWS = frozenset(
    size + side + "arrow"
    for size in ("", "long", "hook")
    for side in ("left", "right", "leftright")
) | names("Rightarrow Leftarrow Leftrightarrow Longrightarrow")
NO_WORDS = ARROWS | names(
    "varepsilon vartheta varrho varsigma varphi leq geq neq leqslant geqslant infty cdot cdots"
    " ldots propto notin subseteq subsetneq supseteq lceil rceil lfloor rfloor langle rangle"
    " lesssim gtrsim simeq mapsto otimes oplus odot setminus emptyset approxeq"
)
"""Signs whose names are no words of any language: one of them is proof in itself."""
ALPHABETS = names(
    "mathcal mathsf mathbb mathbf mathrm mathfrak mathit mathscr mathtt boldsymbol operatorname"
)
TEXTS = names("text textbf textit texttt textsc textsf textrm textsl emph underline")
ACCENTS = names("tilde hat bar vec dot ddot check breve widetilde widehat overline sqrt")
"""What goes with the one letter or group after it."""
RAISED = names("circ star top prime dagger dag perp ast infty")
"""Signs that are proof as an exponent."""
SUMS = names("sum prod int")
RELATIONS = names(
    "times sim approx le ge ne pm mp in to cup cap circ cdot ll gg mid equiv simeq subset star"
    " ast wedge vee neq leq geq propto rightarrow leftarrow mapsto notin subseteq"
)
"""What stands between two terms."""
SIGNS_BETWEEN = frozenset("+-=<>*/|")
"""The same in signs."""
COMPARISONS = names("le ge ne ll gg")
"""Relations that may follow what is no formula, but only as words of their own."""
PAIRS = {"langle": "rangle", "lceil": "rceil", "lfloor": "rfloor"}
BRACKET_SIZES = names("left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr")
FUNCTIONS = names(
    "log ln exp max min sup inf lim argmax argmin poly polylog det dim Pr sin cos tan deg gcd"
)
"""Written as their names; they do not end a formula."""
SWITCHED = names(
    "bf tt sc rm sf sl em bfseries itshape ttfamily scshape sffamily rmfamily scriptsize"
    " footnotesize normalsize"
)
"""Changes of font whose names open no group of ordinary words."""

IN_A_FORMULA = (
    GREEK | NO_WORDS | RAISED | SUMS | RELATIONS | ACCENTS | BRACKET_SIZES | FUNCTIONS
    | ALPHABETS | TEXTS | names("forall vert hbar quad mathop")
)  # fmt: skip
"""What is a macro's name within a proven formula."""
IN_BRACES = (GREEK - {"nabla"}) | NO_WORDS | {"sim", "approx", "times", "circ", "pm"}
"""What is a macro's name where it stands in braces by itself."""
_WITHIN_WORDS = names("leq geq neq cdot odot oplus otimes notin")  # deNOTINg
LONG = sorted((NO_WORDS - _WITHIN_WORDS) | ALPHABETS, key=len, reverse=True)
"""Names so long and so strange that they are told even in the middle of letters."""
