"""The house rules that can be read from the source: who imports whom, who commits, who knows the request."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support.modules import LAYERS, TOP, Module, inner_imports, read_modules
from tests.support.rooms import BASE, FEATURES, ROOMS

PURE = {"portal", "phonenumbers"}  # the latter holds numbering plans as plain data: no network, no clock
_TURNED = re.compile(r"(?:\A|[.:]\s+)(Of|Whose|Whom|By|As|What)\s")
MOST_PARAMETERS = 5
# The functions by which a command opens its unit of work; the last three do so for a handover.
COMMANDS = {"unit_of_work", "held", "step", "take_turns"}
# They answer a phone in JSON; find a link gone while it is read or used; leave a trace in the log and raise on.
CATCH_BY_HAND = {"contacts.underway.views", "people.links.views", "people.sessions.cookies"}
REQUEST_NAMES = {"current_user", "request", "g", "session"}


def upward_imports(root: Path) -> list[str]:
    """Imports that run up: between the base, the features, the web and the top, and between layers."""
    modules = read_modules(root)
    return [
        f"{module.name or 'portal'} imports {target.name or 'portal'}: {why}"
        for module in modules.values()
        for target in inner_imports(module, modules)
        if (why := _why_not(module, target))
    ]


def _why_not(module: Module, target: Module) -> str | None:
    if module.package in TOP:
        return None
    if target.package in TOP:
        return "nothing imports the factory, the command line or the demo"
    if target.package in BASE:
        return None
    if module.package in BASE:
        return "what lies below the features knows none of them, nor the web"
    if target.package == "web":
        allowed = module.package == "web" or _meets_people(module)
        return None if allowed else "only views and their forms know the web"
    if module.package == "web":
        return "the web knows no feature; the factory hands in what it needs"
    return _why_not_feature(module, target)


def _why_not_feature(module: Module, target: Module) -> str | None:
    ranks = _rank(module), _rank(target)
    if None in ranks:
        return "one of them has no place in the order of the rooms"
    if module.name in FEATURES:
        return None if ranks[0] >= ranks[1] else "a feature gathers its own rooms"
    same = module.package == target.package
    # The page of a handover gathers what each room shows; the addresses of a room lead back to that page.
    if ranks[0] < ranks[1] and not (same and _meets_people(module)):
        return "between rooms only downward"
    layers = module.layer, target.layer
    if None in layers:
        return "a module of a feature is named by its layer, and imports only such"
    if (LAYERS[layers[0]], LAYERS[layers[1]]) == (3, 3) and not same and _holds_commands(target):
        return "commands do not call commands"
    if LAYERS[layers[0]] < LAYERS[layers[1]] or set(layers) == {"service", "forms"}:
        return f"{layers[0]} lies below {layers[1]}"
    return None


def _meets_people(module: Module) -> bool:
    return LAYERS.get(module.layer or "") == 4 or module.layer == "forms"


def _room(module: Module) -> str | None:
    """The innermost room a module stands in."""
    parts = module.name.split(".")
    names = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((name for name in names if name in ROOMS), None)


def _rank(module: Module) -> int | None:
    room = _room(module)
    return None if room is None else ROOMS.index(room)


def _holds_commands(module: Module) -> bool:
    """Whether it opens a unit of work; a service without one holds steps that commands share."""
    return any(isinstance(node, ast.Call) and ast.unparse(node.func) in COMMANDS for node in ast.walk(module.tree))


def misplaced_modules(root: Path) -> list[str]:
    """Modules that no layer or feature claims."""
    known = BASE | TOP | FEATURES | {"web"}
    found = []
    for module in read_modules(root).values():
        if module.package not in known:
            found.append(f"portal/{module.package} has no place in the order of the features")
        elif (
            "." in module.name
            and module.package in FEATURES
            and module.layer is None
            and module.path.name != "__init__.py"
        ):
            found.append(f"{module.name} is named by none of the layers {', '.join(LAYERS)}")
    return found


def impure_rules(root: Path) -> list[str]:
    """Ways from `rules`, `reading` and `access` to anything but the standard library and each other's like."""
    modules = read_modules(root)
    pure = [
        module for module in modules.values() if module.layer in {"rules", "reading", "path"} or module.name == "access"
    ]
    return [f"{module.name} reaches {' → '.join(way)}" for module in pure for way in _ways_out(module, modules)]


