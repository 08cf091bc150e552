"""The panes of the screen, each drawn line by line."""
