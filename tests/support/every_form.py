"""Every form of the portal, and the fields that it declares."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from wtforms import Form
from wtforms.fields.core import UnboundField
from wtforms.validators import Length

import portal


def every_module() -> list[ModuleType]:
    """The modules of the portal, models first: one alone does not know what it refers to."""
    names = [each.name for each in pkgutil.walk_packages(portal.__path__, "portal.")]
    return [importlib.import_module(name) for name in sorted(names, key=lambda name: ".models" not in name)]


def every_form() -> Iterator[type[Form]]:
    """The forms, and the rows in them; what several share by inheritance once for each."""
    every_module()
    waiting, seen = [Form], set()
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("portal.") and form not in seen:
                seen.add(form)
                yield form


def declared(form: type[Form]) -> Iterator[tuple[str, UnboundField]]:
    """The name and the declaration of each field, with what it inherits."""
    for name in dir(form):
        field = getattr(form, name)
        if isinstance(field, UnboundField):
            yield name, field


def checks(field: UnboundField) -> list[Any]:
    """The validators of a field."""
    given = [*field.args[1:2], field.kwargs.get("validators") or []]
    return [check for each in given for check in each]


def longest(field: UnboundField) -> int | None:
    """How many characters a field says to take at most."""
    return min((check.max for check in checks(field) if isinstance(check, Length)), default=None)
