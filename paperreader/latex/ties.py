"""A tilde in running text: a space that keeps two words together, or a tilde."""

import re

_REFERENCE = re.compile(
    r"\b(?:Fig|Figs|Figure|Tab|Table|Sec|Section|Eq|Eqs|Equation|Ref|Refs|Thm|Theorem|Lemma"
    r"|Task|Algorithm|Alg|Stage|Step|step|Problem|Prop|Part|Phase|Chapter|Appendix|Conjecture"
    r"|Corollary|Definition|Assumption|Level|Lean|No|pp)\.?$"
)
_LONGEST_REFERENCE = len("Conjecture.")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LINKING = re.compile(r"\\(?:cite|ref|href|url)")
_BEGINS_LATEX = "\\${"


def tie(source: str, at: int, *, in_latex: bool) -> str:
    """Return what the tilde there stands for: a space if it ties two words, else itself.

    `in_latex` tells whether the text around it shows other signs of LaTeX.
    """
    before, after = source[at - 1 : at], source[at + 1 : at + 2]
    if not before or not after or before.isspace() or after.isspace():
        return "" if before.isspace() and _LINKING.match(source, at + 1) else "~"
    return " " if _ties(source, at, before, after, in_latex) else "~"


def _ties(source: str, at: int, before: str, after: str, in_latex: bool) -> bool:
    if before in "/(=[<>~" or after in "/~=":
        return False
    if source[max(at - 2, 0) : at].strip(" (").isalpha() and after.isdigit():
        if _REFERENCE.search(source, max(at - _LONGEST_REFERENCE, 0), at):
            return True
        number = _NUMBER.match(source, at + 1)
        return in_latex and number is not None and "." not in number.group()
    if before.isdigit() or before == "%":
        return after.isalpha() or after == "(" or after in _BEGINS_LATEX
    if before in "}.,:;)$'’":
        return after.isalnum() or after == "(" or after in _BEGINS_LATEX
    if before.isalpha():
        if after in _BEGINS_LATEX or (in_latex and (after.isalpha() or after == "(")):
            return True
        two_letters = source[max(at - 2, 0) : at].isalpha()
        return two_letters and (after == "(" or source[at + 1 : at + 3].isalpha())
    return False
