"""Reading what is typed, line by line, from a terminal or a pipe."""

import io
import sys

from ...plain import plain


class Lines:
    """The lines of standard input, with prompts where a person types them."""

    def __init__(self) -> None:
        self.read = 0
        """How many lines were read."""
        self.interactive = sys.stdin is not None and sys.stdin.isatty()
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")

    def ask(self, prompt: str) -> str | None:
        """Return the next line, or None at the end of the input.

        The line is read as the terminal gives it, without the editing that
        would need control codes.
        """
        sys.stdout.flush()
        if sys.stdin is None:  # closed by the caller
            return None
        if self.interactive:
            # Where the result goes elsewhere, the prompt still goes to the person.
            to = sys.stdout if sys.stdout.isatty() else sys.stderr
            to.write(plain(prompt, keep_newlines=True))
            to.flush()
        line = sys.stdin.readline()
        if not line:
            return None
        self.read += 1
        return line
