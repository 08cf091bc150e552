"""Starts paperreader: ``paperreader``, or ``python -m paperreader``."""

import sys


def main() -> int:
    """Run the command line that this process was started with and return its exit status."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        # The question that scripts ask most needs nothing but the answer.
        from . import __version__  # noqa: PLC0415

        print(f"paperreader {__version__}")
        return 0
    from .cli import run  # noqa: PLC0415

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
