"""What each command does, prints and answers."""

import json
from pathlib import Path

import pytest

from paperreader.citation_styles import STYLES
from paperreader.cli import WITHOUT_ARGUMENTS
from paperreader.cli.arguments import parse
from paperreader.entry import Entry
from paperreader.importing.samples import sample_dumps
from tests.unit.cli.conftest import Paperreader


def keys_of(paperreader: Paperreader, *query: str) -> list[str]:
    return [entry["id"] for entry in paperreader("list", *query, "--json").json()]


def test_import_reports_what_it_did(paperreader: Paperreader) -> None:
    sample = str(sample_dumps()[0])
    said = paperreader("import", sample, "--json").json()
    [file] = said["files"]
    assert file["path"] == sample
    assert file["added"] == file["entries"] == said["added"] > 5
    assert file["page_date"]
    again = paperreader("import", sample, "--json").json()
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, said["added"])


def test_a_dry_run_changes_nothing(paperreader: Paperreader, folder: Path) -> None:
    sample = str(sample_dumps()[0])
    said = paperreader("import", "--dry-run", sample)
    assert said.status == 0
    assert "nothing was changed" in said.err
    assert not folder.exists()
    assert said.out == paperreader("import", sample).out


def test_import_reads_standard_input(paperreader: Paperreader) -> None:
    said = paperreader("import", "-", stdin=b'{"title": "From a pipe"}\n')
    assert said.status == 0, said.err
    assert paperreader("list", "--json").json()[0]["title"] == "From a pipe"
    assert paperreader("list", "--json").json()[0]["sources"][0]["source"] == "stdin"


