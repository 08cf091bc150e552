"""A source's bytes in, its entries out: the shape is told by the content alone."""

import re
from datetime import date

import msgspec

from paperreader.entry import Parsed, Problem
from paperreader.importing.decoding import Decoded, decode
from paperreader.importing.furniture import is_page_title
from paperreader.importing.refusal import NotADump

# A title may begin with "[Re]", "{\alpha}" or "<unk>", so one character is not enough.
_JSON = re.compile(r"[\s\ufeff]*(?:\[\s*(?:\{|\"\{|\]\s*\Z)|\{\s*[\"}'])")
_HOLDS_TEXT = re.compile(
    r'"(?:markdown|markdown_content|raw_content|raw_markdown|rawContent|content|text|raw_text'
    r'|page_content|pageContent|textContent|html|rawHtml|raw_html|cleaned_html|body)"\s*:\s*"'
)
_PREAMBLE = re.compile(r"[\s\ufeff]*(?:HTTP/[\d.]+ \d{3}[^\n]*\n(?:[\w-]+:[^\n]*\n)*\s*\n)")
_HEAD = 5_000
_OTHER_HEADINGS = re.compile(r"^(?:#{1,6} \S|={1,6} \S.* ={1,6}$)", re.MULTILINE)
_MAX_MIXED = 1_000_000
_SHAPES = ("records", "hub-api", "arxiv-atom", "feed", "saved-page")
_BIBLIOGRAPHIES = ("bibtex", "ris", "csl-json", "zotero-csv")
_KINDS = ("search", "daily", "trending", "paper")
_NOTATIONS = ("plain-text", "markdown", "footnotes", "bare-urls", "html")

SHAPES: tuple[str, ...] = (
    *_SHAPES,
    *_BIBLIOGRAPHIES,
    *(f"{kind}-{n}" for kind in _KINDS for n in _NOTATIONS),
)
"""The shapes that are read."""


def read_source(data: bytes, *, name: str, made: date, as_of: date | None = None) -> Parsed:
    """Read a dump, whatever its shape.

    `name` is what messages call the source; `made` is the day on which it was
    made at the latest (its file's day, or today), from which a page's year is
    told; `as_of` is the page's day where the user knows it. Raises `NotADump`
    for anything that holds no entry.
    """
    # Each shape's reader is imported where one is read: most of them never are.
    from paperreader.importing.html.mhtml import html_of_mhtml, is_mhtml  # noqa: PLC0415 - see above

    if is_mhtml(data):
        decoded = Decoded(text=html_of_mhtml(data, name=name))
    else:
        decoded = decode(data, name=name)
    text = decoded.text
    if head := _PREAMBLE.match(text):
        # What `curl -i` writes before an answer; its lines stay, blank.
        text = "\n" * head[0].count("\n") + text[head.end() :]
    parsed = _read(text, name=name, made=made, as_of=as_of)
    if not decoded.problems:
        return parsed
    problems = tuple(sorted((*parsed.problems, *decoded.problems), key=lambda p: p.line or 0))
    return msgspec.structs.replace(parsed, problems=problems)


def _read(text: str, *, name: str, made: date, as_of: date | None) -> Parsed:
    if _JSON.match(text):
        return _read_json(text, name=name, made=made, as_of=as_of)
    bibliography = _read_bibliography(text, name=name)
    if bibliography is not None:
        return bibliography
    if "<" in text[:_HEAD]:
        from paperreader.importing.feeds.parsing import is_feed, parse_feed  # noqa: PLC0415 - as above
        from paperreader.importing.html.telling import is_html  # noqa: PLC0415 - as above

        if is_feed(text):
            return parse_feed(text, name=name, made=made, as_of=as_of)
        if is_html(text):
            return _read_html(text, name=name, made=made, as_of=as_of)
    from paperreader.importing.pages.parsing import parse_page  # noqa: PLC0415 - as above

    return parse_page(text, name=name, made=made, as_of=as_of)


