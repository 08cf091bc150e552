"""The pictures that the README shows: that they can be drawn, and are there."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.pictures.__main__ import FOLDER, MOST, main
from tests.pictures.drawing import Frame, Ground, Text, moving
from tests.pictures.scenes import PICTURES

ROOT = FOLDER.parents[1]


def test_the_command_draws_a_picture(tmp_path: Path) -> None:
    assert main(["narrow", "--folder", str(tmp_path)]) == 0
    [file] = tmp_path.iterdir()
    assert file.name == "narrow.svg"
    ET.fromstring(file.read_text("utf-8"))
    assert "A Field Guide to Tokenisers" in file.read_text("utf-8")


def test_an_unknown_picture_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nonesuch"])
    assert "nonesuch" in capsys.readouterr().err


def test_the_pictures_of_the_readme_are_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r'(?:\]\(|src=")([^)"]+\.svg)', readme)
    assert {f"docs/pictures/{name}.svg" for name in PICTURES} == set(links)
    assert all((ROOT / link).is_file() for link in links)
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= MOST


def test_a_line_that_stays_is_drawn_once_and_one_that_changes_by_turns() -> None:
    def shown(word: str) -> Frame:
        ground = (Ground("#000000", 0, 10),)
        lines = ("stays", word)
        return Frame(
            tuple((ground, (Text("fill: #ffffff", 0, 5, text),)) for text in lines), 10, 1.0
        )

    svg = moving([shown("first"), shown("other"), shown("first")], "A <walk>")
    ET.fromstring(svg)
    assert "A &lt;walk&gt;" in svg
    assert [svg.count(f">{word}<") for word in ("stays", "first", "other")] == [1, 1, 1]
    assert "0%{visibility:visible}33.33%{visibility:hidden}66.67%{visibility:visible}" in svg
    assert "0%{visibility:hidden}33.33%{visibility:visible}66.67%{visibility:hidden}" in svg
    assert "prefers-reduced-motion" in svg
    assert "animation" not in moving([shown("first")], "still")
