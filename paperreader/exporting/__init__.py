"""Reading lists out: one module a format, and the file they are written to.

>>> from paperreader.exporting import FORMATS, export, write_atomically
"""

from paperreader.exporting.files import AlreadyThere, NotWritten, write_atomically
from paperreader.exporting.formats import FORMATS, Format, UnknownFormat, export

__all__ = [
    "FORMATS",
    "AlreadyThere",
    "Format",
    "NotWritten",
    "UnknownFormat",
    "export",
    "write_atomically",
]
