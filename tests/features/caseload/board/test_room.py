"""The board says "ruimte" only of who could claim something that waits, by the rule that decides the claim."""

import random
from decimal import Decimal

import pytest

from portal.refusals import Refused
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.pool import queries as pool
from portal.trajectories.pool.reader import reader
from tests.support.tables import cells, rows

pytestmark = pytest.mark.each_database

NOT_ALLOWED = {
    "without a certificate": {"conduct_certificate_seen_on": None},
    "without the course": {"basic_course_on": None},
    "without the agreement": {"confidentiality_signed_on": None},
    "for something else": {"function": "budget_coach"},
    "with too few hours": {"hours_per_week": Decimal(2)},
    "leaving": {"status": "leaving"},
}


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def words(visitor, address="/bord"):
    """The name of each volunteer on the board and the word beside the bar."""
    return {row.all("a")[0].text: cells(row)["Bezet"] for row in rows(visitor.page(address))}


@pytest.mark.parametrize("case", NOT_ALLOWED)
def test_rule_4_who_may_not_claim_what_waits_has_no_room(make, sign_in, coordinator, case):
    may, may_not = make.volunteer(), make.volunteer(**NOT_ALLOWED[case])
    make.trajectory()
    visitor = sign_in(coordinator)
    assert words(visitor) == {may.name: "ruimte", may_not.name: ""}
    assert words(visitor, "/bord?toon=ruimte") == {may.name: "ruimte"}


def test_nobody_has_room_while_nothing_waits(make, sign_in, coordinator):
    volunteer = make.volunteer()
    visitor = sign_in(coordinator)
    assert words(visitor) == {volunteer.name: ""}
    assert words(visitor, "/bord?toon=ruimte") == {}


def test_what_is_kept_for_one_volunteer_is_room_for_them_alone(make, sign_in, coordinator, clock):
    first, second = make.volunteer(), make.volunteer()
    kept = make.trajectory()
    kept.reserve(first, make.day(3))
    make.save(kept)
    visitor = sign_in(coordinator)
    assert words(visitor) == {first.name: "ruimte", second.name: ""}
    clock.move(days=4)
    assert set(words(sign_in(coordinator)).values()) == {"ruimte"}


def test_who_is_full_in_households_is_called_full(make, sign_in, coordinator):
    volunteer = make.volunteer(max_households=1, hours_per_week=Decimal(20))
    make.trajectory(claimed_by=volunteer)
    make.trajectory()
    assert words(sign_in(coordinator)) == {volunteer.name: "vol"}


def test_the_word_stands_beside_exactly_those_who_can_claim(make, sign_in, coordinator):
    chance = random.Random(14)
    types = ("social_support", "settlement_coaching", "language_coaching", "har_pretrajectory")
    volunteers = [
        make.volunteer(
            function=chance.choice(("supporter", "settlement_coach", "language_coach", "budget_coach")),
            hours_per_week=Decimal(chance.choice((1, 2, 3, 4, 8))),
            max_households=chance.choice((1, 2, 4)),
            basic_course_on=chance.choice((None, make.day(-5), make.day(-5), make.day(-5))),
        )
        for _each in range(24)
    ]
    for number in range(18):
        taken = chance.choice(volunteers) if number % 2 else None
        made = make.trajectory(chance.choice(types), claimed_by=taken, starts_on=make.day(-chance.randrange(200)))
        if taken is None and chance.random() < 0.5:
            made.reserve(chance.choice(volunteers), make.day(chance.choice((-1, 5))))
            make.save(made)
    visitor = sign_in(coordinator)
    room = {name for name, word in words(visitor).items() if word == "ruimte"}
    assert room == set(words(visitor, "/bord?toon=ruimte"))
    can = set()
    for volunteer in volunteers:
        act = make.act(volunteer.user)
        offered = pool.pool(reader(act.actor, act.today), limit=100).rows
        if any(not each.refusals for each in offered):
            can.add(volunteer.name)
    assert 2 < len(can) < 22
    assert room == can
    volunteer = next(each for each in volunteers if each.name not in can)
    waiting = make.trajectory()
    if volunteer.function != "supporter":
        with pytest.raises(Refused):
            assignments_service.claim(make.act(volunteer.user), waiting.id)
