"""A portal with a database of its own in a file, whose commands are run and whose file is looked at from outside."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from portal import create_app
from portal.db import db
from tests.make import Maker
from tests.support.clock import Clock
from tests.support.databases import settings


class OwnPortal:
    """A portal with a file of its own, in a folder of its own."""

    def __init__(self, folder: Path, template: str) -> None:
        self.folder = folder
        self.path = folder / "wegwijs.sqlite"
        self.path.write_bytes(Path(template).read_bytes())
        self.url = f"sqlite:///{self.path}"
        self.app = create_app(settings(self.url))

    def add(self, name: str) -> None:
        """A location more."""
        with self.app.app_context():
            Maker(self.app, Clock()).location(name)
            db.session.remove()
            db.engine.dispose()

    def run(self, *words: object) -> Any:
        """A command of the portal."""
        return self.app.test_cli_runner().invoke(args=[str(each) for each in words])

    def backup(self) -> Path:
        """A backup of how it is now."""
        kept = self.folder / "kept.sqlite"
        answer = self.run("backup", kept)
        assert answer.exit_code == 0, answer.output
        return kept

    def change(self, statement: str) -> None:
        """Do something to its file that no portal would do."""
        change(self.path, statement)

    def refuses(self, source: Path, why: str, busy: bool = False) -> None:
        """Restoring this changes nothing, and is answered by one clear line. While the portal is `busy` it may write to
        its file by itself: then what stands in it counts."""
        look = (lambda: names(self.path)) if busy else self.looks_like
        before = look()
        answer = self.run("restore", source)
        assert answer.exit_code == 1
        assert len(answer.output.splitlines()) == 1, answer.output
        assert why in answer.output
        assert "othing was changed" in answer.output
        assert look() == before

    def looks_like(self) -> tuple[bytes, set[str]]:
        """The content of the file and the names beside it, without the lock."""
        lock = self.path.with_name(f"{self.path.name}-lock")
        return self.path.read_bytes(), {each.name for each in self.folder.iterdir()} - {lock.name}


def names(path: Path) -> set[str]:
    """The locations in a file, which is whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {name for (name,) in connection.execute("SELECT name FROM location")}


def change(path: Path, *statements: str) -> Path:
    """Do something to a file that no portal would do."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path
