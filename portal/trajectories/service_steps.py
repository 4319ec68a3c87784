"""Steps that the commands on households, clients and trajectories share; they commit nothing."""

from typing import Any

from portal.organisation.models import Location
from portal.refusals import NotVisible, Refused
from portal.trajectories.models import Trajectory
from portal.trajectories.models_households import Client, ClientLanguage, Household
from portal.trajectories.queries_households import active_types
from portal.trajectories.service_start import dates_moved, set_end, start_trajectory
from portal.work import Work

# Key of a language → level (A1 to C2), None where it is not known.
Spoken = dict[int, str | None]


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
