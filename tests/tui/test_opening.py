"""Links open in the user's browser, texts in the user's editor, and no shell is involved."""

import os
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App, SuspendNotSupported

from paperreader.tui.opening import (
    LONGEST_LINK,
    EditOutcome,
    edit_in_editor,
    open_link,
    why_not_open,
)

LINK = "https://arxiv.org/abs/2510.06557"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the fakes are shell scripts")


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """An empty folder for programs, which alone is the PATH."""
    folder = tmp_path / "tools"
    folder.mkdir()
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    "url",
    [
        LINK,
        "http://example.org",
        "HTTPS://Example.org/a_(b)?q=1&r=%20#part",
        "https://bücher.example/",
        "https://[2001:db8::1]:8443/",
        f"https://example.org/{'x' * 2_000}",
    ],
)
def test_links_of_papers_may_be_opened(url: str) -> None:
    assert why_not_open(url) is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "no link"),
        ("ftp://example.org/", "Only http"),
        ("file:///etc/passwd", "Only http"),
        ("javascript:alert(1)", "Only http"),
        ("arxiv.org/abs/1", "Only http"),
        ("-new-window", "Only http"),
        ("https://", "no host"),
        ("https:///path", "no host"),
        ("https://arxiv.org@evil.example/", "names a user"),
        ("https://example.org:99999/", "not a link"),
        ("https://[::1/", "not a link"),
        ("https://example.org/a b", "no link may hold"),
        ("https://example.org/\n--flag", "no link may hold"),
        ("https://example.org/\x1b[31m", "no link may hold"),
        ("https://example.org/\u202egnp.exe", "no link may hold"),
        ("https://example.org/`id`", "no link may hold"),
        ("https://example.org/\\..\\x", "no link may hold"),
        ("https://example.org/\ud800", "no link may hold"),
        (f"https://example.org/{'x' * LONGEST_LINK}", "characters long"),
    ],
)
def test_anything_else_is_refused_with_a_safe_sentence(url: str, why: str) -> None:
    sentence = why_not_open(url)
    assert sentence is not None
    assert why in sentence
    assert sentence.isprintable()
    assert len(sentence) < 200
    assert open_link(url, environ={}) == sentence


class Opened:
    """Where a fake browser tells how it was started, and that it has ended."""

    def __init__(self, folder: Path) -> None:
        self.pipe = folder / "told"
        os.mkfifo(self.pipe)

    @property
    def script(self) -> str:
        return f'printf "%s|" "$(basename "$0")" "$@" > {self.pipe}'

    def told(self) -> list[str]:
        """Wait for the browser's word: a pipe is read when it has been written."""
        return self.pipe.read_text().split("|")[:-1]


@pytest.mark.parametrize(
    ("browser", "told"),
    [
        ("mine", ["mine", LINK]),
        ("mine --new-tab", ["mine", "--new-tab", LINK]),
        ("mine --url=%s --x", ["mine", f"--url={LINK}", "--x"]),
        ("mine 'two words' %s &", ["mine", "two words", LINK]),
        ("missing:mine", ["mine", LINK]),
        ("'open quote:mine", ["mine", LINK]),
        ("w3m:mine", ["mine", LINK]),
        (":mine", ["mine", LINK]),
    ],
)
def test_the_users_browser_is_started_as_it_was_asked_for(
    browser: str, told: list[str], tools: Path
) -> None:
    opened = Opened(tools)
    program(tools, "mine", opened.script)
    program(tools, "w3m", opened.script)
    environ = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "BROWSER": browser}
    assert open_link(LINK, environ=environ) is None
    assert opened.told() == told


def test_a_link_is_one_word_for_the_browser(tools: Path) -> None:
    opened = Opened(tools)
    program(tools, "mine", opened.script)
    environ = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "BROWSER": "mine %s"}
    url = "https://example.org/?a=1&b=$(id);c=*"
    assert open_link(url, environ=environ) is None
    assert opened.told() == ["mine", url]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one opener of its own")
@pytest.mark.parametrize(
    ("name", "arguments"), [("xdg-open", [LINK]), ("gio", ["open", LINK]), ("firefox", [LINK])]
)
def test_without_a_choice_the_systems_opener_is_used(
    name: str, arguments: list[str], tools: Path
) -> None:
    opened = Opened(tools)
    program(tools, name, f"PATH={os.environ['PATH']}; {opened.script}")
    assert open_link(LINK, environ={"PATH": str(tools), "DISPLAY": ":0"}) is None
    assert opened.told() == [name, *arguments]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one opener of its own")
