"""No command: the app."""

import os
import sys

from .invocation import Invocation, WrongUsage


def app(invocation: Invocation) -> int:
    """Open the app on the library and stay until it is left."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise WrongUsage(
            "the app needs a terminal for input, output and errors;"
            " 'paperreader list' and 'paperreader --help' do not"
        )
    if os.environ.get("TERM") == "dumb":
        raise WrongUsage(
            "the app cannot be drawn on this terminal (TERM=dumb);"
            " 'paperreader triage --plain' asks line by line"
        )
    from ..tui.app import run  # noqa: PLC0415 - Textual is for the app alone

    return run(invocation.library, invocation.settings)
