"""The file of an SQLite database: made for its owner alone, never made by accident, and held by whoever uses it.

Every process with a connection holds the lock file beside the database together with the others. Whoever replaces the
database holds it alone. The system lets go of it when a process ends, however it ends.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from time import monotonic, sleep
from typing import Any

# The mark in the first page of an SQLite file that says whose it is: "Wegw".
APPLICATION_ID = 0x57656777
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite may keep beside a database
WAIT_SECONDS = 5
AGAIN_SECONDS = 0.05


class InUse(Exception):
    """Another process uses the database."""


class HeldConnection(sqlite3.Connection):
    """A connection that holds a file that is there already; SQLite itself would make a missing one anew, and empty.
    Raises sqlite3.OperationalError when there is none, or while somebody replaces it."""

    held: FileIO | None = None

    def __init__(self, database: str, **options: Any) -> None:
        self.place = Path(database).absolute()
        self.held = hold(self.place)
        try:
            super().__init__(f"{self.place.as_uri()}?mode=rw", uri=True, **options)
        except sqlite3.Error:
            self._let_go()
            raise
        self.file = _which(self.place)

    def is_elsewhere(self) -> bool:
        """Whether the file was removed, renamed or replaced: what is written here now would be lost."""
        return _which(self.place) != self.file

    def close(self) -> None:
        super().close()
        self._let_go()

    def __del__(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        if self.held is not None:
            self.held.close()


def _which(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make(path: Path) -> None:
    """Make the file, and its folder where there is none, for the owner alone; what is there already stays as it is.
    SQLite gives what it keeps beside the file the same rights."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def hold(path: Path) -> FileIO | None:
    """Hold the database at `path` together with others, until the process or its connection ends; waits for who
    replaces it. None where no lock can be kept beside it. Raises sqlite3.OperationalError when it takes too long."""
    try:
        lock = _open_lock(path)
    except OSError:
        return None
    until = monotonic() + WAIT_SECONDS
    while not _take(lock, fcntl.LOCK_SH):
        if monotonic() > until:
            lock.close()
            raise sqlite3.OperationalError("the database is being replaced")
        sleep(AGAIN_SECONDS)
    return lock


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the database at `path` with nobody else. Raises InUse at once when somebody holds it, and OSError."""
    with _open_lock(path) as lock:
        if not _take(lock, fcntl.LOCK_EX):
            raise InUse
        yield


def give_to_owner(path: Path, like: Path) -> None:
    """Let a file that the administrator made belong to who owns `like`: the portal must be able to open it."""
    if os.geteuid() == 0:
        owner = like.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def _open_lock(path: Path) -> FileIO:
    place = path.with_name(f"{path.name}-lock")
    lock = FileIO(os.open(place, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    with suppress(OSError):
        give_to_owner(place, path if path.exists() else path.parent)
    return lock


def _take(lock: FileIO, how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
