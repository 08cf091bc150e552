"""The dumps that we wrote and ship, for a first look and for tests."""

from pathlib import Path

_ORDINARY = "monday.txt"
_ABOUT = "README.md"


def sample_dumps() -> tuple[Path, ...]:
    """Return the sample dumps, an ordinary day first; none if the package came without them.

    An installed package holds them beside its modules; in a checkout they lie
    at the top, beside the package.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "sample_dumps", package.parent / "sample_dumps"):
        if folder.is_dir():
            dumps = (
                path for path in folder.iterdir() if path.is_file() and _is_dump(path.name)
            )
            return tuple(sorted(dumps, key=lambda path: (path.name != _ORDINARY, path.name)))
    return ()


def _is_dump(name: str) -> bool:
    return name != _ABOUT and not name.startswith((".", "~")) and not name.endswith("~")