def test_one_bad_file_does_not_stop_the_others(
    paperreader: Paperreader, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02")
    said = paperreader("import", str(bad), str(sample_dumps()[0]), str(tmp_path / "none.txt"))
    assert said.status == 1
    assert "bad.txt" in said.err
    assert "none.txt" in said.err
    assert len(keys_of(paperreader)) > 5


def test_list_finds_and_says_when_nothing_matches(filled: Paperreader) -> None:
    assert filled("list").out.count("\n") == len(keys_of(filled))
    assert filled("list", "--limit", "2").out.count("\n") == 2
    none = filled("list", "is:starred")
    assert (none.status, none.out) == (1, "")
    assert "no entry matches" in none.err


def test_an_unclear_query_is_pointed_at_and_still_searched(filled: Paperreader) -> None:
    said = filled("list", "year:soon tokenisers")
    assert "column" in said.err
    assert said.out


@pytest.mark.parametrize("query", ["!!!", "🙂", "is:nonsense"])
def test_a_query_with_nothing_clear_in_it_finds_nothing(
    filled: Paperreader, query: str
) -> None:
    said = filled("list", query)
    assert (said.status, said.out) == (1, "")
    assert "column 1" in said.err


def test_words_with_a_minus_reach_every_option(filled: Paperreader) -> None:
    assert filled("list", "--sort", "-title").out == filled("list", "--sort=-title").out
    assert filled("star", "--query", "-tokenisers").status == 0
    assert "Tokenisers" not in filled("list", "is:starred").out


def test_a_folder_may_hold_more_than_dumps(paperreader: Paperreader, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Notes of mine\n")
    (tmp_path / "page.txt").write_bytes(sample_dumps()[0].read_bytes())
    said = paperreader("import", str(tmp_path))
    assert said.status == 0
    assert "README.md" in said.err
    assert len(keys_of(paperreader)) > 5


def test_what_is_no_library_is_not_restored(filled: Paperreader, tmp_path: Path) -> None:
    before = filled("list", "--json").json()
    target = tmp_path / "export.json"
    assert filled("export", "-o", str(target)).status == 0
    said = filled("restore", str(target))
    assert said.status == 1
    assert str(target) in said.err
    assert filled("list", "--json").json() == before


def test_a_backup_does_not_change_with_the_library(filled: Paperreader, folder: Path) -> None:
    before = filled("list", "--json").json()
    kept = Path(filled("backup").out.strip())
    (folder / "library.json").write_text("{}")  # in place, as other programs write
    assert filled("list").status == 1
    assert filled("doctor", "--repair").status == 0
    assert filled("list", "--json").json() == before
    assert kept.stat().st_size > 1000


def test_an_empty_library_says_what_to_do(paperreader: Paperreader, folder: Path) -> None:
    said = paperreader("list")
    assert said.status == 1
    assert "import" in said.err
    assert not folder.exists()


def test_show_prints_one_entry(filled: Paperreader) -> None:
    key = keys_of(filled)[0]
    shown = filled("show", key, "--json").json()
    assert shown["id"] == key
    assert list(shown) == list(Entry.__struct_fields__)
    said = filled("show", key)
    assert said.status == 0
    assert "abstract" not in said.err
    assert key in said.out


@pytest.mark.parametrize("command", [["show"], ["mark", "read"], ["cite"], ["star"]])
def test_an_unknown_key_is_named(filled: Paperreader, command: list[str]) -> None:
    said = filled(*command, "no-such-key")
    assert said.status == 1
    assert "no-such-key" in said.err


def test_mark_star_and_tag_change_entries(filled: Paperreader) -> None:
    one, two, *_ = keys_of(filled)
    assert filled("mark", "read", one, two).status == 0
    assert filled("star", one).status == 0
    assert filled("tag", one, two, "+rl/theory", "+Agents").status == 0
    assert set(keys_of(filled, "is:read")) == {one, two}
    entry = filled("show", one, "--json").json()
    assert entry["tags"] == ["agents", "rl/theory"]
    assert entry["starred"] is True
    assert entry["read_at"]
    assert filled("tag", one, "-agents").status == 0
    assert filled("unstar", one).status == 0
    entry = filled("show", one, "--json").json()
    assert (entry["tags"], entry["starred"]) == (["rl/theory"], False)
    assert filled("tags", "--json").json() == {"agents": 1, "rl/theory": 2}


def test_a_query_changes_all_that_match(filled: Paperreader) -> None:
    count = len(keys_of(filled))
    said = filled("mark", "skipped", "--query", "is:inbox")
    assert said.status == 0
    assert f"{count} entries" in said.out
    assert filled("mark", "read", "--query", "is:inbox").status == 1


def test_an_unclear_query_changes_nothing(filled: Paperreader) -> None:
    said = filled("mark", "read", "--query", "is:inbox year:soon")
    assert said.status == 2
    assert keys_of(filled, "is:read") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["mark", "read"],
        ["mark", "read", "x", "--query", "y"],
        ["mark", "finished", "x"],
        ["tag", "x"],
        ["tag", "x", "+bad tag"],
        ["import"],
        ["import", "--as-of", "yesterday", "x"],
        ["list", "--sort", "colour"],
        ["list", "--limit", "0"],
        ["cite", "x", "--style", "crayon"],
        ["export", "--format", "clay"],
        ["export", "-o", "list.clay"],
        ["nonsense"],
        ["import", ""],
        ["--library", "", "list"],
        ["mark", "read", "--query", ""],
        ["mark", "read", "--query", "!!!"],
        ["mark", "read", "--query", "🙂 ()"],
        ["export", "is:nonsense"],
        ["list", "--limit", "-1"],
        ["--config", "/nowhere/config.toml", "list"],
    ],
)
def test_wrong_usage_is_status_2(filled: Paperreader, arguments: list[str]) -> None:
    said = filled(*arguments)
    assert said.status == 2
    assert said.err


def test_note_from_the_command_line_and_from_standard_input(filled: Paperreader) -> None:
    key = keys_of(filled)[0]
    assert filled("note", key, "-m", "Read **section 3**.").status == 0
    assert filled("show", key, "--json").json()["note"] == "Read **section 3**."
    assert filled("note", key, "-m", "-", stdin="näher lesen\n".encode()).status == 0
    assert filled("note", key).status == 2, "nothing was given, so nothing is taken away"
    assert filled("show", key, "--json").json()["note"] == "näher lesen"
    assert keys_of(filled, "is:noted") == [key]


