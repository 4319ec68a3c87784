"""A household on its way to a neighbourhood team: who is involved, and the steps taken for them."""

from dataclasses import dataclass
from datetime import time
from typing import Any, ClassVar

from sqlalchemy import select

from portal.access import NOBODY
from portal.db import db
from portal.handovers.afterwards import service as afterwards_service
from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content, Course, ToTeam
from portal.handovers.clock import service as clock_service
from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from portal.handovers.conversation import service as conversation_service
from portal.handovers.ending import service as ending_service
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting, PlannedMeeting, needed
from portal.handovers.models.handover import WarmHandover
from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.path import SCOPES_OF
from portal.handovers.readiness import service as readiness_service
from portal.handovers.returned.rules import Returned
from portal.handovers.versions import service as versions_service
from portal.trajectories.models.household import Client
from portal.work import Act, find
from tests.make import Maker
from tests.support.remembered import remembered_step

# How a scene gets to each state.
WAYS: dict[str, tuple[str, ...]] = {
    "prepared": ("prepare",),
    "offered": ("offered",),
    "accepted": ("offered", "accept"),
    "planned": ("offered", "accept", "plan"),
    "held": ("offered", "accept", "hold"),
    "completed": ("offered", "accept", "hold", "complete"),
    "returned": ("offered", "send_back"),
    "lapsed": ("offered", "lapse"),
    "withdrawn": ("offered", "withdraw"),
    "checked": ("offered", "accept", "hold", "complete", "check"),
}


