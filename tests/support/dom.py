"""A page as a small tree, read strictly: what is opened is closed, in order, and nothing is named twice.

Only what a portal writes that escapes everything: a library reads what browsers forgive as well, and took as long to
read a page as the portal to make it, thousands of times in a run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
RAW = {"script", "style"}
SILENT = {"script", "style", "template", "noscript", "title"}

# A comment or a declaration, the end of an element, or its beginning.
MARKUP = re.compile(
    r"<!--.*?-->|<!([^>]*)>|</([a-z][\w-]*)\s*>|"
    r"<([a-z][\w-]*)((?:\s+[^\s\"'<>/=]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*)\s*(/?)>",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")


@dataclass(slots=True)
class Node:
    """An element; its children are elements and texts."""

    tag: str
    attrs: dict[str, str]
    html: str = field(repr=False, compare=False)
    place: int
    parent: "Node | None"
    children: "list[Node | str]"
    # All elements of the page in their order, and where among them this one and what is inside it stand. A page is
    # walked dozens of times; from child to child that took a quarter of the time of all tests.
    page: "list[Node]" = field(repr=False, compare=False)
    first: int = 0
    behind: int = 0

    @property
    def line(self) -> int:
        """Where it stands in the source of the page."""
        return line_of(self.html, self.place)

    def all(self, *tags: str, **attrs: str) -> "list[Node]":
        """The elements inside with one of these tags (any, when none is given) and these attribute values."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        inside = self.walk()[1:]
        found = [node for node in inside if node.tag in tags] if tags else inside
        return [node for node in found if node.has(wanted)] if wanted else found

    def has(self, wanted: dict[str, str]) -> bool:
        """Whether this element has all of the values; `class` asks for one class name."""
        return all(
            value in self.get(name).split() if name == "class" else self.attrs.get(name) == value
            for name, value in wanted.items()
        )

    def walk(self) -> "list[Node]":
        """This element and all inside it, in the order of the page."""
        return self.page[self.first : self.behind]

    def inside(self, tag: str) -> "Node | None":
        """The nearest element around this one with the tag."""
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attrs.get(name, default)

    @property
    def text(self) -> str:
        """Its text as a reader sees it, with single spaces."""
        return " ".join(" ".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in SILENT or child.tag == self.tag:
                yield from child._texts()


class _Reader:
    """Reads a page from its first character to its last; what is no markup is text."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.page: list[Node] = []
        self.root = self.here = Node("", {}, html, 0, None, [], self.page)
        self.page.append(self.root)
        self.problems: list[str] = []
        self.doctype = ""

    def read(self) -> None:
        """Make the tree, and note what is not in order."""
        html, place = self.html, 0
        while found := MARKUP.search(html, place):
            self.text(place, found.start())
            place = found.end()
            declared, closed, opened, attributes, itself = found.groups()
            if opened:
                self.open(opened.lower(), attributes, bool(itself), found.start())
                if self.here.tag in RAW and not itself:
                    code = html[place:].partition(f"</{opened}")[0]
                    self.here.children += [code] if code else []
                    place += len(code)
            elif closed:
                self.close(closed.lower(), found.start())
            elif declared:
                self.doctype = declared.lower()
        self.text(place, len(html))
        if self.here is not self.root:
            self.problems.append(f"line {self.here.line}: <{self.here.tag}> is never closed")
        self.leave(None)

    def text(self, start: int, end: int) -> None:
        if start < end:
            words = self.html[start:end]
            if "<" in words:
                self.problems.append(f"line {line_of(self.html, start + words.index('<'))}: a < that opens no tag")
            self.here.children.append(unescape(words))

    def open(self, tag: str, attributes: str, itself: bool, place: int) -> None:
        attrs = {}
        for name, *values in ATTRIBUTE.findall(attributes):
            if name.lower() in attrs:
                self.problems.append(f"line {line_of(self.html, place)}: <{tag}> has {name.lower()} twice")
            attrs[name.lower()] = unescape("".join(values))
        node = Node(tag, attrs, self.html, place, self.here, [], self.page, len(self.page))
        node.behind = node.first + 1
        self.page.append(node)
        self.here.children.append(node)
        if tag in VOID:
            return
        if not itself:
            self.here = node
        elif tag != "svg" and node.inside("svg") is None:
            self.problems.append(f"line {node.line}: <{tag}/> does not close itself")

    def close(self, tag: str, place: int) -> None:
        if tag == self.here.tag:
            self.leave(self.here.parent)
        else:
            self.problems.append(f"line {line_of(self.html, place)}: </{tag}> where <{self.here.tag}> is open")
            around = self.here.inside(tag)
            if around:
                self.leave(around.parent)

    def leave(self, outer: Node | None) -> None:
        """Go out to there: what was read so far is inside what is left."""
        node: Node | None = self.here
        while node is not None and node is not outer:
            node.behind = len(self.page)
            node = node.parent
        self.here = outer or self.root


def line_of(html: str, place: int) -> int:
    """The line of a page on which a character stands, counted from 1."""
    return html.count("\n", 0, place) + 1


@lru_cache(maxsize=1)
def parse(html: str) -> tuple[Node, str, tuple[str, ...]]:
    """The tree of a page or a part of one, its doctype, and where its markup is not in order.

    The page that was read last is kept: whoever fetches one looks at it right after its rules were checked.
    """
    reader = _Reader(html)
    reader.read()
    return reader.root, reader.doctype, tuple(reader.problems)