def _read_bibliography(text: str, *, name: str) -> Parsed | None:
    from paperreader.importing.bibliographies.telling import bibliography_in  # noqa: PLC0415 - as above

    match bibliography_in(text):
        case "bibtex":
            from paperreader.importing.bibliographies.bibtex import parse_bibtex  # noqa: PLC0415 - as above

            return parse_bibtex(text, name=name)
        case "ris":
            from paperreader.importing.bibliographies.ris import parse_ris  # noqa: PLC0415 - as above

            return parse_ris(text, name=name)
        case "zotero-csv":
            from paperreader.importing.bibliographies.zotero_csv import (  # noqa: PLC0415 - as above
                parse_zotero_csv,
            )

            return parse_zotero_csv(text, name=name)
        case _:
            return None


def _read_html(text: str, *, name: str, made: date, as_of: date | None) -> Parsed:
    from paperreader.importing.html.page import marked  # noqa: PLC0415 - as above
    from paperreader.importing.html.saved_page import (  # noqa: PLC0415 - as above
        parse_saved_page,
        with_cards,
    )
    from paperreader.importing.pages.parsing import parse_marked  # noqa: PLC0415 - as above

    data = parse_saved_page(text, name=name, made=made, as_of=as_of)
    if data is None and len(_OTHER_HEADINGS.findall(text[:_MAX_MIXED])) > 1:
        # Markdown or wiki text that kept the tags it has no signs for.
        from paperreader.importing.pages.parsing import parse_page  # noqa: PLC0415 - as above

        return parse_page(text, name=name, made=made, as_of=as_of)
    if data is None:
        return parse_marked(marked(text, name=name), name=name, made=made, as_of=as_of)
    try:
        cards = parse_marked(marked(text, name=name), name=name, made=made, as_of=as_of)
    except NotADump:
        return data  # a page may hold its data and no card that can be seen
    return with_cards(data, cards)


def _read_json(text: str, *, name: str, made: date, as_of: date | None) -> Parsed:
    from paperreader.importing.bibliographies.telling import is_csl_json  # noqa: PLC0415 - as above
    from paperreader.importing.feeds.parsing import (  # noqa: PLC0415 - as above
        is_recorded_answer,
        parse_recorded_answer,
    )
    from paperreader.importing.hub.parsing import parse_hub  # noqa: PLC0415 - as above
    from paperreader.importing.hub.telling import is_hub  # noqa: PLC0415 - as above
    from paperreader.importing.records.parsing import parse_records  # noqa: PLC0415 - as above

    if is_csl_json(text):
        from paperreader.importing.bibliographies.csl_json import parse_csl_json  # noqa: PLC0415 - as above

        return parse_csl_json(text, name=name)
    if is_hub(text):
        return parse_hub(text, name=name, made=made, as_of=as_of)
    if is_recorded_answer(text):
        return parse_recorded_answer(text, name=name, made=made, as_of=as_of)
    if _HOLDS_TEXT.search(text, 0, _HEAD):
        parsed = _read_texts(text, name=name, made=made, as_of=as_of)
        if parsed is not None:
            return parsed
    parsed = parse_records(text, name=name)
    if all(is_page_title(entry.title) for entry in parsed.entries):
        raise NotADump(name, "holds a page's title, but no paper of it.")
    return parsed


def _read_texts(text: str, *, name: str, made: date, as_of: date | None) -> Parsed | None:
    """Read the pages that a crawler's answer holds; None where it holds none."""
    from paperreader.importing.json_texts import page_texts  # noqa: PLC0415 - as above

    found: list[Parsed] = []
    for page in page_texts(text):
        try:
            parsed = _read(page.text, name=name, made=made, as_of=as_of)
        except NotADump:
            continue
        problems = [
            Problem(
                line=page.line, message=f"{problem.message} (line {problem.line} of the page)"
            )
            for problem in parsed.problems
        ]
        lines = (page.line,) * len(parsed.entries)
        found.append(msgspec.structs.replace(parsed, lines=lines, problems=tuple(problems)))
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    days = {parsed.page_date for parsed in found}
    return Parsed(
        shape=found[0].shape,
        entries=tuple(entry for parsed in found for entry in parsed.entries),
        lines=tuple(line for parsed in found for line in parsed.lines),
        page_date=days.pop() if len(days) == 1 else None,
        page_date_from=found[0].page_date_from
        if len({p.page_date for p in found}) == 1
        else "",
        problems=tuple(problem for parsed in found for problem in parsed.problems),
        notes=tuple(note for parsed in found for note in parsed.notes),
    )
