"""Where the databases of a test run live: in memory where the machine has room, else on disk.

Copying a database makes hundreds of small files; on a busy disk that costs a third of a second, in memory a hundredth.
"""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

MEMORY = Path("/dev/shm")
ROOM = 1024**3
NAME = "wegwijs-test"


def make_folder() -> Path:
    """A new empty folder of this process. Its path is short: that of a socket may have 107 characters.

    The folders of a killed run, its server included, are removed first.
    """
    usable = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    place = MEMORY if usable else Path(tempfile.gettempdir())
    for left in place.glob(f"{NAME}-*"):
        maker = left.name.split("-")[2]
        if left.owner() == Path("/proc/self").owner() and not psutil.pid_exists(int(maker)):
            remove_folder(left)
    return Path(tempfile.mkdtemp(prefix=f"{NAME}-{os.getpid()}-", dir=place))


def folder_in(home: Path, name: str) -> str:
    """A folder of that name there, made when it is not."""
    (home / name).mkdir(exist_ok=True)
    return str(home / name)


@contextmanager
def one_at_a_time(place: Path) -> Iterator[None]:
    """Others who ask for the same place wait until the block ends."""
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def remove_folder(folder: Path) -> None:
    """Remove a folder made here; a PostgreSQL that runs in it is stopped first."""
    with suppress(FileNotFoundError, psutil.NoSuchProcess):
        server = psutil.Process(int((folder / "data" / "postmaster.pid").read_text().split()[0]))
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=30)
    shutil.rmtree(folder, ignore_errors=True)


def is_in_memory(folder: Path) -> bool:
    """Whether a folder is in memory."""
    return folder.is_relative_to(MEMORY)
