"""A location of a region as numbers: whose keys its rows have, and on which days things happened.

Everything follows from numbers, so that a location of so many trajectories is the same in every region.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from portal.checklists.models import ChecklistTemplate, TemplateItem
from portal.db import db
from portal.organisation.models import Language
from portal.trajectories.models.configuration import Topic, TrajectoryType

Rows = Iterator[dict[str, Any]]
ROOM = 10_000  # the keys of a location begin at so many times its number
PARTS = 40  # rows at most that belong to one trajectory; their keys begin at so many times its key
CLOSED, CLAIMED = (0, 1, 2), (4, 5, 6, 7, 8, 9)  # of every ten trajectories; 3 waits
OVER, OPEN = 0, 6  # of these the handover is checked, or being prepared
COORDINATORS = 3
AREAS = 40  # postcode areas of a location


@dataclass(frozen=True)
class Reference:
    """The rows that the migrations put in, by their keys."""

    types: list[int]
    topics: list[int]
    items: list[int]
    languages: list[int]

    @classmethod
    def read(cls) -> "Reference":
        """Those of this database."""
        items = select(TemplateItem.id).join(ChecklistTemplate, ChecklistTemplate.id == TemplateItem.template_id)
        items = items.where(ChecklistTemplate.code == "social_support").order_by(TemplateItem.id)
        columns = TrajectoryType.id, Topic.id, None, Language.id
        return cls(*(list(db.session.scalars(items if key is None else select(key).order_by(key))) for key in columns))


@dataclass(frozen=True)
class Size:
    """How much a location has: trajectories, contacts with each, and volunteers; 0 is one for each four."""

    trajectories: int
    contacts: int = 6
    volunteers: int = 0


@dataclass(frozen=True)
class Place:
    """A location: its people, its trajectories, and what was done in them."""

    number: int
    size: Size
    today: date
    known: Reference

    @property
    def first(self) -> int:
        """The first key of every table here; of the accounts it is the first coordinator's."""
        return self.number * ROOM

    @property
    def reader(self) -> int:
        """The account of who reads the figures of the municipality."""
        return self.first + ROOM - 1

    @property
    def members(self) -> range:
        """The accounts of the neighbourhood team."""
        return range(self.first + ROOM - 3, self.reader)

    def coordinators(self) -> range:
        """The keys of the coordinators' accounts; those of the volunteers come after them."""
        return range(self.first, self.first + COORDINATORS)

    def volunteers(self) -> range:
        """The keys of the volunteers; the same as those of their accounts."""
        begin = self.coordinators().stop
        return range(begin, begin + (self.size.volunteers or max(self.size.trajectories // 4, 1)))

    def trajectories(self, *kinds: int) -> Iterator[int]:
        """The keys of the trajectories, of every ten of them those of these kinds, 0 to 9."""
        keys = range(self.first, self.first + self.size.trajectories)
        return (key for key in keys if not kinds or key % 10 in kinds)

    def volunteer_of(self, key: int) -> int:
        """Who supports, or supported, a trajectory."""
        return self.volunteers()[key % len(self.volunteers())]

    def area(self, key: int) -> str:
        """The postcode area of a row with this key: one of forty that no other location has."""
        return f"{3000 + self.number * AREAS % 7000 + key % AREAS}"

    def day(self, days: int) -> date:
        """A day so many days ago."""
        return self.today - timedelta(days=days)

    def at(self, days: int) -> datetime:
        """Noon of that day."""
        return datetime.combine(self.day(days), time(12), UTC)
