"""The other numbers of clients that an import learned, in its transaction; and what an audit line is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table

from portal import audit
from portal.bulk import insert_rows
from portal.imports.rules.comparing_trajectories import TrajectoryPlan
from portal.names import person_key
from portal.trajectories.models.household import ClientAlias
from portal.work import Work

_ALIASES = cast("Table", ClientAlias.__table__)
_COLUMNS = ("client_id", "location_id", "number", "name_key", "birth_year")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of an audit line, without loading it."""

    __tablename__: str
    id: int
    household_id: int | None
    location_id: int | None


def add_aliases(
    work: Work, location_id: int, plan: TrajectoryPlan, homes: Mapping[str, int], clients: Mapping[str, int]
) -> None:
    """Keep each number by which a client is known from now on, and leave a line for each client. `homes` and `clients`
    are the keys of those the import just made, by folded number."""
    told = [
        (who.now.id if who.now else clients[who.number], who.now.home.id if who.now else homes[who.number], row)
        for who, row in plan.aliases
    ]
    rows = (
        (client, location_id, row.client_number, person_key(row.first_name, row.last_name), row.birth_year)
        for client, _home, row in told
    )
    insert_rows(work.session, _ALIASES, _COLUMNS, rows)
    lines = [
        audit.line(work.act, "client.recognised", Subject("client", client, home, location_id), {"client_id": client})
        for client, home, _row in told
    ]
    audit.write_all(work.session, lines)
