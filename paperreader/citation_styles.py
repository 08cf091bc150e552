"""The citation styles by name: the one list from which settings, options and menus come.

This is the ground floor; `paperreader.citing.styles` writes them.
"""

from collections.abc import Mapping

from msgspec import Struct


class Style(Struct, frozen=True):
    """A style in which an entry can be cited."""

    name: str
    """As ``--style`` and ``citation_style`` take it."""
    title: str
    """As menus show it."""
    meaning: str
    """One phrase for help."""


STYLES: Mapping[str, Style] = {
    style.name: style
    for style in (
        Style("bibtex", "BibTeX", "a record for LaTeX, as arXiv prints it"),
        Style("biblatex", "BibLaTeX", "a record for biblatex and biber, with the whole date"),
        Style("apa", "APA", "APA style, 7th edition"),
        Style("mla", "MLA", "MLA style, 9th edition"),
        Style("ieee", "IEEE", "IEEE style"),
        Style("chicago", "Chicago", "Chicago Manual of Style, 18th edition, author-date"),
        Style("markdown", "Markdown", "one line, the title linked"),
        Style("csl-json", "CSL-JSON", "an array that Zotero, Pandoc and citeproc read"),
        Style("ris", "RIS", "a record for EndNote, Zotero and Mendeley"),
        Style("plain", "plain text", "one line for a message or a slide"),
    )
}
"""The styles, in the order in which they are offered."""
