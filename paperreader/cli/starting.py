"""No command: the app."""

import sys

from .invocation import Invocation, WrongUsage


def app(invocation: Invocation) -> int:
    """Open the app on the library and stay until it is left."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise WrongUsage(
            "the app needs a terminal for input, output and errors;"
            " 'paperreader list' and 'paperreader --help' do not"
        )
    from ..tui.app import run  # noqa: PLC0415 - Textual is for the app alone

    return run(invocation.library, invocation.settings)
