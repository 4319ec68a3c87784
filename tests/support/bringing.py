"""Rows brought into the portal as an import does it, and what it said of each."""

from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.imports import service
from portal.imports.files import service as files_service
from tests.support.importing import GOOD, csv_bytes


class Brought:
    """The state and columns of good rows, the column and code of refusals, the line and code of notices."""

    def __init__(self, reading: Any, plan: Any) -> None:
        self.states = [(verdict.state, *verdict.columns) for verdict in plan.verdicts]
        self.refused = [(each.column, each.code) for outcome in reading.refused for each in outcome.refusals]
        self.notices = [(each.line, each.code) for each in plan.notices]


class Bringer:
    """`bring("volunteers", {}, {"status": "inactief"})` imports good rows with some cells changed, as a coordinator.

    Each time it checks that the preview said the same, and that the same file again changes nothing.
    """

    def __init__(self, make: Any) -> None:
        self.make = make
        self.coordinator = make.coordinator()

    def __call__(self, kind: str, *changes: dict[str, str]) -> Brought:
        act = self.make.act(self.coordinator)
        place = act.actor.location_id
        rows = [{**GOOD[kind], **change} for change in changes]
        data = csv_bytes([list(GOOD[kind]), *(list(row.values()) for row in rows)])
        reading = files_service.read_file(act, kind, data, place)
        preview = files_service.compare(act, kind, reading.rows, place)
        plan = service.import_file(act, reading, place)
        assert (preview.verdicts, preview.notices) == (plan.verdicts, plan.notices)
        again = files_service.compare(act, kind, reading.rows, place).counts()
        assert (again["new"], again["changed"], again["refused"]) == (0, 0, 0)
        db.session.rollback()
        db.session.expire_all()
        return Brought(reading, plan)


def one(model: Any) -> Any:
    """The only row of a table."""
    return db.session.scalars(select(model)).one()
