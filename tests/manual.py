"""The manual page, made from the command line's grammar and the table of commands.

``python -m tests.manual`` writes ``docs/paperreader.1``; a test says when it is stale.
"""

import os
from pathlib import Path
from unittest.mock import patch

from argparse_manpage.manpage import Manpage

from paperreader import __version__
from paperreader.cli.arguments import parser
from paperreader.tui.commands import sections
from paperreader.tui.keymap import DEFAULT

PAGE = Path(__file__).parent.parent / "docs" / "paperreader.1"


def manual() -> str:
    """Return the page in the language of ``man``, as Python 3.11 words usage."""
    with patch.dict(os.environ, {"COLUMNS": "80"}):  # argparse breaks its lines by it
        return _manual()


def _manual() -> str:
    page = Manpage(
        parser(commands=True),
        _data={
            "date": __version__,  # a day would make the page stale the next day
            "manual_title": "paperreader manual",
            "description": "triage, keep and cite the day's papers in the terminal",
        },
        format="single-commands-section",
    )
    page.add_section("keys of the app", ">", _keys())
    return f"{page}"


def _keys() -> str:
    """Return all commands of the app with their keys, topic by topic."""
    lines: list[str] = []
    for topic, commands in sections(DEFAULT.keys):
        lines.append(f".SS {_plain(topic)}")
        for keys, title, help_ in commands:
            lines += [".TP", f".B {_plain(keys or '(no key)')}", _plain(f"{title}. {help_}")]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Return a text of ours so that ``man`` shows it as it is."""
    shown = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{shown}" if shown.startswith((".", "'")) else shown


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(manual(), encoding="utf-8")


if __name__ == "__main__":
    main()