@dataclass
class Scene:
    """A trajectory with a coordinator, a volunteer and the team that covers its postcode."""

    make: Maker
    variant: str = "A"
    team_name: str | None = "Sociaal team Hoofddorp"
    area: str = "2132"
    type: ClassVar[str] = "social_support"

    @classmethod
    def another(cls, make: Maker) -> "Scene":
        """A scene beside others: a team of its own, that covers a postcode area of its own."""
        return cls(make, team_name=None, area=str(3000 + next(make.numbers)))

    @remembered_step
    def __post_init__(self) -> None:
        self.coordinator = self.make.coordinator(first_name="Carla", last_name="Coördinator")
        self.volunteer = self.make.volunteer()
        self.team = self.make.team(self.team_name, areas=(self.area,))
        self.member = self.make.team_member(self.team, first_name="Wim", last_name="Wijkteam")
        household = self.make.household(postcode=f"{self.area} AB")
        self.trajectory = self.make.trajectory(self.type, self.volunteer, household)
        self.client = self.trajectory.household.clients[0]
        self.trajectory_id, self.client_id, self.team_id = self.trajectory.id, self.client.id, self.team.id
        self.reference = ""

    def act(self, user: Any) -> Any:
        """An act of a person of the scene, now."""
        return self.make.act(user)

    @remembered_step
    def prepare(self) -> "Scene":
        """Start the handover."""
        made = beginning_service.prepare(
            self.act(self.coordinator), self.trajectory_id, Course(ToTeam(self.team_id), self.variant)
        )
        self.reference = made.reference
        return self

    @remembered_step
    def consent(self, *scopes: str) -> "Scene":
        """The client consents to all the variant shares, or to these parts."""
        consent_service.record(
            self.act(self.coordinator),
            self.reference,
            self.client_id,
            GivenConsent(scopes or SCOPES_OF[self.variant], "spoken", self.make.today),
        )
        return self

    @remembered_step
    def fill(self) -> "Scene":
        """A need for variant B, a question for C."""
        act = self.act(self.coordinator)
        topic = self.make.topic()
        beginning_service.change_content(
            act, self.reference, self.now.version, Content([(topic.id, "Hulp bij brieven.")], "Huisarts", [])
        )
        return self

    @remembered_step
    def read(self) -> "Scene":
        """The draft was read with the client."""
        readiness_service.record_read(self.act(self.coordinator), self.reference, self.make.today)
        return self

    @remembered_step
    def offer(self) -> "Scene":
        """Offer what goes along now."""
        act = self.act(self.coordinator)
        offer_service.offer(act, self.reference, fingerprint(content_of(self.now)))
        return self

    @remembered_step
    def offered(self) -> "Scene":
        """Everything up to the offer."""
        self.prepare().consent()
        if self.variant != "A":
            self.fill()
        return (self.read() if self.variant == "B" else self).offer()

    @remembered_step
    def accept(self) -> "Scene":
        answer_service.accept(self.act(self.member), self.reference, self.now.snapshots[-1].number)
        return self

    @remembered_step
    def plan(self) -> "Scene":
        day = self.make.day(7)
        meeting_service.plan(
            self.act(self.member), self.reference, PlannedMeeting(day, time(14, 30), "Wijkcentrum De Boei")
        )
        return self

    @remembered_step
    def hold(self) -> "Scene":
        meeting_service.hold(
            self.act(self.member), self.reference, HeldMeeting(self.make.today, needed(self.now.path), [])
        )
        return self

    @remembered_step
    def complete(self, weeks: int | None = None) -> "Scene":
        ending_service.complete(self.act(self.member), self.reference, weeks)
        return self

    def check(self, arrival: str = "arrived") -> "Scene":
        afterwards_service.check(self.act(self.member), self.reference, arrival, None)
        return self

    def not_arrive(self) -> "Scene":
        return self.check("not_arrived")

    @remembered_step
    def send_back(self, reason: str = "other_area", note: str | None = None, **more: Any) -> "Scene":
        answer_service.return_to_sender(self.act(self.member), self.reference, Returned(reason, note=note, **more))
        return self

    @remembered_step
    def renew(self) -> "Scene":
        """Send what goes along now as a newer version."""
        act = self.act(self.coordinator)
        versions_service.renew(act, self.reference, fingerprint(content_of(self.now)))
        return self

    def change_phone(self, phone: str = "+31612349999") -> "Scene":
        """The household has another telephone number, as the team would read in a newer version."""
        db.session.rollback()
        db.session.get_one(Client, self.client_id).phone = phone
        db.session.commit()
        return self

    def another_adult(self) -> int:
        """Selam came to the household; gives her key."""
        household = self.make.reload(self.trajectory).household
        values = {"first_name": "Selam", "last_name": "Tekle", "phone": "+31612340001"}
        return self.make.save(Client(household_id=household.id, location_id=household.location_id, **values)).id

    def write(self, user: Any, text: str) -> "Scene":
        """Somebody writes in the conversation."""
        conversation_service.write(self.act(user), self.reference, text, f"key-{next(self.make.numbers)}")
        return self

    @remembered_step
    def miss(self, *present: str) -> "Scene":
        """A meeting without the client, or with these parties."""
        present = present or ("supporter", "team_member")
        meeting_service.hold(
            self.act(self.member), self.reference, HeldMeeting(self.make.today, present, [], not_all_there=True)
        )
        return self

    @remembered_step
    def count(self) -> "Scene":
        meeting_service.count(self.act(self.coordinator), self.reference, "De cliënt sprak ons later die dag.")
        return self

    def tick(self, days: int = 0) -> "Scene":
        """One run of the clock, so many days later, as the worker does it."""
        self.make.clock.move(days=days)
        clock_service.run_clock(Act(NOBODY, self.make.clock()))
        return self

    @remembered_step
    def lapse(self) -> "Scene":
        """Nobody answers for as long as it takes; afterwards the test's clock stands where it stood."""
        moment = self.make.clock.moment
        self.tick(35).tick(35)
        self.make.clock.set(moment)
        return self

    @remembered_step
    def withdraw(self) -> "Scene":
        offer_service.withdraw(self.act(self.coordinator), self.reference, "Het gezin verhuist.")
        return self

    @remembered_step
    def withdraw_consent(self) -> "Scene":
        consent_service.withdraw(self.act(self.coordinator), self.reference, self.client_id, [self.team_id])
        return self

    @remembered_step
    def at(self, state: str) -> "Scene":
        """The handover brought to a state by the steps that lead there."""
        for step in WAYS[state]:
            getattr(self, step)()
        return self

    @property
    def now(self) -> WarmHandover:
        """The handover as it is in the database."""
        return find(select(WarmHandover).where(WarmHandover.reference == self.reference))

    @property
    def url(self) -> str:
        return f"/overdrachten/{self.reference}"
