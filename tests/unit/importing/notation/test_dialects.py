"""Notations other than common Markdown are made into it, line by line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperreader.importing.notation.dialects import common_markdown
from paperreader.importing.notation.unmarking import unmarked

HUB = "https://huggingface.co"
FIRST = f"{HUB}/papers/2509.99101"
SECOND = f"{HUB}/papers/2509.99102"

ATTRIBUTED = f"""\
:::::: {{.flex .w-full}}
[![](data:image/svg+xml;base64,AAAA==){{.text-xs
loading="lazy"}}](/login?next=%2Fpapers%2F2509.99101){{.self-start}}

::: leading-none
24
:::

### [Slow Kernels for Small Machines]({FIRST}){{.line-clamp-3
.cursor-pointer}} {{#slow-kernels .mb-1}}

The value lies in \\[0, 1) and the model\\'s \\$5 cost is $\\textbf{{low}}$ ({{.5}}).

[![Tin](https://cdn.example/t.png){{.size-3}} [Tin Foundry for
Kernels]{{.block
.truncate}}]({HUB}/tin){{.flex}}

[Nov
25]{{.truncate}}[![](x.png){{.text-xs}}
3]({FIRST}#community){{.ml-auto}}
::::::
"""

TAGGED = f"""\
<div class="w-full">

# Daily Papers

<img
src="x.png" class="a > b" />

### <a href="{FIRST}"
class="line-clamp-3">Slow Kernels for
Small Machines</a>

where 1 < 2 and <x> holds

- <a href="{HUB}/tin" class="flex"><img
  src="t.png" /> <span
  class="block">Tin Foundry</span></a>

<a href="/papers?q=a (b)">a</a><!-- c -->
<h2 class=x>Two</h2>

</div>
"""

ORG = f"""\
[[/login?next=%2Fpapers%2F2509.99101][]]
[[data:image/svg+xml;base64,AAAA==]]
*** [[{FIRST}][[Re] Slow Kernels for Small Machines]]
:PROPERTIES:
:CUSTOM_ID: slow-kernels
:END:
#+begin_quote
A gain of 10\\% over [12] and [[https://example.org/code]].
#+end_quote
[[{HUB}/tin][[[https://cdn.example/t.png]] Tin Foundry]]
Nov
25[[{FIRST}#community][[[x.svg?]] 1]]
"""

RST = f"""\
.. container:: flex

   .. container::
   many classes here

      ` <{HUB}/login?next=%2Fpapers%2F2509.99101>`__ |image1|

      .. rubric:: `Slow Kernels for Small
         Machines <{FIRST}>`__
         :name: slow-kernels
         :class: mb-1

      A |gap| of 10\\\\% in ``code`` and \\`quotes' here.

      -

        .. container:: x

           · 5 authors

      Nov 25\\ `|a
      logo| 1 <{FIRST}#community>`__

.. |image1| image:: x.png
   :class: y
.. |a logo| image:: y.png
"""

MEDIAWIKI = f"""\
<div class="flex">
[{HUB}/login?next=%2Fpapers%2F2509.99101 ]
[[File:x.png|class=y]]
<span id="slow"></span>
=== [{FIRST} [Re] Slow Kernels for Small Machines] ===
# one of ''these'' with [0, 1) and 10\\%
[{HUB}/tin [[File:t.png|Tin]] <span class="block">Tin Foundry</span>]
<ul><li>58 authors</li></ul>
[[#c1|2 days ago]] and [[Kernels]]
----
</div>
"""

ASCIIDOC = f"""\
{HUB}/login?next=%2Fpapers%2F2509.99101[]

image:data:image/svg{{plus}}xml;base64,A[data:image/svg]

==== {FIRST}[Slow Kernels for Small Machines]

A gain of 10++\\++% at O(n^++{{++3/2}}) is [sic] in C# too.

* {{blank}}
+
58 authors

{HUB}/tin[image:https://cdn.example/t.png[Tin]
[.block .truncate]#Tin&#44; and
Foundry#]

[.truncate]##Nov
25##{FIRST}#community[image:x.svg[x]
1]
"""

REFERENCED = f"""\
[][1]

### [Slow Kernels for Small Machines]

![][2] in [0, 1) and [sic]

[![Tin] Tin Foundry][3]

  [1]: /login?next=%2Fpapers%2F2509.99101
  [Slow Kernels for Small Machines]:
    {FIRST}
  [2]: https://cdn.example/x.png
  [Tin]: https://cdn.example/t.png
  [3]: {HUB}/tin
"""

CASES = {
    "pandoc's attributes": (
        ATTRIBUTED,
        [
            "[](/login?next=%2Fpapers%2F2509.99101)",
            "24",
            f"### [Slow Kernels for Small Machines]({FIRST})",
            "The value lies in \\[0, 1) and the model's $5 cost is $\\textbf{low}$ ({.5}).",
            f"[Tin Foundry for Kernels]({HUB}/tin)",
            f"Nov 25[3]({FIRST}#community)",
        ],
    ),
    "tags": (
        TAGGED,
        [
            "# Daily Papers",
            f"### [Slow Kernels for Small Machines]({FIRST})",
            "where 1 < 2 and <x> holds",
            f"- [Tin Foundry]({HUB}/tin)",
            "[a](/papers?q=a%28b%29)",
            "## Two",
        ],
    ),
    "Org": (
        ORG,
        [
            "[](/login?next=%2Fpapers%2F2509.99101)",
            f"### [[Re] Slow Kernels for Small Machines]({FIRST})",
            "A gain of 10\\\\% over [12] and https://example.org/code.",
            f"[Tin Foundry]({HUB}/tin)",
            f"Nov 25[x.svg? 1]({FIRST}#community)",
        ],
    ),
    "reStructuredText": (
        RST,
        [
            f"[]({HUB}/login?next=%2Fpapers%2F2509.99101)",
            f"# [Slow Kernels for Small Machines]({FIRST})",
            "A |gap| of 10\\\\% in code and `quotes' here.",
            "-",
            "· 5 authors",
            f"Nov 25[1]({FIRST}#community)",
        ],
    ),
    "MediaWiki": (
        MEDIAWIKI,
        [
            f"[]({HUB}/login?next=%2Fpapers%2F2509.99101)",
            f"### [[Re] Slow Kernels for Small Machines]({FIRST})",
            "1. one of these with [0, 1) and 10\\\\%",
            f"[Tin Foundry]({HUB}/tin)",
            "58 authors",
            "[2 days ago](#c1) and Kernels",
        ],
    ),
    "AsciiDoc": (
        ASCIIDOC,
        [
            f"[]({HUB}/login?next=%2Fpapers%2F2509.99101)",
            f"### [Slow Kernels for Small Machines]({FIRST})",
            "A gain of 10\\\\% at O(n^{3/2}) is [sic] in C# too.",
            "58 authors",
            f"[Tin&#44; and Foundry]({HUB}/tin)",
            f"Nov 25[1]({FIRST}#community)",
        ],
    ),
    "references by text": (
        REFERENCED,
        [
            "[](/login?next=%2Fpapers%2F2509.99101)",
            f"### [Slow Kernels for Small Machines]({FIRST})",
            "in [0, 1) and [sic]",
            f"[Tin Foundry]({HUB}/tin)",
        ],
    ),
}

DIVIDED = f"""\
<div class="mb-2" markdown="1">

# Papers

<div class="mb-2" markdown="1">
<div>

### <a href="{FIRST}" class="x">Slow Kernels</a> [slowkernels]

</div>
</div>
</div>
"""

PLAIN = {
    "an abstract of brackets": "[0, 1) and [[a]] of [12][13] in [text]{x} {.5} ::: \\textbf{b}",
    "stars": "*** Slow Kernels\n\nBy *a* and **b**\n* one\n* two\n",
    "one link of Org alone": f"[[{FIRST}][Slow Kernels]] is what Org writes\n* A heading\n",
    "Org's links without more": f"[[{FIRST}][a]]\n[[{FIRST}][b]]\n[[{FIRST}][c]]\n",
    "attributes of one kind": "[a]{.b} and [c]{.d} and [e]{.f}",
    "common Markdown": f"# Papers\n\n### [Slow Kernels]({FIRST})\n\n[5]({FIRST}#community)\n",
    "numbered references": f"[Slow Kernels][1] and [more][2]\n\n[1]: {FIRST}\n[2]: {SECOND}\n",
    "backquotes": "a `b <c>`__ and `d`_ in\n=====\n",
    "equals signs": "= a =\n== b ==\nx = y [http of it] [http too] [http again]\n",
    "tags named by a paper": "<a> maps to </a>, </a> and </a>; href, href, href\n<div>",
    "line feeds that are owed already": ORG + "\uffff",
    "nothing": "",
}


def shown(lines: list[str]) -> list[str]:
    return [" ".join(line.split()).replace("[ ", "[") for line in lines if line.strip()]


@pytest.mark.parametrize("name", CASES)
def test_it_is_made_common_markdown_of_as_many_lines(name: str) -> None:
    source, expected = CASES[name]
    lines = source.split("\n")
    made = common_markdown(lines)
    assert shown(made) == expected
    assert len(made) == len(lines)


@pytest.mark.parametrize("name", CASES)
def test_what_was_made_is_common(name: str) -> None:
    made = common_markdown(CASES[name][0].split("\n"))
    assert common_markdown(made) is made


@pytest.mark.parametrize("name", CASES)
def test_the_page_reads_its_links_and_headings(name: str) -> None:
    marked = unmarked(CASES[name][0])
    headings = [mark for mark in marked.marks.values() if mark.heading]
    assert any(FIRST in heading.links for heading in headings)
    assert marked.text.count("\n") == CASES[name][0].count("\n")


@pytest.mark.parametrize("name", PLAIN)
def test_other_text_is_left_as_it_is(name: str) -> None:
    lines = PLAIN[name].split("\n")
    assert common_markdown(lines) is lines


def test_the_dumps_in_plain_text_and_common_markdown_are_left_as_they_are(shared: Path) -> None:
    files = [
        path
        for folder in (shared / "dumps", shared / "dumps" / "renderings")
        for path in sorted(folder.iterdir())
        if path.suffix in (".txt", ".md") and path.name != "README.md"
    ]
    changed = []
    for path in files:
        lines = path.read_text(encoding="utf-8").split("\n")
        if common_markdown(lines) is not lines:
            changed.append(path.name)
    assert len(files) >= 10
    assert changed == []


def test_a_paragraph_stays_one_and_is_followed_by_the_lines_that_it_lost() -> None:
    source = TAGGED + f'\nWe use <a\nhref="{SECOND}">fast\nkernels</a> and\nmore.\n\nNext.\n'
    made = common_markdown(source.split("\n"))
    start = made.index(f"We use [fast kernels]({SECOND}) and")
    assert made[start + 1 : start + 6] == ["more.", "", "", "", "Next."]


def test_divisions_and_the_names_behind_headings_go() -> None:
    made = common_markdown(DIVIDED.split("\n"))
    assert shown(made) == ["# Papers", f"### [Slow Kernels]({FIRST})"]


def test_a_link_over_paragraphs_keeps_its_lines() -> None:
    source = TAGGED + f'\n<a href="{SECOND}">One\n\nTwo</a>\n'
    made = common_markdown(source.split("\n"))
    assert f"Two]({SECOND})" in made


PIECES = [
    *(
        "[[",
        "]]",
        "][",
        "[",
        "]",
        "](",
        ")",
        "{.a}",
        "{#b}",
        "{",
        "}",
        "![",
        "`",
        "``",
        "`__",
        "\\",
    ),
    *(
        "<a href='/x'>",
        "</a>",
        "<span>",
        "</span>",
        "<h3>",
        "</h3>",
        "<img\n/>",
        "<",
        ">",
        "|",
        "''",
    ),
    *(
        "https://a.example/b",
        "image:",
        "link:",
        "[.a]#",
        "#",
        "##",
        "++",
        "{plus}",
        "= ",
        " =",
        "* ",
    ),
    *(
        ":::",
        "::: {.a}\n",
        ".. container:: x\n",
        ".. rubric:: y\n",
        ".. |i| image:: z\n",
        "|i|",
    ),
    *(
        ":PROPERTIES:\n",
        ":END:\n",
        "#+a\n",
        "[x]: /y\n",
        "### ",
        "- ",
        "Nov\n25",
        "\n",
        "\n\n",
        " ",
    ),
    *("word", "[File:", "é", "\u2028", "\x00", "\t"),
]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(CASES)), st.lists(st.sampled_from(PIECES), max_size=60))
def test_the_lines_stay_as_many(name: str, pieces: list[str]) -> None:
    lines = (CASES[name][0] + "".join(pieces)).split("\n")
    assert len(common_markdown(lines)) == len(lines)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.characters(exclude_characters="\uffff")))
def test_any_text_before_keeps_its_lines(text: str) -> None:
    lines = [*text.split("\n"), "", *ASCIIDOC.split("\n")]
    assert len(common_markdown(lines)) == len(lines)


SEEDS = [
    *("[[[[", "{.{.", "<a <a ", "](](", "`<", "![", "[a](b){.c", "<a href=x>", "<span>", "\\["),
    *(
        "http://",
        "link:",
        "image:",
        "[.a]#",
        "++a",
        "[[a][",
        "[http://a ",
        " ",
        "\n",
        "\n ",
        ":::",
    ),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", CASES)
def test_a_long_run_of_one_thing_is_read(name: str, seed: str) -> None:
    # Anything but linear time would not end here at all.
    lines = (CASES[name][0] + seed * (200_000 // len(seed))).split("\n")
    assert len(common_markdown(lines)) == len(lines)
