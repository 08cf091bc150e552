"""Outside text made fit for one line of a citation."""

import re

_GAP = r"[\s\x1c-\x1f\x85\u2028\u2029]"
_DROPPED = (
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = "[\ud800-\udfff]"
_dropped = re.compile(_DROPPED)
_surrogate = re.compile(_SURROGATE)
_gaps = re.compile(f"{_GAP}+")


def one_line(text: str) -> str:
    """Return the text on one line, without what no citation may hold.

    White space of any kind is collapsed to single spaces; control characters,
    bidirectional overrides and invisible format characters go; a lone surrogate,
    which no file can hold, becomes ``�``. Joiners that scripts need are kept.
    """
    if text.isascii() and text.isprintable():
        return (
            " ".join(text.split())
            if "  " in text or text[:1] == " " or text[-1:] == " "
            else text
        )
    text = _surrogate.sub("\ufffd", _dropped.sub("", text))
    return _gaps.sub(" ", text).strip()


def word_set(words: str) -> frozenset[str]:
    """Return the words of a table in the code as a set."""
    return frozenset(words.split())
