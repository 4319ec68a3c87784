"""How the pool is sorted and narrowed: the fit of each waiting trajectory, computed in SQL.
The statement is made once; values go along when it runs. `pool.queries` decides what a reader sees."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy import Boolean, Date, Integer, String, and_, bindparam, case, exists, func, null, or_, select

from portal.db import Columns, there_is
from portal.organisation.models import Language
from portal.positions import position, position_in
from portal.trajectories.load import HOURS, TODAY, in_phase
from portal.trajectories.models.configuration import TrajectoryType, TypeFunction
from portal.trajectories.models.household import Client, ClientLanguage, Household
from portal.trajectories.models.trajectory import Assignment, Trajectory

AREA = func.substr(Household.postcode, 1, 4)
# The grounds on which one fits better than another; each weighs more than all that come after it.
WEIGHTS = {"reserved": 32, "function": 16, "hours": 8, "language": 4, "area": 2, "urgent": 1}


@dataclass(frozen=True)
class Search:
    """The filter a volunteer chose: codes of a type and a language, a postcode area; None is any."""

    type: str | None = None
    language: str | None = None
    area: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any((self.type, self.language, self.area))


@dataclass(frozen=True)
class Position:
    """A place in the pool, behind which the next page begins."""

    score: int
    waiting_since: date
    id: int

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The place that an address names; None when it names none, which is the beginning."""
        found = position_in(text, int, date, int)
        return cls(*found) if found else None

    def __str__(self) -> str:
        return position(self.score, self.waiting_since, self.id)


# Before everything: no score is as high.
BEGINNING = Position(max(WEIGHTS.values()) * 2, date.min, 0)


def text_or_any(name: str, column: Any) -> Any:
    """A condition that holds for everything when nothing was asked."""
    wanted = bindparam(name, type_=String)
    return or_(wanted.is_(null()), column == wanted)


def _mine() -> Any:
    """Whether it is kept for the reader."""
    return Trajectory.reserved_for_id == bindparam("volunteer_id", type_=Integer)


def waits_here() -> Any:
    """Open, at the reader's location, supported by nobody, and not kept for another volunteer: of what
    `queries.waiting_at` gives, what they can claim. The rule is `rules.reserved_for_another`."""
    free = or_(Trajectory.reserved_until.is_(None), Trajectory.reserved_until < TODAY, _mine())
    return and_(
        free,
        Trajectory.location_id == bindparam("location_id", type_=Integer),
        Trajectory.closed_on.is_(None),
        ~exists().where(Assignment.trajectory_id == Trajectory.id, Assignment.ends_on.is_(None)).correlate(Trajectory),
    )


def _speaks(*conditions: Any) -> Any:
    """Whether an adult who belongs to the household now speaks a language of which this holds."""
    return there_is(
        select(Client.id)
        .join(ClientLanguage, ClientLanguage.client_id == Client.id)
        .join(Language, Language.id == ClientLanguage.language_id)
        .where(Client.household_id == Trajectory.household_id, Client.left_on.is_(None), *conditions)
        .correlate(Trajectory)
    )


def _fits() -> Columns:
    """The columns: the waiting trajectories, how each fits, and how many there are."""
    function = exists().where(
        TypeFunction.type_id == Trajectory.type_id, TypeFunction.function == bindparam("function", type_=String)
    )
    kept = and_(_mine(), Trajectory.reserved_until >= TODAY)
    spoken = _speaks(Language.code.in_(bindparam("languages", type_=String, expanding=True)))
    one = bindparam("trajectory_id", type_=Integer)
    language = bindparam("asked_language", type_=String)
    return (
        select(
            Trajectory.id,
            Trajectory.household_id,
            Trajectory.waiting_since,
            Trajectory.urgent,
            case((kept, Trajectory.reserved_until), else_=null()).label("reserved_until"),
            TrajectoryType.name,
            TrajectoryType.name_en,
            AREA.label("area"),
            (Household.adults + Household.children).label("size"),
            in_phase(HOURS).label("hours"),
            _true_or_false(function.correlate(Trajectory)).label("fits_function"),
            _true_or_false(spoken).label("fits_language"),
            func.count().over().label("total"),
        )
        .join(Household, Household.id == Trajectory.household_id)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .where(
            waits_here(),
            or_(one.is_(null()), Trajectory.id == one),
            text_or_any("asked_type", TrajectoryType.code),
            or_(language.is_(null()), _speaks(Language.code == language)),
            text_or_any("asked_area", AREA),
        )
    )


def _best_first() -> Columns:
    """Best fit first, then who waits longest; from a place on, so many. The score is made of what was
    read, so that nothing is read again for it."""
    found = _fits().subquery()
    fits = {
        "reserved": found.c.reserved_until.is_not(None),
        "function": found.c.fits_function,
        "hours": found.c.hours <= bindparam("room", type_=Integer),
        "language": found.c.fits_language,
        "area": bindparam("area", type_=String) == found.c.area,
        "urgent": found.c.urgent,
    }
    score: Any = sum(case((fits[name], weight), else_=0) for name, weight in WEIGHTS.items())
    since, key = found.c.waiting_since, found.c.id
    after_score, after_since = bindparam("after_score", type_=Integer), bindparam("after_since", type_=Date)
    behind = or_(
        score < after_score,
        and_(score == after_score, since > after_since),
        and_(score == after_score, since == after_since, key > bindparam("after_id", type_=Integer)),
    )
    return (
        select(found, score.label("score"))
        .where(behind)
        .order_by(score.desc(), since, key)
        .limit(bindparam("limit", type_=Integer))
    )


def _true_or_false(condition: Any) -> Any:
    return case((condition, True), else_=False).cast(Boolean)


BEST_FIRST = _best_first()
