"""The tour: a few acts that teach the app, done on the reader's own papers.

It only watches. Each act that it names is done with the app's own keys, in any
order; what was done is remembered over restarts.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from paperreader import paths
from paperreader.atomic import replacing

Act = Literal["decide", "undo", "tag", "search", "one", "take"]
"""What the reader does for a step to be done."""

Standing = Literal["new", "offered", "begun", "left", "done"]

_LONGEST = 10_000
"""Bytes of the file that are read; it never has so many."""


class Step(Struct, frozen=True):
    """One step: the act, and how it is asked for, with ``{command.id}`` for its key."""

    act: Act
    text: str


STEPS = (
    Step(
        "decide",
        "Decide on a paper: {mark.read} read, {mark.queued} want to read, {mark.skipped} skip",
    ),
    Step("undo", "Take it back: {edit.undo}. Every change can be undone"),
    Step("tag", "Tag a paper: {tag.add}, a word, enter"),
    Step("search", "Find it again: {search.open}, a word of its title, enter"),
    Step("one", "One paper at a time: {view.one}; the same key leads back"),
    Step(
        "take",
        "Take it along: {cite.copy} copies the citation, {export.shown} exports the list",
    ),
)

OFFER = "New here? {app.tour} begins a two-minute tour"

END = "That is all. {app.help} shows every key, {app.palette} finds any command"


class Tour(Struct, frozen=True):
    """How far the reader has come."""

    standing: Standing = "new"
    did: tuple[Act, ...] = ()

    @property
    def step(self) -> Step | None:
        """The first step that was not done yet."""
        return next((step for step in STEPS if step.act not in self.did), None)

    @property
    def number(self) -> int:
        """The number of that step, from 1."""
        return next((i for i, step in enumerate(STEPS, 1) if step is self.step), len(STEPS))

    def begun(self) -> "Tour":
        """Return the tour under way: where it was left, and anew once it was done."""
        return Tour("begun", () if self.step is None else self.did)

    def left(self) -> "Tour":
        """Return the tour as it is remembered when the reader has enough of it."""
        return Tour("left" if self.standing == "begun" else self.standing, self.did)

    def after(self, act: Act) -> "Tour":
        """Return the tour after an act; it is done with the last of them."""
        if self.standing != "begun" or act in self.did:
            return self
        tour = Tour("begun", (*self.did, act))
        return tour if tour.step is not None else Tour("done", tour.did)


def tour_text(tour: Tour, key: Callable[[str], str]) -> tuple[str, str]:
    """Return the beginning and the rest of what a tour says; `key` gives a command's key."""
    if tour.standing == "offered":
        return "", _with_keys(OFFER, key)
    step = tour.step
    if tour.standing == "done" or step is None:
        return "Tour", _with_keys(END, key)
    return f"Tour {tour.number}/{len(STEPS)}", _with_keys(step.text, key)


def tour_file() -> Path:
    """Return where it is remembered how far the reader has come, in all libraries alike."""
    return paths.state_folder() / "tour.json"


def read_tour(path: Path) -> Tour:
    """Return the tour as it was left; what is damaged or cannot be read is a new one."""
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(_LONGEST), type=Tour)
    except (OSError, msgspec.DecodeError):
        return Tour()


def keep_tour(path: Path, tour: Tour) -> None:
    """Remember how far the reader has come. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(msgspec.json.encode(tour))


def _with_keys(text: str, key: Callable[[str], str]) -> str:
    parts = text.split("{")
    told = [parts[0]]
    for part in parts[1:]:
        command, _, rest = part.partition("}")
        told.append((key(command) or f"“{command}”") + rest)
    return "".join(told)
