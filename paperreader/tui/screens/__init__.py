"""The main screen, put together from small parts: one for each kind of act."""
