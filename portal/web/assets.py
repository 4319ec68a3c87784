"""Static files as browsers get them: under names that carry their content's hash, to be kept for good."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from flask import Flask, request
from markupsafe import Markup
from whitenoise import WhiteNoise

from portal.web.security import HEADERS

PREFIX = "static"
BUILD = "build"
MANIFEST = "manifest.json"
HASH_LENGTH = 12
WORKER = "js/worker."
_HASHED = re.compile(rf"\.[0-9a-f]{{{HASH_LENGTH}}}\.\w+$")
_IMPORTED = re.compile(r"""\bfrom "\./([\w-]+)\.js";""")
# How a sheet names one beside it, and for which medium; the build puts that one in its place.
BESIDE = re.compile(r"""@import\s+["']\./(?P<name>[\w-]+\.css)["'] *(?P<medium>\w*);""")
_SHEET = Markup('<link rel="stylesheet" href="{}" media="{}">')
_AHEAD = Markup('<link rel="modulepreload" href="{}">')
_MODULE = Markup('<script src="{}" type="module"></script>')
_NOT_SERVED = {"LICENSE", "VERSION", "SHA256SUMS", "README.md"}


class UnknownAsset(LookupError):
    """A template or a static file names a file that is not there."""


def init_assets(app: Flask) -> None:
    """Serve `static/` before the app and give templates `asset(path)`. With an up-to-date build names carry hashes and
    answers are kept for good; else, or in debug and tests, each request reads the file."""
    folder = Path(app.root_path).parent / PREFIX
    names = {} if app.debug or app.testing else read_manifest(folder)
    serve_assets(app, folder, names)


def serve_assets(app: Flask, folder: Path, names: dict[str, str]) -> None:
    """Serve the build in `folder` under `names`, or `folder` itself when there are no names."""
    app.wsgi_app = WhiteNoise(
        app.wsgi_app,
        root=folder / BUILD if names else folder,
        prefix=PREFIX,
        autorefresh=not names,
        max_age=0,
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: bool(names) and bool(_HASHED.search(url)),
        add_headers_function=_headers,
    )
    asset = _asset_function(folder, names)
    app.add_template_global(asset, "asset")
    app.add_template_global(_modules_function(folder, asset), "modules")
    app.add_template_global(_sheet_function(folder, asset, built=bool(names)), "stylesheet")


def read_manifest(folder: Path) -> dict[str, str]:
    """Plain name → hashed name of the build in `folder`; empty when there is none or a source is newer."""
    manifest = folder / BUILD / MANIFEST
    if not manifest.is_file():
        return {}
    built = manifest.stat().st_mtime
    if any(path.stat().st_mtime > built for path in sources(folder)):
        return {}
    return json.loads(manifest.read_text())


def sources(folder: Path) -> list[Path]:
    """The files to serve, in a fixed order: no earlier build, no licences, nothing hidden."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and _is_served(path.relative_to(folder)))


def _is_served(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.parts[0] != BUILD and path.name not in _NOT_SERVED


def _headers(headers, _path: str, url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    if url.startswith(f"/{PREFIX}/{WORKER}"):
        # It stands between every page and the network, not only those beside it.
        headers["Service-Worker-Allowed"] = "/"


def _asset_function(folder: Path, names: dict[str, str]) -> Callable[[str], str]:
    def asset(path: str) -> str:
        """The address of a static file, `css/app.css` for instance. Raises UnknownAsset."""
        if path not in names and (names or not (folder / path).is_file()):
            raise UnknownAsset(path)
        return f"{request.script_root}/{PREFIX}/{names.get(path, path)}"

    return asset


def _sheet_function(folder: Path, asset: Callable[[str], str], built: bool) -> Callable[[str], Markup]:
    def stylesheet(path: str) -> Markup:
        """A sheet with those that it imports. Where it was not built, each is asked for by its own name: a phone keeps
        what the page names."""
        beside = [] if built else BESIDE.findall((folder / path).read_text("utf-8"))
        tags = (_SHEET.format(asset(f"css/{name}"), medium or "all") for name, medium in beside)
        return Markup("").join(tags) or _SHEET.format(asset(path), "all")

    return stylesheet


def _modules_function(folder: Path, asset: Callable[[str], str]) -> Callable[[str], Markup]:
    @lru_cache
    def needed(name: str) -> frozenset[str]:
        """The modules that a module imports, and those that they import."""
        found = _IMPORTED.findall((folder / f"js/{name}.js").read_text("utf-8"))
        return frozenset(found).union(*map(needed, found))

    @lru_cache
    def tags(name: str, _root: str) -> Markup:
        ahead = Markup("").join(_AHEAD.format(asset(f"js/{each}.js")) for each in sorted(needed(name)))
        return ahead + _MODULE.format(asset(f"js/{name}.js"))

    def modules(name: str) -> Markup:
        """A module of `static/js/` and, so that a slow phone asks for all at once, what it imports."""
        return tags(name, request.script_root)

    return modules
