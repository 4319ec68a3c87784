"""The board has room only of who could claim something that waits, by the rule that decides the claim (rule 13)."""

import random
from decimal import Decimal

import pytest

from portal.refusals import Refused
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.pool import queries as pool
from portal.trajectories.pool.reader import reader
from tests.support.tables import by_group

pytestmark = pytest.mark.each_database

ROOM = "Plek voor wie wacht"
NOT_ALLOWED = {
    "without a certificate": ({"conduct_certificate_seen_on": None}, "Binnenkort plek"),
    "without the course": ({"basic_course_on": None}, "Binnenkort plek"),
    "without the agreement": ({"confidentiality_signed_on": None}, "Binnenkort plek"),
    "applying": ({"status": "applying"}, "Binnenkort plek"),
    "for something else": ({"function": "budget_coach"}, "Niet voor wie nu wacht"),
    "with too few hours": ({"hours_per_week": Decimal(2)}, "Vol"),
    "leaving": ({"status": "leaving"}, "Stopt"),
}


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def groups(visitor, address="/bord"):
    """The name of each volunteer on the board and the group in which they stand."""
    found = by_group(visitor.page(address))
    return {name: head for head, names in found.items() for name in names}


@pytest.mark.parametrize("case", NOT_ALLOWED)
def test_rule_4_who_may_not_claim_what_waits_has_no_room(make, sign_in, coordinator, case):
    values, group = NOT_ALLOWED[case]
    may, may_not = make.volunteer(), make.volunteer(**values)
    make.trajectory()
    visitor = sign_in(coordinator)
    assert groups(visitor) == {may.name: ROOM, may_not.name: group}
    assert groups(visitor, "/bord?toon=ruimte") == {may.name: ROOM}


def test_nobody_has_room_while_nothing_waits(make, sign_in, coordinator):
    volunteer = make.volunteer()
    visitor = sign_in(coordinator)
    assert groups(visitor) == {volunteer.name: "Niet voor wie nu wacht"}
    assert groups(visitor, "/bord?toon=ruimte") == {}


def test_what_is_kept_for_one_volunteer_is_room_for_them_alone(make, sign_in, coordinator, clock):
    first, second = make.volunteer(), make.volunteer()
    kept = make.trajectory()
    kept.reserve(first, make.day(3))
    make.save(kept)
    visitor = sign_in(coordinator)
    assert groups(visitor) == {first.name: ROOM, second.name: "Niet voor wie nu wacht"}
    clock.move(days=4)
    assert set(groups(sign_in(coordinator)).values()) == {ROOM}


def test_who_is_full_in_households_is_called_full(make, sign_in, coordinator):
    volunteer = make.volunteer(max_households=1, hours_per_week=Decimal(20))
    make.trajectory(claimed_by=volunteer)
    make.trajectory()
    assert groups(sign_in(coordinator)) == {volunteer.name: "Vol"}


def test_rule_13_exactly_those_who_can_claim_have_room(make, sign_in, coordinator):
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
    room = {name for name, group in groups(visitor).items() if group == ROOM}
    assert room == set(groups(visitor, "/bord?toon=ruimte"))
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
