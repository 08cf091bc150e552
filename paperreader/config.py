"""The settings: a small TOML file, read once, every mistake named by its line.

What the settings are, what they mean and what they are by default stands once,
in `SETTINGS`; the reader, the suggestions and the printed default file come
from it. What only the floors above can judge (is this a theme, is that a
command, can this key be bound) is kept as it was given, with its line.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast, get_args

from msgspec import Struct

from paperreader.citation_styles import STYLES
from paperreader.key_pattern import DEFAULT_PATTERN, BadPattern, parse_pattern
from paperreader.paths import expanded
from paperreader.plain import plain

Clipboard = Literal["auto", "system", "terminal"]
"""How copying goes: by the system's clipboard, the terminal's, or the first that works."""

Density = Literal["compact", "comfortable"]
"""How a row of the list is drawn: on one line or on two."""

_Path = tuple[str, ...]
"""The names that lead to a value in a TOML file."""


class ConfigError(Exception):
    """The settings cannot be used; ``str()`` is a sentence with file and line."""


class KeySetting(Struct, frozen=True):
    """The keys that the reader wants for one command, as they were given."""

    command: str
    """Id of the command; not checked here."""
    keys: tuple[str, ...]
    """Names of keys; empty where the command shall have none."""
    line: int
    """Line of the config file, from 1."""


class Settings(Struct, frozen=True, kw_only=True):
    """What the reader has set, with defaults for the rest."""

    library: Path | None = None
    theme: str = "paperreader-dark"
    animations: bool = True
    clipboard: Clipboard = "auto"
    density: Density = "comfortable"
    citation_style: str = "bibtex"
    citation_key: str = DEFAULT_PATTERN
    export_folder: Path | None = None
    keys: tuple[KeySetting, ...] = ()
    lines: dict[str, int] = {}
    """For each setting that the file gives, its line: for those who check it further."""


class Setting(Struct, frozen=True):
    """One row of the table of settings."""

    name: str
    type: str
    """What may be given, as a phrase."""
    default: str | None
    """None where the setting has none."""
    meaning: str
    choices: tuple[str, ...] = ()
    """The only values allowed; empty where any text will do."""
    example: str = ""
    """Shown, as a comment, where there is no default."""
    check: Callable[[str], object] | None = None
    """Raises `BadPattern` for a text that will not do; None where any will."""


_DEFAULTS = Settings()

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "library",
        "path",
        None,
        "The folder that holds the library. --library and $PAPERREADER_LIBRARY come first; "
        "without any of them it is the data folder of your system.",
        example="~/papers",
    ),
    Setting(
        "theme",
        "text",
        _DEFAULTS.theme,
        "The colours of the app: paperreader-dark, paperreader-light, or another that the "
        "command “App: Theme” offers. What is chosen there holds until this is changed.",
    ),
    Setting(
        "animations",
        "switch",
        "true",
        "Whether anything may move or blink by itself; $TEXTUAL_ANIMATIONS=none forbids it.",
    ),
    Setting(
        "clipboard",
        "text",
        _DEFAULTS.clipboard,
        "How copying goes: through the system's clipboard, through the terminal "
        "(also works over SSH), or auto: the first of them that works.",
        choices=get_args(Clipboard),
    ),
    Setting(
        "density",
        "text",
        _DEFAULTS.density,
        "Rows of the list: compact is one line each, comfortable two.",
        choices=get_args(Density),
    ),
    Setting(
        "citation_style",
        "text",
        _DEFAULTS.citation_style,
        "The style in which citations are copied and printed unless another is asked for.",
        choices=tuple(STYLES),
    ),
    Setting(
        "citation_key",
        "text",
        _DEFAULTS.citation_key,
        "The pattern of new citation keys; a key once used stays as it is. "
        "`paperreader help keys-pattern` explains it.",
        check=parse_pattern,
    ),
    Setting(
        "export_folder",
        "path",
        None,
        "The folder into which the app writes reading lists; "
        "without it, the folder in which the app was started.",
        example="~/reading-lists",
    ),
    Setting(
        "keys",
        "table",
        None,
        "Other keys for commands: the command's id, then a key or a list of keys. "
        "`paperreader keys` prints the ids.",
        example='command-id = ["r", "ctrl+e"]',
    ),
)


def describe() -> tuple[Setting, ...]:
    """Return the table of settings: name, type, default and meaning of each."""
    return SETTINGS


def default_toml() -> str:
    """Return a config file that explains each setting and sets it to its default."""
    return "\n".join(_annotated(setting) for setting in SETTINGS)


def load(path: Path) -> Settings:
    """Read the settings; a file that does not exist gives the defaults.

    Paths may begin with ``~``; a relative one counts from the file's folder.
    Raises ConfigError for a file that cannot be read, is not TOML, or holds an
    unknown name or a value of the wrong type.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigError(f"{_shown(path)} cannot be read: {reason}.") from error
    import tomllib  # noqa: PLC0415 - most runs have no file to read

    text = _decoded(data, path)
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers and brackets without end, too
        raise ConfigError(_syntax_error(text, path, error)) from error
    return _Reader(path, table, _lines(text)).settings()


