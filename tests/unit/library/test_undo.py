"""Undo and redo over any story of changes, restarts, folds and other processes."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from paperreader.entry import STATUSES, Entry, Status
from paperreader.library import Change, Library

from .samples import check, close, crash, give, numbered, state, ticking

Entries = dict[str, Entry]
Step = dict[str, tuple[Entry | None, Entry | None]]

FIELDS = [name for name in Entry.__struct_fields__ if name != "id"]
NUMBERS = st.sets(st.integers(1, 8), min_size=1, max_size=4)


def step_between(before: Entries, after: Entries) -> Step:
    """Return what a change made of each entry that it touched."""
    return {
        id_: (before.get(id_), after.get(id_))
        for id_ in {**before, **after}
        if before.get(id_) != after.get(id_)
    }


def taken(entries: Entries, step: Iterable[tuple[str, Entry | None, Entry | None]]) -> Entries:
    """Return the entries with a step taken: the fields in which its two ends differ."""
    result = dict(entries)
    for id_, start, end in step:
        if end is None:
            del result[id_]
        elif start is None:
            result[id_] = end
        else:
            fields = {
                name: getattr(end, name)
                for name in FIELDS
                if getattr(end, name) != getattr(start, name)
            }
            result[id_] = replace(result[id_], **fields)
    return result


class Story(RuleBasedStateMachine):
    """A library beside the simplest thing that behaves alike: dicts and two stacks."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="paperreader-story-"))
        self.clock = patch("paperreader.library.library.now", ticking())
        self.clock.start()
        self.library = Library.open(self.folder)
        self.entries: Entries = {}
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.told: list[str] = []

    def teardown(self) -> None:
        self.clock.stop()
        self.library.close()
        shutil.rmtree(self.folder)

    def ids(self, numbers: set[int]) -> list[str]:
        wanted = [f"arxiv:2501.{number:05d}" for number in sorted(numbers)]
        return [id_ for id_ in wanted if id_ in self.entries]

    def expect(self, change: Change, after: Entries, *, pin: bool = False) -> None:
        """Note a change whose outcome is known from its rule alone."""
        step = step_between(self.entries, after)
        assert set(change.ids) == set(step)
        if not step:
            assert change.seq == 0
            return
        self.told.append(change.what)
        assert change.seq == len(self.told)
        self.entries = after
        if not pin:
            self.done.append(step)
            self.undone.clear()

    def edited(self, ids: list[str], change: Change, **fields: object) -> Entries:
        """Return the entries with fields set where that changes anything."""
        after = dict(self.entries)
        for id_ in ids:
            new = replace(after[id_], **fields)
            if new != after[id_]:
                after[id_] = replace(new, changed=change.at)
        return after

    @initialize()
    def begin(self) -> None:
        self.import_({1, 2, 3, 4, 5}, None)
        self.mark({1, 2}, "queued")
        self.close()

    @rule(
        numbers=NUMBERS, url=st.sampled_from([None, "https://a.example", "https://b.example"])
    )
    def import_(self, numbers: set[int], url: str | None) -> None:
        records = [numbered(number, url=url) for number in sorted(numbers)]
        report = give(self.library, *records)
        after = state(self.library)
        step = step_between(self.entries, after)
        new = {f"arxiv:2501.{number:05d}" for number in numbers} - self.entries.keys()
        assert set(report.added_ids) == new
        # Of undated values from equal sources one holds, whichever came first.
        changed = {
            id_ for id_ in self.ids(numbers) if url and (self.entries[id_].url or "") < url
        }
        assert set(report.updated_ids) == changed
        assert set(step) == new | changed
        assert all(after[id_].url == url for id_ in new | changed)
        if report.change:
            self.expect(report.change, after)
        else:
            assert not step

    @rule(numbers=NUMBERS, status=st.sampled_from(STATUSES))
    def mark(self, numbers: set[int], status: Status) -> None:
        ids = self.ids(numbers)
        change = self.library.mark(ids, status)
        moved = [id_ for id_ in ids if self.entries[id_].status != status]
        read_at = change.at if status == "read" else None
        self.expect(change, self.edited(moved, change, status=status, read_at=read_at))

    @rule(numbers=NUMBERS, starred=st.booleans())
    def star(self, numbers: set[int], starred: bool) -> None:
        ids = self.ids(numbers)
        change = self.library.star(ids, starred)
        self.expect(change, self.edited(ids, change, starred=starred))

    @rule(
        numbers=NUMBERS,
        add=st.sets(st.sampled_from("abc")),
        gone=st.sets(st.sampled_from("abc")),
    )
    def tag(self, numbers: set[int], add: set[str], gone: set[str]) -> None:
        ids = self.ids(numbers)
        change = self.library.tag(ids, add, gone)
        after = dict(self.entries)
        for id_ in ids:
            tags = tuple(sorted((set(after[id_].tags) | add) - gone))
            after |= {id_: self.edited([id_], change, tags=tags)[id_]}
        self.expect(change, after)

    @precondition(lambda self: self.entries)
    @rule(number=st.integers(0, 7), text=st.sampled_from(["", "a note", "lines\n\nand more"]))
    def note(self, number: int, text: str) -> None:
        id_ = [*self.entries][number % len(self.entries)]
        change = self.library.note(id_, text)
        self.expect(change, self.edited([id_], change, note=text))

    @rule(numbers=NUMBERS, key=st.sampled_from(["one", "two"]))
    def pin(self, numbers: set[int], key: str) -> None:
        ids = self.ids(numbers)
        change = self.library.pin_citation_keys({id_: f"{key}{id_[-2:]}" for id_ in ids})
        after = dict(self.entries)
        for id_ in ids:
            if not after[id_].citation_key:
                new = self.edited([id_], change, citation_key=f"{key}{id_[-2:]}")
                after[id_] = new[id_]
        self.expect(change, after, pin=True)

    @rule()
    def undo(self) -> None:
        change = self.library.undo()
        assert (change is None) == (not self.done)
        if change:
            step = self.done.pop()
            self.undone.append(step)
            ends = ((id_, after, before) for id_, (before, after) in step.items())
            self.entries = taken(self.entries, ends)
            self.told.append(change.what)
            assert set(change.ids) == set(step)

    @rule()
    def redo(self) -> None:
        change = self.library.redo()
        assert (change is None) == (not self.undone)
        if change:
            step = self.undone.pop()
            self.done.append(step)
            ends = ((id_, before, after) for id_, (before, after) in step.items())
            self.entries = taken(self.entries, ends)
            self.told.append(change.what)
            assert set(change.ids) == set(step)

    @rule()
    def everything_back_and_again(self) -> None:
        before = state(self.library)
        steps = len(self.done)
        for _ in range(steps):
            self.undo()
        assert self.library.undo() is None
        for _ in range(steps):
            self.redo()
        if steps and not any("Pinned" in what for what in self.told):
            assert state(self.library) == before

    @rule()
    def read_the_log(self) -> None:
        """No invariant: a library that has read its history once finds undo in it."""
        assert [change.what for change in self.library.log(10**6)] == self.told[::-1]

    @rule()
    def close(self) -> None:
        self.library = close(self.library)

    @rule()
    def crash(self) -> None:
        self.library = crash(self.library)

    @rule()
    def fold(self) -> None:
        self.library.fold()

    @rule(number=st.integers(0, 7), folds=st.booleans())
    def another_process(self, number: int, folds: bool) -> None:
        """It stars or unstars one entry."""
        if not self.entries:
            return
        id_ = [*self.entries][number % len(self.entries)]
        with Library.open(self.folder) as other:
            change = other.star([id_], not self.entries[id_].starred)
            if folds:
                other.fold()
        assert self.library.refresh() >= {id_}
        after = self.edited([id_], change, starred=not self.entries[id_].starred)
        self.expect(change, after)

    @invariant()
    def is_the_same(self) -> None:
        assert state(self.library) == self.entries
        check(self.library)


TestStory = Story.TestCase
TestStory.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
