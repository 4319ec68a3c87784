"""The icons of the portal: one file, `static/icons.svg`, that every page points into and a browser keeps."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app, request
from markupsafe import Markup

FILE = "icons.svg"
_DRAWN = (Path(__file__).parents[2] / "static" / FILE).read_text("utf-8")
NAMES = frozenset(re.findall(r'<symbol id="(\w+)" viewBox="0 0 24 24">', _DRAWN))
_SVG = Markup('<svg class="icon" {role}><use href="{file}#{name}"/></svg>')


def icons_of(app: Flask) -> Callable[..., Markup]:
    """The function that draws the icons of this portal."""

    # A page repeats the same few icons dozens of times.
    @lru_cache(maxsize=512)
    def drawn(name: str, label: str | None, _root: str) -> Markup:
        if name not in NAMES:
            raise KeyError(name)
        role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
        return _SVG.format(role=role, file=app.jinja_env.globals["asset"](FILE), name=name)

    def icon(name: str, label: str | None = None) -> Markup:
        """An icon by its name. With a label it says something to those who cannot see it; without one it
        is decoration. Raises KeyError for a name that is not in the file."""
        return drawn(name, label, request.root_path)

    return icon


def icon(name: str) -> Markup:
    """An icon as decoration, outside a template. Raises KeyError for a name that is not in the file."""
    return current_app.jinja_env.globals["draw_icon"](name)
