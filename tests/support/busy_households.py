"""Households of the busy team on their way to a neighbourhood team, or another way."""

from dataclasses import dataclass
from typing import Any

from portal.db import db
from portal.handovers.answer import service as answer_service
from portal.handovers.models.organisation import OtherOrganisation
from portal.trajectories.models.trajectory import Trajectory
from portal.worklist.questions import service as questions
from portal.worklist.questions.rules import Asked
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


def add_questions(team: Any) -> None:
    """Questions in each state: one that waits, of its volunteer and of who left; answered; asked by the coordinator and
    replied; put off; with long names and words."""
    make, facts = team.make, team.facts
    full, act = db.session.get(Trajectory, facts["full"]), make.act(team.coordinator)
    words = "Mag ik mee naar de huisarts?\nEn wie betaalt dan de tolk? " + LONG * 3
    asked = make.question(full, team.volunteer, words=words, contact_id=facts["contact"], owner_id=team.coordinator.id)
    gone = make.question(full, team.former, due_on=make.day(-2), words=words)
    answered = make.question(full, team.volunteer, owner_id=team.coordinator.id)
    questions.answer(act, answered.id, words)
    to_volunteer = Asked("Is de brief al gelezen?", facts["contact"])
    open_one, replied = (questions.ask(act, full.id, to_volunteer, f"to-volunteer-{each}") for each in range(2))
    questions.answer(make.act(team.volunteer.user), replied.id, words)
    put_off = make.question(full, team.volunteer, words=words, due_on=make.day(1))
    questions.snooze(act, put_off.id, put_off.version, make.day(9), "Ik wacht op een brief van de gemeente.")
    facts |= {"asked_question": asked.id, "gone_question": gone.id, "answered_question": answered.id}
    facts |= {"open_question": open_one.id, "replied_question": replied.id, "put_off_question": put_off.id}


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
