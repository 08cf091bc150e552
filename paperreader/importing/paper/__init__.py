"""The page of a single paper."""
