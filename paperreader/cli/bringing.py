"""``import``: bytes in, a report out."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ..importing import MAX_BYTES, NotADump, made, made_by_now, read_source
from ..library import ImportReport
from .invocation import Failed, Invocation, WrongUsage
from .printing import complain, counted, out, out_json, say


def import_(invocation: Invocation) -> int:
    """Read each source and fold it in; one that is refused does not stop the others."""
    arguments = invocation.arguments
    if not arguments.paths and not arguments.clipboard:
        raise WrongUsage("import: give a file, a folder, - for stdin, or --clipboard")
    if "" in arguments.paths:
        raise WrongUsage("import: the name of a file is empty")
    reports: list[tuple[str, ImportReport]] = []
    refused = 0
    for path, read, wanted in _sources(invocation):
        try:
            data, day = read()
            name = Path(path).name if path not in ("-", "clipboard") else _SPOKEN[path]
            parsed = read_source(data, name=name, made=day, as_of=arguments.as_of)
        except NotADump as error:
            if not wanted:  # nobody said that all files of a folder are dumps
                say(f"left out: {error}")
                continue
            complain(str(error))
            refused += 1
            continue
        except OSError as error:
            complain(f"{path}: {error.strerror}")
            refused += 1
            continue
        report = invocation.library.import_parsed(
            parsed, source=name, dry_run=arguments.dry_run
        )
        reports.append((path, report))
        if not arguments.json:
            _tell(path, report, arguments.dry_run)
    if arguments.json:
        out_json(_as_json(reports))
    elif len(reports) > 1:
        added, updated, unchanged = _totals(reports)
        out(
            f"{counted(len(reports), 'source')}: {added} added, {updated} updated,"
            f" {unchanged} unchanged"
        )
    if reports and not arguments.dry_run and any(report.change for _, report in reports):
        say("'paperreader undo' takes this back.")
    return 1 if refused else 0


_SPOKEN = {"-": "stdin", "clipboard": "clipboard"}


class _Source:
    """One thing to read: its bytes, and the day it was made at the latest."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __call__(self) -> tuple[bytes, date]:
        # One byte more than is taken, so that what is too long is known for it.
        if self._path == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1), made_by_now()
        if self._path == "clipboard":
            return _clipboard(), made_by_now()
        path = Path(self._path)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), made(path)


def _sources(invocation: Invocation) -> Iterator[tuple[str, _Source, bool]]:
    """Yield what to read, and whether it was asked for by its own name."""
    for given in invocation.arguments.paths:
        if given == "-" or not Path(given).is_dir():
            yield given, _Source(given), True
            continue
        found = sorted(
            path
            for path in Path(given).iterdir()
            if path.is_file() and not path.name.startswith(".")
        )
        if not found:
            raise Failed(
                f"{given}: there is no file in this folder; folders in it are not read"
            )
        for path in found:
            yield str(path), _Source(str(path)), False
    if invocation.arguments.clipboard:
        yield "clipboard", _Source("clipboard"), True


def _clipboard() -> bytes:
    from ..tui.clipboard import paste_from_system  # noqa: PLC0415 - pyperclip is slow to import

    text = paste_from_system()
    if text is None:
        raise OSError(
            0, "the system's clipboard cannot be read here; paste into a file instead"
        )
    return text.encode("utf-8", "replace")


def _tell(path: str, report: ImportReport, dry_run: bool) -> None:
    page = f", page of {report.page_date} ({report.page_date_from})" if report.page_date else ""
    out(f"{path}: {report.shape}{page}")
    would = "would be " if dry_run else ""
    out(
        f"  {counted(report.entries, 'entry')}: {report.added} {would}added,"
        f" {report.updated} {would}updated, {report.unchanged} unchanged"
    )
    for problem in report.problems:
        where = f"line {problem.line}: " if problem.line else ""
        out(f"  {where}{problem.message}")


def _totals(reports: list[tuple[str, ImportReport]]) -> tuple[int, int, int]:
    return (
        sum(report.added for _, report in reports),
        sum(report.updated for _, report in reports),
        sum(report.unchanged for _, report in reports),
    )


def _as_json(reports: list[tuple[str, ImportReport]]) -> dict[str, Any]:
    added, updated, unchanged = _totals(reports)
    return {
        "files": [
            {
                "path": path,
                "shape": report.shape,
                "page_date": report.page_date,
                "entries": report.entries,
                "added": report.added,
                "updated": report.updated,
                "unchanged": report.unchanged,
                "problems": msgspec.to_builtins(report.problems),
            }
            for path, report in reports
        ],
        "added": added,
        "updated": updated,
        "unchanged": unchanged,
    }
