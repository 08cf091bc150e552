"""What a link says of a paper: its arXiv id, its DOI, the address to keep, its code."""

import re

_ID = (
    r"(?P<id>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
    r"|[a-z][a-z-]{1,12}(?:\.[A-Za-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v\d{1,3})?(?!\d|\.\d)"
)
_ARXIV = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html|ps|format)/|\barxiv:\s?|oai:arxiv\.org:|/papers/|/arxiv/"
    rf"|10\.48550/arxiv\.|/(?:abs|p|paper)/){_ID}",
    re.IGNORECASE | re.ASCII,
)
_ALONE = re.compile(_ID, re.IGNORECASE | re.ASCII)
_DOI = re.compile(r"(?<![\d.])(?P<doi>10\.\d{4,9}/[^\s\"<>?#&|]+)")
_PREPRINT_VERSION = re.compile(
    r"(?<=\d)v\d{1,2}(?:\.(?:full|abstract|full-text|short))?(?:\.pdf)?$"
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_ON_ARXIV = re.compile(
    r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/\S+", re.IGNORECASE
)
_ON_HUB = re.compile(r"https?://(?:www\.)?huggingface\.co/papers/\S+", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)

_REPOSITORY = re.compile(
    r"https?://(?:www\.)?(?:github|gitlab)\.com/[\w.-]{1,100}/[\w.-]{1,100}(?:/[^\s,;()<>\"']*)?",
    re.IGNORECASE,
)
_CODE_WORDS = re.compile(
    r"\b(?:code|codes|github|gitlab|implementation|repository|repo|software|package|library)\b",
    re.IGNORECASE,
)
_PROJECT = re.compile(
    r"\b(?:project|web)[ -]?(?:web)?(?:page|site)s?(?: (?:is|at|available at))?\s*:?\s*"
    r"(?P<url>https?://[^\s,;()<>\"']+)",
    re.IGNORECASE,
)
_NEAR = 80


def arxiv_id_in(texts: list[str]) -> str | None:
    """Return the first arXiv id in the texts, without its version."""
    for text in texts:
        match = _ARXIV.search(text) or _ALONE.fullmatch(text.strip())
        if match is not None:
            return match["id"].removesuffix(".")
    return None


def doi_in(texts: list[str]) -> str | None:
    """Return the first DOI in the texts; those that arXiv gives do not count.

    Addresses of publishers and preprint servers hold it in their path, there
    followed by a version and an ending, which are not its own.
    """
    for text in texts:
        match = _DOI.search(text)
        if match is None:
            continue
        doi = match["doi"].rstrip(".,;:)]}/'")
        if "//" in text:
            doi = _PREPRINT_VERSION.sub("", doi)
        if not _ARXIV_DOI.match(doi):
            return doi
    return None


def address(texts: list[str], arxiv_id: str | None) -> str | None:
    """Return the first web address, on arXiv and the Hub without a version.

    A version in it would hide the paper's later ones from the reader.
    """
    for text in texts:
        if not _WEB.fullmatch(text):
            continue
        if arxiv_id and _ON_ARXIV.fullmatch(text) and arxiv_id in text:
            return f"https://arxiv.org/abs/{arxiv_id}"
        if arxiv_id and _ON_HUB.fullmatch(text) and arxiv_id in text:
            return f"https://huggingface.co/papers/{arxiv_id}"
        return text
    return f"https://arxiv.org/abs/{arxiv_id}" if arxiv_id else None


def code_in(comment: str) -> str | None:
    """Return the repository of a paper's code, if its comment names just one as such."""
    found = {match[0].rstrip(".*_/"): match.start() for match in _REPOSITORY.finditer(comment)}
    if len(found) != 1:
        return None
    ((url, start),) = found.items()
    before = comment[max(0, start - _NEAR) : start]
    return url if _CODE_WORDS.search(before) else None


def project_in(comment: str) -> str | None:
    """Return the address that a comment calls the project's page."""
    match = _PROJECT.search(comment)
    return match["url"].rstrip(".*_") if match else None
