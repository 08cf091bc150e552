"""Reading lists out: one module a format, and the files they are written to.

>>> from paperreader.exporting import FORMATS, Occasion, export, write_atomically
"""

from paperreader.exporting.files import AlreadyThere, NotWritten, write_atomically
from paperreader.exporting.formats import FORMATS, Format, UnknownFormat, export
from paperreader.exporting.occasion import GROUPINGS, PARTS, Grouping, Occasion, Part
from paperreader.exporting.vault import FolderReport, write_notes

__all__ = [
    "FORMATS",
    "GROUPINGS",
    "PARTS",
    "AlreadyThere",
    "FolderReport",
    "Format",
    "Grouping",
    "NotWritten",
    "Occasion",
    "Part",
    "UnknownFormat",
    "export",
    "write_atomically",
    "write_notes",
]
