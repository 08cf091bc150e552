r"""LaTeX, and what is left of it in titles and abstracts, as readable text.

>>> from paperreader.latex import readable

`readable` gives the display form; what is stored stays as its source gave it.
Prose is not LaTeX until it proves to be: a macro is converted only where it is
known and complete, and ``$…$`` only where its content reads as mathematics and
not as two prices. What is unsure stays as it is. Where a page has dropped the
backslashes, ``256times256`` or ``mathcal{O}(n)``, they are put back for display
where what touches a name proves that it was a macro's.

What a symbol's macro stands for comes from pylatexenc's tables. Its parser and
its converter are not used: they drop a lone ``$``, take ``%`` for a comment and
fail on a macro whose arguments were cut off.
"""

from functools import lru_cache

from paperreader.latex.hints import has_hint
from paperreader.latex.limits import LONGEST_CACHED, LONGEST_MATH, LONGEST_TEXT

__all__ = ["LONGEST_MATH", "LONGEST_TEXT", "readable"]


def readable(text: str) -> str:
    r"""Return the text with its LaTeX as a reader would write it in Unicode.

    ``$\mathcal{O}(n\log n)$`` becomes ``𝒪(n log n)``, ``Uzna\'{n}ski`` Uznański.
    Pure and total: every string gives a string, in time proportional to its
    length. Text without LaTeX comes back unchanged.
    """
    if len(text) > LONGEST_TEXT:
        return text
    if not ("\\" in text or "$" in text or "~" in text or "``" in text or has_hint(text)):
        return text
    return _remembered(text) if len(text) <= LONGEST_CACHED else _read(text)


def _read(text: str) -> str:
    from paperreader.latex.debris import mended  # noqa: PLC0415 - only LaTeX pays for its reader
    from paperreader.latex.reader import Reader  # noqa: PLC0415

    text = mended(text)
    return Reader(text).prose(0, len(text), 0)


_remembered = lru_cache(maxsize=4096)(_read)
