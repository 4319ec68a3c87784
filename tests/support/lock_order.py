"""One order in which rows are held: two steps that hold the same rows in another order could wait for each other."""

import re
from typing import Any

from sqlalchemy import Engine, event

# From left to right; a step may leave out any: the place, what belongs to a household there, and its people. Tables of
# the configuration are not looked at.
ORDER = (
    "location",
    *("household", "warm_handover", "late_contact", "trajectory", "contact_moment", "assignment", "checklist_item"),
    *("neighbourhood_team", "municipality", "volunteer", "role", "user_account", "invitation", "notice"),
)
_HOLDS = re.compile(r"\bFOR (?:NO KEY )?UPDATE(?: OF (\w+))?")
# One transaction about everything: nobody else writes.
_ALONE = "advisory_xact_lock"
_FIRST = re.compile(r"\bFROM (\w+)")
_HELD = "tables_held"
_HELD_ALL = "all_held"


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
        if _ALONE in statement:
            connection.info[_HELD_ALL] = True
        held = _HOLDS.search(statement)
        if held and "SKIP LOCKED" not in statement:
            table = held.group(1) or _FIRST.search(statement).group(1)  # type: ignore[union-attr]
            held_before = connection.info.setdefault(_HELD, [])
            if table not in held_before:
                held_before.append(table)

    def _end(self, connection: Any) -> None:
        held = [] if connection.invalidated else connection.info.pop(_HELD, [])
        alone = not connection.invalidated and connection.info.pop(_HELD_ALL, False)
        held = [table for table in held if table in ORDER]
        if not alone and held != [table for table in ORDER if table in held]:
            self.wrong.append(" → ".join(held))
