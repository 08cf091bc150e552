"""Where things live: the library, the settings and what may be thrown away.

An option of the command line comes first, then the environment, then the
platform's own places (the XDG folders, where they are set, on every platform).
"""

import os
from pathlib import Path

APP = "paperreader"
"""The name of our folders in the platform's places."""


def library_folder(option: str | None = None, setting: Path | None = None) -> Path:
    """Return the folder of the library, which need not exist.

    The first that is given: `option` (``--library``), ``$PAPERREADER_LIBRARY``,
    `setting` (from the config file), else ``library`` in the user's data folder.
    """
    given = option or os.environ.get("PAPERREADER_LIBRARY")
    if given:
        return expanded(given)
    return setting or _place("XDG_DATA_HOME") / "library"


def config_file(option: str | None = None) -> Path:
    """Return the path of the settings, which need not exist.

    The first that is given: `option` (``--config``), ``$PAPERREADER_CONFIG``,
    else ``config.toml`` in the user's config folder.
    """
    given = option or os.environ.get("PAPERREADER_CONFIG")
    return expanded(given) if given else _place("XDG_CONFIG_HOME") / "config.toml"


def cache_folder() -> Path:
    """Return the folder for what can be made again; deleting it loses nothing."""
    return _place("XDG_CACHE_HOME")


def state_folder() -> Path:
    """Return the folder for what the app remembers; deleting it loses no entry."""
    return _place("XDG_STATE_HOME")


def expanded(text: str) -> Path:
    """Return the absolute path that `text` means, with ``~`` as the home folder.

    A ``~name`` whose home cannot be found stays as it was written.
    """
    path = Path(text)
    try:
        return path.expanduser().absolute()
    except RuntimeError:  # no such user, or no home: the path is taken literally
        return path.absolute()


def _place(variable: str) -> Path:
    base = os.environ.get(variable, "")
    if base and Path(base).is_absolute():  # a relative one is to be ignored, says XDG
        return Path(base) / APP

    # Not at the top: many runs are told their places and never need it.
    from platformdirs import (  # noqa: PLC0415
        user_cache_path,
        user_config_path,
        user_data_path,
        user_state_path,
    )

    find = {
        "XDG_DATA_HOME": user_data_path,
        "XDG_CONFIG_HOME": user_config_path,
        "XDG_CACHE_HOME": user_cache_path,
        "XDG_STATE_HOME": user_state_path,
    }[variable]
    return find(APP, appauthor=False)
