"""Citations and citation keys: one module a style.

>>> from paperreader.citing import cite, missing, propose_key
"""

from paperreader.citation_styles import STYLES
from paperreader.citing.gaps import missing
from paperreader.citing.keys import propose_key, propose_keys
from paperreader.citing.styles import UnknownStyle, cite, cite_all

__all__ = [
    "STYLES",
    "UnknownStyle",
    "cite",
    "cite_all",
    "missing",
    "propose_key",
    "propose_keys",
]
