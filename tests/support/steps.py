"""How much of Python runs for a call: a measure that no machine changes."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(call: Callable[[], Any]) -> int:
    """The lines of Python that run, in whatever file, until the call returns or raises."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    except Exception:
        return count
    finally:
        sys.settrace(before)
    return count