@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({}, "no graphical display"),
        ({"DISPLAY": ":0"}, "No browser was found"),
        ({"BROWSER": "missing"}, "no graphical display"),
        ({"BROWSER": "w3m"}, "needs a terminal of its own"),
        ({"BROWSER": "broken"}, "did not start"),
    ],
)
def test_where_no_browser_can_be_started_the_link_is_told(
    environ: dict[str, str], why: str, tools: Path
) -> None:
    program(tools, "w3m", "exit 0")
    (tools / "broken").write_bytes(b"\x7fELF no program")
    (tools / "broken").chmod(0o755)
    sentence = open_link(LINK, environ={"PATH": str(tools), **environ})
    assert sentence is not None
    assert why in sentence
    assert LINK in sentence


def test_a_browser_gets_nothing_of_our_terminal(
    tools: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    opened = Opened(tools)
    # Its session, and whether any of its first three files is a terminal or ours.
    program(
        tools,
        "mine",
        f'echo noise; echo noise >&2; read line; s=$(ps -o sid= -p $$); printf "%s|" $s "$line"'
        f" > {opened.pipe}",
    )
    environ = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "BROWSER": "mine"}
    assert open_link(LINK, environ=environ) is None
    session, line = opened.told()
    assert int(session) != os.getsid(0)
    assert line == ""
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("code", "said"), [(3, ["mine could not open the link"]), (0, [])])
def test_a_browser_that_fails_is_told_later(code: int, said: list[str], tools: Path) -> None:
    program(tools, "mine", f"exit {code}")
    environ = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "BROWSER": "mine"}
    sentences: list[str] = []
    assert open_link(LINK, failed=sentences.append, environ=environ) is None
    for thread in threading.enumerate():
        if thread.name == "paperreader-browser":
            thread.join()
    assert [sentence.split(" (")[0] for sentence in sentences] == said


class Suspending:
    """An app as far as an editor knows one: it gives up its terminal and takes it back."""

    def __init__(self, *, can: bool = True) -> None:
        self.can = can
        self.log: list[str] = []

    @contextmanager
    def suspend(self) -> Iterator[None]:
        if not self.can:
            raise SuspendNotSupported("not here")
        self.log.append("given up")
        yield
        # As in the real one, this is not reached when the block raises.
        self.log.append("taken back")


def edit(
    text: str, tools: Path, *, app: Suspending | None = None, **environ: str
) -> EditOutcome:
    path = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    return edit_in_editor(
        cast("App[Any]", app or Suspending()), text, environ={**path, **environ}
    )


def test_what_the_editor_wrote_is_handed_back(tools: Path) -> None:
    program(tools, "ed1", 'printf " and more\\n" >> "$1"')
    app = Suspending()
    assert edit("a note", tools, app=app, EDITOR="ed1") == EditOutcome("a note and more", "")
    assert app.log == ["given up", "taken back"]


def test_visual_comes_before_editor_and_may_have_arguments(tools: Path) -> None:
    program(tools, "mine", 'printf "%s|" "$1" "$2" > "$3"')
    program(tools, "other", "exit 1")
    outcome = edit("", tools, VISUAL="mine --wait 'two words'", EDITOR="other")
    assert outcome.text == "--wait|two words|"


def test_no_shell_reads_the_command(tools: Path) -> None:
    program(tools, "mine", 'printf "%s" "$1" > "$2"')
    assert edit("", tools, EDITOR="mine $(id);").text == "$(id);"


def test_the_file_is_private_and_gone_afterwards(tools: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    program(
        tools, "ed1", f'echo "$1" > {told}; ls -ln "$1" >> {told}; cp "$1" "$1~"; echo x > "$1"'
    )
    assert edit("a note", tools, EDITOR="ed1", TMPDIR=str(tmp_path)).text == "x"
    path, listing = told.read_text().splitlines()
    assert path.endswith(".md")
    assert listing.startswith(stat.filemode(stat.S_IFREG | 0o600))
    assert not Path(path).exists()
    assert not Path(path).parent.exists()


@pytest.mark.parametrize(
    "script", ["exit 0", 'printf "a note" > "$1"', 'printf "a note\\n\\n" > "$1"']
)
def test_a_text_left_alone_is_no_change(script: str, tools: Path) -> None:
    program(tools, "ed1", script)
    assert edit("a note", tools, EDITOR="ed1") == EditOutcome(None, "")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('echo half > "$1"; exit 1', "ended with an error (1); nothing was changed"),
        ('rm "$1"', "cannot be read"),
    ],
)
def test_an_editor_that_fails_changes_nothing(script: str, said: str, tools: Path) -> None:
    program(tools, "ed1", script)
    app = Suspending()
    outcome = edit("a note", tools, app=app, EDITOR="ed1")
    assert outcome.text is None
    assert said in outcome.message
    assert app.log == ["given up", "taken back"]


