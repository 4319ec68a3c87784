"""The volunteer who looks at the pool: what decides what fits them, in three statements."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Integer, bindparam, exists, select

from portal.access import Actor, RoleKind
from portal.db import Columns
from portal.organisation.models import Language
from portal.people.models.people import Absence, Volunteer, VolunteerLanguage
from portal.trajectories import rules
from portal.trajectories.load import HOURS, TODAY, hours, in_phase
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.trajectories.rules import VolunteerFacts
from portal.work import rows

VOLUNTEER_ID = bindparam("volunteer_id", type_=Integer)


def _volunteer() -> Columns:
    away = exists().where(Absence.volunteer_id == VOLUNTEER_ID, Absence.starts_on <= TODAY, Absence.ends_on >= TODAY)
    return select(
        Volunteer.function,
        Volunteer.status,
        Volunteer.postcode,
        Volunteer.hours_per_week,
        Volunteer.max_households,
        Volunteer.conduct_certificate_seen_on,
        Volunteer.confidentiality_signed_on,
        Volunteer.basic_course_on,
        away.label("away"),
    ).where(Volunteer.id == VOLUNTEER_ID)


VOLUNTEER = _volunteer()
SUPPORTED = (
    select(Trajectory.household_id, in_phase(HOURS).label("hours"))
    .join(Assignment, Assignment.trajectory_id == Trajectory.id)
    .where(Assignment.volunteer_id == VOLUNTEER_ID, Assignment.ends_on.is_(None), Trajectory.closed_on.is_(None))
)
LANGUAGES = (
    select(Language.code)
    .join(VolunteerLanguage, VolunteerLanguage.language_id == Language.id)
    .where(VolunteerLanguage.volunteer_id == VOLUNTEER_ID)
)


@dataclass(frozen=True)
class Reader:
    """The volunteer who looks, and the day."""

    location_id: int
    volunteer_id: int
    facts: VolunteerFacts
    today: date

    @property
    def obstacles(self) -> list[str]:
        """What keeps them from claiming anything now, as refusal codes of rule 4."""
        return rules.personal_refusals(self.facts, self.today)


def reader(actor: Actor, today: date) -> Reader | None:
    """Who looks; None when this person has no record as a volunteer at the location yet.

    The facts are those by which a claim is decided (`queries.volunteer_facts`).
    """
    if actor.kind is not RoleKind.VOLUNTEER or actor.location_id is None or actor.volunteer_id is None:
        return None
    values = {"volunteer_id": actor.volunteer_id, "today": today}
    [row] = rows(VOLUNTEER, **values)
    supported = rows(SUPPORTED, **values)
    facts = VolunteerFacts(
        function=row.function,
        status=row.status,
        certificate_seen_on=row.conduct_certificate_seen_on,
        confidentiality_signed_on=row.confidentiality_signed_on,
        basic_course_on=row.basic_course_on,
        hours_offered=Decimal(0) if row.away else row.hours_per_week,
        hours_expected=hours(sum(each.hours for each in supported)),
        households=len({each.household_id for each in supported}),
        max_households=row.max_households,
        languages=frozenset(code for (code,) in rows(LANGUAGES, **values)),
        area=row.postcode[:4] if row.postcode else None,
    )
    return Reader(actor.location_id, actor.volunteer_id, facts, today)
