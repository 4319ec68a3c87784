"""Build the static files: `python -m portal.web.build_assets static`."""

import hashlib
import json
import re
import sys
from pathlib import Path, PurePosixPath
from posixpath import normpath

from rjsmin import jsmin
from whitenoise.compress import Compressor

from portal.web.assets import BESIDE, BUILD, HASH_LENGTH, MANIFEST, UnknownAsset, sources

# How one file names another: url(...) in CSS, import and from in a module, src in a web manifest.
# A relative name is ours to change; an address, a fragment or embedded data is not.
_REFERENCES = {
    ".css": re.compile(r"""(?P<before>\burl\(\s*["']?)(?P<name>[\w.-][\w/.-]*)(?=\s*["')])"""),
    ".js": re.compile(r"""(?P<before>\b(?:from|import)\s*\(?\s*["'])(?P<name>\.{1,2}/[\w/.-]+)(?=["'])"""),
    ".webmanifest": re.compile(r"""(?P<before>"src":\s*")(?P<name>[\w.-][\w/.-]*)(?=")"""),
}

# A sheet can do without the words for who changes it next, and without the air around them.
_AIR = ((r"/\*.*?\*/", ""), (r"\s+", " "), (r" ?([{};,]) ?", r"\1"), (r";}", "}"), (r"(?<=[\w-]): (?=[^:])", ":"))


def build(folder: Path) -> dict[str, str]:
    """Write every file of `folder` under its hashed name, compressed beside it, then the manifest; removes files nobody
    names. Gives plain name → hashed name. Raises UnknownAsset for a reference to a missing file, or a cycle."""
    target = folder / BUILD
    names = _Build(folder, target).run()
    keep = {target / name for name in names.values()}
    for path in target.rglob("*"):
        original = path.with_suffix("") if path.suffix in {".br", ".gz"} else path
        if path.is_file() and original not in keep:
            path.unlink()
    target.mkdir(exist_ok=True)
    (target / MANIFEST).write_text(json.dumps(names, indent=1, sort_keys=True) + "\n")
    return names


class _Build:
    """One build: a file's name depends on its content, and so on the names of the files it refers to."""

    def __init__(self, folder: Path, target: Path) -> None:
        self.target = target
        self.paths = {path.relative_to(folder).as_posix(): path for path in sources(folder)}
        self.names: dict[str, str] = {}
        self.begun: set[str] = set()
        self.compressor = Compressor(quiet=True)

    def run(self) -> dict[str, str]:
        for name in self.paths:
            self.place(name)
        return self.names

    def place(self, name: str) -> str:
        """The hashed name of a file, which is written when it was not yet."""
        if name not in self.names:
            if name in self.begun or name not in self.paths:
                raise UnknownAsset(name)
            self.begun.add(name)
            self.names[name] = self.write(name, self.content(name))
        return self.names[name]

    def content(self, name: str) -> bytes:
        pattern = _REFERENCES.get(PurePosixPath(name).suffix)
        if pattern is None or name.startswith("vendor/"):
            return self.paths[name].read_bytes()
        here = PurePosixPath(name).parent
        to_root = "../" * len(here.parts) or "./"

        def renamed(match: re.Match[str]) -> str:
            return match["before"] + to_root + self.place(normpath(str(here / match["name"])))

        text = pattern.sub(renamed, self.paths[name].read_text("utf-8"))
        # A slow phone does not wait for what is written for the next developer, nor for a sheet that another names.
        if name.endswith(".css"):
            text = small_sheet(BESIDE.sub(lambda found: self.beside(here, found), text))
        return (str(jsmin(text)) if name.endswith(".js") else text).encode()

    def beside(self, here: PurePosixPath, found: re.Match[str]) -> str:
        """The text of a sheet in the same folder, as it was built."""
        sheet = (self.target / self.place(str(here / found["name"]))).read_text("utf-8")
        return f"@media {found['medium']}{{{sheet}}}" if found["medium"] else sheet

    def write(self, name: str, content: bytes) -> str:
        plain = PurePosixPath(name)
        digest = hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
        hashed = plain.with_name(f"{plain.stem}.{digest}{plain.suffix}")
        path = self.target / hashed
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if self.compressor.should_compress(path.name):
            self.compressor.compress(str(path))
        return str(hashed)


def small_sheet(css: str) -> str:
    """A sheet that says the same without comments and white space."""
    for pattern, instead in _AIR:
        css = re.sub(pattern, instead, css, flags=re.DOTALL)
    return css.strip()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
