"""Pages with many papers: their lines, their cards, and the entries that those make."""
