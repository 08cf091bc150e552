"""The draft of a note on disk, so that a crash loses a second of typing at most."""

from pathlib import Path

from paperreader.atomic import replacing


class Draft:
    """One file that holds what is being written, until it is kept or thrown away."""

    def __init__(self, path: Path) -> None:
        """Keep the draft at the path; its folder is made when it is needed."""
        self.path = path

    def read(self) -> str | None:
        """Return the draft that an earlier run left, or None. Raises OSError."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        # Line ends stay as they are, so that a draft can be told from its note.
        return data.decode("utf-8", "replace")

    def write(self, text: str) -> None:
        """Replace the draft, which only its writer may read; an OSError leaves the old one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(self.path) as file:
            file.write(text.encode("utf-8", "replace"))

    def remove(self) -> None:
        """Delete the draft if there is one. Raises OSError."""
        self.path.unlink(missing_ok=True)
