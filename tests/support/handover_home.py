"""The household a walk is about, and everybody who could try something with its handover."""

import random
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.organisation import OtherOrganisation
from portal.trajectories.models.household import Client

# A reference that nobody gave: whoever tries it before there is one finds nothing.
GUESSED = "WO-GUES-SED2"
# Types of trajectory that have the way.
TYPES = {
    "team": ("social_support", "social_support", "onward_mover"),
    "consultation": ("social_support",),
    "internal": ("settlement_coaching", "har_pretrajectory"),
    "organisation": ("social_support", "social_support", "budget_coaching"),
}


@dataclass(frozen=True)
class Now:
    """Where the handover stands that a walk is at, in plain values; at first there is none."""

    reference: str = GUESSED
    state: str = "none"
    path: str = "team"
    kind: str = "team"
    variant: str = "A"
    version: int = 0
    versions: int = 0
    team_id: int | None = None
    organisation_id: int | None = None
    next_id: int = 0
    came_back: bool = False

    @classmethod
    def of(cls, handover: WarmHandover) -> "Now":
        """The handover as it is in the database."""
        return cls(
            **{name: getattr(handover, name) for name in ("reference", "state", "path", "kind", "variant", "version")},
            **{name: getattr(handover, name) for name in ("team_id", "organisation_id")},
            versions=len(handover.snapshots),
            next_id=handover.next_trajectory_id or 0,
            came_back=handover.came_back,
        )


class Home:
    """One household after the other, each with a volunteer and in a trajectory that has the way of the walk; and the
    people around: two teams that serve the location, its coordinators, two organisations without an account, and
    strangers."""

    def __init__(self, make: Any, path: str, chance: random.Random) -> None:
        self.make, self.path, self.chance = make, path, chance
        here, elsewhere = make.location(), make.location("Team Elders")
        self.location_id = here.id
        teams = [make.team(), make.team()]
        self.team_ids = [team.id for team in teams]
        self.organisation_ids = [
            make.save(OtherOrganisation(location_id=here.id, name=name)).id for name in ("Schuldhulp", "Taalhuis")
        ]
        self.coordinators = [make.actor(make.coordinator()) for _each in range(2)]
        self.members = {team.id: [make.actor(make.team_member(team)) for _each in range(2)] for team in teams}
        self.strangers = [
            make.actor(user)
            for user in (
                make.coordinator(elsewhere),
                make.team_member(make.team()),
                make.volunteer(elsewhere).user,
                make.reader(),
                make.admin(),
            )
        ]
        self.colleagues = [*self.coordinators, *(each for members in self.members.values() for each in members)]
        self.topic_id = make.topic().id
        self.neighbour = self.volunteer = make.actor(make.volunteer().user)
        self.another_household()

    def another_household(self) -> None:
        """The next one, when nothing can happen to this one any more. Its volunteer is somebody else too; the one of
        before is a neighbour, who has nothing to do with it."""
        make, chance = self.make, self.chance
        volunteer, household = make.volunteer(), make.household()
        client = household.clients[0]
        self.spoken = {each.language_id: each.level for each in client.spoken}
        self.household_id, self.client_ids = household.id, [client.id]
        trajectory = make.trajectory(chance.choice(TYPES[self.path]), volunteer, household)
        self.trajectory_id = trajectory.id
        make.checklist(trajectory, chance.randint(0, 2))
        self.neighbour, self.volunteer = self.volunteer, make.actor(volunteer.user)

    def other_team(self, team_id: int | None) -> int:
        """A team beside this one."""
        return self.chance.choice([each for each in self.team_ids if each != team_id])

    def version_of(self, client_id: int) -> int:
        """The version of a client now."""
        return db.session.scalar(select(Client.version).where(Client.id == client_id)) or 0
