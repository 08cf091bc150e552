"""The draft of a note on disk, so that a crash loses a second of typing at most."""

from collections.abc import Iterable
from pathlib import Path

from paperreader.atomic import replacing
from paperreader.entry import Row

SUFFIX = ".md"


def draft_path(library: Path, entry_id: str) -> Path:
    """Return where the draft of an entry's note is kept, in the folder of its library."""
    import hashlib  # noqa: PLC0415 - not before the first paint

    name = hashlib.sha256(entry_id.encode("utf-8", "replace")).hexdigest()[:16]
    return drafts_folder(library) / f"{name}{SUFFIX}"


def drafts_folder(library: Path) -> Path:
    """Return the folder of the drafts, which need not be there."""
    return library / "drafts"


def unfinished(library: Path, rows: Iterable[Row]) -> list[Row]:
    """Return the entries of which an earlier run left a draft, the latest first.

    A draft that says what the note says is none. Raises OSError.
    """
    written = {
        path.name: path.stat().st_mtime_ns
        for path in drafts_folder(library).glob(f"*{SUFFIX}")
        if not path.name.startswith(".")
    }
    if not written:
        return []
    found = []
    for row in rows:
        path = draft_path(library, row.id)
        if path.name in written and not same_text(Draft(path).read() or "", row.note):
            found.append((written[path.name], row))
    return [row for _when, row in sorted(found, key=lambda pair: -pair[0])]


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for the line ends that editors add."""
    return one.replace("\r\n", "\n").strip("\n") == other.replace("\r\n", "\n").strip("\n")


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
        """Delete the draft if there is one, and what an editor saved of it. Raises OSError."""
        self.path.unlink(missing_ok=True)
        self.path.with_name(f"{self.path.name}~").unlink(missing_ok=True)
