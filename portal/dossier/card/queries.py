"""Who stands on a household's contact card now."""

from datetime import date

from portal.dossier.card.rules import Entry, in_order, supporter_phone
from portal.handovers import queries as handovers
from portal.handovers.beginning import queries as beginning_queries
from portal.handovers.path import TAKEN_STATES
from portal.handovers.sheet.rules import language_for
from portal.organisation.models import NeighbourhoodTeam
from portal.paper.sentences import LANGUAGES
from portal.trajectories.households.queries import helpers_of, languages_spoken
from portal.trajectories.models.household import HELPER_ROLES
from portal.trajectories.models.trajectory import Trajectory
from portal.work import fetch_all


def entries_of(trajectory: Trajectory, today: date, own_number: bool) -> list[Entry]:
    """The supporter, who takes over and the helpers; who leads comes first. `own_number`:
    the volunteer lets their own number stand on the card."""
    entries = [*_supporter(trajectory, own_number), *_taking_over(trajectory, today), *_helpers(trajectory)]
    return in_order(entries, trajectory.lead_party)


def card_language(trajectory: Trajectory) -> str:
    """The language in which the household most likely reads."""
    return language_for(languages_spoken(trajectory.household_id), LANGUAGES)


def _supporter(trajectory: Trajectory, own_number: bool) -> list[Entry]:
    if not trajectory.open and _came_back(trajectory):
        return [Entry("supporter", phone=trajectory.location.phone or "")]  # nobody supports them: the office does
    if trajectory.current is None or not trajectory.open:
        return []  # who looks in for a while after a handover is not to be rung any more
    user = trajectory.current.volunteer.user
    phone = supporter_phone(trajectory.location.phone, user.phone, own_number)
    return [Entry("supporter", user.called, phone)]


def _came_back(trajectory: Trajectory) -> bool:
    """Whether the household did not arrive where it was handed over to last."""
    last = next(iter(fetch_all(handovers.completed_of(trajectory.id))), None)
    return last is not None and last.came_back


def _taking_over(trajectory: Trajectory, today: date) -> list[Entry]:
    """The team that took it on last, else the one that covers the address. Another organisation that took it on since
    comes before it. A question, an open offer and a household that did not arrive put nobody on the card."""
    first: list[Entry] = []
    for handover in fetch_all(handovers.of_trajectory(trajectory.id)):
        if handover.state not in TAKEN_STATES or handover.variant == "C" or handover.came_back:
            continue
        if handover.team is not None:
            return [*first, _team(handover.team)]
        if handover.organisation is not None:
            # Without its name, which may tell what for ("schuldhulp"); the card has lines to write it on.
            first = first or [Entry("organisation", phone=handover.organisation.phone or "")]
    covering = beginning_queries.covering(trajectory.household, today)
    return [*first, *([_team(covering[0])] if len(covering) == 1 else [])]


def _team(team: NeighbourhoodTeam) -> Entry:
    return Entry("team", team.name, team.phone or "")


def _helpers(trajectory: Trajectory) -> list[Entry]:
    known = helpers_of(trajectory.household_id)
    entries = [Entry(role, known[role].name or "", known[role].phone) for role in HELPER_ROLES if role in known]
    manager = trajectory.household.case_manager
    if not manager:
        return entries
    if "case_manager" not in known:
        return [Entry("case_manager", manager), *entries]
    return [
        Entry(each.role, each.name or manager, each.phone) if each.role == "case_manager" else each for each in entries
    ]
