"""How the reader has laid out the screen, remembered from one run to the next."""

from pathlib import Path

import msgspec
from msgspec import Struct

from paperreader import paths
from paperreader.atomic import replacing
from paperreader.config import Density

LEAST, USUAL, MOST, STEP = 25, 46, 75, 5
"""The list's share of the room that it has together with the detail, in percent."""


class Layout(Struct, frozen=True, kw_only=True):
    """What was chosen; None where the settings or the sheet decide."""

    share: int | None = None
    """Percent of the room of list and detail that the list takes."""
    views: bool = True
    """Whether the views stand beside the list where there is room."""
    density: Density | None = None

    def wider(self, steps: int) -> "Layout":
        """Return the layout with more room for the list, less where `steps` is negative."""
        share = (USUAL if self.share is None else self.share) + STEP * steps
        return msgspec.structs.replace(self, share=max(LEAST, min(MOST, share)))


def layout_file() -> Path:
    """Return where the layout is kept."""
    return paths.state_folder() / "layout.json"


def read_layout(path: Path) -> Layout:
    """Return the layout in a file; the usual one where it is damaged or not there."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Layout)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Layout()
    return found if found.share is None else found.wider(0)


def keep_layout(path: Path, layout: Layout) -> None:
    """Write the layout. Raises OSError where that is not possible."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(msgspec.json.encode(layout))
