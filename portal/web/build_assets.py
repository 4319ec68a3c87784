"""Build the static files: `python -m portal.web.build_assets static`."""

import hashlib
import json
import re
import sys
from pathlib import Path, PurePosixPath
from posixpath import normpath

from rjsmin import jsmin
from whitenoise.compress import Compressor

from portal.web.assets import BUILD, HASH_LENGTH, MANIFEST, UnknownAsset, sources

# How one file names another: url(...) and @import in CSS, import and from in a module, src in a web manifest.
# A relative name is ours to change; an address, a fragment or embedded data is not.
_REFERENCES = {
    ".css": re.compile(r"""(?P<before>\burl\(\s*["']?|@import\s+["'])(?P<name>[\w.-][\w/.-]*)(?=\s*["')])"""),
    ".js": re.compile(r"""(?P<before>\b(?:from|import)\s*\(?\s*["'])(?P<name>\.{1,2}/[\w/.-]+)(?=["'])"""),
    ".webmanifest": re.compile(r"""(?P<before>"src":\s*")(?P<name>[\w.-][\w/.-]*)(?=")"""),
}


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
        # A slow phone does not wait for what is written for the next developer.
        return (str(jsmin(text)) if name.endswith(".js") else text).encode()

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


if __name__ == "__main__":
    build(Path(sys.argv[1]))
