"""Math in running text: where it begins and ends, and what it may hold in BibTeX."""

import re

_bare_special = re.compile(r"(?<!\\)[%#&]")
_braces = re.compile(r"[{}]")

_price = re.compile(r"\d[\d.,]*\s*(?:[kKMB]|[mb]illion|trillion)?(?=$|[\s:;?!)/–-])")
_plain_word = re.compile(r"[A-Za-z]{2,}")
_math_command = re.compile(r"\\[A-Za-z]")
_math_sign = re.compile(r"[\^_=<>]")


def is_math(content: str, after: str = "") -> bool:
    """Whether what stands between two dollars is math, and not two prices or names.

    A command, ``^``, ``_`` or a relation makes it math; so does the absence of words, as
    in ``n``, ``N+1`` or ``360``; ``500 to train, and `` is neither. `after` is the
    character behind the closing dollar: a digit there makes that one a price.
    """
    inner = content.strip()
    if not inner or inner.endswith("\\"):
        return False
    if _math_command.search(inner):
        return True
    words = " " in inner and _plain_word.search(inner) is not None
    if content != inner or (words and _price.match(inner)):
        return False
    if "^" in inner or "_" in inner:
        return True
    if after.isdigit() or inner[-1] in "/,:;-–(":
        return False
    return not words or _math_sign.search(inner) is not None


def math_body(content: str) -> str | None:
    """Math as it came, but with nothing in it that ends the line or upsets BibTeX's braces.

    None where its braces do not match.
    """
    if "%" in content or "#" in content or "&" in content:
        content = _bare_special.sub(r"\\\g<0>", content)
    if not _balanced(content):
        content = content.replace("\\{", "\\lbrace ").replace("\\}", "\\rbrace ")
    return content if _balanced(content) else None


def closing_dollar(text: str, start: int) -> int:
    """Where the next dollar stands that no backslash escapes; -1 if there is none."""
    at = text.find("$", start)
    while at >= 0:
        first = at
        while first > start and text[first - 1] == "\\":
            first -= 1
        if (at - first) % 2 == 0:
            return at
        at = text.find("$", at + 1)
    return -1


def _balanced(text: str) -> bool:
    depth = 0
    for brace in _braces.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
