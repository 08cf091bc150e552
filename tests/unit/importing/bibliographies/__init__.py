"""Bibliographies in."""
