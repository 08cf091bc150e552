"""Exports that are chosen, kept, made again and watched; and digests."""

import json
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

import pytest

from paperreader.cli import saved_exports
from paperreader.cli.arguments import parse
from paperreader.cli.exporting import export
from paperreader.cli.invocation import Invocation
from paperreader.library import Library

from .conftest import Paperreader


def keys_of(paperreader: Paperreader) -> list[str]:
    return [entry["id"] for entry in paperreader("list", "--json").json()]


@pytest.mark.parametrize(
    "name", ["markdown", "html", "bibtex", "csv", "json", "jsonl", "org", "atom"]
)
def test_the_same_library_gives_the_same_bytes(
    filled: Paperreader, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "list"
    assert filled("export", "--format", name, "-o", str(target)).status == 0
    before = target.read_bytes()
    said = filled("export", "--format", name, "-o", str(target))
    assert (said.status, said.err) == (0, f"{target} is unchanged\n")
    assert target.read_bytes() == before


def test_a_file_name_tells_the_format(filled: Paperreader, tmp_path: Path) -> None:
    for name, begins in (
        ("a.html", "<!DOCTYPE html>"),
        ("a.org", "#+TITLE: Mine"),
        ("a.ATOM", "<?xml"),
        ("a.md", "# Mine\n"),
    ):
        target = tmp_path / name
        assert filled("export", "--title", "Mine", "-o", str(target)).status == 0
        assert target.read_text("utf-8").startswith(begins)
    assert filled("export", "-o", f"{tmp_path}/vault/").status == 0
    assert len(list((tmp_path / "vault").glob("*.md"))) == len(keys_of(filled))


def test_groups_and_parts_are_chosen(filled: Paperreader) -> None:
    filled("tag", keys_of(filled)[0], "+kept")
    said = filled("export", "--group", "tag", "--with", "citations")
    assert "\n## kept\n" in said.out and "\n## Without a tag\n" in said.out
    assert said.out.count("```bibtex") == len(keys_of(filled))
    assert "```" not in filled("export", "--with", "none").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "csv", "--group", "tag"], "no headings"),
        (["--format", "json", "--with", "notes"], "cannot be chosen"),
        (["--with", "pictures"], "nothing to choose"),
        (["--format", "obsidian"], "-o says which"),
        (["--save", "x"], "-o says which file"),
        (["--save", "", "-o", "x.md"], "needs a name"),
        (["--watch"], "-o says which file"),
        (["--copy", "-o", "x.md"], "goes to the clipboard"),
        (["--template", "x", "--format", "html"], "one of the two"),
        (["--saved", "--format", "html"], "has its query"),
    ],
)
def test_what_makes_no_sense_is_refused(
    filled: Paperreader, arguments: list[str], said: str
) -> None:
    found = filled("export", *arguments)
    assert found.status == 2
    assert said in found.err


def test_a_template_of_ones_own(filled: Paperreader, tmp_path: Path) -> None:
    template = tmp_path / "mine.txt"
    template.write_text("{% for paper in papers %}\n{{ paper.key }}\n{% endfor %}\n")
    said = filled("export", "--template", str(template))
    assert len(said.out.split()) == len(keys_of(filled))
    template.write_text("\n{{ nothing }}")
    target = tmp_path / "out.txt"
    said = filled("export", "--template", str(template), "-o", str(target))
    assert said.status == 1
    assert f"{template}, line 2: 'nothing' is undefined" in said.err
    assert not target.exists()


def test_a_saved_export_is_made_again(filled: Paperreader, tmp_path: Path) -> None:
    one, two = keys_of(filled)[:2]
    target = tmp_path / "kept.md"
    filled("tag", one, "+kept")
    assert filled("export", "tag:kept", "-o", str(target), "--save", "Kept").status == 0
    before = target.stat().st_mtime_ns
    assert filled("export", "--saved").err == f"{target} is unchanged\n"
    assert target.stat().st_mtime_ns == before
    filled("tag", two, "+kept")
    assert filled("export", "--saved", "kept").err == f"2 entries written to {target}\n"
    filled("tag", one, two, "-kept")
    assert filled("export", "--saved").err == f"0 entries written to {target}\n"
    assert "Kept\tmarkdown\ttag:kept" in filled("export", "--list").out
    assert filled("export", "--forget", "KEPT").status == 0
    assert filled("export", "--list").status == 1
    assert filled("export", "--saved").status == 1
    assert target.exists()


def test_what_was_changed_by_hand_is_not_overwritten(
    filled: Paperreader, tmp_path: Path
) -> None:
    target = tmp_path / "all.bib"
    filled("export", "-o", str(target), "--save", "all")
    target.write_text("% mine\n")
    said = filled("export", "--saved")
    assert said.status == 1
    assert "it was changed since it was written; use --force" in said.err
    assert target.read_text() == "% mine\n"
    assert filled("export", "--saved", "--force").status == 0
    assert filled("export", "--saved").err == f"{target} is unchanged\n"
    target.unlink()
    assert filled("export", "--saved").status == 0
    assert target.read_text().startswith("% Reading list")