def test_undo_and_redo_work_over_runs(filled: Paperreader) -> None:
    one, two, *_ = keys_of(filled)
    filled("mark", "read", one)
    filled("mark", "read", two)
    assert filled("undo", "2").status == 0
    assert keys_of(filled, "is:read") == []
    assert filled("redo").status == 0
    assert keys_of(filled, "is:read") == [one]
    assert filled("undo").status == 0
    assert filled("undo").status == 0, "the import"
    assert filled("list").status == 1
    assert filled("undo").status == 1
    assert filled("redo").status == 0
    assert len(keys_of(filled)) > 5


def test_log_reads_as_what_was_done(filled: Paperreader) -> None:
    filled("mark", "read", keys_of(filled)[0])
    log = filled("log", "--json").json()
    assert log[0]["what"].startswith("Read: ")
    assert log[1]["what"].startswith("Imported ")
    assert filled("log", "--limit", "1").out.count("\n") == 1


def test_cite_pins_the_key(filled: Paperreader) -> None:
    key = keys_of(filled)[0]
    said = filled("cite", key)
    assert said.status == 0
    assert said.out.startswith("@misc{")
    pinned = filled("show", key, "--json").json()["citation_key"]
    assert f"@misc{{{pinned}," in said.out
    assert filled("cite", pinned, "--style", "plain").status == 0
    assert filled("undo").out.startswith("Undid: Imported"), "pinning is no undo step"


def test_cite_in_every_style(filled: Paperreader) -> None:
    keys = keys_of(filled)[:2]
    for style in STYLES:
        said = filled("cite", *keys, "--style", style)
        assert said.status == 0 and said.out
    assert len(filled("cite", *keys, "--style", "csl-json").json()) == 2
    assert filled("cite", *keys, "--ascii").out.isascii()


def test_cite_check_lists_what_is_missing(filled: Paperreader) -> None:
    said = filled("cite", "--check")
    assert said.status == 1
    assert "author names" in said.out and "incomplete" in said.err
    whole = [key for key in keys_of(filled) if filled("cite", "--check", key).status == 0]
    assert len(whole) < len(keys_of(filled))
    assert filled("cite", "--check", "--query", "has:authors").status in (0, 1)
    assert all(filled("show", key, "--json").json()["citation_key"] is None for key in whole)


def test_cite_set_key_is_kept_and_can_be_undone(filled: Paperreader) -> None:
    key, other = keys_of(filled)[:2]
    assert filled("cite", key, "--set-key", "mine2025").status == 0
    assert filled("cite", "mine2025").out.startswith("@misc{mine2025,")
    refused = filled("cite", other, "--set-key", "Mine2025")
    assert refused.status == 1 and "leads to" in refused.err
    assert filled("cite", key, "--set-key", "two words").status == 1
    assert filled("cite", key, other, "--set-key", "x").status == 2
    assert filled("undo").status == 0
    assert filled("show", "mine2025").status == 1


def test_export_to_a_file_and_back(filled: Paperreader, tmp_path: Path) -> None:
    target = tmp_path / "list.jsonl"
    assert filled("export", "-o", str(target)).status == 0
    assert len(target.read_text().splitlines()) == len(keys_of(filled))
    target.write_text("mine")
    refused = filled("export", "-o", str(target))
    assert refused.status == 1
    assert str(target) in refused.err
    assert filled("export", "-o", str(target), "--force").status == 0
    assert filled("export", "is:starred", "--format", "csv").status == 1


@pytest.mark.parametrize("name", ["markdown", "bibtex", "csv", "json", "jsonl"])
def test_every_format_goes_to_standard_output(filled: Paperreader, name: str) -> None:
    said = filled("export", "--format", name)
    assert said.status == 0
    assert said.out


