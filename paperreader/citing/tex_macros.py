"""The LaTeX control sequences that are let through in titles and names, by what they take."""

from paperreader.citing.text import word_set

ACCENTS = word_set("' ` ^ \" ~ = . u v H c d b r k t")
"""Put over or under the letter that follows."""

TEXT_SYMBOLS = word_set(
    "aa AA ae AE dag ddag dh DH dj DJ dots i j l L LaTeX ldots ng NG o O oe OE P pounds"
    " quad qquad S ss TeX textasciicircum textasciitilde textbackslash textbar textbardbl"
    " textbraceleft textbraceright textbullet textcelsius textcopyright textdagger"
    " textdegree textdollar textellipsis textemdash textendash texteuro textexclamdown"
    " textgreater textless textmu textmultiply textohm textonehalf textperiodcentered"
    " textpertenthousand textperthousand textpm textquestiondown textquotedblleft"
    " textquotedblright textquoteleft textquoteright textquotesingle textregistered"
    " textsection texttimes texttrademark textunderscore th TH"
)
"""Stand for a character by themselves."""

FONT_SWITCHES = word_set(
    "bf bfseries em footnotesize huge Huge it itshape large Large LARGE normalfont"
    " normalsize rm rmfamily sc scriptsize scshape sf sffamily sl slshape small tiny tt"
    " ttfamily"
)
"""Change what follows up to the end of their group."""

TEXT_WITH_ARGUMENT = word_set(
    "emph mbox textbf textit textmd textnormal textrm textsc textsf textsl textsubscript"
    " textsuperscript texttt textup underline uppercase lowercase url"
)
"""Take one group of text."""

MATH_WITH_ARGUMENT = word_set(
    "bar bm boldsymbol breve check ddot dot hat mathbb mathbf mathcal mathfrak mathit"
    " mathrm mathscr mathsf mathtt operatorname overline sqrt tilde vec widehat widetilde"
)
"""Take one group, and math mode."""

MATH_MACROS = word_set(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda"
    " mu nu xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega"
    " Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega aleph angle approx ast"
    " bigcap bigcup bot bullet cap cdot cdots circ cong cup dagger diamond div ell"
    " emptyset equiv exists flat forall ge geq gets gg hbar heartsuit Im in infty int land"
    " langle lceil Leftarrow leftarrow Leftrightarrow leftrightarrow leq le lfloor ll lnot"
    " lor mapsto mid mp nabla natural ne neg neq ni notin odot ominus oplus otimes"
    " parallel partial perp pm prime prod propto rangle rceil Re rfloor Rightarrow"
    " rightarrow setminus sharp sim simeq spadesuit star subset subseteq sum supset"
    " supseteq times to top triangle uparrow downarrow vee wedge wp"
)
"""Stand for a sign by themselves, in math mode only."""