class _Reader:
    """One parsed file on its way to `Settings`."""

    def __init__(
        self, path: Path, table: Mapping[str, Any], lines: Mapping[_Path, int]
    ) -> None:
        self._path = path
        self._table = table
        self._lines = lines

    def settings(self) -> Settings:
        known = {setting.name: setting for setting in SETTINGS}
        values: dict[str, Any] = {}
        for name, value in self._table.items():
            setting = known.get(name)
            if setting is None:
                raise self._unknown(name, known)
            if setting.type == "table":
                values[name] = tuple(self._keys(name, value))
            elif setting.type == "path":
                values[name] = self._folder(name, value)
            elif setting.type == "switch":
                values[name] = self._switch(name, value)
            else:
                values[name] = self._text(setting, value)
        lines = {name: self._lines[name,] for name in values}
        return Settings(**values, lines=lines)

    def _text(self, setting: Setting, value: object) -> str:
        choices = setting.choices
        if not isinstance(value, str) or not value:
            kind = _either(choices) if choices else "a text in quotes"
            raise self._error((setting.name,), f"“{setting.name}” must be {kind}")
        if choices and value not in choices:
            hint = _suggestion(value, choices) or f"; it must be {_either(choices)}"
            raise self._error(
                (setting.name,), f"“{setting.name}” cannot be “{plain(value)}”{hint}"
            )
        if setting.check:
            try:
                setting.check(value)
            except BadPattern as error:
                raise self._error(
                    (setting.name,), f"“{setting.name}” is no pattern: {plain(str(error))}"
                ) from error
        return value

    def _switch(self, name: str, value: object) -> bool:
        if not isinstance(value, bool):
            raise self._error((name,), f"“{name}” must be true or false, without quotes")
        return value

    def _folder(self, name: str, value: object) -> Path:
        if not isinstance(value, str) or not value:
            raise self._error((name,), f"“{name}” must be a path in quotes")
        if "\0" in value:
            raise self._error((name,), f"“{name}” is no path: it holds a null character")
        relative = Path(value).parts[0].startswith("~") or Path(value).is_absolute()
        return expanded(value if relative else str(self._path.parent / value))

    def _keys(self, name: str, value: object) -> Iterator[KeySetting]:
        if not isinstance(value, dict):
            raise self._error((name,), f"“{name}” must be a table, written [{name}]")
        for path, keys in _leaves(cast(dict[str, Any], value), (name,)):
            command = ".".join(path[1:])
            given = [keys] if isinstance(keys, str) else keys
            if not isinstance(given, list) or not all(_is_key(key) for key in given):
                raise self._error(
                    path,
                    f"the keys of “{plain(command)}” must be a text in quotes or a list",
                )
            yield KeySetting(command, tuple(given), self._lines[path])

    def _unknown(self, name: str, known: Iterable[str]) -> ConfigError:
        names = tuple(known)
        hint = _suggestion(name, names) or f"; the settings are {_listed(names)}"
        return self._error((name,), f"there is no setting “{plain(name)}”{hint}")

    def _error(self, path: _Path, sentence: str) -> ConfigError:
        end = "" if sentence.endswith("?") else "."
        return ConfigError(f"{_shown(self._path)}, line {self._lines[path]}: {sentence}{end}")


def _is_key(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _leaves(table: Mapping[str, Any], path: _Path) -> Iterator[tuple[_Path, object]]:
    """Yield each value that is no table, with the names that lead to it."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, name))
        else:
            yield (*path, name), value


def _lines(text: str) -> dict[_Path, int]:
    """Return the line, from 1, on which each name of a TOML text is first given.

    The text is cut into its statements by letting the TOML reader say when
    enough lines have been put together, so that brackets and texts over
    several lines are understood as the reader understands them.
    """
    import tomllib  # noqa: PLC0415 - most runs have no file to read

    found: dict[_Path, int] = {}
    header: _Path = ()
    statement: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        statement.append(line)
        try:
            table = tomllib.loads("\n".join(statement))
        except tomllib.TOMLDecodeError:
            continue  # a value that goes on in the next line
        start = number - len(statement) + 1
        is_header = statement[0].lstrip().startswith("[")
        statement = []
        if is_header:
            header = _only_path(table)
        paths = [header] if is_header else [(*header, *path) for path in _paths(table)]
        for path in paths:
            for length in range(1, len(path) + 1):
                found.setdefault(path[:length], start)
    return found


def _only_path(table: Mapping[str, Any]) -> _Path:
    """Return the names in a table that holds nothing but a header."""
    path: _Path = ()
    inner: object = table
    while isinstance(inner, dict) and inner:
        name, inner = next(iter(inner.items()))
        path = (*path, name)
    return path


def _paths(table: Mapping[str, Any]) -> Iterator[_Path]:
    for name, value in table.items():
        yield (name,)
        if isinstance(value, dict):
            yield from ((name, *rest) for rest in _paths(value))


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{_shown(path)}, line {line}: this is not UTF-8 text.") from error


def _syntax_error(text: str, path: Path, error: Exception) -> str:
    message = str(error)
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    reason = plain(message[: found.start()] if found else message)
    if found and found[1]:
        place = f"line {found[1]}, column {found[2]}"
    else:
        place = f"line {text.rstrip().count(chr(10)) + 1}"
    return f"{_shown(path)}, {place}: {reason[:1].lower()}{reason[1:]}."


def _suggestion(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    close = get_close_matches(word, tuple(known), n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


def _either(choices: tuple[str, ...]) -> str:
    return " or ".join(f'"{choice}"' for choice in choices)


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _shown(path: Path) -> str:
    return plain(str(path))


def _annotated(setting: Setting) -> str:
    from textwrap import fill  # noqa: PLC0415 - only printing needs it

    lines = fill(setting.meaning, 76, initial_indent="# ", subsequent_indent="# ")
    if setting.choices:
        lines += f"\n# One of: {', '.join(setting.choices)}."
    if setting.type == "table":
        return f"{lines}\n[{setting.name}]\n# {setting.example}\n"
    if setting.default is None:
        return f'{lines}\n# {setting.name} = "{setting.example}"\n'
    value = setting.default if setting.type == "switch" else f'"{setting.default}"'
    return f"{lines}\n{setting.name} = {value}\n"
