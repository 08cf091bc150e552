"""Processes that work on a library until they are done or killed.

``python -m tests.contract.store_worker`` reads one order a line (JSON), forks
a process for it, and tells its number, so that a hundred kills do not cost a
hundred starts of Python. Whatever the processes tell goes to the same pipe,
each line by one unbuffered write after what it tells of is durable.
"""

import contextlib
import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from paperreader.entry import STATUSES
from paperreader.library import Change, Library, LibraryError
from tests.unit.library.samples import give, numbered

COMMON = "arxiv:2501.00001"
"""The entry that all sharing processes change."""


def tell(**words: Any) -> None:
    """Write one line about this process."""
    os.write(1, json.dumps({"pid": os.getpid(), **words}).encode() + b"\n")


def digest(library: Library, id_: str) -> str | None:
    """Return what tells one state of an entry from another; None: it is not there."""
    try:
        entry = library.entry(id_)
    except KeyError:
        return None
    return blake2b(msgspec.json.encode(entry), digest_size=8).hexdigest()


def digests(library: Library) -> dict[str, str | None]:
    """Return what tells one state of a library from another."""
    return {row.id: digest(library, row.id) for row in library.rows()}


def a_change(library: Library, chance: random.Random) -> Change | None:
    """Make one random change."""
    ids = [row.id for row in library.rows()]
    some = chance.sample(ids, min(len(ids), chance.randint(1, 3)))
    match chance.randrange(9):
        case 0 | 1:
            first = chance.randrange(300)
            records = [numbered(first + step) for step in range(chance.choice([1, 3, 40]))]
            return give(library, *records).change
        case 2:
            return library.mark(some, chance.choice(STATUSES))
        case 3:
            return library.star(some, chance.random() < 0.5)
        case 4:
            return library.tag(some, [f"t{chance.randrange(9)}"], [f"t{chance.randrange(9)}"])
        case 5 if some:
            return library.note(some[0], "n" * chance.choice([0, 5, 500, 20_000]))
        case 6 if some:
            return library.pin_citation_keys({some[0]: f"key{chance.randrange(99)}"})
        case 7:
            return library.undo()
        case _:
            return library.redo()


def change_until_killed(folder: Path, seed: int) -> None:
    """Make changes, folds and restarts, and acknowledge each change."""
    chance = random.Random(seed)
    while True:
        library = Library.open(folder)
        for _ in range(chance.randint(3, 25)):
            if chance.random() < 0.12:
                library.fold()
                tell(folded=True)
            change = a_change(library, chance)
            if change is not None and change.seq:
                states = {id_: digest(library, id_) for id_ in change.ids}
                tell(seq=change.seq, states=states)
        if chance.random() < 0.7:
            library.close()


def share(folder: Path, name: str, turns: int, others: int, forgetful: bool) -> None:
    """Make changes beside others, and tell the state once all are there."""
    library = Library.open(folder)
    chance = random.Random(name)
    base = 10_000 * (1 + "ab".index(name))
    for turn in range(turns):
        if turn % 3 == 0:
            report = give(library, numbered(base + turn), numbered(base + turn + 1))
            assert report.added_ids, "each brings entries that nobody else has"
        elif turn % 3 == 1:
            library.tag([COMMON], [f"{name}{turn}"])
        else:
            library.note(f"arxiv:2501.{base + turn - 2:05d}", f"{name}{turn}")
        if chance.random() < 0.08:
            library.fold()
            if forgetful:
                (folder / "library.history").unlink(missing_ok=True)
    wanted = others * len(range(1, turns, 3))
    deadline = time.monotonic() + 60
    while len(library.row(COMMON).tags) < wanted or len(library) < 1 + others * 2 * len(
        range(0, turns, 3)
    ):
        if time.monotonic() > deadline:
            tell(error=f"{len(library.row(COMMON).tags)} tags, {len(library)} entries")
            return
        library.refresh()
        time.sleep(0.002)
    tell(done=name, states=digests(library))
    library.close()


def hold(folder: Path) -> None:
    """Hold the lock until killed."""
    library = Library.open(folder)
    with library.table.files.changing():
        tell(holding=True)
        time.sleep(600)


def fill(folder: Path, limit: int) -> None:
    """Change until files may not grow any more; tell each refusal and the state."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    library = Library.open(folder)
    refusals = []
    for turn in range(60):
        before = digests(library)
        try:
            give(library, *(numbered(1_000 + 10 * turn + step) for step in range(5)))
            library.tag([COMMON], [f"t{turn}"])
            library.note(COMMON, "x" * 50 * turn)
            library.fold()
        except LibraryError as refusal:
            refusals.append(f"{type(refusal).__name__}: {refusal}")
            now = digests(library)
            lost = [id_ for id_ in before if id_ not in now]
            if lost:
                tell(error=f"lost {lost}")
    states = digests(library)
    with contextlib.suppress(LibraryError):
        library.close()
    tell(refusals=refusals, states=states)


def only_read(folder: Path, user: int) -> None:
    """Read, and try to change, as a user who may not."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    refusals = []
    library = Library.open(folder)
    states = digests(library)
    acts: dict[str, Callable[[], object]] = {
        "import": lambda: give(library, numbered(77)),
        "fold": library.fold,
        "backup": library.backup,
    }
    if states:
        acts |= {
            "mark": lambda: library.mark([COMMON], "read"),
            "note": lambda: library.note(COMMON, "n"),
            "undo": library.undo,
            "table": lambda: library.table.insert({"title": "T"}),
        }
    for name, act in acts.items():
        try:
            act()
        except LibraryError as refusal:
            refusals.append([name, type(refusal).__name__, str(refusal)])
        else:
            tell(error=f"{name} was not refused")
    logged = len(library.log(99))
    library.refresh()
    found = [*library.texts()]
    same = digests(library) == states
    library.close()
    tell(refusals=refusals, states=states, log=logged, texts=len(found), same=same)


WORK: dict[str, Callable[..., None]] = {
    "change": change_until_killed,
    "share": share,
    "hold": hold,
    "fill": fill,
    "only_read": only_read,
}


def main() -> None:
    """Fork a process for each order on standard input, and wait where that is ordered."""
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            tell(gone=order["wait"], status=os.waitstatus_to_exitcode(status))
            continue
        pid = os.fork()
        if pid:
            tell(child=pid)
            continue
        try:
            work = WORK[order.pop("work")]
            work(Path(order.pop("folder")), **order)
        except BaseException as error:
            tell(error=repr(error))
            os._exit(1)
        os._exit(0)


if __name__ == "__main__":
    main()
