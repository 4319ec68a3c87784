"""Steps that the imports of people and of trajectories share, each in their transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from portal import audit
from portal.bulk import insert_rows
from portal.imports.queries import language_names
from portal.imports.rules.columns import folded
from portal.imports.rules.comparing_trajectories import TrajectoryPlan
from portal.names import person_key
from portal.organisation.models import Language
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


_LONGEST_CODE = 40


def language_keys(session: Session, new: Iterable[str]) -> dict[str, int]:
    """Folded name → key of every language, after adding the `new` ones by their names."""
    session.add_all(Language(code=f"x-{folded(name)}"[:_LONGEST_CODE], name=name) for name in new)
    session.flush()
    return {name: key for key, name in language_names(session).items()}
