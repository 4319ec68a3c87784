"""A volunteer whose phone subscribes to their appointments."""

from datetime import time
from typing import Any

from icalendar import Calendar, Event

from portal.calendar.models import CalendarFeed
from portal.calendar.rules import hash_of
from portal.contacts.models import ContactMoment
from portal.people.models.people import User
from portal.trajectories.models.trajectory import Trajectory
from tests.make import Maker
from tests.pages import PageClient

SECRET = "een-geheim-dat-niemand-raadt"
PATH = f"/agenda/{SECRET}.ics"
NOTE = "Brief over de huurtoeslag besproken."


class Subscribed:
    """The volunteer, what they agree with households, and what the phone reads."""

    def __init__(self, make: Maker, client: PageClient) -> None:
        self.make, self.client = make, client
        self.volunteer = make.volunteer(max_households=20)
        self.address(self.volunteer.user, SECRET)

    def address(self, user: User, secret: str) -> str:
        """The path of an address that works."""
        values = {"user_id": user.id, "secret_hash": hash_of(secret), "made_at": self.make.clock()}
        self.make.save(CalendarFeed(**values))
        return f"/agenda/{secret}.ics"

    def agree(
        self,
        name: str = "Senait",
        last_name: str = "Habte",
        days: int = 3,
        at: time | None = time(14, 30),
        trajectory: Trajectory | None = None,
        **values: Any,
    ) -> ContactMoment:
        """The contact of last week that names the next appointment of a household, with so many days to go."""
        make = self.make
        if trajectory is None:
            client = {"first_name": name, "last_name": last_name, "email": "s@example.org"}
            trajectory = make.trajectory(household=make.household(client=client), claimed_by=self.volunteer)
        values = {"on_date": make.day(-7), "note": NOTE, **values}
        values |= {"next_appointment_on": make.day(days), "next_appointment_at": at}
        return make.contact(trajectory, self.volunteer.user, **values)

    def fetch(self, path: str = PATH) -> dict[str, Event]:
        """The events of the calendar, each by its words."""
        answer = self.client.get(path)
        assert answer.status_code == 200
        return {str(event["summary"]): event for event in Calendar.from_ical(answer.data).events}

    def is_gone(self, path: str = PATH) -> bool:
        """Whether the address answers as if it never was."""
        return self.client.get(path).status_code == 404
