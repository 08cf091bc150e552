"""The Hub's own answers, as JSON."""
