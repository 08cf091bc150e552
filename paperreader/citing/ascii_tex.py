"""LaTeX records in ASCII, for programs that know no Unicode."""

import re
import unicodedata
from functools import cache
from urllib.parse import quote

_verbatim_line = re.compile(r"      (?:doi|eprint|url)=")
_not_ascii = re.compile(r"[^\x00-\x7f]")
# Alphabets that need a package; the plain letter says the same.
_needs_package = re.compile(r"\\math(?:scr|bb|frak|ds)\b|\\(?:Elz|cyr|fontencoding|ding)")
_marks_of = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}


def to_ascii(record: str) -> str:
    r"""Return a BibTeX or BibLaTeX record with every other character as LaTeX writes it.

    ``é`` becomes ``{\'{e}}``, ``α`` ``{\ensuremath{\alpha}}``; links and identifiers are
    percent-encoded. What LaTeX has no command for, such as 王, is given by its number
    as ``{\texttt{U+738B}}``, so that nothing vanishes unseen.
    """
    if record.isascii():
        return record
    lines = unicodedata.normalize("NFC", record).split("\n")
    return "\n".join(
        _not_ascii.sub(lambda char: quote(char.group()), line)
        if _verbatim_line.match(line)
        else _not_ascii.sub(lambda char: _command(char.group()), line)
        for line in lines
    )


@cache
def _command(char: str) -> str:
    # Before the table: its dotless i is no letter to biber, which reads the commands back.
    taken_apart = unicodedata.normalize("NFD", char)
    base, marks = taken_apart[0], taken_apart[1:]
    if marks and all(mark in _marks_of for mark in marks) and base.isascii():
        written = base
        for mark in marks:
            written = f"\\{_marks_of[mark]}{{{written}}}"
        return f"{{{written}}}"
    command = _table().get(ord(char), "")
    if command and not _needs_package.search(command):
        return f"{{{command}}}"
    folded = unicodedata.normalize("NFKC", char)
    if folded != char and folded.isascii() and folded.isprintable():
        return re.sub(r"[&%#_$~^\\{}]", "", folded)
    if unicodedata.category(char) in ("Cf", "Mn"):
        return ""
    return f"{{\\texttt{{U+{ord(char):04X}}}}}"


@cache
def _table() -> dict[int, str]:
    from pylatexenc.latexencode import get_builtin_uni2latex_dict  # noqa: PLC0415 - seldom asked

    table: dict[int, str] = get_builtin_uni2latex_dict()
    return table
