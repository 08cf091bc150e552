"""The settings: defaults, what a file may say, and mistakes named by their line."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperreader.config import (
    ConfigError,
    KeySetting,
    Settings,
    default_toml,
    describe,
    load,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_a_missing_file_gives_the_defaults(file: Path) -> None:
    assert load(file) == Settings()


def test_an_empty_file_gives_the_defaults(file: Path) -> None:
    file.write_text("# nothing\n\n")
    assert load(file) == Settings()


def test_the_default_file_says_the_defaults(file: Path) -> None:
    file.write_text(default_toml())
    given_lines = load(file).lines
    assert {name: getattr(load(file), name) for name in Settings.__struct_fields__[:-1]} == {
        name: getattr(Settings(), name) for name in Settings.__struct_fields__[:-1]
    }
    stated = {row.name for row in describe() if row.default is not None}
    assert stated | {"keys"} == set(given_lines)


def test_the_default_file_names_and_explains_every_setting() -> None:
    text = default_toml()
    for row in describe():
        assert row.name in text
        assert row.meaning.split()[0] in text
        assert row.name in Settings.__struct_fields__


def test_the_examples_of_the_default_file_can_be_uncommented(file: Path) -> None:
    text = default_toml()
    for row in describe():
        if row.example:
            line = row.example if row.type == "table" else f'{row.name} = "{row.example}"'
            assert f"# {line}\n" in text
            text = text.replace(f"# {line}\n", f"{line}\n")
    file.write_text(text)
    loaded = load(file)
    assert loaded.library == Path("~/papers").expanduser()
    assert loaded.keys[0].keys == ("r", "ctrl+e")


def test_all_settings_are_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    file.write_text(
        'library = "~/papers"\n'
        'theme = "nord"\n'
        "animations = false\n"
        'clipboard = "terminal"\n'
        'density = "compact"\n'
        'citation_style = "plain"\n'
        'citation_key = "{surname}{yy}"\n'
        'export_folder = "out"\n'
        "[keys]\n"
        'read = "m"\n'
        'star = ["s", "ctrl+s"]\n'
        'entry.skip = "x"\n'
        '"entry.queue" = []\n'
    )
    assert load(file) == Settings(
        library=Path("/home/reader/papers"),
        theme="nord",
        animations=False,
        clipboard="terminal",
        density="compact",
        citation_style="plain",
        citation_key="{surname}{yy}",
        export_folder=file.parent / "out",
        keys=(
            KeySetting("read", ("m",), 10),
            KeySetting("star", ("s", "ctrl+s"), 11),
            KeySetting("entry.skip", ("x",), 12),
            KeySetting("entry.queue", (), 13),
        ),
        lines={
            "library": 1,
            "theme": 2,
            "animations": 3,
            "clipboard": 4,
            "density": 5,
            "citation_style": 6,
            "citation_key": 7,
            "export_folder": 8,
            "keys": 9,
        },
    )


def test_lines_are_right_behind_values_over_several_lines(file: Path) -> None:
    file.write_text(
        "# one\n"
        "[keys]  # two\n"
        "star = [\n"
        '  "s", # [keys]\n'
        '  "read = 1",\n'
        "]\n"
        "\n"
        "read = '''\n"
        "x = 1\n"
        "'''\n"
        'note = "n"\n'
    )
    assert [(key.command, key.line) for key in load(file).keys] == [
        ("star", 3),
        ("read", 8),
        ("note", 11),
    ]


@pytest.mark.parametrize("text", ['keys.read = "m"', 'keys = { read = "m" }'])
def test_keys_may_be_written_as_toml_likes(text: str, file: Path) -> None:
    file.write_text(f"\n{text}\n")
    assert load(file).keys == (KeySetting("read", ("m",), 2),)


def test_windows_line_ends_and_a_byte_order_mark_are_read(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf# one\r\ntheme = "nord"\r\n')
    assert load(file).theme == "nord"
    assert load(file).lines == {"theme": 2}


MISTAKES = [
    ("\nthem = 'nord'", 2, "no setting “them”; did you mean “theme”?"),
    ("zzz = 1", 1, "the settings are library, theme"),
    ("\n\n[key]\nread = 'm'", 3, "did you mean “keys”?"),
    ("theme = 3", 1, "“theme” must be a text in quotes."),
    ("theme = ''", 1, "“theme” must be a text in quotes."),
    ("animations = 'false'", 1, "“animations” must be true or false, without quotes."),
    ("animations = 0", 1, "“animations” must be true or false, without quotes."),
    ("\nclipboard = true", 2, '"auto" or "system" or "terminal"'),
    ("clipboard = 'sytem'", 1, "did you mean “system”?"),
    ("density = 'x'", 1, '"compact" or "comfortable"'),
    ("library = 1", 1, "“library” must be a path in quotes."),
    ("library = ''", 1, "“library” must be a path in quotes."),
    ('export_folder = "a\\u0000b"', 1, "null character"),
    ("keys = 'r'", 1, "“keys” must be a table, written [keys]."),
    ("[keys]\n\nread = 3", 3, "the keys of “read” must be"),
    ("[keys]\nread = ['r', 3]", 2, "the keys of “read” must be"),
    ("[keys]\nread = ''", 2, "the keys of “read” must be"),
    ("[[keys]]\nread = 'r'", 1, "“keys” must be a table"),
    ("theme = 'nord'\ntheme =", 2, "invalid value"),
    ("theme = 'a'\ntheme = 'b'\n", 2, "overwrite"),
    ("theme = 'nord\n", 1, "."),
    ('theme = """nord\n\n', 1, "."),
    ('"\\u001b[31m" = 1', 1, "“␛[31m”"),
]


@pytest.mark.parametrize(("text", "line", "part"), MISTAKES)
def test_a_mistake_is_named_with_file_and_line(
    text: str, line: int, part: str, file: Path
) -> None:
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load(file)
    sentence = str(caught.value)
    assert sentence.startswith(f"{file}, line {line}")
    assert part in sentence
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence


def test_text_that_is_not_utf8_is_named_with_its_line(file: Path) -> None:
    file.write_bytes(b'theme = "nord"\n# caf\xe9\n')
    with pytest.raises(ConfigError, match=r"line 2: this is not UTF-8 text\."):
        load(file)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert str(caught.value).endswith(".")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                ["[keys]", "a = ['x',", "]", "theme = 'x'", "x.y = 1", "'''", "[a.b]", "# c"]
            )
        ).map("\n".join),
    )
)
def test_any_file_gives_settings_or_a_config_error(text: str, file: Path) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        loaded = load(file)
    except ConfigError as error:
        assert str(error).startswith(str(file))
    else:
        assert set(loaded.lines) <= set(tomllib.loads(text.removeprefix("\ufeff")))
