"""How much text is read, so that no text can exhaust the reader."""

LONGEST_TEXT = 100_000
"""Characters; a longer text is no title or abstract and is given back as it came."""
LONGEST_MATH = 2_000
"""Characters between two dollar signs; what is longer is given back as it came."""
LONGEST_CACHED = 4_000
"""Characters of a text whose readable form is remembered."""
DEEPEST = 24
"""Levels of nesting; what lies deeper is given back as it came."""
