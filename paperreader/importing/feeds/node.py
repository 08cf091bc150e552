"""One element of a feed, with what stands in it."""

from collections.abc import Iterator

from msgspec import Struct


class Node(Struct, gc=False):
    """An element with its text and elements in order; names carry our prefixes."""

    tag: str
    attributes: dict[str, str]
    line: int
    parts: list["str | Node"]

    def children(self, *tags: str) -> Iterator["Node"]:
        """Yield the elements directly in it that have one of the names."""
        for part in self.parts:
            if isinstance(part, Node) and part.tag in tags:
                yield part

    def text(self) -> str:
        """Return its text, that of elements in it included."""
        return "".join(
            part if isinstance(part, str) else part.text() for part in self.parts
        ).strip()

    def markup(self) -> tuple[str, bool]:
        """Return what it holds, and whether that are elements too, then written as HTML."""
        if all(isinstance(part, str) for part in self.parts):
            return self.text(), False
        return "".join(_written(part) for part in self.parts), True

    def find(self, *tags: str) -> str:
        """Return the text of the first such element that has any, by the order of the names."""
        for tag in tags:
            for node in self.children(tag):
                text = node.text()
                if text:
                    return text
        return ""


def _written(part: "str | Node") -> str:
    if isinstance(part, str):
        return part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    tag = part.tag.rpartition(":")[2].lower()
    href = part.attributes.get("href", "").replace("&", "&amp;").replace('"', "&quot;")
    attributes = f' href="{href}"' if href else ""
    return f"<{tag}{attributes}>{''.join(_written(one) for one in part.parts)}</{tag}>"
