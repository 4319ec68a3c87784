"""The volunteer who looks at the pool, with the facts by which a claim is decided."""

from dataclasses import dataclass
from datetime import date

from portal.access import Actor, RoleKind
from portal.trajectories import rules
from portal.trajectories.queries import volunteer_facts
from portal.trajectories.rules import VolunteerFacts


@dataclass(frozen=True)
class Reader:
    """The volunteer who looks, and the day."""

    location_id: int
    volunteer_id: int
    facts: VolunteerFacts
    today: date

    @property
    def obstacles(self) -> list[str]:
        """The refusal codes of rule 4 that keep them from claiming anything now."""
        return rules.personal_refusals(self.facts, self.today)


def reader(actor: Actor, today: date) -> Reader | None:
    """Who looks; None when this person has no record as a volunteer at the location yet."""
    if actor.kind is not RoleKind.VOLUNTEER or actor.location_id is None or actor.volunteer_id is None:
        return None
    [facts] = volunteer_facts([actor.volunteer_id], today).values()
    return Reader(actor.location_id, actor.volunteer_id, facts, today)
