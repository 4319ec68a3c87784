"""Reading the portal's source: its modules, where each stands, and what it imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LAYERS = {
    "rules": 0,
    "words": 0,
    "reading": 0,
    "path": 0,
    "models": 1,
    "queries": 2,
    "load": 2,
    "named": 2,
    "fit": 2,
    "reader": 2,
    "marked": 2,
    "service": 3,
    "forms": 3,
    "steps": 3,
    "telling": 3,
    "jobs": 3,
    "last_reader": 3,
    "last_coordinator": 3,
    "starting": 3,
    "tries": 3,
    "devices": 3,
    "upkeep": 3,
    "outbox": 3,
    "sending": 3,
    "leaving": 3,
    "traces": 3,
    "views": 4,
    "cookies": 4,
    "page": 4,
    "ways": 4,
    "start": 4,
    "contents": 4,
    "timeline": 4,
    "listing": 4,
}
# Above the features; "" is portal/__init__.py, the factory.
TOP = {"", "commands", "demo", "navigation", "serving", "start"}


@dataclass
class Module:
    """One Python file of the portal and the modules it imports."""

    name: str  # below portal: "trajectories.service", "" for portal/__init__.py
    path: Path
    tree: ast.Module
    imports: set[str] = field(default_factory=set)  # full dotted names

    @property
    def package(self) -> str:
        """The first part of the name: a feature, `web`, or a module of its own."""
        return self.name.partition(".")[0]

    @property
    def layer(self) -> str | None:
        """Which of the files of a room this is, or a part of: `rules`, `last_reader`, `models.parts`."""
        return next((part for part in reversed(self.name.split(".")[1:]) if part in LAYERS), None)

    @property
    def is_edge(self) -> bool:
        """Stands between the web (or a terminal) and the domain."""
        return self.package in {"web"} | TOP or LAYERS.get(self.layer or "") == 4 or self.layer == "forms"


@cache
def read_modules(root: Path) -> dict[str, Module]:
    """Every module of `root`/portal by its dotted name below portal; read once."""
    portal = root / "portal"
    modules = {}
    for path in sorted(portal.rglob("*.py")):
        parts = list(path.relative_to(portal).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        modules[".".join(parts)] = Module(".".join(parts), path, ast.parse(path.read_text()))
    for module in modules.values():
        module.imports = set(_imports(module, modules))
    return modules


def _imports(module: Module, modules: dict[str, Module]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(module, node)
            for alias in node.names:
                full = f"{source}.{alias.name}"
                yield full if full.removeprefix("portal.") in modules and full.startswith("portal.") else source


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = ["portal", *module.name.split(".")] if module.name else ["portal"]
    if module.path.name != "__init__.py":
        parts.pop()
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, *([node.module] if node.module else [])])


def inner_imports(module: Module, modules: dict[str, Module]) -> Iterator[Module]:
    """The portal's own modules that this one imports."""
    for name in sorted(module.imports):
        if name == "portal" or name.startswith("portal."):
            target = modules.get(name.partition(".")[2])
            if target is not None and target is not module:
                yield target
