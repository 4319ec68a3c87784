"""Every number of the board is the number of rows behind it, and says what the rules say."""

import random
from decimal import Decimal

import pytest

from portal.caseload import queries
from portal.caseload.lists import marked as lists_marked
from portal.db import db
from portal.trajectories.models.trajectory import PlannedSilence, Trajectory
from portal.trajectories.queries import visible_to
from tests.support.statements import statements
from tests.support.tables import cells, rows

pytestmark = pytest.mark.each_database

ADDRESSES = {
    "waiting": "/bord/wachtlijst",
    "without_intake": "/bord/zonder-intake",
    "gone_quiet": "/bord/stil",
    "ending": "/bord/loopt-af",
    "open_handovers": "/bord/overdrachten",
}


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def tiles(page):
    """The address of each number beside the board → the number."""
    (numbers,) = page.all("ul", class_="tallies")
    return {number.get("href"): int(number.all("b")[0].text) for number in numbers.all("a")}


def marks(actor, make, name):
    statement = lists_marked.LISTS[name](actor, make.today)
    return {row.id: row.mark for row in db.session.execute(statement)}


def files(make, chance, how_many):
    """Trajectories in every state that a list asks about."""
    team, volunteers = make.team(), [make.volunteer() for _each in range(3)]
    for _each in range(how_many):
        claimed = chance.random() < 0.8
        starts_on = make.day(-chance.choice((3, 20, 60, 200)))
        trajectory = make.trajectory(
            claimed_by=chance.choice(volunteers) if claimed else None,
            starts_on=starts_on,
            claimed_on=max(starts_on, make.day(-chance.choice((13, 14, 15, 40)))),
            ends_on=make.day(chance.choice((-2, 0, 91, 92, 93, 300))),
        )
        for _contact in range(chance.randrange(0, 3) if claimed else 0):
            make.contact(
                trajectory,
                volunteers[0].user,
                on_date=make.day(-chance.choice((1, 14, 15, 21, 22, 29, 80))),
                purpose=chance.choice(("intake", "regular")),
                reached=chance.random() < 0.8,
                withdrawn_at=make.clock() if chance.random() < 0.2 else None,
            )
        for _silence in range(chance.choice((0, 0, 1, 2))):
            start = chance.randrange(-40, 2)
            make.save(
                PlannedSilence(
                    trajectory_id=trajectory.id,
                    starts_on=make.day(start),
                    ends_on=make.day(start + chance.randrange(0, 20)),
                    reason="Vakantie",
                )
            )
        if chance.random() < 0.3:
            make.handover(trajectory, team)


@pytest.mark.parametrize("seed", range(3))
def test_the_lists_say_of_every_trajectory_what_its_signals_say(make, coordinator, seed):
    files(make, random.Random(seed), 25)
    actor = make.actor(coordinator)
    trajectories = list(db.session.scalars(visible_to(actor).where(Trajectory.closed_on.is_(None))))
    signals = queries.signals_for(trajectories, make.today)
    for name, codes in (
        ("without_intake", {"intake_overdue": -1}),
        ("gone_quiet", {"gone_quiet": -1}),
        ("ending", {"ending_soon": 1, "end_passed": -1}),
    ):
        said = {
            key: codes[each.code] * each.days for key, found in signals.items() for each in found if each.code in codes
        }
        assert said == {key: (mark - make.today).days for key, mark in marks(actor, make, name).items()}, name
    assert set(marks(actor, make, "waiting")) == {each.id for each in trajectories if each.current is None}


@pytest.mark.parametrize("seed", range(2))
def test_every_number_opens_exactly_its_rows(make, sign_in, coordinator, seed):
    files(make, random.Random(100 + seed), 20)
    elsewhere = make.location("Team Haarlem")
    stranger = make.volunteer(elsewhere)
    make.trajectory(location=elsewhere)
    make.trajectory(claimed_by=stranger, ends_on=make.today, starts_on=make.day(-100))
    visitor = sign_in(coordinator)
    numbers = tiles(visitor.page("/bord"))
    assert list(numbers) == list(ADDRESSES.values())
    assert sum(numbers.values()) > 0
    for address, number in numbers.items():
        assert len(rows(visitor.page(address))) == number, address


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(app, make, sign_in, coordinator, name):
    files(make, random.Random(3), 10)
    visitor = sign_in(coordinator)
    visitor.page(ADDRESSES[name])
    with statements(app) as few:
        visitor.page(ADDRESSES[name])
    files(make, random.Random(4), 40)
    visitor.page(ADDRESSES[name])
    with statements(app) as many:
        visitor.page(ADDRESSES[name])
    assert len(few) == len(many)


def test_exactly_full_is_full_and_not_too_full(make, sign_in, coordinator):
    exactly = make.volunteer(hours_per_week=Decimal(3), max_households=1)
    make.trajectory(claimed_by=exactly)
    visitor = sign_in(coordinator)
    (row,) = rows(visitor.page("/bord"))
    assert (cells(row)["Vrij"], cells(row)["Huishoudens"]) == ("0", "1 van 1")
    assert "te vol" not in cells(row)["Bezet"]
    assert rows(visitor.page("/bord?toon=te-vol")) == []
    assert rows(visitor.page("/bord?toon=ruimte")) == []
