"""File names made of titles."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.exporting.file_names import LONGEST, file_name, same_file
from tests.unit.exporting.entries import HOSTILE_TEXTS


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("Only-IF: Revealing / the [Effect]", "Only-IF Revealing the Effect"),
        ("../../etc/passwd", "etc passwd"),
        ("..", "untitled"),
        ("", "untitled"),
        (".hidden", "hidden"),
        ("~/x", "x"),
        ("CON", "CON paper"),
        ("con.aux", "con.aux paper"),
        ("COM1", "COM1 paper"),
        ("Console", "Console"),
        ("what? %%", "what"),
        ("注意力", "注意力"),
        ("a\u202eb\x00c", "ab c"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text() | st.sampled_from(HOSTILE_TEXTS) | st.text("./\\:~ con\x00", max_size=9))
def test_no_title_leaves_its_folder(title: str) -> None:
    name = file_name(title)
    assert name and len(name) <= LONGEST + len(" paper") and len(name.encode()) <= 206
    for path in (PurePosixPath(f"{name}.md"), PureWindowsPath(f"{name}.md")):
        assert path.name == f"{name}.md" and len(path.parts) == 1
    assert not name.startswith((".", " ", "~")) and not name.endswith((".", " "))
    assert file_name(name) == name


def test_names_that_some_system_takes_for_one() -> None:
    assert same_file("É.md") == same_file("e\u0301.md") == same_file("É.MD")
    assert same_file("a.md") != same_file("b.md")


def test_any_system_would_make_the_file(tmp_path: Path) -> None:
    (tmp_path / f"{file_name('長' * 500)}.md").write_text("x")
