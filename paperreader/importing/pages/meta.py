"""The meta lines of a paper: authors or organisation, interpunct, date, comments.

On a page they end a card:

    bullet  "3 authors"  or an organisation's name
    interpunct
    "Oct 6, 2024 2"      the date, and the comments if there are any

Tools glue them into one line, part them with blank lines, or lose some. Two of
them that fit together (a bullet with authors and a date, an interpunct with
anything) cannot be anything else. One alone can be a line of an abstract or a
title, so it counts only where a new card begins after it.
"""

from msgspec import Struct

from paperreader.importing.pages.forms import DateText, Form, MetaText, item, labelled_number
from paperreader.importing.pages.lines import Line
from paperreader.importing.pages.organisations import (
    ends_paragraph,
    looks_like_name,
    organisation,
    without_logo,
)
from paperreader.importing.pages.wraps import goes_on, width_of
from paperreader.importing.prose import SHORT_ABSTRACT, is_prose, is_title_like
from paperreader.importing.spacing import joined

_MAX_ORGANISATION = 100
_PARAGRAPH_LINES = 8
_LEAD_LINES = 12
_TITLE_LINES = 4


class Meta(Struct, frozen=True, kw_only=True):
    """The meta lines of one card, as positions in the list of lines."""

    start: int
    end: int
    """The position after the last of them."""
    authors: int | None = None
    organization: str | None = None
    interpunct: bool = False
    date: DateText | None = None
    comments: int | None = None
    stars: int | None = None
    """Of the code's repository."""
    doubtful: bool = False
    """Whether it was taken for meta lines only because of what follows."""


def find_meta(lines: list[Line]) -> list[Meta]:
    """Return every run of meta lines, in order."""
    width = width_of(lines)
    found: list[Meta] = []
    position = after = 0
    has_text = False
    while position < len(lines):
        form = lines[position].form
        meta = None
        if form is Form.META or form is Form.BULLET or form is Form.REPOSITORY:
            meta = _meta_at(lines, position, after, width)
            # A repository's line alone may follow other lines of the card above.
            if meta is not None and not has_text and (meta.doubtful or form is Form.REPOSITORY):
                meta = None
        if meta is not None:
            found.append(meta)
            position = after = meta.end
            has_text = False
            continue
        position += 1
        if form is Form.BANNER:
            after = position
            has_text = False
        elif form is Form.TEXT:
            has_text = True
    return found


def paragraph(lines: list[Line], position: int) -> str:
    """Return the beginning of the paragraph at the position: at most a few lines of it."""
    end = position + 1
    limit = min(len(lines), position + _PARAGRAPH_LINES)
    while end < limit and not lines[end].gap and lines[end].form is Form.TEXT:
        end += 1
    return joined([line.text for line in lines[position:end]])


def _meta_at(lines: list[Line], position: int, after: int, width: int | None) -> Meta | None:
    """Return the meta lines that begin at the position; `after` is where the last ended."""
    start = end = position
    first = lines[position]
    organization: str | None = None
    text = MetaText()
    if first.form is Form.BULLET:
        if not _is_organisation(item(first.text)):
            return None
        organization = organisation(first)
        end += 1
    while end < len(lines) and (more := lines[end].meta) is not None:
        merged = _merged(text, more)
        if merged is None or (organization and more.authors is not None):
            break
        if end > start and _is_next_title(lines, end, more):
            break
        text = merged
        end += 1
    stars = None
    repository = end < len(lines) and lines[end].form is Form.REPOSITORY
    if repository:
        stars = labelled_number(lines[end].text)
        end += 1
    if organization is None and text.organization is None and text.interpunct:
        above = _above_pictures(lines, position, after)
        if text.authors is None:
            organization = _bare_organisation(lines, above, after)
        elif first.meta is not None and first.meta.interpunct:
            organization = _organisation_below_title(lines, above, after, width)
        if organization is not None:
            start = above - 1
    if organization is None and text.organization is not None:
        organization = without_logo(text.organization, [])
    named = organization is not None or text.authors is not None
    dated = text.date is not None
    certain = (
        repository
        or (text.interpunct and (named or dated))
        or (text.bulleted and named and dated)
    )
    if not certain:
        if organization is not None and not dated:
            return None
        if not named and not text.interpunct and not _ends_abstract(lines, position - 1, after):
            return None
        if not _starts_card(lines, end, firm=text.bulleted or text.interpunct):
            return None
    return Meta(
        start=start,
        end=end,
        authors=text.authors,
        organization=organization,
        interpunct=text.interpunct,
        date=text.date,
        comments=text.comments,
        stars=stars,
        doubtful=not certain and not text.bulleted,
    )


