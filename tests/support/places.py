"""Where the databases of a test run live: in memory where the machine has room, else on disk.

Copying a database makes hundreds of small files; on a busy disk that costs a third of a second, in memory a hundredth.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 1024**3


def make_folder(prefix: str) -> Path:
    """A new empty folder of this run. Its path is short: that of a socket may have 107 characters."""
    usable = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if usable else None))


def is_in_memory(folder: Path) -> bool:
    """Whether a folder is in memory."""
    return folder.is_relative_to(MEMORY)
