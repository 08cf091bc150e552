"""Words in abstracts: read through when they are asked for, never held in memory."""

import re

from paperreader.searching.folding import fold, has_debris, words
from paperreader.searching.index import lined_up
from paperreader.searching.matching import Needle

# What LaTeX puts into the middle of words; the macros that are letters stay,
# without their backslash.
_MACROS = re.compile(r"\\(?!(?:ss|ae|oe|aa|o|l|i|j)(?![a-z]))[a-z]+")
_BETWEEN = bytes(code for code in range(128) if not chr(code).isalnum())


class Abstract:
    """One abstract, made comparable step by step, as far as needles ask."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = fold(text)
        self._stored = ""
        self._bare = b""

    def holds(self, needle: Needle) -> bool:
        """Tell whether the needle's words stand here, in the stored or the readable form."""
        pattern = f" {' '.join(needle.words)}" + ("" if needle.goes_on else " ")
        if all(word in self._folded for word in needle.words):
            if not self._stored:
                self._stored = f" {' '.join(words(self._text))} "
            if pattern in self._stored:
                return True
        return self._may_read(needle) and pattern in lined_up((self._text,))

    def _may_read(self, needle: Needle) -> bool:
        """Tell whether words that are not stored so may stand in the readable form.

        Making an abstract readable costs far more than this.
        """
        if not has_debris(self._text):
            return False
        if not self._bare:
            bare = _MACROS.sub("", self._folded).encode("utf-8", "surrogatepass")
            self._bare = bare.translate(None, _BETWEEN)
        return all(not word.isascii() or word.encode() in self._bare for word in needle.words)
