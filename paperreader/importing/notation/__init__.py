"""The notations that tools write pages in, taken away: plain text, with marks beside it."""
