"""Steps that the commands on households, clients and trajectories share; they commit nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.names import name_key
from portal.organisation.models import Location
from portal.refusals import NotVisible, Refused
from portal.trajectories.models import Trajectory
from portal.trajectories.models_households import Client, ClientLanguage, Household
from portal.trajectories.queries_households import active_types
from portal.trajectories.queries_resembling import Resembling, has_another_number, mark_of
from portal.trajectories.rules_recognising import house_number_key
from portal.trajectories.service_start import dates_moved, set_end, start_trajectory
from portal.work import Work

# Key of a language → level (A1 to C2), None where it is not known.
Spoken = dict[int, str | None]


# Written otherwise, these still say the same.
_NAMES = {"first_name", "last_name", "street", "city", "case_manager"}


@dataclass(frozen=True)
class Adult:
    """What somebody typed of an adult: columns of Client, the languages, and the mark of whom they saw beside it when
    they said that it is somebody else (`queries_resembling.mark_of`)."""

    values: dict[str, Any]
    spoken: Spoken
    another: str = ""


def holds(row: Household | Client, values: dict[str, Any]) -> bool:
    """Whether a row says the same as these values, in whatever capitals or accents its names are written."""
    return all(_same(name, getattr(row, name), value) for name, value in values.items())


def _same(name: str, now: Any, value: Any) -> bool:
    if now is None or value is None:
        return now is value
    if name == "house_number":
        return house_number_key(now) == house_number_key(value)
    return name_key(now) == name_key(value) if name in _NAMES else bool(now == value)


def refuse_resembling(found: Sequence[Resembling], another: str) -> None:
    """Raise Refused for somebody who resembles a client, unless it was said beside exactly these that they are not:
    "household_exists" when they have the name and the address in common, else "person_resembles"."""
    if mark_of(found) == another or not found:
        return
    if any({"name", "address"} <= set(each.features) for each in found):
        raise Refused("household_exists", field="street")
    raise Refused("person_resembles", field="last_name")


def refuse_taken_number(location_id: int | None, number: str | None, client_id: int | None = None) -> None:
    """Raise Refused("client_number_taken") for a number by which another client is known too."""
    if has_another_number(client_id, location_id, number):
        raise Refused("client_number_taken", field="client_number")


def refuse_foreign(location: Location, municipality_id: int) -> None:
    """Raise Refused("not_our_municipality") for one that the location does not serve."""
    if all(each.id != municipality_id for each in location.municipalities):
        raise Refused("not_our_municipality", field="municipality_id")


def spoken_by(client: Client) -> Spoken:
    """The languages a client speaks, as they are stored."""
    return {each.language_id: each.level for each in client.spoken}


def set_spoken(client: Client, wanted: Spoken) -> bool:
    """Let a client speak these languages and no others; tells whether that changed anything."""
    if spoken_by(client) == wanted:
        return False
    kept = [each for each in client.spoken if each.language_id in wanted]
    for each in kept:
        each.level = wanted[each.language_id]
    known = {each.language_id for each in kept}
    new = [ClientLanguage(language_id=key, level=level) for key, level in wanted.items() if key not in known]
    client.spoken = kept + new
    return True


def start(work: Work, household: Household, values: dict[str, Any]) -> Trajectory:
    """Start a trajectory of an active type: type_id, legal_regime, starts_on and urgent."""
    type_ = next((each for each in active_types() if each.id == values["type_id"]), None)
    if type_ is None:
        raise NotVisible
    regime, starts_on = values["legal_regime"], values["starts_on"]
    trajectory = start_trajectory(work.session, work.act, household, type_, regime, starts_on)
    trajectory.urgent = values["urgent"]
    return trajectory


def started_so(trajectory: Trajectory, values: dict[str, Any]) -> bool:
    """Whether an open trajectory is what these values would start."""
    return trajectory.open and all(getattr(trajectory, name) == value for name, value in values.items())


def recount(work: Work, trajectory: Trajectory) -> None:
    """Set the end by the rule again, and let what hangs on the dates move along. What a
    coordinator extended keeps the end they chose."""
    if trajectory.extension_reason is None:
        set_end(trajectory)
    dates_moved(work.session, work.act, trajectory)
