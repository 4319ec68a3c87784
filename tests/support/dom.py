"""A page as a small tree, read strictly: what is opened is closed, in order, and nothing is named twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "noscript", "title"}


@dataclass
class Node:
    """An element; its children are elements and texts."""

    tag: str
    attrs: dict[str, str]
    line: int
    parent: "Node | None" = None
    children: "list[Node | str]" = field(default_factory=list)
    # All elements of the page in their order, and where among them this one and what is inside it stand. A page is
    # walked dozens of times; from child to child that took a quarter of the time of all tests.
    page: "list[Node]" = field(default_factory=list, repr=False, compare=False)
    first: int = 0
    behind: int = 0

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
        """What a reader sees of it, with single spaces."""
        return " ".join(" ".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in SILENT or child.tag == self.tag:
                yield from child._texts()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("", {}, 1)
        self.problems: list[str] = []
        self.doctype = ""

    def number(self) -> None:
        """Tell each element its place in the page; for when the whole page was read."""
        page: list[Node] = []
        left: list[tuple[Node, bool]] = [(self.root, True)]
        while left:
            node, opens = left.pop()
            if not opens:
                node.behind = len(page)
                continue
            node.page, node.first = page, len(page)
            page.append(node)
            left.append((node, False))
            left += [(child, True) for child in reversed(node.children) if isinstance(child, Node)]

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl.lower()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        if len(values) < len(attrs):
            names = [name for name, _ in attrs]
            twice = {name for name in names if names.count(name) > 1}
            self.problems += [f"line {line}: <{tag}> has {name} twice" for name in sorted(twice)]
        node = Node(tag, values, line, self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self.here.inside("svg") is None:
            self.problems.append(f"line {self.getpos()[0]}: <{tag}/> does not close itself")
        if tag not in VOID:
            self.here = self.here.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        if tag == self.here.tag:
            self.here = self.here.parent or self.root
        else:
            self.problems.append(f"line {self.getpos()[0]}: </{tag}> where <{self.here.tag}> is open")
            around = self.here.inside(tag)
            self.here = (around.parent if around else None) or self.here

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def close(self) -> None:
        super().close()
        if self.here is not self.root:
            self.problems.append(f"line {self.here.line}: <{self.here.tag}> is never closed")
        self.number()


@lru_cache(maxsize=1)
def parse(html: str) -> tuple[Node, str, tuple[str, ...]]:
    """The tree of a page or a part of one, its doctype, and where its markup is not in order.

    The page that was read last is kept: whoever fetches one looks at it right after its rules were checked.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root, reader.doctype, tuple(reader.problems)
