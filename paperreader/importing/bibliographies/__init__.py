"""Bibliographies in: BibTeX and BibLaTeX, RIS, CSL-JSON, and Zotero's CSV."""
