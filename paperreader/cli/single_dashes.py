"""Words of a query that may be options with a dash too few.

In a query ``-word`` leaves out what holds the word, so ``list -limit 3`` and
``list -n 5`` are queries: they are obeyed, and what they meant is said.
"""

import re
from collections.abc import Iterator, Sequence

from .printing import complain

_ONE_DASH = re.compile("-([A-Za-z][A-Za-z-]*)")


def tell_taken_as_words(command: str, terms: Sequence[str]) -> None:
    """Say which words of a command's query look like options and were taken as ``-word``."""
    words = [found[1] for term in terms if (found := _ONE_DASH.fullmatch(term))]
    if not words:
        return
    options = dict(_options(command))
    for word in dict.fromkeys(words):
        if word in options:
            meant = f"the option is written {options[word]}"
        elif len(word) == 1:
            near = (written for name, written in options.items() if name[0] == word)
            meant = f"options are written {next(near, options['sort'])}"
        else:
            continue
        complain(f"leaving out what holds “{word}”; {meant}")


def _options(command: str) -> Iterator[tuple[str, str]]:
    """Yield the long options of a command: their names, and how each is written."""
    from .arguments import commands  # noqa: PLC0415 - only where a word looks like an option

    if command == "list":  # what counts lines elsewhere
        yield "n", "--limit N"
    for action in commands()[command]._actions:  # noqa: SLF001 - argparse tells it nowhere else
        for name in action.option_strings:
            if name.startswith("--"):
                value = f" {action.metavar}" if action.metavar else ""
                yield name.removeprefix("--"), f"{name}{value}"
    yield "version", "--version"