def test_one_that_fails_does_not_stop_the_others(filled: Paperreader, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    filled("export", "-o", str(tmp_path / "gone" / "a.md"), "--save", "a")
    filled("export", "-o", str(tmp_path / "b.md"), "--save", "b")
    (tmp_path / "gone" / "a.md").unlink()
    (tmp_path / "gone").rmdir()
    (tmp_path / "b.md").unlink()
    said = filled("export", "--saved")
    assert said.status == 1
    assert "a: cannot write" in said.err
    assert (tmp_path / "b.md").exists()


def test_a_damaged_file_of_exports_is_said_and_kept(filled: Paperreader, folder: Path) -> None:
    (folder / "exports.json").write_text("[{]")
    said = filled("export", "--saved")
    assert said.status == 1
    assert str(folder / "exports.json") in said.err
    assert (folder / "exports.json").read_text() == "[{]"


class Stop(Exception):
    """Ends a watch."""


def watched(
    folder: Path, target: Path, acts: list[Callable[[Library], object]], query: str = ""
) -> list[bytes]:
    """Watch while another process acts; return the file as it was after each look."""
    seen: list[bytes] = []
    run = Invocation(
        parse(["--library", str(folder), "export", query, "-o", str(target), "--watch"])
    )
    waiting = iter(acts)

    def pause() -> None:
        seen.append(target.read_bytes())
        act = next(waiting, None)
        if act is None:
            raise Stop
        with Library.open(folder) as other:
            act(other)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(saved_exports, "wait", pause)
        with pytest.raises(Stop):
            export(run)
    run.close()
    return seen


def test_a_watched_file_follows_its_papers_alone(
    filled: Paperreader, folder: Path, tmp_path: Path
) -> None:
    one, two, three = keys_of(filled)[:3]
    filled("tag", one, "+kept")
    target = tmp_path / "kept.md"
    first, same, more, hand = watched(
        folder,
        target,
        [
            lambda library: library.star([three], True),
            lambda library: library.tag([two], add=["kept"]),
            lambda library: (target.write_text("mine"), library.tag([three], add=["kept"])),
        ],
        "tag:kept",
    )
    assert first == same
    assert (first.count(b"\n## "), more.count(b"\n## ")) == (1, 2)
    assert hand == b"mine", "what somebody else wrote is left alone"


def test_a_watched_folder_keeps_what_nobody_can_tell_apart(
    filled: Paperreader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = tmp_path / "vault"
    looks = iter((True, False))

    def change_by_hand() -> None:
        if not next(looks):
            raise KeyboardInterrupt
        for note in vault.glob("*.md"):
            note.write_text(note.read_text("utf-8").partition("%% Yours")[0] + "mine", "utf-8")
        with Library.open(tmp_path / "library") as other:
            other.star([row.id for row in other.rows()], True)

    monkeypatch.setattr(saved_exports, "wait", change_by_hand)
    said = filled("export", "-o", f"{vault}/", "--watch")
    assert said.status == 130
    assert "was left alone" in said.err
    assert all(note.read_text("utf-8").endswith("mine") for note in vault.glob("*.md"))


def test_a_watch_ends_with_the_status_of_an_interrupt(
    filled: Paperreader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(saved_exports, "wait", interrupt)
    assert filled("export", "-o", str(tmp_path / "a.md"), "--watch").status == 130


def test_copying_goes_to_the_clipboard(
    filled: Paperreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(
        "paperreader.cli.exporting.copy_text", lambda text, _invocation: copied.append(text)
    )
    assert filled("export", "--copy").out == ""
    assert copied[0].startswith("# Reading list")


@pytest.fixture
def days(paperreader: Paperreader, tmp_path: Path) -> Paperreader:
    """A library with papers of two days."""
    target = tmp_path / "in.json"
    target.write_text(
        json.dumps(
            [
                {
                    "title": f"Paper {n}",
                    "arxiv_id": f"2501.0000{n}",
                    "featured": day,
                    "upvotes": n,
                    "authors": [f"Author {n % 3}"],
                }
                for n, day in enumerate(["2025-01-02"] * 3 + ["2025-01-03"] * 4)
            ]
        )
    )
    assert paperreader("import", str(target)).status == 0
    return paperreader


def test_a_digest_has_the_last_day_ranked(days: Paperreader) -> None:
    days("star", "2501.00001")
    said = days("digest")
    assert [line for line in said.out.splitlines() if line.startswith("#")] == [
        "# Papers of 2025-01-03",
        "## Close to what you keep",
        "### [Paper 4](https://arxiv.org/abs/2501.00004)",
        "## More new papers",
        "### [Paper 6](https://arxiv.org/abs/2501.00006)",
        "### [Paper 5](https://arxiv.org/abs/2501.00005)",
        "### [Paper 3](https://arxiv.org/abs/2501.00003)",
    ]
    assert days("digest", "--since", "2025-01-01").out.count("\n### ") == 7
    assert days("digest", "--query", "title:5").out.count("\n### ") == 1
    assert days("digest", "--since", "2026-01-01").status == 1


def test_a_digest_is_a_file_for_a_mailer(days: Paperreader, tmp_path: Path) -> None:
    target = tmp_path / "today.eml"
    given = ["digest", "-o", str(target), "--to", "ann@example.org"]
    assert days(*given).status == 0
    message = message_from_bytes(target.read_bytes())
    assert (message["Subject"], message["To"]) == ("Papers of 2025-01-03", "ann@example.org")
    assert message["From"] is None
    assert days(*given).err == f"{target} is unchanged\n"
    assert days("digest", "--format", "eml", "--to", "x\nBcc: y@example.org").status == 2
    assert days("digest", "--to", "ann@example.org").status == 2
    assert days("digest", "--format", "clay").status == 2
    assert days("digest", "-o", "list.clay").status == 2
