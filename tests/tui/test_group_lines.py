"""Lines of a grouped list: where entries and headings stand, as laws over any groups."""

from hypothesis import given
from hypothesis import strategies as st

from paperreader.tui.group_lines import HEADING, GroupLines


@st.composite
def group_lines(draw: st.DrawFn) -> GroupLines:
    sizes = draw(st.lists(st.integers(1, 6), max_size=8))
    height = draw(st.integers(1, 2))
    if draw(st.booleans()):
        return GroupLines((), sum(sizes), height)
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    return GroupLines(starts, sum(sizes), height)


def told(lines: GroupLines) -> list[tuple[int, int]]:
    """Return what stands on each line, written one after another."""
    found: list[tuple[int, int]] = []
    for place in range(lines.count):
        if place and place in lines.starts:
            found.append((place, HEADING))
        found += [(place, within) for within in range(lines.height)]
    return found


@given(group_lines())
def test_each_line_holds_what_is_written_there(lines: GroupLines) -> None:
    assert [lines.at(line) for line in range(lines.total)] == told(lines)
    assert lines.at(lines.total)[0] >= lines.count


@given(group_lines())
def test_places_and_lines_are_each_others_inverse(lines: GroupLines) -> None:
    for place in range(lines.count):
        assert lines.at(lines.line_of(place)) == (place, 0)
        assert lines.place_from(lines.line_of(place)) == place
    for group in range(1, len(lines.starts)):
        assert lines.at(lines.heading_line(group)) == (lines.starts[group], HEADING)


@given(group_lines(), st.integers(0, 60))
def test_the_group_of_a_place_is_the_last_that_begins_before_it(
    lines: GroupLines, place: int
) -> None:
    begun = [number for number, start in enumerate(lines.starts) if start <= place]
    assert lines.group_of(place) == (begun[-1] if begun else 0)


@given(group_lines(), st.integers(0, 60))
def test_the_first_place_from_a_line_on(lines: GroupLines, line: int) -> None:
    below = [place for place in range(lines.count) if lines.line_of(place) >= line]
    assert lines.place_from(line) == (below[0] if below else lines.count)


rooms = st.integers(2, 20)


@given(group_lines(), st.integers(0, 40), rooms)
def test_as_many_fit_as_are_shown_whole(lines: GroupLines, place: int, room: int) -> None:
    place = min(place, max(0, lines.count - 1))
    first = lines.line_of(place)
    whole = [
        other
        for other in range(place, lines.count)
        if lines.line_of(other) + lines.height <= first + room
    ]
    assert lines.fitting_from(place, room) == max(1, len(whole))


@given(group_lines(), st.integers(0, 40), rooms)
def test_as_many_fit_before_as_end_above(lines: GroupLines, place: int, room: int) -> None:
    place = min(place, lines.count)
    end = lines.line_of(place - 1) + lines.height if place else 0
    whole = [other for other in range(place) if end - lines.line_of(other) <= room]
    assert lines.fitting_before(place, room) == max(1, len(whole))


@given(group_lines(), st.integers(0, 40), st.integers(-5, 50), rooms)
def test_the_cursor_is_whole_in_sight(
    lines: GroupLines, cursor: int, top: int, room: int
) -> None:
    if not lines.count:
        assert lines.top_for(0, top, room) == 0
        return
    cursor = min(cursor, lines.count - 1)
    chosen = lines.top_for(cursor, top, room)
    assert 0 <= chosen <= cursor
    assert lines.line_of(cursor) + lines.height - lines.line_of(chosen) <= room
    assert lines.top_for(cursor, chosen, room) == chosen
    # No line at the end is left free for which there is something above.
    if chosen:
        above = lines.line_of(chosen - 1)
        assert lines.total - above > room


@given(group_lines(), st.integers(0, 40), rooms)
def test_the_headings_in_sight_are_those_of_the_lines(
    lines: GroupLines, top: int, room: int
) -> None:
    top = min(top, max(0, lines.count - 1))
    first = lines.line_of(top)
    seen = [lines.at(first + y) for y in range(room)]
    headings = [y for y, (_place, within) in enumerate(seen) if within == HEADING]
    assert lines.headings_in(top, room) == headings


@given(group_lines(), st.integers(0, 40), rooms)
def test_the_thumb_is_at_the_ends_where_the_list_is(
    lines: GroupLines, top: int, room: int
) -> None:
    last = lines.place_from(lines.total - room)
    top = min(top, last)
    thumb = lines.thumb(top, room, room + 1)
    if lines.total <= room:
        assert not thumb
        return
    assert thumb and thumb.start >= 0 and thumb.stop <= room + 1
    assert lines.thumb(0, room, room + 1).start == 0
    assert lines.thumb(last, room, room + 1).stop == room + 1


@given(group_lines(), st.integers(0, 40), st.integers(0, 40), rooms)
def test_a_page_passes_over_no_entry_unseen(
    lines: GroupLines, cursor: int, top: int, room: int
) -> None:
    if not lines.count:
        return
    cursor = min(cursor, lines.count - 1)
    top = lines.top_for(cursor, top, room)
    below = min(cursor + lines.page_for("page_down", cursor, top, room), lines.count - 1)
    assert below > cursor or cursor == lines.count - 1
    assert lines.top_for(below, top, room) <= top + lines.fitting_from(top, room)
    above = max(0, cursor - lines.page_for("page_up", cursor, top, room))
    assert above < cursor or cursor == 0
    reached = lines.top_for(above, top, room)
    assert reached + lines.fitting_from(reached, room) >= top


def test_a_question_looks_at_few_groups_however_many_there_are() -> None:
    class Watched(list[int]):
        looks = 0

        def __getitem__(self, at):  # type: ignore[no-untyped-def]
            Watched.looks += 1
            return super().__getitem__(at)

    starts = Watched(range(0, 100_000, 10))
    lines = GroupLines(starts, 100_000, 2)
    assert lines.at(123_456) == (58_789, HEADING) or lines.at(123_456)[0] > 0
    lines.top_for(50_000, 40_000, 40)
    lines.headings_in(50_000, 40)
    assert Watched.looks < 200
