"""Conditions of templates, each met on both sides in a whole run: one that was always true, or never, hides a fault.

This plugin of pytest notes, in every process that renders, which side of which `if` was taken. A run of all tests
fails when a side was never met; `--sides=handovers/meeting` lists what a run of some did not meet in those templates.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.defaults import DEFAULT_FILTERS

TEMPLATES = Path(__file__).parents[2] / "templates"
Condition = tuple[str, int, int]  # the template, the line, and which of the conditions on that line
Side = tuple[Condition, bool]

met: set[Side] = set()


def conditions(name: str, template: nodes.Template) -> Iterator[tuple[Condition, Any]]:
    """Each `if`, `elif`, `a if b else c` and `for … if` of a template, with the node that holds it."""
    on_line: dict[int, int] = {}
    for node in template.find_all((nodes.If, nodes.CondExpr, nodes.For)):
        if node.test is not None:
            on_line[node.lineno] = on_line.get(node.lineno, 0) + 1
            yield (name, node.lineno, on_line[node.lineno]), node


def _note(value: Any, name: str, line: int, number: int) -> Any:
    met.add(((name, line, number), bool(value)))
    return value


class NotingGenerator(CodeGenerator):
    """Compiles a template to what it is, with each condition noting what it was."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802 - Jinja's name
        for condition, holder in list(conditions(self.name or "", node)):
            noted = [nodes.Const(each, lineno=holder.lineno) for each in condition]
            holder.test = nodes.Filter(
                holder.test, "note", noted, [], None, None, lineno=holder.lineno, environment=self.environment
            )
        super().visit_Template(node, frame)


def one_sided(seen: set[Side]) -> list[str]:
    """Each condition of all templates of which a side was never met."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True, trim_blocks=True, lstrip_blocks=True)
    missing = []
    for path in sorted(TEMPLATES.rglob("*.*")):
        name = path.relative_to(TEMPLATES).as_posix()
        for condition, _holder in conditions(name, environment.parse(path.read_text())):
            sides = [side for side in (True, False) if (condition, side) not in seen]
            if sides:
                never = "never met" if len(sides) == 2 else f"never {str(sides[0]).lower()}"
                missing.append(f"{condition[0]}:{condition[1]} ({condition[2]}): {never}")
    return missing


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sides", metavar="FOLDER", help="list which sides of conditions in these templates were not met")


def pytest_configure(config: pytest.Config) -> None:
    DEFAULT_FILTERS["note"] = _note
    Environment.code_generator_class = NotingGenerator


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over the sides a worker met when it ends. One that was cut short tells nothing."""
    told = getattr(node, "workeroutput", {})
    met.update(((name, line, number), side) for name, line, number, side in told.get("met", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["met"] = [(*condition, side) for condition, side in met]
    elif folder := session.config.getoption("sides"):
        session.config.stash[MISSING] = [each for each in one_sided(met) if each.startswith(folder)]
    elif _is_whole(session.config) and (missing := one_sided(met)):
        session.config.stash[MISSING] = missing
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if missing := config.stash.get(MISSING, []):
        terminalreporter.section("conditions of templates with a side that no test met")
        terminalreporter.write_line("\n".join(missing))


MISSING = pytest.StashKey[list[str]]()


def _is_whole(config: pytest.Config) -> bool:
    """Whether all tests were asked for."""
    chosen = any(config.getoption(name, None) for name in ("keyword", "markexpr", "collectonly", "lf", "maxfail"))
    return config.args_source is config.ArgsSource.TESTPATHS and not chosen
