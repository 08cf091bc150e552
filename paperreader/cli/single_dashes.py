"""Words of a query that may be options with a dash too few.

In a query ``-word`` leaves out what holds the word, so ``list -limit 3`` and
``list -n 5`` are queries: they are obeyed, and what they meant is said.
"""

import re
from collections.abc import Sequence

from .printing import complain

_ONE_DASH = re.compile("-([A-Za-z][A-Za-z-]*)")


def tell_taken_as_words(command: str, terms: Sequence[str]) -> None:
    """Say which words of a command's query look like options and were taken as ``-word``."""
    words = [found[1] for term in terms if (found := _ONE_DASH.fullmatch(term))]
    if not words:
        return
    options = _options(command)
    for word in dict.fromkeys(words):
        if len(word) == 1:
            near = (written for name, written in options.items() if name[0] == word)
            usual = options["limit" if word == "n" and "limit" in options else "sort"]
            meant = f"options are written {next(near, usual)}"
        elif word in options:
            meant = f"the option is written {options[word]}"
        else:
            continue
        complain(f"leaving out what holds “{word}”; {meant}")


def _options(command: str) -> dict[str, str]:
    """Return the long options of a command by name, its own first, and how each is written."""
    from .arguments import commands  # noqa: PLC0415 - only where a word looks like an option

    found = {
        name.removeprefix("--"): f"{name} {action.metavar}" if action.metavar else name
        for action in commands()[command]._actions  # argparse tells them nowhere else
        for name in action.option_strings
        if name.startswith("--")
    }
    of_every_command = {"help", "library", "config"}
    return dict(sorted(found.items(), key=lambda option: option[0] in of_every_command))
