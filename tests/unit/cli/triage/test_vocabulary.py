"""What can be typed follows the app's table of commands."""

from collections import Counter

from paperreader.cli.triage.acts import act_of
from paperreader.cli.triage.vocabulary import SPOKEN, offered, reference, words
from paperreader.config import KeySetting
from paperreader.tui.commands import BY_ID
from paperreader.tui.keymap import DEFAULT, check_keymap


def test_each_is_a_command_of_the_app_and_has_an_act() -> None:
    for spoken in SPOKEN:
        assert spoken.id in BY_ID
        if spoken.id != "app.quit":
            assert callable(act_of(spoken.id))


def test_no_word_stands_for_two_commands_or_is_another_ones_key() -> None:
    counts = Counter(name for spoken in SPOKEN for name in spoken.names)
    assert [name for name, count in counts.items() if count > 1] == []
    assert all(len(word) > 1 and word == word.lower() and " " not in word for word in words())


def test_each_can_be_typed_and_is_in_the_reference() -> None:
    listed = list(reference(DEFAULT))
    assert len(listed) == len(SPOKEN)
    assert all(does for _, does in listed)


def test_the_prompt_names_keys_in_the_order_of_the_footer() -> None:
    keymap = check_keymap(
        [KeySetting("mark.queued", ("d",), 1), KeySetting("mark.skipped", (), 2)]
    )
    named = [(typed, command.label) for typed, command in offered(keymap)]
    assert named[:4] == [("r", "read"), ("d", "queue"), ("skip", "skip"), ("s", "star")]