def test_json_out_and_in_is_the_same_library(filled: Paperreader, tmp_path: Path) -> None:
    key = keys_of(filled)[0]
    filled("tag", key, "+kept")
    filled("note", key, "-m", "kept too")
    filled("mark", "queued", key)
    exported = filled("export", "--format", "json").out
    target = tmp_path / "library.json"
    target.write_text(exported)
    other = tmp_path / "other"
    assert filled("--library", str(other), "import", str(target)).status == 0
    before = {entry["id"]: entry for entry in filled("list", "--json").json()}
    after = filled("--library", str(other), "list", "--json").json()
    assert {entry["id"]: entry for entry in after} == before


def test_views_and_stats_count(filled: Paperreader) -> None:
    count = len(keys_of(filled))
    views = {view["name"]: view["count"] for view in filled("views", "--json").json()}
    assert views["inbox"] == views["all"] == count
    stats = filled("stats", "--json").json()
    assert stats["entries"] == count
    assert str(count) in filled("stats").out


def test_stats_tell_as_many_days_as_asked_for(filled: Paperreader) -> None:
    stats = filled("stats", "--json", "--days", "3").json()
    assert len(stats["by_day"]) == 3
    assert sum(day["added"] for day in stats["by_day"]) == stats["entries"]
    assert stats["backlog"] == stats["status"]["inbox"]
    cells = [line.split("\t") for line in filled("stats", "--days", "3").out.splitlines()]
    assert [cell[1] for cell in cells if cell[0] == "day"] == [
        day["date"] for day in stats["by_day"]
    ]
    assert filled("stats", "--days", "0").status == 2


def test_backup_and_restore(filled: Paperreader) -> None:
    before = filled("list", "--json").json()
    kept = filled("backup").out.strip()
    assert Path(kept).is_file()
    assert Path(kept).name in filled("backup", "--list").out
    filled("mark", "read", "--query", "is:inbox")
    assert filled("restore", "latest").status == 0
    assert filled("list", "--json").json() == before
    assert filled("undo").status == 0
    assert len(keys_of(filled, "is:read")) == len(before)
    assert filled("restore", "nothing.json").status == 1


def test_doctor_finds_and_mends(filled: Paperreader, folder: Path) -> None:
    assert filled("doctor").status == 0
    before = filled("list", "--json").json()
    whole = (folder / "library.json").read_bytes()
    (folder / "library.json").write_bytes(whole[: len(whole) // 2])
    said = filled("list")
    assert said.status == 1
    assert str(folder / "library.json") in said.err
    assert filled("doctor").status == 1
    assert filled("doctor", "--repair").status == 0
    assert filled("list", "--json").json() == before
    [aside] = folder.glob("library.json.damaged-*")
    assert aside.read_bytes() == whole[: len(whole) // 2]
    assert json.loads(filled("doctor", "--json").out)


def test_config_prints_settings_and_a_default_file(filled: Paperreader, tmp_path: Path) -> None:
    default = filled("config", "--default").out
    target = tmp_path / "config.toml"
    target.write_text(default)
    assert filled("--config", str(target), "config").status == 0
    target.write_text("theme = 3\n")
    said = filled("--config", str(target), "list")
    assert said.status == 2
    assert "line 1" in said.err
    target.write_text('[keys]\n"no.such" = "q"\n')
    said = filled("--config", str(target), "keys")
    assert said.status == 2
    assert "line 2" in said.err


def test_keys_lists_every_command(filled: Paperreader) -> None:
    said = filled("keys", "--json").json()
    assert {"mark.read", "app.quit"} <= {command["id"] for command in said}


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completions_name_the_commands(filled: Paperreader, shell: str) -> None:
    said = filled("completions", shell)
    assert said.status == 0
    assert "export" in said.out


def test_an_empty_command_line_is_parsed_as_the_parser_would() -> None:
    assert vars(parse([])) == WITHOUT_ARGUMENTS
