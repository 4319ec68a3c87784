"""Households on their way to another organisation, and to the type of trajectory that follows."""

from dataclasses import dataclass
from datetime import time
from typing import Any, ClassVar

from portal.handovers.answer import service as answer_service
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToNextType, ToOrganisation
from portal.handovers.consent import service as consent_service
from portal.handovers.ending import service as ending_service
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting, PlannedMeeting
from portal.handovers.organisations import service as organisations_service
from portal.handovers.organisations.rules import Choice, NewOrganisation
from portal.handovers.returned.rules import Returned
from tests.support.handovers import Scene
from tests.support.remembered import remembered_step

DEBT_HELP = NewOrganisation("Schuldhulp Kennemerland", "+31235550100", "aanmelden@example.org")
PRESENT = ("client", "supporter", "team_member")
PRESENT_INSIDE = ("client", "supporter", "coordinator")


@dataclass
class Elsewhere(Scene):
    """To an organisation without an account: the coordinator takes its steps."""

    choice: Choice = DEBT_HELP

    @remembered_step
    def prepare(self) -> "Elsewhere":
        act = self.act(self.coordinator)
        made = beginning_service.prepare(act, self.trajectory_id, Course(ToOrganisation(self.choice), self.variant))
        self.reference, self.organisation_id = made.reference, made.organisation_id
        return self

    @remembered_step
    def accept(self) -> "Elsewhere":
        organisations_service.record_accepted(self.act(self.coordinator), self.reference, "intaker")
        return self

    @remembered_step
    def plan(self) -> "Elsewhere":
        act = self.act(self.coordinator)
        meeting_service.plan(act, self.reference, PlannedMeeting(self.make.day(7), time(14, 30), "Kantoor Schuldhulp"))
        return self

    @remembered_step
    def hold(self) -> "Elsewhere":
        meeting_service.hold(self.act(self.coordinator), self.reference, HeldMeeting(self.make.today, PRESENT, []))
        return self

    @remembered_step
    def complete(self, weeks: int | None = None) -> "Elsewhere":
        ending_service.complete(self.act(self.coordinator), self.reference, weeks)
        return self

    @remembered_step
    def send_back(self, reason: str = "known_already", note: str | None = None, **more: Any) -> "Elsewhere":
        said = Returned(reason, note=note, **({"worker": "intaker"} if reason == "known_already" else {}) | more)
        answer_service.return_to_sender(self.act(self.coordinator), self.reference, said)
        return self

    @remembered_step
    def withdraw_consent(self) -> "Elsewhere":
        act = self.act(self.coordinator)
        consent_service.withdraw(act, self.reference, self.client_id, (), [self.organisation_id])
        return self


@dataclass
class Inside(Scene):
    """From settlement coaching to social support, inside the organisation."""

    type: ClassVar[str] = "settlement_coaching"

    @remembered_step
    def prepare(self) -> "Inside":
        self.reference = beginning_service.prepare(
            self.act(self.coordinator), self.trajectory_id, Course(ToNextType())
        ).reference
        return self

    @remembered_step
    def hold(self) -> "Inside":
        meeting_service.hold(
            self.act(self.coordinator), self.reference, HeldMeeting(self.make.today, PRESENT_INSIDE, [])
        )
        return self

    @remembered_step
    def complete(self, weeks: int | None = None) -> "Inside":
        ending_service.complete(self.act(self.coordinator), self.reference, weeks)
        return self

    @remembered_step
    def through(self) -> "Inside":
        """From the beginning to the end."""
        return self.prepare().hold().complete()
