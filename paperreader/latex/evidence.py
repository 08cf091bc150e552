"""Whether what looks like LaTeX is: mathematics or prices, macros or code."""

import re

SIGNS = re.compile(r"\\[A-Za-z{}|%,;!]|[\^_=<>≤≥≈∈]")
"""What stands in a formula and seldom in running text."""
_PROSE = re.compile(
    r"(?:^|\s)(?:and|or|to|the|of|for|in|is|per|with|from|at|by|on|are|was|be|that|this|we|our"
    r"|than|over|under|vs|an)(?=[\s.,;]|$)"
    r"|(?:(?<![\w\\])[A-Za-z]{3,}[,.;:]?\s+){2}[A-Za-z]{3,}"
)
_NESTED = re.compile(r"\{[^{}]*\}")
_MACRO_NAME = re.compile(r"\\[A-Za-z]+")
_MACRO = re.compile(r"\\[A-Za-z%&_,]|``")
_ESCAPED_QUOTE = re.compile(r'\\"(?![A-Za-z{\\])')
_CODE_SIGN = re.compile(r"\\[dwsDWSB](?![A-Za-z{])")
_RUN = re.compile(r"\S+")
_WORD = re.compile(r"[A-Za-z]{2,}")
_NEXT_PRICE = re.compile(r"[,;/–-]\s*\d")


def is_prose(text: str) -> bool:
    """Tell whether what might be a formula has the words of a sentence."""
    if not any(char.isspace() for char in text.strip()):
        return False
    for _ in range(4):
        text, found = _NESTED.subn("", text)
        if not found:
            break
    return _PROSE.search(_MACRO_NAME.sub("", text)) is not None


def is_math(inner: str, before: str, after: str) -> bool:
    """Tell whether what stands between two dollar signs is mathematics.

    `before` and `after` are the characters outside the two signs, or empty.
    Two prices, shell variables and regular expressions hold dollar signs too.
    """
    body = inner.strip()
    if not body or is_prose(inner) or body.startswith(("|^", ")|")):
        return False
    if before.isdigit() and _NEXT_PRICE.match(body):
        return False
    if SIGNS.search(body) is not None:
        # A price may still stand before a formula: "$5 < $10".
        return not (body[0].isdigit() and inner[-1].isspace() and after.isdigit())
    words = _WORD.search(body) is not None
    number_first = body[0].isdigit() or (body[0] in ".,~–-/" and body[1:2].isdigit())
    if inner[-1].isspace() and (after.isalnum() or after == "("):
        return inner[0].isspace() and not number_first and not words
    if number_first:
        if before.isdigit() or after.isdigit() or inner[-1].isspace():
            return False
        if not _is_balanced(body) or '"' in body or (words and " " in body):
            return False
        return body[-1] not in "-–—/,+&:;|→" or not after.isalnum()
    breaks_off = (words or len(body) > 2) and body[-1] in "-–—/,.:;|+"
    if breaks_off and (after.isalnum() or after == "{"):
        return body[0] in "([" and body[-2] in ")]}"
    if before.isalpha() and after.isalnum() and re.search(r"[\s,;]", body):
        return False
    return not (body.startswith("{") and after == "{")


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if depth < 0:
            return False
    return depth == 0


def has_macro(source: str) -> bool:
    """Tell whether LaTeX is at work in the text, beside dollar signs and tildes."""
    return _MACRO.search(source) is not None


def escapes_quotes(source: str) -> bool:
    """Tell whether backslashes mark quotation marks, as in a programming language."""
    return _ESCAPED_QUOTE.search(source) is not None


def code_words(source: str) -> list[tuple[int, int]]:
    """Return where words stand that are regular expressions, in order."""
    if _CODE_SIGN.search(source) is None:
        return []
    return [
        word.span()
        for word in _RUN.finditer(source)
        if _CODE_SIGN.search(word.group()) and word.group().count("$") < 2
    ]
