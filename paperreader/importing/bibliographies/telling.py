"""Which kind of bibliography a text is, if any, by its content alone.

A page about a paper may hold a BibTeX record, and our own records have authors
and titles as CSL-JSON has; so BibTeX and RIS have to begin as such files do,
and CSL-JSON and Zotero's CSV have to have names that nothing else uses.
"""

import re

_BLOCK = r"@[ \t]*[A-Za-z]+[ \t]*[{(]"
_BIBTEX_BEGINS = re.compile(
    # Possessive: white space without end must not be tried in every way.
    rf"(?:[\s\ufeff]++|%[^\n]*+\n)*+(?:{_BLOCK}"
    # What programs write above their exports.
    rf"|(?:[^\n@{{}}#`<|]{{1,200}}\n){{1,9}}\s*+{_BLOCK})"
)
_BIBTEX_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?!(?:comment|preamble|string)\b)[A-Za-z]+[ \t]*[{(]\s*[^\s,{}()=]*\s*,"
    r"\s*[\w:-]+\s*=\s*[\"{\w]",
    re.MULTILINE | re.IGNORECASE,
)
_RIS_BEGINS = re.compile(r"TY {1,2}- ?\w+[ \t]*")
_LINES_BEFORE = 9
"""Lines with something on them that may stand above the first reference in RIS."""
_RIS_TAG = re.compile(r"^(?:[A-SU-Z][A-Z0-9]|T[A-XZ0-9]) {1,2}-(?: |$)", re.MULTILINE)
_CSL_SIGN = re.compile(
    r'"(?:author|editor)"\s*:\s*\[\s*\{\s*"(?:family|given|literal|suffix|'
    r'non-dropping-particle|dropping-particle)"'
    r'|"(?:issued|accessed)"\s*:\s*\{\s*"(?:date-parts|raw|literal|season)"'
    r'|"(?:container-title|citation-key|citation-label)"\s*:'
)
_CSL_TYPE = re.compile(r'"type"\s*:\s*"[a-z][a-z_-]{2,30}"')
_NOT_CSL = re.compile(r'"(?:authors|arxiv_id|citation_key|paper|paperId)"\s*:')
_ZOTERO_COLUMNS = ('"key"', '"item type"', '"title"', '"author"', '"publication year"')
_HEAD = 20_000


def bibliography_in(text: str) -> str | None:
    """Return the shape of a bibliography, or None for everything else."""
    if is_bibtex(text):
        return "bibtex"
    if is_ris(text):
        return "ris"
    return "zotero-csv" if is_zotero_csv(text) else None


def is_bibtex(text: str) -> bool:
    """Tell whether a text begins as BibTeX does and has a reference with a field."""
    return _BIBTEX_BEGINS.match(text) is not None and _BIBTEX_ENTRY.search(text) is not None


def is_ris(text: str) -> bool:
    """Tell whether a text begins with a reference in RIS."""
    lines = text[:_HEAD].lstrip("\ufeff").split("\n")
    told = [line.strip() for line in lines if not line.isspace() and line]
    begins = any(map(_RIS_BEGINS.fullmatch, told[: _LINES_BEFORE + 1]))
    return begins and _RIS_TAG.search(text, 0, _HEAD * 5) is not None


def is_csl_json(text: str) -> bool:
    """Tell whether a JSON text is CSL's: it has its types and a name that only it uses."""
    head = text[:_HEAD]
    return (
        _CSL_TYPE.search(head) is not None
        and _CSL_SIGN.search(head) is not None
        and _NOT_CSL.search(head) is None
    )


def is_zotero_csv(text: str) -> bool:
    """Tell whether the first line names the columns that Zotero writes."""
    first = text.lstrip("\ufeff \n")[:_HEAD].split("\n", 1)[0].lower()
    quoted = first if '"' in first else '"' + '","'.join(first.split(",")) + '"'
    return all(column in quoted for column in _ZOTERO_COLUMNS)
