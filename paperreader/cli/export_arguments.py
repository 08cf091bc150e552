"""The options of the commands that write reading lists."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date


def add_export(c: ArgumentParser) -> None:
    """Add what ``export`` takes, but for the order."""
    c.add_argument("terms", metavar="QUERY", nargs="*", help="what to export; nothing: all")
    c.add_argument(
        "--format",
        metavar="FORMAT",
        help="markdown, html, bibtex, biblatex, ris, csv, json, jsonl, csl-json, org, obsidian"
        " or atom; without it the file's name tells",
    )
    c.add_argument(
        "--template", metavar="FILE", help="a template of your own, in Jinja's language"
    )
    c.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="a file, or a folder for obsidian; - is stdout",
    )
    c.add_argument("--copy", action="store_true", help="copy in place of printing")
    c.add_argument("--force", action="store_true", help="overwrite the file")
    c.add_argument("--title", metavar="TEXT", default="Reading list", help="its heading")
    c.add_argument(
        "--group", choices=("tag", "day", "status"), help="headings to put papers under"
    )
    c.add_argument(
        "--with",
        dest="parts",
        metavar="PARTS",
        action="append",
        help="what stands in it: notes, abstracts, citations, with commas; or none",
    )
    c.add_argument("--save", metavar="NAME", help="keep this export, to be made again")
    c.add_argument(
        "--saved",
        metavar="NAME",
        nargs="?",
        const="",
        help="make a saved export again; without a name, all of them",
    )
    c.add_argument("--list", action="store_true", help="list the saved exports")
    c.add_argument("--forget", metavar="NAME", help="forget a saved export; its file stays")
    c.add_argument(
        "--watch",
        action="store_true",
        help="write again whenever the papers change, until ctrl+c",
    )


def add_digest(c: ArgumentParser, day: Callable[[str], date]) -> None:
    """Add what ``digest`` takes; `day` reads a date."""
    c.add_argument(
        "--since",
        metavar="DATE",
        type=day,
        help="the first day whose papers are new; without it, the last day with papers",
    )
    c.add_argument("--query", metavar="QUERY", help="only papers that match")
    c.add_argument("--format", metavar="FORMAT", help="markdown, html or eml")
    c.add_argument("-o", "--output", metavar="FILE", default="-", help="- is stdout")
    c.add_argument("--force", action="store_true", help="overwrite the file")
    c.add_argument("--to", metavar="ADDRESS", action="append", help="whom an eml file is for")
    c.add_argument("--from", dest="sender", metavar="ADDRESS", help="who sends an eml file")
