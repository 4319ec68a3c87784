"""Makes what a test is about, with defaults that are fine: `make.trajectory(claimed_by=volunteer)`.

Everything goes straight into the database, past the commands, so that a test states its beginning.
"""

from datetime import time
from typing import Any

from sqlalchemy import select

from portal.capacity_questions.models import CapacityQuestion
from portal.checklists.models import ChecklistItem, ChecklistTemplate
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.contacts.rules import ContactDetails
from portal.db import db
from portal.handovers.models.consent import Consent
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import DONE_STATES
from portal.organisation.models import Location, NeighbourhoodTeam
from portal.people.models.people import User, Volunteer
from portal.trajectories.models.configuration import Topic, TrajectoryType
from portal.trajectories.models.household import Client, ClientLanguage, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.rules import months_after
from tests.make_people import PASSWORD, PeopleMaker
from tests.support.remembered import remembered

__all__ = ["PASSWORD", "Maker"]

MEETING = {"meeting_at": time(14, 30), "meeting_place": "Wijkcentrum De Boei"}
ACCEPTED = ("accepted", "planned", "held", *DONE_STATES)


class Maker(PeopleMaker):
    """Each method makes one thing, in the database, and returns it."""

    @remembered
    def household(self, location: Location | None = None, **values: Any) -> Household:
        """A household of one client, housed 30 days ago."""
        return self.save(self._new_household(location, **values))

    def _new_household(self, location: Location | None = None, **values: Any) -> Household:
        location = location or self.location()
        number = next(self.numbers)
        client = {
            "first_name": "Merhawi",
            "last_name": f"Tekle {number}",
            "client_number": f"HM-{number:05}",
            "birth_year": 1990,
            "phone": "+31612340000",
            **values.pop("client", {}),
        }
        languages = values.pop("languages", ("Tigrinya",))
        values = {
            "street": "Kerklaan",
            "house_number": str(number),
            "postcode": "2132 AB",
            "city": "Hoofddorp",
            "municipality": self.municipality(),
            "housed_on": self.day(-30),
            "adults": 1,
            "children": 0,
            **values,
        }
        household = Household(location=location, **values)
        household.clients = [
            Client(
                location_id=location.id,
                spoken=[ClientLanguage(language=self.language(name)) for name in languages],
                **client,
            )
        ]
        return household

    @remembered
    def type(self, code: str = "social_support") -> TrajectoryType:
        """A trajectory type of the reference content."""
        return db.session.scalars(select(TrajectoryType).where(TrajectoryType.code == code)).one()

    @remembered
    def trajectory(
        self,
        type: str = "social_support",  # noqa: A002 - the glossary's word
        claimed_by: Volunteer | None = None,
        household: Household | None = None,
        location: Location | None = None,
        **values: Any,
    ) -> Trajectory:
        """An open trajectory since two weeks; waiting unless `claimed_by` is given.

        Further values go to the trajectory, except `claimed_on` (default: the start). It has no
        checklist: see `checklist`.
        """
        household = household or self._new_household(location or (claimed_by.location if claimed_by else None))
        claimed_on = values.pop("claimed_on", None)
        starts_on = values.pop("starts_on", self.day(-14))
        values = {
            "legal_regime": "WI2021",
            "ends_on": months_after(household.housed_on, 12),
            "waiting_since": starts_on,
            "retention_from": values.get("closed_on"),
            **values,
        }
        type_id = db.session.scalar(select(TrajectoryType.id).where(TrajectoryType.code == type))
        support = []
        if claimed_by is not None:
            days = {"starts_on": claimed_on or starts_on, "made_by_id": claimed_by.user_id, "made_at": self.clock()}
            support.append(Assignment(volunteer_id=claimed_by.id, **days))
        place = {"household": household, "location": household.location}
        return self.save(Trajectory(**place, type_id=type_id, starts_on=starts_on, assignments=support, **values))

    @remembered
    def assignment(self, trajectory: Trajectory, volunteer: Volunteer, **values: Any) -> Assignment:
        """A volunteer on a trajectory, since its start unless told otherwise."""
        values = {"starts_on": trajectory.starts_on, "made_by_id": volunteer.user_id, "made_at": self.clock(), **values}
        return self.save(Assignment(trajectory_id=trajectory.id, volunteer_id=volunteer.id, **values))

    @remembered
    def topic(self, position: int = 1) -> Topic:
        """One of the twelve topics, by its position."""
        return db.session.scalars(select(Topic).where(Topic.position == position)).one()

    @remembered
    def contact(self, trajectory: Trajectory, author: User, **values: Any) -> ContactMoment:
        """A home visit of today with one topic."""
        values = {
            "on_date": self.today,
            "minutes": 60,
            "way": "home_visit",
            "purpose": "regular",
            "reached": True,
            "note": "Post doorgenomen.",
            "submission_key": f"key-{next(self.numbers)}",
            "logged_at": self.clock(),
            "topics": [self.topic()],
            **values,
        }
        return self.save(ContactMoment(trajectory_id=trajectory.id, author_id=author.id, **values))

    @remembered
    def late_contact(self, trajectory: Trajectory, author: User, **said: Any) -> LateContact:
        """A home visit of today that came after its author's support, waiting for a coordinator."""
        details = ContactDetails(
            **{
                "on_date": self.today,
                "minutes": 60,
                "way": "home_visit",
                "purpose": "regular",
                "reached": True,
                "topic_ids": frozenset({self.topic().id}),
                "note": "Post doorgenomen.",
                **said,
            }
        )
        return self.save(
            LateContact(
                trajectory_id=trajectory.id,
                location_id=trajectory.location_id,
                author_id=author.id,
                content=details.as_content(),
                submission_key=f"key-{next(self.numbers)}",
                handed_in_at=self.clock(),
            )
        )

    @remembered
    def checklist(self, trajectory: Trajectory, how_many: int = 3, **values: Any) -> list[ChecklistItem]:
        """The first items of the type's current checklist, due in two weeks unless told otherwise."""
        template = db.session.scalars(
            select(ChecklistTemplate).where(
                ChecklistTemplate.type_id == trajectory.type_id, ChecklistTemplate.status == "current"
            )
        ).one()
        values = {"due_on": self.day(14), **values}
        return [
            self.save(ChecklistItem(trajectory_id=trajectory.id, template_item_id=item.id, **values))
            for item in template.items[:how_many]
        ]

    @remembered
    def consent(self, client: Client, team: NeighbourhoodTeam, recorded_by: User, scope: str = "contact") -> Consent:
        """A standing consent of a client for a team and a part of the file."""
        return self.save(
            Consent(
                client_id=client.id,
                team_id=team.id,
                scope=scope,
                given_on=self.today,
                how="spoken",
                recorded_by_id=recorded_by.id,
                recorded_at=self.clock(),
            )
        )

    @remembered
    def capacity_question(self, **values: Any) -> CapacityQuestion:
        """A question for room that waits for an answer; `location_id`, `team_id` and `asked_by_id` must be given."""
        asked = {
            "asked_at": self.clock(),
            "from_on": self.day(14),
            "households": 1,
            "variant": "A",
            "submission_key": f"key-{next(self.numbers)}",
        }
        return self.save(CapacityQuestion(**asked, **values))

    @remembered
    def handover(self, trajectory: Trajectory, team: NeighbourhoodTeam | None, **values: Any) -> WarmHandover:
        """A warm handover in a state, without events or snapshot; variant A and prepared by default.

        Columns that the state asks for are filled in. `accepted_by` is a user, for the states that need one.
        """
        number = next(self.numbers)
        state = values.get("state", "prepared")
        accepted_by = values.pop("accepted_by", None)
        if state in ACCEPTED and team is not None and accepted_by is None and "accepted_by_id" not in values:
            accepted_by = self.team_member(team)
        filled = {
            "offered_at": None if state in ("prepared", "withdrawn") else self.clock(),
            "accepted_at": self.clock() if state in ACCEPTED else None,
            "accepted_by_id": accepted_by.id if accepted_by else None,
            **({"meeting_on": self.today, **MEETING} if state == "planned" else {}),
            "held_on": self.today if state in ("held", *DONE_STATES) else None,
            "completed_at": self.clock() if state in DONE_STATES else None,
            "arrival": "arrived" if state == "checked" else None,
            "returned_reason": "other_area" if state == "returned" else None,
        }
        values = {"variant": "A", "state": "prepared", "reference": f"WO-TEST-{number:04}", **filled, **values}
        return self.save(
            WarmHandover(
                trajectory_id=trajectory.id,
                location_id=trajectory.location_id,
                team_id=team.id if team else None,
                prepared_at=self.clock(),
                **values,
            )
        )
