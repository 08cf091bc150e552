"""The one way in which reading a source can fail."""


class NotADump(Exception):
    """A source that holds nothing we can read; ``str()`` is one sentence that names it."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep the source's name and the reason, which go on as one sentence."""
        super().__init__(f"{name} {reason}")
        self.name = name
        self.reason = reason