def _ways_out(module: Module, modules: dict[str, Module]) -> Iterator[list[str]]:
    seen, waiting = {module.name}, [(module, [])]
    while waiting:
        here, way = waiting.pop()
        outside = {name.partition(".")[0] for name in here.imports} - sys.stdlib_module_names - PURE
        yield from ([*way, name] for name in sorted(outside))
        for target in inner_imports(here, modules):
            if LAYERS.get(target.layer or "", 0) in {1, 2, 3}:
                yield [*way, target.name]
            elif target.name not in seen:
                seen.add(target.name)
                waiting.append((target, [*way, target.name]))


def stray_commits(root: Path) -> list[str]:
    """Calls that end a transaction outside work.py; `work.commit(...)` of a unit of work is the one door."""
    found = []
    for module in read_modules(root).values():
        if module.name == "work":
            continue
        doors = {"work"} | set(_units_of_work(module.tree))
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            receiver = node.func.value
            through_door = isinstance(receiver, ast.Name) and receiver.id in doors
            if node.func.attr in {"commit", "begin"} and not through_door:
                found.append(f"{module.name}:{node.lineno} calls {ast.unparse(node.func)}()")
    return found


def _units_of_work(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
            call = node.context_expr
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("unit_of_work"):
                yield node.optional_vars.id


def request_or_clock_below_web(root: Path) -> list[str]:
    """Domain code that knows the signed-in user, the request or the time of day."""
    found = []
    for module in read_modules(root).values():
        if not module.is_edge:
            found += [f"{module.name} mentions {what}" for what in _request_names(module.tree)]
        if module.package not in {"web"} | TOP:
            found += [f"{module.name} reads the clock: {what}" for what in _clock_calls(module.tree)]
    return found


def _request_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in {"flask", "flask_login"}:
            yield from (f"{node.module}.{a.name}" for a in node.names if a.name in REQUEST_NAMES)
        elif isinstance(node, ast.Attribute) and node.attr in REQUEST_NAMES and ast.unparse(node.value) == "flask":
            yield f"flask.{node.attr}"
        elif isinstance(node, ast.Name) and node.id == "current_user":
            yield node.id


def _clock_calls(tree: ast.Module) -> Iterator[str]:
    clocks = {f"{where}.{call}" for where in ("datetime", "date") for call in ("now", "today", "utcnow")}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = ast.unparse(node.func)
            if called.removeprefix("datetime.") in clocks or called in clocks | {"time.time"}:
                yield called


def refusals_caught_by_hand(root: Path) -> list[str]:
    """Views that catch a refusal instead of answering by `web/editing`."""
    return [
        f"{module.name} catches a refusal"
        for module in read_modules(root).values()
        if LAYERS.get(module.layer or "") == 4 and module.name not in CATCH_BY_HAND
        if re.search(r"except .*\bRefused\b", module.path.read_text())
    ]


def turned_sentences(root: Path) -> list[str]:
    """Sentences of docstrings and comments that begin with Of, Whose, Whom, By, As, or What for a thing."""
    found = []
    for path in sorted(each for folder in ("portal", "tests", "migrations") for each in (root / folder).rglob("*.py")):
        text = path.read_text()
        documented = (
            node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        )
        said = [ast.get_docstring(node) or "" for node in documented]
        said += re.findall(r"^ *# (.*)$", text, re.MULTILINE)
        beginnings = (match for each in said for match in _TURNED.findall(each))
        found += [f"{path.relative_to(root)} has a sentence that begins with {match}" for match in beginnings]
    return found


def long_signatures(root: Path) -> list[str]:
    """Functions of the portal that ask for more than `MOST_PARAMETERS` values; what is asked is one frozen value."""
    return [
        f"{module.name}:{node.lineno} {node.name} takes {count} parameters"
        for module in read_modules(root).values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (count := _parameters(node)) > MOST_PARAMETERS
    ]


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = function.args
    named = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len(named) - (named[:1] in (["self"], ["cls"]))
