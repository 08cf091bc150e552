"""Saved pages: the data inside them, or what can be seen of them."""
