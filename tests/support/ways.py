"""Households on their way to another organisation, and to the type of trajectory that follows."""

from dataclasses import dataclass
from datetime import time
from typing import Any, ClassVar

from portal.handovers import (
    service_answer,
    service_complete,
    service_consent,
    service_internal,
    service_meeting,
    service_organisations,
)
from portal.handovers.rules_kinds import Choice, NewOrganisation
from portal.handovers.rules_returned import Returned
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
        made = service_organisations.prepare(act, self.trajectory_id, self.choice, self.variant)
        self.reference, self.organisation_id = made.reference, made.organisation_id
        return self

    @remembered_step
    def accept(self) -> "Elsewhere":
        service_organisations.record_accepted(self.act(self.coordinator), self.reference, "intaker")
        return self

    @remembered_step
    def plan(self) -> "Elsewhere":
        act = self.act(self.coordinator)
        service_meeting.plan(act, self.reference, self.make.day(7), time(14, 30), "Kantoor Schuldhulp")
        return self

    @remembered_step
    def hold(self) -> "Elsewhere":
        service_meeting.hold(self.act(self.coordinator), self.reference, self.make.today, PRESENT, [])
        return self

    @remembered_step
    def complete(self, weeks: int | None = None) -> "Elsewhere":
        service_complete.complete(self.act(self.coordinator), self.reference, weeks)
        return self

    @remembered_step
    def send_back(self, reason: str = "known_already", note: str | None = None, **more: Any) -> "Elsewhere":
        said = Returned(reason, note=note, **({"worker": "intaker"} if reason == "known_already" else {}) | more)
        service_answer.return_to_sender(self.act(self.coordinator), self.reference, said)
        return self

    @remembered_step
    def withdraw_consent(self) -> "Elsewhere":
        act = self.act(self.coordinator)
        service_consent.withdraw(act, self.reference, self.client_id, (), [self.organisation_id])
        return self


@dataclass
class Inside(Scene):
    """From settlement coaching to social support, inside the organisation."""

    type: ClassVar[str] = "settlement_coaching"

    @remembered_step
    def prepare(self) -> "Inside":
        self.reference = service_internal.prepare(self.act(self.coordinator), self.trajectory_id).reference
        return self

    @remembered_step
    def hold(self) -> "Inside":
        service_meeting.hold(self.act(self.coordinator), self.reference, self.make.today, PRESENT_INSIDE, [])
        return self

    @remembered_step
    def complete(self, weeks: int | None = None) -> "Inside":
        service_complete.complete(self.act(self.coordinator), self.reference, weeks)
        return self

    @remembered_step
    def through(self) -> "Inside":
        """From the beginning to the end."""
        return self.prepare().hold().complete()
