"""Going from paper to paper and from day to day, and choosing which papers, line by line."""

from msgspec.structs import replace

from ...tui.commands import BY_ID
from ...tui.source import NAMED, Source
from .choice import Choice
from .desk import CannotDo, Desk, Done
from .typed import Asked


def forward(desk: Desk, asked: Asked) -> Done:
    """Go on; from the end, to the first paper that waits."""
    if desk.flow.here is None:
        desk.flow = desk.flow.to_first(desk.waits)
        if desk.flow.here is None:
            raise CannotDo("There is nothing further: all here are decided.")
    else:
        desk.flow = desk.flow.moved(asked.count)
    return Done(shows=True)


def back(desk: Desk, asked: Asked) -> Done:
    """Go back."""
    if desk.flow.at == 0:
        raise CannotDo("This is the first paper.")
    desk.flow = desk.flow.moved(-asked.count)
    return Done(shows=True)


def first(desk: Desk, asked: Asked) -> Done:
    """Go to the first paper."""
    desk.flow = replace(desk.flow, at=0)
    return Done(shows=True)


def last(desk: Desk, asked: Asked) -> Done:
    """Go to the last paper."""
    desk.flow = desk.flow.to_end().moved(-1)
    return Done(shows=True)


def day(desk: Desk, asked: Asked) -> Done:
    """Go to the day before or after, among the papers chosen."""
    later = BY_ID[asked.id].args[0] == "next"
    flow = desk.flow.to_day(desk.waits, later=later)
    if flow is None:
        raise CannotDo(f"There is no {'later' if later else 'earlier'} day here.")
    desk.flow = flow
    return Done(shows=True)


def again(desk: Desk, asked: Asked) -> Done:
    """Print the current paper whole."""
    desk.current()
    return Done(shows=True, whole=True)


def search(desk: Desk, asked: Asked) -> Done:
    """Narrow the papers to what matches a query; an empty one takes that away."""
    query = asked.text
    if not query:
        given = desk.ask("Search for (nothing: all again): ")
        if given is None:
            return Done()
        query = given.strip()
    return _chosen(desk, desk.choice.narrowed(query), f"Nothing here matches “{query}”.")


def view(desk: Desk, asked: Asked) -> Done:
    """Go on with the papers of another view."""
    name = BY_ID[asked.id].args[0]
    if name == "today":
        newest = next(iter(desk.library.counts().days), "")
        source = Source.day(newest)
    else:
        source = NAMED[name]
    return _chosen(desk, Choice(source), f"{source.title}: no paper.")


def _chosen(desk: Desk, choice: Choice, otherwise: str) -> Done:
    if not desk.choose(choice):
        raise CannotDo(otherwise)
    count = len(desk.flow.papers)
    return Done(f"{choice.title}: {count:,} {'paper' if count == 1 else 'papers'}.", shows=True)
