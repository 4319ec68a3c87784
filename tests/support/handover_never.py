"""States that a household and its handovers must never have, whatever was done (domain.md section 3).

Written once more beside the portal's own tables, so that a mistake in those is seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from portal.access import Action, Actor, may
from portal.days import AMSTERDAM
from portal.db import db
from portal.handovers.document.queries import versions_for
from portal.handovers.models.consent import Consent
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Snapshot
from portal.handovers.queries import is_visible_to
from portal.handovers.versions.queries import readable_versions
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.work import rows
from tests.support.handover_home import Home

OVER = ("completed", "checked", "withdrawn")
DONE = ("completed", "checked")
MET = ("held", *DONE)
WITH_TEAM = ("offered", "accepted", "planned", "held", *DONE)
PASSING = {"team": "neighbourhood_team", "organisation": "other_organisation"}
THREE = ({"client"}, {"supporter"}, {"team_member"})
NEEDED = {
    "team": THREE,
    "organisation": THREE,
    "consultation": ({"supporter"}, {"team_member"}),
    "internal": ({"client"}, {"supporter"}, {"next_supporter", "coordinator"}),
}
EXCEPTIONS = ("moved_away", "client_declines", "deceased", "no_consent")
# Which consent a part of a snapshot rests on, of everybody who is named in it.
SCOPES = {
    "people": "contact",
    "needs": "needs",
    "goals": "goals",
    "agreements": "agreements",
    "loose_ends": "agreements",
}
RESERVED = timedelta(days=7)


def faults(home: Home, trajectory: Trajectory, handovers: Sequence[WarmHandover], today: date) -> Iterator[str]:
    """Every rule that is broken now."""
    if sum(each.state not in OVER for each in handovers) > 1:
        yield "rule 8, two open handovers"
    for handover in handovers:
        yield from _meeting(handover)
    yield from _closing(trajectory, handovers)
    yield from _following(home, trajectory, handovers, today)
    yield from _Reading(home, trajectory, handovers, today).faults()


def _meeting(handover: WarmHandover) -> Iterator[str]:
    """Rule 7: no completion without a meeting of everybody who is needed, or one that a coordinator let count."""
    present = {each.party for each in handover.presences}
    all_there = handover.missed_on is None and all(group & present for group in NEEDED[handover.path])
    counted = handover.path in PASSING and handover.counted_by_id is not None and handover.counted_reason
    if handover.state in MET and not (handover.held_on and (all_there or counted)):
        yield f"rule 7, {handover.state} after a meeting of {sorted(present)}"
    if (handover.state in DONE) != (handover.completed_at is not None):
        yield f"{handover.state}, completed at {handover.completed_at}"


def _closing(trajectory: Trajectory, handovers: Sequence[WarmHandover]) -> Iterator[str]:
    """Rule 6: closed by a completed handover or an exception; rule 8: the lead moves at completion alone, and is ours
    again as long as the household did not arrive."""
    passed = [each for each in handovers if each.state in DONE and each.path in PASSING]
    inside = [each for each in handovers if each.state in DONE and each.path == "internal"]
    outcome = trajectory.closure_outcome
    fine = {
        "handed_over": bool(passed),
        "completed": bool(inside) or trajectory.type.ends_with != "neighbourhood_handover",
        None: not passed and not inside,
        **dict.fromkeys(EXCEPTIONS, bool(trajectory.closure_reason)),
    }
    if not fine.get(outcome, False):
        yield f"rule 6, closed as {outcome} with {[each.path for each in (*passed, *inside)]} completed"
    came_back = any(each.arrival == "not_arrived" for each in passed)
    if outcome and not came_back and any(each.state not in OVER for each in handovers):
        yield f"rule 6, closed as {outcome} with a handover still open"
    there = passed and passed[-1].arrival != "not_arrived"
    leads = PASSING[passed[-1].path] if there else "organisation"
    if trajectory.lead_party != leads:
        yield f"rule 8, {trajectory.lead_party} leads instead of {leads}"


def _following(home: Home, trajectory: Trajectory, handovers: Sequence[WarmHandover], today: date) -> Iterator[str]:
    """After an internal completion the next trajectory runs from that day, kept for the volunteer of before."""
    inside = [each for each in handovers if each.state in DONE and each.path == "internal"]
    columns = Trajectory.id, Trajectory.type_id, Trajectory.starts_on, Trajectory.reserved_for_id
    beside = Trajectory.household_id == home.household_id, Trajectory.id != trajectory.id
    others = rows(select(*columns).where(*beside))
    if not inside:
        if others and trajectory.closure_outcome != "completed":
            yield "the next trajectory began before this one was completed"
        return
    done_on = inside[0].completed_at.astimezone(AMSTERDAM).date()  # type: ignore[union-attr] - it is done
    following = [each for each in others if each.id == inside[0].next_trajectory_id]
    if len(others) != 1 or [(each.type_id, each.starts_on) for each in following] != [
        (inside[0].next_type_id, done_on)
    ]:
        yield f"an internal handover was completed, and {len(others)} trajectories follow"
        return
    first = db.session.scalars(
        select(Assignment).where(Assignment.trajectory_id == following[0].id).order_by(Assignment.id).limit(1)
    ).first()
    own = first.volunteer_id if first else following[0].reserved_for_id
    if (first.starts_on if first else today) <= done_on + RESERVED and own != home.volunteer.volunteer_id:
        yield "what follows was not kept for the volunteer of before"


class _Reading:
    """Who reads what now (rules 3 and 9)."""

    def __init__(self, home: Home, trajectory: Trajectory, handovers: Sequence[WarmHandover], today: date) -> None:
        self.home, self.trajectory, self.handovers, self.today = home, trajectory, handovers, today
        self.client_ids = {each.name: each.id for each in trajectory.household.clients}
        standing = select(Consent).where(
            Consent.client_id.in_(self.client_ids.values()), Consent.withdrawn_at.is_(None)
        )
        self.consents = {
            (each.client_id, each.team_id, each.organisation_id, each.scope): each.recorded_at
            for each in db.session.scalars(standing)
        }

    def faults(self) -> Iterator[str]:
        """Every reader who reads too much."""
        if self.handovers and self._found_by_strangers():
            yield "rule 3, a stranger finds it"
        for handover in self.handovers:
            yield from self._volunteer(handover)
            yield from self._sender(handover)
            for members in self.home.members.values():
                yield from self._team(handover, self._today(members[0]))

    def _today(self, who: Actor) -> Actor:
        return replace(who, today=self.today)

    def _found_by_strangers(self) -> int:
        theirs = or_(*(is_visible_to(self._today(who)) for who in self.home.strangers))
        mine = WarmHandover.trajectory_id == self.trajectory.id
        return db.session.scalar(select(func.count(WarmHandover.id)).where(mine, theirs)) or 0

    def _volunteer(self, handover: WarmHandover) -> Iterator[str]:
        """A former volunteer sees it no longer: not after closing, nor when the agreed time to look in is over."""
        until = self.trajectory.access_until
        over = until < self.today if until else not self.trajectory.open
        if over and may(self._today(self.home.volunteer), Action.VIEW_HANDOVER, handover):
            yield "rule 3, a former volunteer sees it"

    def _sender(self, handover: WarmHandover) -> Iterator[str]:
        """The sender reads the versions of an organisation while consent stands; no document outlives it."""
        sender = self._today(self.home.coordinators[0])
        sent = [each for each in readable_versions(sender, handover) if each.organisation_id is not None]
        yield from self._without_consent(handover, "the sender", [*versions_for(sender, handover), *sent])

    def _team(self, handover: WarmHandover, member: Actor) -> Iterator[str]:
        newest = handover.snapshots[-1] if handover.snapshots else None
        theirs = newest is not None and newest.team_id == handover.team_id == member.team_id
        if may(member, Action.VIEW_HANDOVER, handover) and not (theirs and handover.state != "prepared"):
            yield f"rule 3, {handover.state} is seen by a team it is not offered to"
        if may(member, Action.VIEW_SNAPSHOT, handover):
            if handover.state not in WITH_TEAM:
                yield f"rule 9, {handover.state} is read by the team"
            shown = [*readable_versions(member, handover), *versions_for(member, handover)]
            yield from self._without_consent(handover, "the team", shown)

    def _without_consent(self, handover: WarmHandover, who: str, shown: Sequence[Snapshot]) -> Iterator[str]:
        for snapshot in shown:
            if any(not self._consented(snapshot, part) for part in snapshot.content):
                yield f"rule 9, {who} reads version {snapshot.number} of a {handover.state} one without consent"

    def _consented(self, snapshot: Snapshot, part: str) -> bool:
        """Whether everybody named in it consented to a part before it was sent, and still does."""
        if part not in SCOPES or not snapshot.content[part]:
            return True
        to = snapshot.team_id, snapshot.organisation_id
        given = [
            self.consents.get((self.client_ids.get(each["name"], 0), *to, SCOPES[part]))
            for each in snapshot.content["people"]
        ]
        return all(each is not None and each <= snapshot.made_at for each in given)
