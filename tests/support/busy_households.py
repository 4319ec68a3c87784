"""Households of the busy team on their way to a neighbourhood team, or another way."""

from dataclasses import dataclass
from typing import Any

from portal.handovers.answer import service as answer_service
from portal.handovers.models.organisation import OtherOrganisation
from tests.support.handovers import Scene
from tests.support.ways import Elsewhere, Inside

LONG = "Gebrehiwot-Woldemichael van den Boogaard"
ADVICE = "Vraag bij de gemeente naar de regeling voor schulden.\nNeem de brief van de deurwaarder mee."


@dataclass
class Household(Scene):
    """A household of the busy team on its way to the neighbourhood team, in one state."""

    team_of: Any = None

    def __post_init__(self) -> None:
        assert self.team_of is not None
        people = self.team_of
        self.coordinator, self.volunteer, self.member = people.coordinator, people.volunteer, people.member
        self.team, self.team_id = people.team, people.team.id
        client = {"first_name": "Luwam", "last_name": LONG}
        household = self.make.household(client=client, adults=2, children=3, languages=("Tigrinya", "Engels"))
        self.trajectory = self.make.trajectory(self.type, self.volunteer, household)
        self.trajectory_id, self.client_id = self.trajectory.id, self.trajectory.household.clients[0].id
        self.reference = ""


@dataclass
class Sent(Elsewhere, Household):
    """To another organisation."""


@dataclass
class Settling(Inside, Household):
    """To the trajectory that follows."""


def add_ways(team: Any) -> None:
    """One of each way that does not go to a team; and a question, asked and answered."""
    make, facts = team.make, team.facts
    first = Sent(make, variant="B", team_of=team).at("offered")
    facts |= {"sent": first.reference, "organisation": first.organisation_id}
    for state, name in (("held", "sent_held"), ("returned", "sent_back")):
        another = Sent(make, variant="A", team_of=team, choice=first.organisation_id)
        facts[name] = another.at(state).reference
    ended = {"location_id": team.coordinator.roles[0].location_id, "ended_on": make.today}
    facts["organisation_ended"] = make.save(OtherOrganisation(name=f"Stichting {LONG}", **ended)).id
    facts["inside"] = Settling(make, team_of=team).prepare().reference
    facts["settling"] = make.trajectory("settlement_coaching").id
    facts["one_day"] = make.trajectory("arrangement_day").id
    facts["question"] = Household(make, variant="C", team_of=team).at("accepted").reference
    facts["question_draft"] = Household(make, variant="C", team_of=team).prepare().reference
    answered = Household(make, variant="C", team_of=team).at("accepted")
    act, present = make.act(team.member), ("supporter", "team_member")
    answer_service.answer(act, answered.reference, make.today, present, ADVICE)
    facts |= {"answered": answered.reference, "answered_trajectory": answered.trajectory_id}
