"""Names that a library keeps to itself and the portal uses: a new version that lacks one is noticed here."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_login
import flask_wtf.csrf
import jinja2.compiler
import jinja2.runtime
import pytest
from jinja2 import Environment, Template

from portal.web import jinja
from tests.support.modules import Module, read_modules

ROOT = Path(__file__).resolve().parent.parent

# Methods of a library that the portal's own class has instead.
OVERRIDDEN = {
    "web.jinja": {"PageTemplate._get_default_module", "PageTemplate._from_namespace"},
    "web.tokens": {"MaskedCSRF._get_csrf_token"},
}
# Names that are asked of something of a library.
USED = {
    "web.jinja": {"_loop_vars", "_block_vars"},
    "web.acting": {"_update_request_context_with_user"},  # of Flask-Login: an answer to nobody asks no database
}
# Begin with a line and are for everybody, say the manuals.
PUBLIC = {
    "_anchor",  # Flask's url_for
    "_get_current_object",  # Werkzeug's proxies
    "_mapping",  # SQLAlchemy's rows
    "_replace",  # named tuples
    "_value",  # WTForms' fields
}


def named(modules: dict[str, Module]) -> Iterator[tuple[str, str]]:
    """Each private name that a module asks of something which the portal does not define: (module, name)."""
    ours = {name for module in modules.values() for name in _defined(module.tree)}
    for module in modules.values():
        for node in ast.walk(module.tree):
            for name in _asked(node):
                if name.startswith("_") and not name.startswith("__") and name not in ours | PUBLIC:
                    yield module.name, name


def _asked(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg
    elif isinstance(node, ast.ImportFrom) and not (node.module or "portal").startswith("portal"):
        yield from (alias.name for alias in node.names)


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def overridden(modules: dict[str, Module]) -> Iterator[tuple[str, str]]:
    """Each private method of a library that a class of the portal has instead: (module, class and method)."""
    for module in modules.values():
        if any(isinstance(node, ast.ClassDef) for node in module.tree.body):
            here = importlib.import_module(f"portal.{module.name}" if module.name else "portal")
            for kind in vars(here).values():
                if inspect.isclass(kind) and kind.__module__ == here.__name__:
                    yield from ((module.name, f"{kind.__name__}.{name}") for name in _instead(kind))


def _instead(kind: type) -> Iterator[str]:
    libraries = [each for each in kind.__mro__[1:] if not each.__module__.startswith("portal")]
    for name, value in vars(kind).items():
        written_here = getattr(inspect.unwrap(value), "__module__", "") == kind.__module__
        private = name.startswith("_") and not name.startswith("__") and name not in PUBLIC
        if written_here and private and any(name in vars(each) for each in libraries):
            yield name


def by_module(found: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    sorted_out: dict[str, set[str]] = {}
    for module, name in found:
        sorted_out.setdefault(module, set()).add(name)
    return sorted_out


def test_no_other_private_name_of_a_library_is_used():
    assert by_module(named(read_modules(ROOT))) == USED


def test_no_other_private_method_of_a_library_is_replaced():
    assert by_module(overridden(read_modules(ROOT))) == OVERRIDDEN


def test_jinja_is_reached_into_in_one_module():
    reaching = {module for module, names in (OVERRIDDEN | USED).items() if names & JINJA.keys()}

    assert reaching == {"web.jinja"}


# Each private name of Jinja in portal/web/jinja.py, and whether the installed one has it.
JINJA: dict[str, Any] = {
    "PageTemplate._get_default_module": lambda: Template._get_default_module,
    "PageTemplate._from_namespace": lambda: Template._from_namespace,
    "_loop_vars": lambda: "_loop_vars" in inspect.getsource(jinja2.compiler),
    "_block_vars": lambda: "_block_vars" in inspect.getsource(jinja2.compiler),
    "jinja_pass_arg": lambda: jinja2.pass_context(lambda: None).jinja_pass_arg,
    "escape": lambda: "escape" in jinja2.runtime.exported,
}


@pytest.mark.parametrize("has", JINJA.values(), ids=JINJA)
def test_the_installed_jinja_has_it(has):
    assert has()


def test_what_a_compiled_template_prints_goes_through_ours():
    environment = Environment(autoescape=True)
    environment.template_class = jinja.PageTemplate
    seen = []

    def as_html(value):
        seen.append(value)
        return value

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja, "as_html", as_html)
        assert environment.from_string("<p>{{ word }}</p>").render(word="x") == "<p>x</p>"
    assert seen == ["x"]


def test_the_installed_flask_login_and_flask_wtf_have_it():
    assert flask_login.LoginManager._update_request_context_with_user
    assert "g._login_user" in inspect.getsource(flask_login.login_manager)
    assert flask_wtf.csrf.CSRFProtect._get_csrf_token


def test_a_private_name_is_found(tmp_path):
    (tmp_path / "portal/web").mkdir(parents=True)
    (tmp_path / "portal/web/x.py").write_text(
        "from flask.app import _hidden\n\n"
        "def _own(): ...\n\n"
        "def view(form, page):\n"
        "    _own()\n    form._fields.clear()\n    page(_secret=1)\n    page._anchor\n"
    )

    assert by_module(named(read_modules(tmp_path))) == {"web.x": {"_hidden", "_fields", "_secret"}}


def test_a_private_method_that_is_replaced_is_found():
    class Ours(Template):
        def _get_default_module(self, ctx=None): ...
        def _own(self): ...
        def render(self): ...

    assert list(_instead(Ours)) == ["_get_default_module"]
