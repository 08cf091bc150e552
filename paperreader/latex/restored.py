"""A formula written as LaTeX again, each of its names with its backslash."""

from paperreader.latex.letter_runs import parts
from paperreader.latex.lost_names import (
    COMPARISONS,
    GREEK,
    IN_A_FORMULA,
    LETTERS,
    RELATIONS,
    SIGNS_BETWEEN,
    TEXTS,
)
from paperreader.latex.macros import takes_arguments
from paperreader.latex.tokens import Tokens


def written(tokens: Tokens, start: int, end: int) -> str:
    """Return the LaTeX of the formula there, with its backslashes put back."""
    out: list[str] = []
    literal: set[int] = set()
    closed: set[int] = set()
    running = start
    for at in range(start, end):
        text, kind = tokens.text(at), tokens.kind(at)
        if text == "{" and tokens.text(at - 1) in TEXTS:
            running = tokens.group_end(at) or at
        if at < running:
            out.append(text)
            continue
        if text == "{" and not _is_argument(tokens, at, start):
            literal |= {at, tokens.partner.get(at, at)}
        if at in literal:
            out.append("\\" + text)
        elif text == "(" and _takes_brackets(tokens, at):
            out.append("{(")
            closed.add(tokens.partner[at])
        elif at in closed:
            out.append(")}")
        elif kind in ("word", "number") and tokens.text(at - 1) in ("^", "_"):
            alone = tokens.text(at + 1) != "{" and len(parts(text) or ()) < 2
            out.append(f"{{{_commanded(tokens, at)}}}" if alone else _commanded(tokens, at))
        elif kind == "word":
            out.append(_commanded(tokens, at))
        elif _is_space(tokens, at):
            continue
        elif text in ("%", "$", "#", "&"):
            out.append("\\" + text)
        else:
            out.append(text)
    return "".join(out)


def _is_space(tokens: Tokens, at: int) -> bool:
    """Tell whether a space stands there that is not to be seen, or the rest of its macro."""
    text, sides = tokens.text(at), (tokens.text(at - 1), tokens.text(at + 1))
    if text == ",":  # of a thin space
        return sides[0] == "{" and sides[1] != "}"
    if text != "!":  # of a negative space
        return text.isspace() and sides[1] == "}"
    return any(len(side) > 1 and parts(side) is not None for side in sides) and not (
        sides[0].isspace() or sides[1].isspace()
    )


def _is_argument(tokens: Tokens, at: int, start: int) -> bool:
    owner = tokens.text(at - 1)
    if tokens.text(at + 2) == "}" and tokens.text(at + 1) in IN_A_FORMULA - LETTERS:
        return True  # the braces around one sign are no part of what it says
    if tokens.text(at + 1) == "," and tokens.text(at + 2) == "}":
        return True  # a comma within a number
    if tokens.text(at + 2) == "}" and tokens.kind(at - 1) not in ("word", "number"):
        return owner not in (")", "}")
    return at > start and (owner in ("^", "_") or takes_arguments(owner))


def _commanded(tokens: Tokens, at: int) -> str:
    """Return the letters there with a backslash before each name in them."""
    word = tokens.text(at)
    split = parts(word)
    around = tokens.kind(at - 1), tokens.kind(at + 1)
    if word in COMPARISONS or word in ("in", "to"):
        compares = word != "to" and around == ("space", "space")
        limit = tokens.text(at + 2) in ("infty", "0")
        compares = compares or (word == "to" and ("number" in around or limit))
        return f"\\{word}{{}}" if compares else word
    if split is None or _is_label(tokens, at):
        return word
    if tokens.text(at + 1) == "*":  # a name with a star would be another one
        return "".join(f"\\{part}{{}}" if len(part) > 1 else part for part in split)
    shown = "".join(f"\\{part} " if len(part) > 1 else part for part in split)
    if around[1] == "space" and (word not in RELATIONS or around[0] == "space"):
        related = word in RELATIONS or tokens.text(at + 2) in SIGNS_BETWEEN | RELATIONS
        return shown.rstrip() + "{}" if related else shown.rstrip()
    return shown if around[1] in ("word", "number") else shown.rstrip()


def _takes_brackets(tokens: Tokens, at: int) -> bool:
    """Tell whether the bracket opens what is raised, lowered or under a root as a whole."""
    before = tokens.text(at - 1)
    return (before in ("^", "_") or before == "sqrt") and at in tokens.partner


def _is_label(tokens: Tokens, at: int) -> bool:
    """Tell whether a word alone in an index is a label there, such as the ref of v_{ref}."""
    word = tokens.text(at)
    if word in GREEK or tokens.text(at - 1) == "^":
        return False
    braced = tokens.text(at - 1) == "{" and tokens.text(at + 1) == "}"
    sign = tokens.text(at - 2) if braced else tokens.text(at - 1)
    return sign == "_" and word not in ("infty", "star") and not word.startswith("var")
