"""The drawing of the house in `docs/architecture.md`, made from the imports: who stands on whom.

`python -m tests.support.drawing` prints both drawings; a test holds the document to them. An arrow that follows from
others is left out. Views and forms are left out within a feature: they meet people, and lead everywhere.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.modules import LAYERS, Module, inner_imports, read_modules
from tests.support.rooms import BASE, FEATURES, ROOMS

ROOT = Path(__file__).resolve().parents[2]
Arrows = dict[str, set[str]]


def features(root: Path = ROOT) -> str:
    """The features, and whose rooms and rows each uses."""
    return _drawn(_arrows(root, lambda module: module.package if module.package in FEATURES else None))


def handovers(root: Path = ROOT) -> str:
    """The rooms of a warm handover, below what meets people."""

    def room(module: Module) -> str | None:
        name = ".".join(module.name.split(".")[:2])
        is_above = LAYERS.get(module.layer or "") == 4 or module.layer == "forms"
        return name.partition(".")[2] if name.startswith("handovers.") and name in ROOMS and not is_above else None

    return _drawn(_arrows(root, room))


def _arrows(root: Path, place: Callable[[Module], str | None]) -> Arrows:
    modules = read_modules(root)
    arrows: Arrows = {}
    for module in modules.values():
        here = place(module)
        if here is not None and module.package not in BASE:
            there = {place(target) for target in inner_imports(module, modules)}
            arrows.setdefault(here, set()).update(name for name in there if name and name != here)
    return arrows


def _drawn(arrows: Arrows) -> str:
    return "\n".join(["```mermaid", "graph BT", *(f"    {here} --> {there}" for here, there in _few(arrows)), "```"])


def _few(arrows: Arrows) -> Iterator[tuple[str, str]]:
    """The arrows that do not follow from others, in the order of the names."""
    for here in sorted(arrows):
        for there in sorted(arrows[here]):
            if not any(there in _below(arrows, other) for other in arrows[here] - {there}):
                yield here, there


def _below(arrows: Arrows, place: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """All that a place stands on, over whatever way."""
    found: set[str] = set()
    for there in arrows.get(place, set()) - seen:
        found |= {there} | _below(arrows, there, seen | {place})
    return found


if __name__ == "__main__":
    print(features())
    print(handovers())
