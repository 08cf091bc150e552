"""The search index on the disk: a tantivy index of the texts of a library's entries.

It lies in the cache folder and only ever says which entries to look at: what
they are is the library's to tell. Deleted, damaged or outdated, it is made
again, and the search answers by reading meanwhile.
"""


class IndexMade(Exception):
    """Another process made the index meanwhile: what is being read can be asked of it."""


class IndexDamaged(Exception):
    """The index's files are not as they were written."""
