"""A database for every test as the migrations made it, on each backend, in milliseconds.

The app lives as long as the worker. On SQLite each test gets a copy of a file; on PostgreSQL what a test did is taken
back after it.
"""

import itertools
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import URL, Engine, event, make_url

from portal import create_app
from portal.config import Config
from portal.db import db
from tests.support import places, servers
from tests.support.clock import Clock
from tests.support.lock_order import LockOrder
from tests.support.remembered import History, Stage
from tests.support.upkeep import Upkeep

SECRET = "only-the-tests-know-this-secret-key-0123456789"


def settings(url: str, **others: Any) -> Config:
    """The configuration of a portal under test: its own database, and a cheap password hash."""
    cheap = {"argon2_memory_kib": 8, "argon2_rounds": 1}
    return Config(**{"database_url": url, "secret_key": SECRET, "testing": True, **cheap, **others})


class Backend(ABC):
    """One kind of database, the app on it, and a migrated template that the workers of a run share.

    `home` is the folder of the run: what one worker made there, the others use.
    """

    name: str

    app: Flask
    current: str
    template: str

    def __init__(self, home: Path) -> None:
        self.home = home
        self.numbers = itertools.count(1)
        self.migrated = Stage()
        self.history = History(self.migrated)

    def prepare(self) -> None:
        """Make the app, and the migrated template when nobody did yet."""
        self.current = self.template
        self.app = self.make_app()
        migrated = self.home / f"{self.name}-is-migrated"
        with places.one_at_a_time(self.home / self.name), self.app.app_context():
            if not migrated.exists():
                self.make_template()
                flask_migrate.upgrade()
                db.engine.dispose()
                migrated.touch()

    def make_app(self, **others: Any) -> Flask:
        """A portal on the database of this test. `others` are settings that differ from the usual."""
        app = create_app(settings(self.url(self.current).render_as_string(False), **others))
        app.extensions["clock"] = Clock()
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(places.folder_in(self.home, "templates"))
        with app.app_context():
            event.listen(db.engine, "do_connect", self._redirect)
            event.listen(db.engine, "before_cursor_execute", self._hear)
        return app

    def _hear(self, _connection: Any, _cursor: Any, statement: str, values: Any, *_others: Any) -> None:
        self.history.hear(statement, values)

    def _redirect(self, _dialect: Any, _record: Any, arguments: list[Any], keywords: dict[str, Any]) -> None:
        self.point(arguments, keywords)

    @contextmanager
    def fresh(self) -> Iterator[Flask]:
        """The app on a new database that holds what the migrations put in, until the end of the block."""
        self.current = self.begin()
        self.app.extensions["history"] = self.history = History(self.migrated)
        try:
            yield self.app
        finally:
            self.end()

    @property
    def engine(self) -> Engine:
        """The engine of the app."""
        with self.app.app_context():
            return db.engine

    @property
    def current_url(self) -> str:
        """The address of the database of this test, for a process of its own."""
        return self.url(self.current).render_as_string(False)

    @abstractmethod
    def close(self) -> None:
        """Leave nothing behind."""

    @abstractmethod
    def make_template(self) -> None: ...

    @abstractmethod
    def begin(self) -> str: ...

    @abstractmethod
    def end(self) -> None: ...

    @abstractmethod
    def url(self, name: str) -> URL: ...

    @abstractmethod
    def point(self, arguments: list[Any], keywords: dict[str, Any]) -> None: ...


def _backwards(connection: Any, _record: Any) -> None:
    """Let rows that nobody put in order come last first: an order nobody asked for is one nobody may rely on."""
    connection.execute("PRAGMA reverse_unordered_selects = ON")


class SQLite(Backend):
    """A file per test."""

    name = "sqlite"

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.folder = places.make_folder()
        self.template = str(home / "template.sqlite")

    def make_app(self, **others: Any) -> Flask:
        app = super().make_app(**others)
        with app.app_context():
            event.listen(db.engine, "connect", _backwards)
        return app

    def make_template(self) -> None:
        """The file is made by who first connects."""

    def begin(self) -> str:
        return shutil.copyfile(self.template, self.folder / f"{next(self.numbers)}.sqlite").as_posix()

    def end(self) -> None:
        self.engine.dispose()
        for path in self.folder.glob(Path(self.current).name + "*"):
            path.unlink()

    def url(self, name: str) -> URL:
        return make_url(f"sqlite:///{name}")

    def point(self, arguments: list[Any], keywords: dict[str, Any]) -> None:
        arguments[0] = self.current

    def close(self) -> None:
        places.remove_folder(self.folder)


class PostgreSQL(Backend):
    """A database on the server of this run, used again for as long as what a test did can be taken back."""

    name = "postgresql"

    template = "template"

    def __init__(self, home: Path, worker: str) -> None:
        super().__init__(home)
        self.server = servers.start(home)
        self.worker = worker
        self.strategy = "file_copy" if places.is_in_memory(home) else "wal_log"
        self.admin = servers.connect(self.server)
        self.upkeep: Upkeep | None = None
        self.lock_order = LockOrder()

    def make_app(self, **others: Any) -> Flask:
        app = super().make_app(**others)
        with app.app_context():
            # The server is there as long as the run; asking so at every transaction was a seventh of all it was asked.
            db.engine.pool._pre_ping = False
            self.lock_order.watch(db.engine)
        return app

    def make_template(self) -> None:
        """An empty database for the migrations."""
        self.admin.execute(f"CREATE DATABASE {self.template}")

    def begin(self) -> str:
        if self.upkeep:
            return self.current
        name = f"test_{self.worker}_{next(self.numbers)}"
        self.admin.execute(f"CREATE DATABASE {name} TEMPLATE {self.template} STRATEGY {self.strategy}")
        self.upkeep = Upkeep(servers.connect(self.url(name)))
        return name

    def end(self) -> None:
        self._take_back()
        self.lock_order.check()

    def _take_back(self) -> None:
        assert self.upkeep
        # A connection that is still out belongs to somebody who did not end, and may hold what must go.
        if not self.engine.pool.checkedout() and self.upkeep.restore():
            return
        self.engine.dispose()
        self.upkeep.connection.close()
        self.upkeep = None
        self.admin.execute(f"DROP DATABASE {self.current} WITH (FORCE)")

    def url(self, name: str) -> URL:
        return self.server.set(database=name)

    def point(self, arguments: list[Any], keywords: dict[str, Any]) -> None:
        keywords["dbname"] = self.current

    def close(self) -> None:
        self.engine.dispose()
        if self.upkeep:
            self.upkeep.connection.close()
        self.admin.close()
