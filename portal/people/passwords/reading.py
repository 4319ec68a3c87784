"""Known passwords, read once from the lists in `lists/`; where they come from is told there."""

from functools import cache
from pathlib import Path

LISTS = Path(__file__).with_name("lists")


@cache
def common_passwords() -> frozenset[str]:
    """Known passwords of twelve signs or more, and known words that a password may be made of, in lower case."""
    return frozenset(word for path in sorted(LISTS.rglob("*.txt")) for word in path.read_text("utf-8").split())
