"""The manual page says what the command line and the app can do now."""

import sys

import pytest

from paperreader.cli.arguments import parser
from paperreader.tui.commands import COMMANDS
from tests.manual import PAGE, manual


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="argparse words usage anew")
def test_the_page_is_as_the_code_makes_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "python -m tests.manual makes it anew"


def test_every_command_and_every_key_is_in_it() -> None:
    page = manual()
    assert parser(commands=True).prog in page
    for command in COMMANDS:
        assert command.help.replace("-", "\\-").replace("\\e", "\\") in page.replace("\\&", "")
