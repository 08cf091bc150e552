"""The theme that was chosen in the app, kept for its next start."""

from pathlib import Path

from paperreader import paths
from paperreader.atomic import replacing

_LONGEST = 400
"""Bytes that are read of a file that should hold two names."""


def choice_file() -> Path:
    """Return where the choice is kept, beside the other state of the app."""
    return paths.state_folder() / "theme.txt"


def chosen_theme(path: Path, setting: str) -> str:
    """Return the theme to start with: the one last chosen, else that of the settings.

    A choice was made over one setting and holds for as long as that stands: who
    changes the settings later has spoken last. A file that is damaged, cannot be
    read or is not there is no choice.
    """
    try:
        with path.open("rb") as file:
            lines = file.read(_LONGEST).decode("utf-8", "replace").split("\n")
    except OSError:
        return setting
    match lines:
        case [chosen, over, ""] if chosen and over == setting:
            return chosen
        case _:
            return setting


def keep_theme(path: Path, chosen: str, setting: str) -> None:
    """Keep the name of a theme that was chosen over that of the settings.

    Raises OSError where it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(f"{chosen}\n{setting}\n".encode("utf-8", "replace"))
