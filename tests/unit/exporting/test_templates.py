"""The reader's own templates."""

from pathlib import Path

import pytest

from paperreader.exporting import Occasion
from paperreader.exporting.templates import BrokenTemplate, from_template
from tests.unit.exporting.entries import ATTENTION, BARE, HOSTILE


def made(
    folder: Path, template: str, name: str = "list.txt", on: Occasion | None = None
) -> str:
    path = folder / name
    path.write_text(template, "utf-8")
    return "".join(from_template(path, (ATTENTION, BARE, *HOSTILE[-1:]), on or Occasion()))


def test_what_a_template_is_given(tmp_path: Path) -> None:
    template = (
        "{{ title }}\n{% for paper in papers %}\n"
        "{{ paper.id }} {{ paper.key }} {{ paper.shown.who }}\n{% endfor %}\n"
    )
    assert made(tmp_path, template).startswith(
        "Reading list\narxiv:1706.03762 vaswani2017attention Ashish Vaswani, Noam Shazeer and 6"
    )
    groups = "{% for g in groups %}{{ g.label }}={{ g.papers | length }};{% endfor %}"
    assert made(tmp_path, groups, on=Occasion(group="status")) == "Inbox=2;Queue=1;"
    cited = "{{ papers[0] | cite }}|{{ papers[0].title | markdown }}"
    assert made(tmp_path, cited).startswith("@misc{vaswani2017attention,")


@pytest.mark.parametrize("name", ["a.html", "a.xml.j2", "A.HTM"])
def test_markup_is_escaped(tmp_path: Path, name: str) -> None:
    assert made(tmp_path, "{{ '<b>' }}{{ papers[0].note | note_html }}", name).startswith(
        "&lt;b&gt;<h4>Why</h4>"
    )
    assert made(tmp_path, "{{ '<b>' }}") == "<b>"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("a\n{% for %}\n", "line 2: Expected an expression"),
        ("a\n\n{{ papers[0].nothing }}", "line 3: 'dict object' has no attribute 'nothing'"),
        ("{{ title | nope }}", "line 1: No filter named 'nope'"),
        ("\n{{ 1 / 0 }}", "line 2: division by zero"),
        ("\n{{ papers[0] | cite('clay') }}", "line 2: there is no citation style 'clay'"),
        ("{% include 'gone.txt' %}", "line 1: "),
        ("{{ ''.__class__.__mro__ }}", "line 1: access to attribute '__class__'"),
        ("{{ papers.append(1) }}", "line 1: "),
        ("{% for n in range(10000000) %}{% endfor %}", "line 1: Range too big"),
    ],
)
def test_a_broken_template_is_said_with_its_line(
    tmp_path: Path, template: str, said: str
) -> None:
    with pytest.raises(BrokenTemplate) as broken:
        made(tmp_path, template)
    assert str(broken.value).startswith(f"{tmp_path / 'list.txt'}, {said}")


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BrokenTemplate, match=r"gone\.txt"):
        list(from_template(tmp_path / "gone.txt", (), Occasion()))
    (tmp_path / "bad.txt").write_bytes(b"a\n\xff")
    with pytest.raises(BrokenTemplate, match="line 2: it is not UTF-8"):
        list(from_template(tmp_path / "bad.txt", (), Occasion()))