def test_what_a_killed_editor_had_saved_is_kept(tools: Path) -> None:
    program(tools, "ed1", 'echo saved > "$1"; kill -9 $$')
    outcome = edit("a note", tools, EDITOR="ed1")
    assert outcome.text == "saved"
    assert "ended by a signal" in outcome.message


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"EDITOR": "no-such-editor -w"}, "$EDITOR names no-such-editor, which was not found"),
        ({"VISUAL": "open 'quote"}, "$VISUAL has a quote that never ends"),
        ({"EDITOR": "\x1b[31m"}, "␛[31m"),
        ({"EDITOR": "broken"}, "did not start"),
        ({"EDITOR": "''"}, "was not found"),
    ],
)
def test_an_editor_that_is_not_there_is_said(
    environ: dict[str, str], said: str, tools: Path
) -> None:
    (tools / "broken").write_bytes(b"\x7fELF no program")
    (tools / "broken").chmod(0o755)
    outcome = edit("a note", tools, app=None, **environ)
    assert outcome.text is None
    assert said in outcome.message
    assert outcome.message.isprintable()


def test_without_a_choice_an_editor_that_is_there_is_taken(tools: Path) -> None:
    assert "No editor was found" in edit("x", tools, PATH=str(tools)).message
    program(tools, "vi", 'echo from vi > "$1"')
    assert edit("x", tools, PATH=str(tools)).text == "from vi"
    program(tools, "nano", 'echo from nano > "$1"')
    assert edit("x", tools, PATH=str(tools), EDITOR=" ").text == "from nano"


def test_where_the_terminal_cannot_be_given_up_nothing_changes(tools: Path) -> None:
    program(tools, "ed1", 'echo changed > "$1"')
    outcome = edit("a note", tools, app=Suspending(can=False), EDITOR="ed1")
    assert outcome == EditOutcome(None, "An editor cannot be started from this terminal.")


async def test_an_app_without_a_terminal_says_so(tools: Path) -> None:
    program(tools, "ed1", "exit 0")
    app = App[None]()
    async with app.run_test():
        environ = {"PATH": str(tools), "EDITOR": "ed1"}
        assert "cannot be started" in edit_in_editor(app, "x", environ=environ).message


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("caf\\303\\251\\n", "café"),
        ("\\357\\273\\277with a mark\\n", "with a mark"),
        ("two\\r\\nlines\\r\\n", "two\nlines"),
        ("", ""),
    ],
)
def test_what_editors_write_is_read_as_text(written: str, text: str, tools: Path) -> None:
    program(tools, "ed1", f'printf "{written}" > "$1"')
    assert edit("before", tools, EDITOR="ed1") == EditOutcome(text, "")


def test_nothing_of_an_odd_encoding_is_lost(tools: Path) -> None:
    program(tools, "ed1", 'printf "caf\\351" > "$1"')
    outcome = edit("before", tools, EDITOR="ed1")
    assert outcome.text == "café"
    assert "Latin-1" in outcome.message


def test_a_text_that_no_file_takes_is_still_edited(tools: Path) -> None:
    program(tools, "ed1", "exit 0")
    assert edit("lone \ud800", tools, EDITOR="ed1") == EditOutcome(None, "")


def test_keys_that_interrupt_do_so_in_the_editor_only(tools: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    # It interrupts us and then itself, as ctrl+c in the terminal would.
    program(tools, "ed1", f'kill -INT {os.getpid()}; echo saved > "$1"; kill -INT $$; exit 0')
    outcome = edit("a note", tools, EDITOR="ed1")
    assert outcome.text == "saved"
    assert "ended by a signal" in outcome.message
    assert signal.getsignal(signal.SIGINT) is before