def _merged(text: MetaText, more: MetaText) -> MetaText | None:
    """Return both as one; None where the second repeats a part or comes out of order."""
    if text.date is not None:
        return None
    if more.authors is not None and (text.authors is not None or text.organization):
        return None
    # "· 3 authors" has an interpunct for its bullet, and its own may follow.
    if more.interpunct and text.interpunct and not (text.bulleted or more.published):
        return None
    return MetaText(
        bulleted=text.bulleted or more.bulleted,
        authors=more.authors if more.authors is not None else text.authors,
        interpunct=text.interpunct or more.interpunct,
        date=more.date,
        comments=more.comments,
        organization=more.organization or text.organization,
        published=more.published,
    )


def _is_next_title(lines: list[Line], position: int, text: MetaText) -> bool:
    """Tell whether a line that could go on the meta lines must be the next card's title.

    So it is with "Dec 18" after a gap where sentences follow at once: if it
    were the date, those sentences would have no title.
    """
    if text.date is None or text.authors is not None or text.interpunct or text.comments:
        return False
    if not lines[position].gap or position + 1 >= len(lines):
        return False
    return lines[position + 1].gap and _is_sentences(lines, position + 1)


def _is_sentences(lines: list[Line], position: int) -> bool:
    """Tell whether an abstract begins at the position, and no title before it."""
    line = lines[position]
    if line.form is not Form.TEXT or not is_prose(paragraph(lines, position)):
        return False
    return is_prose(line.text) or not _is_glued_abstract(lines, _after_title(lines, position))


def _after_title(lines: list[Line], position: int) -> int:
    """Return the position after the title that begins here and goes on over indented lines."""
    end = position + 1
    while (
        end < min(len(lines), position + _TITLE_LINES)
        and not lines[end].gap
        and lines[end].indent >= lines[position].indent + 2
    ):
        end += 1
    return end


def _is_glued_abstract(lines: list[Line], position: int) -> bool:
    """Tell whether a line with no blank one before it can be an abstract below its title.

    Only its length tells an abstract from a wrapped line of the same paragraph.
    """
    if position >= len(lines) or lines[position].gap:
        return False
    return len(lines[position].text) >= max(SHORT_ABSTRACT, 1.5 * len(lines[position - 1].text))


def _is_organisation(text: str) -> bool:
    return 1 < len(text) <= _MAX_ORGANISATION and text[-1] not in ".:;," and not is_prose(text)


def _above_pictures(lines: list[Line], position: int, after: int) -> int:
    """Return the position below the last line that is no bullet of a list of pictures."""
    while position > after and not any(map(str.isalnum, lines[position - 1].text)):
        position -= 1
    return position


def _bare_organisation(lines: list[Line], position: int, after: int) -> str | None:
    """Return the organisation on the line before an interpunct, its bullet lost.

    The abstract before it is a paragraph of its own, or ends as abstracts end.
    """
    if position - 2 < after:
        return None
    before, line = lines[position - 2], lines[position - 1]
    if line.form is not Form.TEXT:
        return None
    if not looks_like_name(line.text) or is_prose(line.text):
        return None
    apart = line.gap and (is_prose(before.text) or ends_paragraph(before.text))
    if not apart and (line.gap or not ends_paragraph(before.text)):
        return None
    return organisation(line)


def _organisation_below_title(
    lines: list[Line], position: int, after: int, width: int | None
) -> str | None:
    """Return the organisation between a daily page's title and the number of its authors."""
    if position - 2 < after:
        return None
    before, line = lines[position - 2], lines[position - 1]
    if before.form is not Form.TEXT or line.form is not Form.TEXT or is_prose(before.text):
        return None
    if not looks_like_name(line.text) or is_prose(line.text) or goes_on(before, line, width):
        return None
    if not line.gap and line.indent >= before.indent + 2:
        return None
    return organisation(line)


def _ends_abstract(lines: list[Line], position: int, after: int) -> bool:
    """Tell whether the line may be an abstract's last: only there a date may stand alone."""
    if position < after or lines[position].form is not Form.TEXT:
        return False
    return not lines[position].gap or is_prose(lines[position].text)


def _starts_card(lines: list[Line], position: int, *, firm: bool) -> bool:
    """Tell whether a new card, or nothing, begins at the position.

    Unless what stands before is `firm`, its title must look like one.
    """
    led = False
    for _ in range(_LEAD_LINES):
        if position >= len(lines):
            return True
        line = lines[position]
        if line.form is Form.BANNER:
            return True
        if line.form in (Form.TEXT, Form.BULLET) or (line.meta and line.meta.bulleted):
            break
        led = True
        position += 1
    else:
        return False
    line = lines[position]
    if _is_sentences(lines, position):
        return led and firm
    if line.form is not Form.TEXT or not is_title_like(line.text):
        return False
    following = _after_title(lines, position)
    if following >= len(lines):
        return True
    after = lines[following]
    if after.form is Form.META or after.form is Form.BULLET:
        return True
    if after.gap:
        return is_prose(paragraph(lines, following))
    return _is_glued_abstract(lines, following)
