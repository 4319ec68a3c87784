"""One order in which rows are held: two steps that hold the same rows in another order could wait for each other."""

import re
from typing import Any

from sqlalchemy import Engine, event

# The rows of a household, from left to right; a step may leave out any. Other tables are not looked at.
ORDER = (
    *("household", "warm_handover", "late_contact", "trajectory", "contact_moment", "assignment", "checklist_item"),
    "volunteer",
)
_HOLDS = re.compile(r"\bFOR UPDATE(?: OF (\w+))?")
_FIRST = re.compile(r"\bFROM (\w+)")
_HELD = "tables_held"


class LockOrder:
    """Listens to PostgreSQL, where a step holds rows; SQLite has one lock for all."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def watch(self, engine: Engine) -> None:
        """Hear of each row that is held, and of the end of each transaction."""
        event.listen(engine, "before_cursor_execute", self._hear)
        event.listen(engine, "commit", self._end)
        event.listen(engine, "rollback", self._end)

    def check(self) -> None:
        """Raise AssertionError for the first step that held rows in another order, and forget it."""
        wrong, self.wrong = self.wrong, []
        assert not wrong, f"holds rows in another order than tests/support/lock_order.py says: {wrong[0]}"

    def _hear(self, connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if "FOR UPDATE" in statement and "SKIP LOCKED" not in statement:
            held = _HOLDS.search(statement)
            table = held.group(1) if held and held.group(1) else _FIRST.search(statement).group(1)  # type: ignore[union-attr]
            held_before = connection.info.setdefault(_HELD, [])
            if table not in held_before:
                held_before.append(table)

    def _end(self, connection: Any) -> None:
        held = [] if connection.invalidated else connection.info.pop(_HELD, [])
        held = [table for table in held if table in ORDER]
        if held != [table for table in ORDER if table in held]:
            self.wrong.append(" → ".join(held))
