"""The reader's own templates, in Jinja2's language, kept from doing anything but text."""

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from paperreader.citing import cite
from paperreader.citing.plain_text import shown
from paperreader.entry import Entry
from paperreader.exporting.description import describe
from paperreader.exporting.grouping import grouped
from paperreader.exporting.markdown_text import escape
from paperreader.exporting.note_html import note_html
from paperreader.exporting.occasion import Occasion

_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".svg", ".atom")
_OF_TEMPLATES = (".j2", ".jinja", ".jinja2", ".tmpl")


class BrokenTemplate(Exception):
    """A template cannot be used; its text names the file, the line and what is wrong."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {reason}")


def from_template(path: Path, entries: Iterable[Entry], on: Occasion) -> Iterator[str]:
    """Yield what a template makes of the entries.

    It is given ``title``; ``papers``, each with all fields of an entry and with
    ``paper.shown`` (title, who, when, places, links, tags, text, address as reading lists
    show them) and ``paper.key``; ``groups``, each with a ``label`` and ``papers``; and
    the filters ``cite(style)``, ``markdown`` (escapes), ``note_html``. In templates of
    HTML and XML, by their name, everything is escaped.

    Raises:
        BrokenTemplate: it cannot be read, is no template, or fails; nothing was yielded.
    """
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    if not path.is_file():
        raise BrokenTemplate(path, None, "there is no such file")
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(path.parent),
        autoescape=_is_markup,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cite"] = lambda paper, style="bibtex": cite(
        paper["entry"], style, paper["key"]
    )
    environment.filters["markdown"] = lambda text: escape(shown(str(text)))
    environment.filters["note_html"] = lambda text: Markup(note_html(str(text)))
    listed = list(entries)
    papers = {entry.id: _paper(entry, on) for entry in listed}
    groups = [
        {"label": group.label, "papers": [papers[item.entry.id] for item in group.items]}
        for group in grouped(listed, on.group)
    ]
    try:
        template = environment.get_template(path.name)
        yield template.render(title=on.title, papers=list(papers.values()), groups=groups)
    except UnicodeDecodeError as error:
        before = error.object.count(b"\n", 0, error.start)
        raise BrokenTemplate(path, before + 1, "it is not UTF-8") from error
    except TemplateError as error:
        line: int | None = getattr(error, "lineno", None) or _line_of(error, path)
        name = getattr(error, "filename", None)
        raise BrokenTemplate(
            Path(name) if name else path, line, error.message or type(error).__name__
        ) from error
    except OSError as error:
        raise BrokenTemplate(path, None, error.strerror or str(error)) from error
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise BrokenTemplate(path, _line_of(error, path), str(error)) from error


def _paper(entry: Entry, on: Occasion) -> dict[str, object]:
    fields: dict[str, object] = msgspec.structs.asdict(entry)
    return fields | {
        "entry": entry,
        "shown": msgspec.structs.asdict(describe(entry)),
        "key": on.keys.get(entry.id) or entry.citation_key or "",
    }


def _is_markup(name: str | None) -> bool:
    base = (name or "").lower()
    for suffix in _OF_TEMPLATES:
        base = base.removesuffix(suffix)
    return base.endswith(_MARKUP)


def _line_of(error: BaseException, path: Path) -> int | None:
    """Return the line of the template in which an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    return lines[-1] if lines else None
