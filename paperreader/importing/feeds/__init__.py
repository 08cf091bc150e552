"""Atom and RSS: arXiv's answers, and feeds of papers."""
