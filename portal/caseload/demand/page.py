"""Everything that waits, told apart in four ways. Every number opens its rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from sqlalchemy import select

from portal.access import Actor
from portal.caseload.demand.queries import waiting
from portal.caseload.demand.rules import Asked, Waits, asked
from portal.i18n import gettext, in_language
from portal.people.models.people import VOLUNTEER_FUNCTIONS
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.pool.queries import spoken_in
from portal.wording import labels
from portal.work import rows

TYPES = select(TrajectoryType.id, TrajectoryType.code, TrajectoryType.name, TrajectoryType.name_en).order_by(
    TrajectoryType.position
)


@dataclass(frozen=True)
class Row:
    """The part that waits for one thing; `url` opens its rows, None where no list has them."""

    name: str
    url: str | None
    asked: Asked


@dataclass(frozen=True)
class Way:
    """One way to tell apart what waits. `note` says where a household may stand in two rows."""

    title: str
    note: str
    rows: list[Row]


@dataclass(frozen=True)
class Demand:
    """Everything that waits at a location, None when nothing does, and the ways to look at it."""

    whole: Asked | None
    ways: list[Way]


def demand(actor: Actor, today: date) -> Demand:
    """Everything that waits at the coordinator's location on a day. No name and no address is in it."""
    found = waiting(actor.location_id, today)
    if not found:
        return Demand(None, [])
    spoken = spoken_in({each.household_id for each in found})
    types = {row.id: row for row in rows(TYPES)}
    functions = labels("function", VOLUNTEER_FUNCTIONS)
    languages: dict[str, Any] = {each.code: each for of in spoken.values() for each in of}
    several = gettext("Een traject telt bij elke functie die past.")
    both = gettext("Een huishouden telt bij elke taal die het spreekt.")
    return Demand(
        asked(found),
        [
            Way(
                gettext("Soort traject"),
                "",
                _rows(found, lambda each: [each.type_id], list(types), lambda key: _type_row(types[key])),
            ),
            Way(
                gettext("Functie"),
                several,
                _rows(found, lambda each: each.functions, VOLUNTEER_FUNCTIONS, lambda key: (functions[key], None)),
            ),
            Way(
                gettext("Taal"),
                both,
                _rows(
                    found,
                    lambda each: [one.code for one in spoken.get(each.household_id, [])],
                    sorted(languages, key=lambda code: languages[code].name_key),
                    lambda key: (in_language(languages[key]), _rows_at("taal", key)),
                ),
            ),
            Way(
                gettext("Postcodegebied"),
                "",
                _rows(found, lambda each: [each.area], sorted({each.area for each in found}), _area_row),
            ),
        ],
    )


def _rows(
    found: Iterable[Waits],
    keys_of: Callable[[Waits], Iterable[Any]],
    order: Sequence[Any],
    told: Callable[[Any], tuple[str, str | None]],
) -> list[Row]:
    """A row for each key that something has, in this order: its words and address with what they ask."""
    groups: dict[Any, list[Waits]] = defaultdict(list)
    for each in found:
        for key in keys_of(each):
            groups[key].append(each)
    return [Row(*told(key), asked(groups[key])) for key in order if key in groups]


def _type_row(row: Any) -> tuple[str, str]:
    return in_language(row), _rows_at("soort", row.code)


def _area_row(area: str) -> tuple[str, str]:
    return area, _rows_at("gebied", area)


def _rows_at(name: str, value: str) -> str:
    """The list of all trajectories, narrowed to those that wait and by one filter of the register."""
    return f"{url_for('registers.trajectories', staat='wacht')}&{urlencode({name: value})}"
