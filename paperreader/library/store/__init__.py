"""How a library lies on the disk: TinyDB through its own extension points.

``library.json`` is a TinyDB file, one document a line, replaced only whole;
``library.journal`` takes each change as one checksummed, flushed line before it
counts as made; ``library.history`` keeps the lines that were folded in, for
undo, the log and recovery; ``library.lock`` keeps two processes from writing
at once; ``backups/`` holds earlier states of ``library.json``. What is no entry
has small files of its own, which backups leave out: ``library.apart``, the pairs
known to be two papers, and ``views.json``, the saved views.
"""
