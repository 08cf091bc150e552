"""The command line as real processes: what they import, how they end in pipes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from paperreader.importing.samples import sample_dumps


def start(*arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run a command to its end, with `given` as its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "paperreader", *arguments],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
    )


def imported_by(*arguments: str, given: bytes = b"") -> set[str]:
    """Run a command and return the modules that its process imported."""
    code = (
        "import sys, json; from paperreader.cli import run\n"
        "try: run(sys.argv[1:])\n"
        "except SystemExit: sys.exitcode = 0\n"
        "sys.stdout.flush()\n"
        "sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=given,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.fixture
def library(tmp_path: Path) -> str:
    folder = str(tmp_path / "library")
    assert start("--library", folder, "import", str(sample_dumps()[0])).returncode == 0
    return folder


HEAVY = {
    "textual",
    "rich",
    "pyperclip",
    "shtab",
    "rapidfuzz",
    "tantivy",
    "platformdirs",
    "plotext",
    "bibtexparser",
    "rispy",
    "jinja2",
    "markdown_it",
    "email.message",
}

COMMANDS = [
    ["list"],
    ["list", "is:unread"],
    ["show", "title:"],
    ["mark", "read", "--query", "is:inbox"],
    ["star", "--query", "is:inbox"],
    ["tag", "--query", "is:inbox", "+x"],
    ["undo"],
    ["redo"],
    ["log"],
    ["cite", "--query", "is:inbox"],
    ["export"],
    ["export", "--format", "html"],
    ["digest"],
    ["tags"],
    ["tags", "--rename", "x", "y"],
    ["views"],
    ["stats"],
    ["doctor"],
    ["backup"],
    ["config"],
    ["keys"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_imports_what_it_does_not_need(library: str, command: list[str]) -> None:
    assert imported_by("--library", library, *command) & HEAVY == set()


WITHOUT_SEARCH = [
    ["list"],
    ["list", "--limit", "2", "--json"],
    ["list", "--sort", "status,-upvotes"],
    ["export"],
    ["show", "title:"],
    ["undo"],
    ["log"],
    ["tags"],
    ["stats"],
]


@pytest.mark.parametrize("command", WITHOUT_SEARCH, ids=" ".join)
def test_without_a_query_only_the_orders_of_search_are_read(
    library: str, command: list[str]
) -> None:
    modules = imported_by("--library", library, *command)
    ours = {name for name in modules if name.startswith("paperreader.searching.")}
    assert ours <= {"paperreader.searching.sorting", "paperreader.searching.folding"}


def test_triage_by_prompts_starts_no_terminal_interface(library: str) -> None:
    lines = b"r\nw\nt x\nn y\ny\n?\nu\nnext\n"
    modules = imported_by("--library", library, "triage", "--plain", given=lines)
    assert modules & HEAVY == set()


def test_importing_starts_no_terminal_interface(library: str) -> None:
    modules = imported_by("--library", library, "import", str(sample_dumps()[0]))
    assert modules & {"textual", "rich", "pyperclip"} == set()


def test_a_search_for_words_starts_no_terminal_interface(library: str) -> None:
    modules = imported_by("--library", library, "list", "lerning")
    assert modules & {"textual", "rich", "pyperclip"} == set()


def test_lists_for_programs_hold_no_escape_sequence(library: str) -> None:
    done = start("--library", library, "list", "learning")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert {line.count(b"\t") for line in done.stdout.splitlines()} == {5}


def test_the_version_needs_nothing() -> None:
    code = "import sys; sys.argv = ['paperreader', '--version']\n"
    code += "from paperreader.__main__ import main; main(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    modules = set(done.stdout.decode().splitlines()[-1].split())
    assert modules & (HEAVY | {"argparse", "msgspec", "tinydb"}) == set()


def test_a_pipe_that_closes_early_ends_quietly(library: str) -> None:
    command = f"{sys.executable} -m paperreader --library {library} list | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True, timeout=60)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_without_a_terminal_the_app_says_so(library: str) -> None:
    done = start("--library", library)
    assert done.returncode == 2
    assert b"terminal" in done.stderr


def test_ctrl_c_is_status_130(library: str, tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "paperreader", "--library", library, "import", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONFAULTHANDLER": ""},
    )
    assert child.stdin is not None
    child.stdin.write(b"x" * 200_000)  # more than a pipe holds: it is reading when this returns
    child.stdin.flush()
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in err


def test_hostile_text_reaches_no_terminal(tmp_path: Path) -> None:
    folder = str(tmp_path / "library")
    hostile = (
        "evil \x1b]0;owned\x07\x1b[31m[/] [@click=app.quit] \x9b31m \u202egnp.exe \x00 end"
    )
    record = json.dumps({"title": hostile, "abstract": hostile, "note": hostile})
    assert start("--library", folder, "import", "-", given=record.encode()).returncode == 0
    [entry] = json.loads(start("--library", folder, "list", "--json").stdout)
    key = entry["id"]
    for command in (
        ["list"],
        ["list", "--json"],
        ["show", key],
        ["show", key, "--json"],
        ["mark", "read", key],
        ["star", key],
        ["cite", key, "--style", "plain"],
        ["cite", key],
        ["log"],
        ["log", "--json"],
        ["undo"],
        ["list", hostile.replace("\x00", "")],
        ["show", hostile.replace("\x00", "")],
    ):
        done = start("--library", folder, *command)
        printed = (done.stdout + done.stderr).decode()
        for sign in ("\x1b", "\x9b", "\x07", "\x00", "\u202e"):
            assert sign not in printed, (command, sign)
        assert "Traceback" not in printed
