"""The pattern language of citation keys."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.citing import propose_key, propose_keys
from paperreader.config import ConfigError, load
from paperreader.entry import Entry
from paperreader.key_pattern import EXAMPLES, FIELDS, BadPattern, key_problem, parse_pattern

ATTENTION = Entry(
    id="a",
    title="Attention Is All You Need",
    authors=("Ashish Vaswani", "Noam Shazeer", "Niki Parmar"),
    published="2017-06-12",
    arxiv_id="1706.03762",
    venue="NeurIPS",
)


@pytest.mark.parametrize(("pattern", "key"), EXAMPLES)
def test_the_examples_of_the_help_are_true(pattern: str, key: str) -> None:
    assert propose_key(ATTENTION, (), pattern) == key


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{surnames}", "vaswanishazeerparmar"),
        ("{surnames:2:join+:cut3}", "vas+sha"),
        ("{words:2:join::capital}", "Attention:Need"),
        ("ml/{venue}.{yy}", "ml/neurips.17"),
        ("{organization}{year}", "2017"),
        ("{organization}", "paper"),
        ("{word:2:upper}", "ATTENTIONNEED"),
    ],
)
def test_patterns(pattern: str, key: str) -> None:
    assert propose_key(ATTENTION, (), pattern) == key


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "no field"),
        ("fixed", "no field"),
        ("{author}", "no field {author}"),
        ("{surname:title}", "no filter “title”"),
        ("{surname:0}", "no filter “0”"),
        ("{surname} {year}", "“ ” cannot"),
        ("{surname", "brace without its partner"),
        ("{surname}é", "“é” cannot"),
    ],
)
def test_what_is_no_pattern_is_refused_with_the_reason(pattern: str, reason: str) -> None:
    with pytest.raises(BadPattern, match=reason):
        parse_pattern(pattern)


def test_a_bad_pattern_in_the_settings_is_told_with_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = "nord"\ncitation_key = "{author}"\n')
    with pytest.raises(
        ConfigError, match=r"config\.toml, line 2: “citation_key” is no pattern"
    ):
        load(file)
    file.write_text('citation_style = "apa6"\n')
    with pytest.raises(ConfigError, match=r"line 1: .*did you mean “apa”"):
        load(file)
    file.write_text('citation_key = "{surname:capital}{yy}"\n')
    assert load(file).citation_key == "{surname:capital}{yy}"


def test_keys_that_differ_only_in_case_are_one(tmp_path: Path) -> None:
    keys = propose_keys([ATTENTION], ["Vaswani2017Attention"])
    assert keys == {"a": "vaswani2017attentiona"}
    keys = propose_keys([ATTENTION], ["vaswani17"], "{surname:capital}{yy}")
    assert keys == {"a": "Vaswani17a"}


PATTERNS = st.lists(
    st.sampled_from([*(f"{{{name}}}" for name in FIELDS), "{words:2:join-}", "-", ":", "x"]),
    min_size=1,
    max_size=5,
).map("".join)


@given(PATTERNS, st.text(max_size=20), st.lists(st.text(max_size=9), max_size=2))
def test_every_pattern_gives_a_key_that_may_be_one(
    pattern: str, title: str, names: list[str]
) -> None:
    if "{" in pattern:
        key = propose_key(Entry(title=title, authors=tuple(names)), (), pattern)
        assert key_problem(key) == ""


@given(st.text(max_size=30))
def test_a_pattern_is_read_or_refused(text: str) -> None:
    try:
        parse_pattern(text)
    except BadPattern as error:
        assert str(error)
