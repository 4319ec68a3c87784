"""A year of the demo team: closed trajectories, claims, contacts, ticked items, goals, absence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from sqlalchemy import select

from portal import audit
from portal.checklists.models import ChecklistItem
from portal.contacts.rules import ContactDetails
from portal.contacts.service import log
from portal.db import db
from portal.demo.people import Cast, unless_refused
from portal.dossier.service import add_goal, plan_silence
from portal.people.models.people import Volunteer
from portal.people.volunteers.service import plan_absence
from portal.trajectories.assignments.service import claim
from portal.trajectories.models.configuration import Topic, TrajectoryType
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Assignment, Trajectory
from portal.work import Act, unit_of_work

NOTES = (
    "Post doorgenomen en geordend. Drie brieven samen beantwoord.",
    "DigiD-app op de telefoon gezet. Inloggen gaat nu zelf.",
    "Zorgverzekering nagekeken. Eigen risico uitgelegd.",
    "Samen naar de bibliotheek geweest. Lid geworden.",
    "Gebeld met de energieleverancier over het termijnbedrag.",
    "Inschrijving bij de huisarts geregeld.",
    "Kinderen aangemeld op school. Volgende week kennismaken.",
    "Huurtoeslag aangevraagd. Bewijs zit in de map.",
    "Gesproken over taalles en reistijd.",
    "",
)
GOALS = ("Ik wil zelf bellen met de huisarts.", "Ik wil mijn post zelf begrijpen.", "Ik wil Nederlandse buren kennen.")
FUNCTIONS = {
    "social_support": ("supporter",),
    "settlement_coaching": ("settlement_coach",),
    "har_pretrajectory": ("supporter",),
    "onward_mover": ("supporter",),
    "language_coaching": ("language_coach",),
    "budget_coaching": ("budget_coach",),
}


@dataclass(frozen=True)
class Open:
    """An open trajectory as the demo needs it: plain values that outlive a transaction."""

    id: int
    type: str
    starts_on: date
    area: str


def write(cast: Cast) -> None:
    """Write the year up to the day of the demo, for the trajectories that are open then."""
    give_households_to_the_own_volunteer(cast)
    claim_the_others(cast)
    topics = list(db.session.scalars(select(Topic.id).order_by(Topic.position)))
    for assignment in assignments():
        tell(cast, assignment, topics)
    plan_ahead(cast)


def open_ones(cast: Cast) -> list[Open]:
    """The open trajectories of the location, oldest start first."""
    rows = db.session.execute(
        select(Trajectory.id, TrajectoryType.code, Trajectory.starts_on, Household.postcode)
        .join(TrajectoryType, TrajectoryType.id == Trajectory.type_id)
        .join(Household, Household.id == Trajectory.household_id)
        .where(Trajectory.location_id == cast.location_id, Trajectory.closed_on.is_(None))
        .order_by(Trajectory.starts_on, Trajectory.id)
    )
    return [Open(row[0], row[1], row[2], row[3][:4]) for row in rows]


def give_households_to_the_own_volunteer(cast: Cast) -> None:
    """Five households for the volunteer one signs in as: old and new, near and less near."""
    volunteer = cast.own_volunteer()
    ready = [each for each in open_ones(cast) if each.type == "social_support"]
    near = [each for each in ready if each.area in ("2131", "2132")]
    recent = [each for each in ready if (cast.today - each.starts_on).days < 60]
    chosen = [near[0], near[len(near) // 2], ready[len(ready) // 2 + 3], recent[0], recent[-1]]
    days = (120, 90, 60, 17, 2)
    for trajectory, ago in zip(chosen, days, strict=True):
        on = max(trajectory.starts_on, cast.today - timedelta(days=ago))
        unless_refused(claim, cast.act(volunteer.user_id, on), trajectory.id)


def claim_the_others(cast: Cast) -> None:
    """Let the other volunteers claim what fits, in the order of the calendar. Some that came lately still wait."""
    by_function: dict[str, list[Volunteer]] = defaultdict(list)
    for volunteer in db.session.scalars(select(Volunteer).where(Volunteer.status == "active").order_by(Volunteer.id)):
        if volunteer.user_id not in (cast.user_id("volunteer"), cast.user_id("coordinator")):
            by_function[volunteer.function].append(volunteer)
    users = {function: [each.user_id for each in group] for function, group in by_function.items()}
    lately = cast.today - timedelta(days=45)
    waiting = [each for each in open_ones(cast) if each.starts_on < lately or not cast.one_in(4)]
    planned = sorted(
        (cast.between(each.starts_on, min(each.starts_on + timedelta(days=40), cast.today)), each.id, each)
        for each in waiting
    )
    for on, _key, trajectory in planned:
        fitting = [user for name in FUNCTIONS[trajectory.type] for user in users.get(name, [])]
        for user_id in cast.chance.sample(fitting, len(fitting)):
            if unless_refused(claim, cast.act(user_id, on), trajectory.id):
                break


def assignments() -> list[tuple[int, int, date]]:
    """Who supports what since when: trajectory, user, day."""
    rows = db.session.execute(
        select(Assignment.trajectory_id, Volunteer.user_id, Assignment.starts_on)
        .join(Volunteer, Volunteer.id == Assignment.volunteer_id)
        .where(Assignment.ends_on.is_(None))
        .order_by(Assignment.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def tell(cast: Cast, assignment: tuple[int, int, date], topics: Sequence[int]) -> None:
    """The contacts and ticked items of one trajectory since its claim."""
    trajectory_id, user_id, since = assignment
    own = user_id == cast.user_id("volunteer")
    days = (cast.today - since).days
    if days < 4 or (days < 18 and (own or cast.one_in(3))):
        return  # claimed, and nobody has been there yet
    quiet = cast.one_in(10)
    last = cast.today - timedelta(days=cast.chance.randint(36, 50) if quiet else cast.chance.randint(0, 9))
    on, number = since + timedelta(days=cast.chance.randint(1, 10)), 0
    while on <= last:
        final = own and on + timedelta(days=9) > last
        contact(cast, Visit(trajectory_id, user_id, on, number, final), topics)
        number += 1
        on += timedelta(days=cast.chance.randint(6, 10 if number < 8 else 18))
    tick_some(cast, trajectory_id, user_id, last)
    if own or cast.one_in(4):
        words, topic = cast.chance.choice(GOALS), cast.chance.choice(topics)
        add_goal(cast.act(user_id, max(last, since)), trajectory_id, topic, words, "together")


@dataclass(frozen=True)
class Visit:
    """A contact to log: which one it is, from 0, and whether it is the last before today."""

    trajectory_id: int
    user_id: int
    on: date
    number: int
    final: bool


def contact(cast: Cast, visit: Visit, topics: Sequence[int]) -> None:
    """One contact or attempt."""
    chance, number = cast.chance, visit.number
    reached = number == 0 or not cast.one_in(9)
    purpose = "intake" if number == 0 else "evaluation" if number % 10 == 9 else "regular"
    final_visit = visit.final and reached
    details = ContactDetails(
        on_date=visit.on,
        minutes=chance.choice((30, 45, 60, 60, 90)) if reached else 10,
        way="home_visit" if number == 0 else chance.choice(("home_visit", "home_visit", "phone", "office", "message")),
        purpose=purpose,
        reached=reached,
        topic_ids=frozenset(chance.sample(topics, chance.randint(1, 3))) if reached else frozenset(),
        note=chance.choice(NOTES) if reached else "Niet opgenomen. Bericht ingesproken.",
        interpreter_used=cast.one_in(5),
        next_appointment_on=cast.today if final_visit else None,
        next_appointment_at=time(next(cast.hours), 0) if final_visit else None,
    )
    log(cast.act(visit.user_id, visit.on), [visit.trajectory_id], details, f"demo-{visit.trajectory_id}-{number}")


def tick_some(cast: Cast, trajectory_id: int, user_id: int, last: date) -> None:
    """Most of what was due is done: at first by the volunteer, later more and more by themselves.
    All of a trajectory in one transaction, each with its own audit line, or the demo would take a minute to load."""
    with unit_of_work(cast.act(user_id, last)) as work:
        due = work.session.scalars(
            select(ChecklistItem)
            .where(
                ChecklistItem.trajectory_id == trajectory_id,
                ChecklistItem.state == "open",
                ChecklistItem.due_on <= last + timedelta(days=20),
            )
            .order_by(ChecklistItem.due_on, ChecklistItem.id)
        ).all()
        settled = [item for item in due if not cast.one_in(9)]
        lines = []
        for position, item in enumerate(settled):
            lines.append(settle(cast, item, user_id, last, late=position * 2 > len(settled)))
        if settled:
            *others, (_act, item, event, facts) = lines
            audit.write_all(work.session, [audit.line(act, event, item, facts) for act, item, event, facts in others])
            work.commit(event, item, **facts)


def settle(
    cast: Cast, item: ChecklistItem, user_id: int, last: date, late: bool
) -> tuple[Act, ChecklistItem, str, dict[str, object]]:
    """Tick an item, or call it not applicable; gives what its audit line says."""
    act = cast.act(user_id, min(max(item.due_on, last - timedelta(days=60)), last))
    item.changed_by_id, item.changed_at = user_id, act.at
    if cast.one_in(12):
        item.state, item.reason = "not_applicable", "Dit is niet nodig voor dit huishouden."
        return act, item, "item.not_applicable", {"item_id": item.id}
    doers = ("together", "client", "client") if late else ("volunteer", "together", "together")
    item.state, item.done_by = "done", cast.chance.choice(doers)
    return act, item, "item.ticked", {"item_id": item.id, "done_by": item.done_by}


def plan_ahead(cast: Cast) -> None:
    """Two volunteers away, one household on holiday."""
    coordinator = cast.act(cast.user_id("coordinator"), cast.today, hour=9)
    others = db.session.scalars(
        select(Volunteer.id).where(Volunteer.hours_per_week > Decimal(5)).order_by(Volunteer.id).limit(2)
    )
    for volunteer_id in list(others):
        plan_absence(coordinator, volunteer_id, cast.today - timedelta(days=3), cast.today + timedelta(days=18))
    trajectory_id, _user, _since = assignments()[-1]
    plan_silence(coordinator, trajectory_id, cast.today, cast.today + timedelta(days=14), "Op vakantie bij familie")
