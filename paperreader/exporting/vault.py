"""Obsidian: a folder of notes, one a paper, in which the reader's own writing stays."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from paperreader.citing import cite, facts
from paperreader.citing.names import authors, parse
from paperreader.citing.plain_text import shown
from paperreader.entry import Entry
from paperreader.exporting import front_matter
from paperreader.exporting.description import describe
from paperreader.exporting.file_names import file_name, same_file
from paperreader.exporting.files import NotWritten, write_atomically
from paperreader.exporting.front_matter import Value
from paperreader.exporting.markdown_text import escape, fenced, link
from paperreader.exporting.occasion import Occasion, Part
from paperreader.plain import plain

SHOWN: frozenset[Part] = frozenset({"notes", "abstracts"})
"""What stands in a note where nothing else was asked for."""

MARKER = "%% Yours from here on: paperreader writes above this line only. %%"
"""Below it everything stays as it is; Obsidian shows no such line to readers."""

_ID = "paperreader-id"
_NOT_IN_TAG = re.compile(r"[^\w/-]+")


class Kept(Struct, frozen=True):
    """A note that lies in the folder: its file and what in it is the reader's own."""

    name: str
    """File name with its suffix."""
    matter: tuple[str, ...]
    """Lines of the front matter that are not ours."""
    own: str | None
    """What stands below the marker; None where the marker is gone."""


class FolderReport(Struct, frozen=True):
    """What became of a folder of notes."""

    written: int
    unchanged: int
    left_alone: tuple[str, ...]
    """Names of notes whose marker is gone, so that nobody knows what in them is whose."""


def write_notes(
    folder: Path, entries: Iterable[Entry], on: Occasion, *, force: bool
) -> FolderReport:
    """Write a note for each entry into a folder, which is made if its parent is there.

    A note is known again by the id in its front matter, whatever it was renamed to. Of it
    the front matter that is not ours and all that stands below `MARKER` are kept;
    where the marker is gone the note is left alone, but for `force`. No other file is
    touched, and none removed. A note that would be the same is not written.

    Raises:
        NotWritten: the folder cannot be made, read or written.
    """
    try:
        folder.mkdir(exist_ok=True)
        known = _known(folder)
        taken = {same_file(path.name) for path in folder.iterdir()}
    except FileExistsError as error:
        raise NotWritten(folder, "it is a file; a folder of notes is wanted") from error
    except FileNotFoundError as error:
        raise NotWritten(folder, f"there is no folder {folder.parent}") from error
    except OSError as error:
        raise NotWritten(folder, error.strerror or str(error)) from error
    written = unchanged = 0
    left_alone: list[str] = []
    for entry in entries:
        kept = known.get(entry.id)
        if kept is not None and kept.own is None and not force:
            left_alone.append(kept.name)
            continue
        name = kept.name if kept else _new_name(entry, taken)
        taken.add(same_file(name))
        text = note(entry, on, kept)
        if write_atomically(folder / name, [text], force=kept is not None):
            written += 1
        else:
            unchanged += 1
    return FolderReport(written, unchanged, tuple(left_alone))


def _known(folder: Path) -> dict[str, Kept]:
    """Return our notes in a folder by the id of their entry; of two, the first by name."""
    found: dict[str, Kept] = {}
    for path in sorted(folder.glob("*.md")):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            if file.read(3) not in (b"---", b"\xef\xbb\xbf"):
                continue
        text = path.read_bytes().decode("utf-8", "replace")
        matter, body = front_matter.split(text)
        lines = front_matter.blocks(matter or "")
        id_ = front_matter.text_of(lines.get(_ID, ()))
        if id_ and id_ not in found:
            _ours, marker, own = body.partition(MARKER)
            others = (line for key, all_ in lines.items() if key not in _OURS for line in all_)
            found[id_] = Kept(path.name, tuple(others), own if marker else None)
    return found


def _new_name(entry: Entry, taken: set[str]) -> str:
    """Return a name that no file of the folder has: the title, else with the id."""
    name = file_name(shown(entry.title))
    if same_file(f"{name}.md") in taken:
        name = base = f"{name[:60].rstrip('. ')} ({file_name(entry.id.partition(':')[2])[:40]})"
        number = 1
        while same_file(f"{name}.md") in taken:
            number += 1
            name = f"{base} {number}"
    return f"{name}.md"


def note(entry: Entry, on: Occasion, kept: Kept | None = None) -> str:
    """Return the text of an entry's note, with what was kept of an older one."""
    parts = SHOWN if on.parts is None else on.parts
    paper = describe(entry)
    title = _shown(paper.title)
    blocks = [f"# {link(title, paper.address) if paper.address else title}"]
    links = [link(label, address) for label, address in paper.links]
    blocks += filter(None, (_shown(paper.about), " · ".join(links)))
    if entry.note.strip() and "notes" in parts:
        # Within the reader's own vault the note is text like any other.
        body = plain(entry.note.strip("\r\n"), keep_newlines=True).replace(MARKER, "")
        blocks.append(f"## Note\n\n{body}")
    if paper.text and "abstracts" in parts:
        blocks.append(f"## Abstract\n\n{_shown(paper.text)}")
    if "citations" in parts:
        blocks.append(
            f"## Citation\n\n{fenced(cite(entry, 'bibtex', on.keys[entry.id]), 'bibtex')}"
        )
    matter = front_matter.written(_values(entry, on), kept.matter if kept else ())
    own = (kept.own if kept else None) or "\n"
    return f"{matter}\n" + "\n\n".join((*blocks, f"{MARKER}{own}"))


def _shown(text: str) -> str:
    """Return outside text as Markdown, in which nothing begins a comment of Obsidian's."""
    return escape(text).replace("%%", r"%\%")


def _values(entry: Entry, on: Occasion) -> Mapping[str, Value]:
    named = authors(entry.authors, entry.author_count)
    values: dict[str, Value | None] = {
        _ID: entry.id,
        "title": shown(entry.title),
        "authors": [shown(parse(name).natural) for name in named.names],
        "author-count": entry.author_count,
        "organization": shown(entry.organization or ""),
        "published": entry.published,
        "featured": entry.featured,
        "venue": shown(entry.venue or ""),
        "arxiv": entry.arxiv_id,
        "doi": facts.doi(entry),
        "url": facts.link(entry),
        "code": facts.web_address(entry.code_url),
        "project": facts.web_address(entry.project_url),
        "upvotes": entry.upvotes,
        "status": entry.status,
        "starred": entry.starred,
        "tags": [tag for given in entry.tags if (tag := _tag(given))],
        "citekey": on.keys.get(entry.id) or entry.citation_key,
    }
    return {
        key: value
        for key, value in values.items()
        if value is not None and value not in ("", [])
    }


_OURS = frozenset(
    f"{_ID} title authors author-count organization published featured venue arxiv doi url"
    " code project upvotes status starred tags citekey".split()
)
"""The keys of the front matter that we write."""


def _tag(tag: str) -> str:
    """Return a tag as Obsidian takes it: letters, digits, ``_-/``, not digits alone."""
    text = _NOT_IN_TAG.sub("-", tag).strip("-/")
    return f"_{text}" if text.isdecimal() else text
