"""Triage the day's papers in the terminal, keep them for life, cite and list them."""

__version__ = "0.1.0"
