"""Handovers of a world that go another way than to its team, each made when it is first asked for."""

from functools import cached_property
from typing import Any

from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.models.parts import Snapshot
from portal.handovers.offer.queries import content_of
from portal.trajectories.models.trajectory import Assignment


class Ways:
    """The ways of handovers of the world's volunteer, at its location."""

    def __init__(self, world: Any) -> None:
        self.world, self.make = world, world.make

    def of(self, endpoint: str) -> WarmHandover:
        """The handover a page is about: that of the world, unless the page belongs to another way."""
        names = {
            "handovers_organisations.accepted": "sent",
            "handovers_answer.answer_question": "asked",
            "handovers_together.together": "done",
        }
        return getattr(self, names[endpoint]) if endpoint in names else self.world.offered

    def all(self) -> tuple[WarmHandover, ...]:
        """Each of them, for who counts what a page asks: one that comes later is one row more."""
        return self.sent, self.asked, self.done

    @cached_property
    def organisation(self) -> OtherOrganisation:
        """One without an account here."""
        return self.make.save(OtherOrganisation(location_id=self.world.here.id, name="Schuldhulp"))

    @cached_property
    def sent(self) -> WarmHandover:
        """Sent to that organisation."""
        to = {"kind": "organisation", "organisation_id": self.organisation.id}
        handover = self.make.handover(self._supported(), None, state="offered", **to)
        version = {"handover_id": handover.id, "number": 1, "organisation_id": self.organisation.id}
        self.make.save(Snapshot(**version, content=content_of(handover), made_at=self.make.clock()))
        return handover

    @cached_property
    def asked(self) -> WarmHandover:
        """A question that the team took."""
        return self.make.handover(self._supported(), self.world.team, state="accepted", variant="C")

    @cached_property
    def done(self) -> WarmHandover:
        """Completed; the volunteer may still look in."""
        trajectory = self._supported()
        trajectory.close(self.make.today, "handed_over")
        support = db.session.query(Assignment).filter_by(trajectory_id=trajectory.id, ends_on=None).one()
        support.access_until = self.make.day(28)
        self.make.save(trajectory)
        return self.make.handover(trajectory, self.world.team, state="completed")

    def _supported(self) -> Any:
        return self.make.trajectory(claimed_by=self.world.volunteer)
