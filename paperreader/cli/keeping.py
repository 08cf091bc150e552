"""Commands that look after the files: doctor, backup, restore, config, completions."""

from pathlib import Path

import msgspec

from ..config import default_toml, describe
from ..library.doctor import examine, repair
from .arguments import parser
from .invocation import Failed, Invocation, WrongUsage
from .printing import counted, out, out_json, say, table
from .reading import told_problems


def doctor(invocation: Invocation) -> int:
    """Check the library's files, and mend them where asked; or list possible duplicates."""
    folder = invocation.library_folder
    if not folder.is_dir():
        raise Failed(f"{folder}: there is no library yet")
    if invocation.arguments.duplicates:
        if invocation.arguments.repair:
            raise WrongUsage("doctor: give --repair or --duplicates, one of the two")
        from .duplicates import list_duplicates  # noqa: PLC0415 - only here

        return list_duplicates(invocation)
    findings = repair(folder) if invocation.arguments.repair else examine(folder)
    if invocation.arguments.json:
        out_json([msgspec.to_builtins(finding) for finding in findings])
    else:
        for finding in findings:
            out(f"{finding.state:<8} {finding.what}")
    return 1 if any(finding.state == "damaged" for finding in findings) else 0


def backup(invocation: Invocation) -> int:
    """Keep the library's present state."""
    library = invocation.library
    if invocation.arguments.list:
        rows = (
            (b.path.name, f"{b.made:%Y-%m-%d %H:%M} UTC", _size(b.path))
            for b in library.backups()
        )
        table(rows, terminal=invocation.terminal(), flexible=0)
        return 0
    given = invocation.arguments.file
    target = Path(given) if given else None
    if target is not None and target.exists():
        raise Failed(f"{target} is there already; nothing was written")
    if not len(library):
        raise Failed("the library is empty; there is nothing to keep")
    out(str(library.backup(target)))
    return 0


def restore(invocation: Invocation) -> int:
    """Make the library what a backup holds."""
    library = invocation.library
    given = invocation.arguments.file
    kept = library.backups()
    if given == "latest":
        if not kept:
            raise Failed("there is no backup yet")
        source = kept[0].path
    else:
        named = {backup.path.name: backup.path for backup in kept}
        source = named.get(given, Path(given))
    if not source.is_file():
        raise Failed(
            f"{source}: there is no such backup; 'paperreader backup --list' names them"
        )
    change = library.restore(source)
    if not change.ids:
        say("nothing to change: the library is what the backup holds")
        return 0
    out(f"{change.what}: {counted(len(change.ids), 'entry')} changed")
    say("'paperreader undo' takes this back.")
    return 0


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1_000_000:.1f} MB"


def config(invocation: Invocation) -> int:
    """Show the settings in force, or what a config file can hold."""
    if invocation.arguments.default:
        out(default_toml().rstrip("\n"))
        return 0
    if invocation.arguments.path:
        out(str(invocation.config_path))
        return 0
    settings = invocation.settings
    found = "" if invocation.config_path.exists() else " (not there; these are the defaults)"
    out(f"# {invocation.config_path}{found}")
    rows = []
    for setting in describe():
        if setting.name == "keys":
            continue
        value = getattr(settings, setting.name)
        if setting.name == "library":
            value = invocation.library_folder
        if setting.type == "switch":
            value = "true" if value else "false"
        rows.append((setting.name, "" if value is None else str(value), setting.meaning))
    table(rows, terminal=invocation.terminal(), flexible=2)
    return told_problems(invocation)


def completions(invocation: Invocation) -> int:
    """Print the completion script for a shell."""
    import shtab  # noqa: PLC0415 - only here

    out(shtab.complete(parser(), invocation.arguments.shell))
    return 0
