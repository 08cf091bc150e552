"""What a tag may be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.library import normal_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Agents", "agents"),
        ("  agents ", "agents"),
        ("#agents", "agents"),
        ("##agents", "agents"),
        ("/#agents", "agents"),
        ("topic/Agents", "topic/agents"),
        ("//topic//agents/", "topic/agents"),
        ("c++", "c++"),
        ("c#", "c#"),
        ("to-read", "to-read"),
        ("-odd", "-odd"),
        ("[Re]", "[re]"),
        ("Cafe\u0301", "café"),
        ("J\u030c", "\u01f0"),  # only the lower-case letter has a composed form
        ("模型", "模型"),
        ("🎓", "🎓"),
    ],
)
def test_one_form(text: str, tag: str) -> None:
    assert normal_tag(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "#",
        "/",
        "##",
        "a b",
        "a\tb",
        "a,b",
        "a\x00b",
        "\x1b[31m",
        "a\ud800",
        "a\u2028b",
    ],
)
def test_refusals_name_the_tag(text: str) -> None:
    with pytest.raises(ValueError, match="is no tag") as refusal:
        normal_tag(text)
    assert repr(text) in str(refusal.value)
    assert str(refusal.value).isprintable()


@given(st.text())
def test_a_tag_is_its_own_normal_form(text: str) -> None:
    try:
        tag = normal_tag(text)
    except ValueError:
        return
    assert normal_tag(tag) == tag
    assert tag == unicodedata.normalize("NFC", tag)
    tag.encode()
