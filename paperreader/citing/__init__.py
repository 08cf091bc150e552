"""Citations and citation keys: one module a style.

>>> from paperreader.citing import cite, missing, propose_key
"""

from paperreader.citing.gaps import missing
from paperreader.citing.keys import propose_key, propose_keys
from paperreader.citing.styles import STYLES, UnknownStyle, cite

__all__ = ["STYLES", "UnknownStyle", "cite", "missing", "propose_key", "propose_keys"]
