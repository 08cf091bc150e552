"""Steps through lines or entries, alike in every pane, as often as a count says."""


def stepped(step: str, at: int, *, last: int, page: int, times: int | None = None) -> int:
    """Return where a step leads from the place `at`, which may lie outside ``0…last``.

    `step` is one of ``down up top bottom half_down half_up page_down page_up``; a
    page is `page` places. `times` repeats the step; of ``top`` and ``bottom`` it
    names the place itself, counted from 1.
    """
    if step in ("top", "bottom"):
        if times is not None:
            return times - 1
        return 0 if step == "top" else last
    sizes = {"": 1, "half_": max(1, page // 2), "page_": page}
    size, direction = step.removesuffix("down").removesuffix("up"), step[-2:]
    way = -1 if direction == "up" else 1
    return at + way * sizes[size] * (times or 1)
