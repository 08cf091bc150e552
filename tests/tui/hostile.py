"""Texts that others could write into a title, an abstract, a note or a tag."""

import unicodedata

from paperreader.plain import plain


def is_safe(shown: str) -> bool:
    """Whether a terminal may get the text: no control character, no bidi override."""
    return plain(shown) == shown and not any(unicodedata.category(c) == "Cc" for c in shown)


HOSTILE = (
    "[Re] Reproducibility of X",
    "A [/] title",
    "P[X=x] and [bold red]",
    "[@click=app.quit]press[/]",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]52;c;AAAA\x07",
    "a\x00b\x07c\x08d\x7fe\x9bf\x85g",
    "abc\u202edef\u2066ghi\u2069\u200f",
    "論文の題名はとても長いので切らなければならない" * 4,
    "e\u0301" * 40 + " combining",
    "a" + "\u0300" * 400,
    "👩‍👩‍👧‍👦 family 🇩🇪 flags ✌🏽",
    "\ud800 lone surrogate",
    "tab\tnewline\nreturn\rline\u2028separator",
    "$\\mathcal{O}(n \\log n)$ and 50% of $5",
    "{curly} %(percent)s %s {0} \\N{DASH}",
    " \u00a0\u3000 ",
    "-" * 300,
    "x" * 100_000,
)
