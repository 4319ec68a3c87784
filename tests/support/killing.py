"""Ending what runs in the middle, as a power cut does: at each step that it makes in a folder."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

STEPS = {"open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.chown", "sqlite3.connect"}


def killed_at_each_step(folder: Path, action: Callable[[], Any]) -> Iterator[int]:
    """Run `action` in a process of its own that is killed before its first step in the folder, then before its second,
    and so on; gives the number of the step each time. Ends when the action came to its end."""
    number = 1
    while not _comes_to_its_end(str(folder), action, number):
        yield number
        number += 1


def _comes_to_its_end(folder: str, action: Callable[[], Any], number: int) -> bool:
    child = os.fork()
    if not child:
        sys.addaudithook(_killer(folder, number))
        try:
            action()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return not os.WIFSIGNALED(status)


def _killer(folder: str, number: int) -> Callable[[str, tuple[Any, ...]], None]:
    seen = 0

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal seen
        paths = [os.fsdecode(each) for each in given if isinstance(each, str | bytes | Path)]
        if event in STEPS and any(folder in path for path in paths):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook
