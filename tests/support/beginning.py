"""How the handovers of a race stand before its rounds."""

import json
from typing import Any

from sqlalchemy import JSON, Table, Text, literal, select

from portal.db import db
from portal.handovers.conversation.models import HandoverMessage
from portal.handovers.models.consent import Consent
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Agreement, HandoverEvent, Presence, Snapshot
from portal.people.models.people import Notice
from portal.searched import SearchWord
from portal.trajectories.models.trajectory import Assignment, Trajectory

# Children before what they belong to.
PARTS = (Notice, HandoverMessage, HandoverEvent, Snapshot, Agreement, Presence)
TABLES = [each.__table__ for each in (*PARTS, Consent, WarmHandover, Assignment, Trajectory)]

WORDS = SearchWord.__table__


class Beginning:
    """How things stand before a round of a race, to begin the next one from. Audit lines stay: they cannot go."""

    def __init__(self) -> None:
        # One that marks no place for a value, and so leaves a per cent as it is.
        dialect = type(db.engine.dialect)(paramstyle="named")
        rows = {table: db.session.execute(select(table)).mappings().all() for table in TABLES}
        going = [table.delete().where(table.c.id.not_in([row["id"] for row in rows[table]])) for table in TABLES]
        back = [_as_it_was(table, row) for table in reversed(TABLES) for row in rows[table]]
        with_values = {"dialect": dialect, "compile_kwargs": {"literal_binds": True}}
        words = db.session.execute(select(WORDS)).mappings().all()
        found = [WORDS.delete(), *(WORDS.insert().values(row) for row in words)]  # what rows are found by
        script = [str(each.compile(**with_values)) for each in (*going, *back, *found)]
        # PostgreSQL takes them as one; for that the driver of SQLite would begin a transaction of its own.
        self.script = script if dialect.name == "sqlite" else [";".join(script)]
        db.session.rollback()

    def again(self) -> None:
        """Put every row back as it was, and take away what came."""
        db.session.rollback()
        connection = db.session.connection(execution_options={"writing": True})
        for each in self.script:
            connection.connection.driver_connection.execute(each)
        db.session.commit()
        db.session.expire_all()


def _as_it_was(table: Table, row: Any) -> Any:
    """The statement that gives a row its values back. SQLAlchemy puts no JSON in a statement, its text it does."""
    columns = [each.name for each in table.c if isinstance(each.type, JSON)]
    texts = {name: literal(json.dumps(row[name]), Text) for name in columns}
    return table.update().where(table.c.id == row["id"]).values({**row, **texts})
