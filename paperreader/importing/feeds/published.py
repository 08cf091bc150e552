"""Which of the days that a feed's entries carry are days of publication.

A feed's own date of an entry may be anything:

- The day of publication, as in most feeds and those built from the Hub's API.
- The day arXiv announced a paper, in its own daily feeds. It is taken for
  papers that are new, or newly cross-listed in their first version, and never
  for replacements.
- The day a paper stood on Daily Papers. The papers of one such day were
  published on several days (on all but 8 of 520 recorded days), so where all
  entries of a feed of the Hub's papers carry one day, it is not that of their
  publication; nor is it surely that of Daily Papers.
- The time at which a program gathered the papers, told by times that follow
  closely upon one another.

A day in another month than the arXiv id allows is none of publication either.
What a feed calls the day of publication outright is believed.
"""

import re

from paperreader.importing.feeds.days import Stamp, are_of_a_clock, fits_arxiv_id
from paperreader.importing.feeds.items import Item

_HUB = re.compile(r"huggingface\.co/papers|hugging\s?face|\bdaily papers\b", re.IGNORECASE)
_ANNOUNCED_FIRST = frozenset(("new", "cross"))
_ENOUGH = 4
"""From so many entries on, one day for all of them tells something."""


def drop_other_days(items: list[Item], about: str) -> list[str]:
    """Take away the days that are not of publication, and return what was done as sentences.

    `about` is what the feed says of itself: its title, links and description.
    """
    dated = [item for item in items if item.published and not item.is_labelled_day]
    stamps = [item.published for item in dated if item.published]
    reason = _reason(items, stamps, about)
    if reason:
        for item in dated:
            item.published = None
        return [f"The entries' dates {reason}; no date of publication was taken from them."]
    dropped = [item for item in dated if not _is_possible(item)]
    for item in dropped:
        item.published = None
    if not dropped:
        return []
    which = "1 entry" if len(dropped) == 1 else f"{len(dropped)} entries"
    return [
        f"The date of {which} is of a later announcement or version, or does not fit the arXiv "
        "id; it was not taken as the date of publication."
    ]


def _reason(items: list[Item], stamps: list[Stamp], about: str) -> str:
    """Return why no entry's date is one of publication; nothing if they may be."""
    if are_of_a_clock(stamps):
        return "follow closely upon one another, as when a program gathers papers"
    announced = any(item.announced for item in items)
    if len(stamps) < _ENOUGH or announced or len({one.day for one in stamps}) > 1:
        return ""
    on_hub = sum("huggingface.co/papers" in (item.url or "") for item in items)
    if _HUB.search(about) or on_hub * 2 > len(items):
        return "are all of one day, that on which they were featured or gathered"
    return ""


def _is_possible(item: Item) -> bool:
    if item.published is None:
        return True
    if item.announced and item.announced not in _ANNOUNCED_FIRST:
        return False
    if item.announced and item.version not in (None, 1):
        return False
    return item.arxiv_id is None or fits_arxiv_id(item.published.day, item.arxiv_id)
