"""The keys as the settings change them, checked before the app starts.

A mistake in the settings is reported with its line and costs only itself: the
rest of the keys holds, and the app can always be left.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from paperreader.config import KeySetting
from paperreader.plain import plain
from paperreader.tui.commands import BY_ID, COMMANDS, PERMANENT_QUIT, Command

_NAMED = frozenset(
    (
        *("escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end"),
        *("pageup", "pagedown", "up", "down", "left", "right"),
    )
) | {f"f{number}" for number in range(1, 25)}

_SAME = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    # What a terminal sends for these cannot be told from the plain key.
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+[": "escape",
}

_MODIFIERS = ("ctrl", "alt", "shift")


class KeyProblem(Struct, frozen=True):
    """Something in the settings' keys that cannot hold as it stands."""

    command: str
    """Name as the settings give it."""
    message: str
    """A sentence that names the key and the command."""
    line: int | None = None
    """Line in the settings file, from 1, where known."""


class Keymap(Struct, frozen=True):
    """The keys that hold, command by command, and what was wrong with the settings."""

    keys: dict[str, tuple[str, ...]]
    problems: tuple[KeyProblem, ...] = ()

    def of(self, command: str) -> tuple[str, ...]:
        """Return the keys of a command id."""
        return self.keys.get(command, ())

    def without(self, keys: Iterable[str]) -> "Keymap":
        """Return the keymap in which these keys belong to no command."""
        gone = set(keys)
        kept = {
            command: tuple(key for key in own if key not in gone)
            for command, own in self.keys.items()
        }
        return Keymap(kept, self.problems)


def key_name(text: str) -> str | None:
    """Return the one spelling of a key's name, or None if there is no such key.

    A printable character stands for itself (``?``, ``R``), other keys have names
    (``escape``, ``pagedown``, ``f5``), with ``ctrl+``, ``alt+`` or ``shift+`` before.
    """
    if len(text) == 1:
        if text == " ":
            return "space"
        return text if text.isprintable() else None
    name = text.strip().lower()
    name = _SAME.get(name, name)
    if name.endswith("++"):
        modifiers, last = name[:-2].split("+"), "+"
    else:
        *modifiers, last = name.split("+")
    last = _SAME.get(last, last)
    if len(set(modifiers)) != len(modifiers) or any(m not in _MODIFIERS for m in modifiers):
        return None
    if last in _NAMED or (modifiers and len(last) == 1 and last.isprintable()):
        if modifiers == ["shift"] and len(last) == 1:
            return last.upper() if last.isalpha() else None
        ordered = [m for m in _MODIFIERS if m in modifiers]
        return "+".join([*ordered, last])
    return None


def bound_key(key: str) -> str:
    """Return a key as Textual's bindings name it, where a comma parts two keys."""
    return key[:-1] + "comma" if key.endswith(",") else key


def check_keymap(settings: Iterable[KeySetting]) -> Keymap:
    """Lay the settings' keys over the defaults and check them.

    A key set in the settings wins over a default; of two settings the first
    wins. The command ``app.quit`` keeps a key whatever the settings say.
    """
    problems: list[KeyProblem] = []
    lines: dict[str, int] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for setting in settings:
        name, line = setting.command, setting.line
        if name not in BY_ID:
            message = f"there is no command “{plain(name)}”; `paperreader keys` lists them"
            problems.append(KeyProblem(name, message, line))
            continue
        if name in chosen:
            message = f"the keys of {name} are given twice; those of line {lines[name]} hold"
            problems.append(KeyProblem(name, message, line))
            continue
        keys, wrong = _read_keys(name, setting.keys)
        problems += [KeyProblem(name, message, line) for message in wrong]
        if not keys and name == "app.quit":
            message = f"app.quit must keep a key; {PERMANENT_QUIT} always quits"
            problems.append(KeyProblem(name, message, line))
        elif keys or not wrong:
            chosen[name] = keys
            lines[name] = line
    keys_of, clashes = _settle(chosen)
    problems += [KeyProblem(name, message, lines.get(name)) for name, message in clashes]
    return Keymap(keys_of, tuple(problems))


def _read_keys(name: str, wanted: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    keys: list[str] = []
    wrong: list[str] = []
    for text in wanted:
        key = key_name(text)
        if key is None:
            wrong.append(f"“{plain(text)}” for {name} is not the name of a key")
        elif key == PERMANENT_QUIT and name != "app.quit":
            wrong.append(f"{key} always quits and cannot be given to {name}")
        elif key not in keys:
            keys.append(key)
    return tuple(keys), wrong


def _settle(
    chosen: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str]]]:
    """Give out the keys, the settings' first, and name each one that two commands want."""
    clashes: list[tuple[str, str]] = []
    taken: dict[str, list[Command]] = {}
    settled: dict[str, tuple[str, ...]] = {}
    ordered = [BY_ID[name] for name in chosen]
    ordered += [command for command in COMMANDS if command.id not in chosen]
    for command in ordered:
        kept: list[str] = []
        for key in chosen.get(command.id, command.keys):
            rivals = [o for o in taken.get(key, []) if _meet(o, command)]
            if rivals:
                # The mistake stands where the settings speak, also if the
                # command that loses the key is one that they left alone.
                culprit = command.id if command.id in chosen else rivals[0].id
                clashes.append(
                    (culprit, f"{key} is set for both {rivals[0].id} and {command.id}")
                )
                continue
            kept.append(key)
            taken.setdefault(key, []).append(command)
        settled[command.id] = tuple(kept)
    if PERMANENT_QUIT not in settled["app.quit"]:
        settled["app.quit"] = (*settled["app.quit"], PERMANENT_QUIT)
    return {command.id: settled[command.id] for command in COMMANDS}, clashes


def _meet(one: Command, other: Command) -> bool:
    """Whether two commands could both answer to one key in some pane."""
    if "sample" in (*one.needs, *other.needs):
        return False  # an empty library has nothing that the other could act on
    if "anywhere" in (*one.where, *other.where):
        return True
    return bool(set(one.where) & set(other.where))


DEFAULT = check_keymap(())
"""The keys where the settings change none."""
