"""The order of the pool: computed in SQL, by the facts that decide a claim."""

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.db import db
from portal.people.models.people import Absence
from portal.trajectories import queries, rules
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.pool import queries as pool_queries
from portal.trajectories.pool import reader as pool_reader

pytestmark = pytest.mark.each_database


@pytest.fixture
def volunteer(make):
    """Speaks Tigrinya, lives in 2132, has 8 hours."""
    return make.volunteer(languages=("Nederlands", "Tigrinya"))


def titles(page):
    return [heading.text for heading in page.all("h2") if heading.inside("article")]


def test_the_best_fit_comes_first_and_of_two_alike_who_waits_longest(make, sign_in, volunteer):
    def waits(area, language, **values):
        household = make.household(languages=(language,), postcode=f"{area} AB")
        make.trajectory(household=household, **{"waiting_since": make.day(-3), **values})

    waits("2001", "Turks", type="language_coaching", urgent=True, waiting_since=make.day(-90))
    waits("2002", "Turks", waiting_since=make.day(-4))
    waits("2003", "Turks", waiting_since=make.day(-5))
    waits("2004", "Turks", urgent=True)
    waits("2132", "Turks", urgent=True)
    waits("2006", "Tigrinya")

    found = titles(sign_in(volunteer.user).page("/beschikbaar"))

    assert [title[-4:] for title in found] == ["2006", "2132", "2004", "2003", "2002", "2001"]


@pytest.mark.parametrize("away", [(-1, 0), (0, 5), (-9, -1), (1, 9)])
def test_the_reader_of_the_pool_is_known_by_the_facts_that_decide_a_claim(make, volunteer, away):
    first, last = away
    make.save(Absence(volunteer=volunteer, starts_on=make.day(first), ends_on=make.day(last)))
    household = make.trajectory(claimed_by=volunteer, starts_on=make.day(-56)).household
    make.trajectory("har_pretrajectory", claimed_by=volunteer, household=household, starts_on=make.day(9))
    make.trajectory(claimed_by=volunteer, starts_on=make.day(-182), ends_on=make.day(99))
    make.trajectory(claimed_by=volunteer, closed_on=make.today, closure_outcome="completed")
    make.assignment(make.trajectory(), volunteer, ends_on=make.today)

    who = pool_reader.reader(make.actor(volunteer.user), make.today)

    assert who.facts == queries.volunteer_facts([volunteer.id], make.today)[volunteer.id]
    assert who.facts.hours_offered == (0 if first <= 0 <= last else volunteer.hours_per_week)
    assert (who.facts.hours_expected, who.facts.households) == (Decimal("5.75"), 2)


def test_the_order_in_sql_and_the_rules_of_claiming_agree(make):
    for hours in ("0", "1.25", "2", "2.5", "3", "8"):
        volunteer = make.volunteer(hours_per_week=Decimal(hours), languages=("Turks",), postcode="2134 AB")
        for number, code in enumerate(("social_support", "settlement_coaching", "har_pretrajectory")):
            language, area = ("Turks", "2134 AB") if number else ("Arabisch", "2135 AB")
            household = make.household(languages=(language,), postcode=area)
            days = (-56, 30, -28)[number]
            make.trajectory(code, household=household, starts_on=make.day(days), ends_on=make.day(300), urgent=True)
        who = pool_reader.reader(make.actor(volunteer.user), make.today)

        for row in pool_queries.pool(who, limit=100).rows:
            bits = (
                volunteer.function in row.facts.functions,
                rules.hours_fit(who.facts, row.facts),
                bool(rules.shared_languages(who.facts, row.facts)),
                row.area == "2134",
                row.urgent,
            )
            assert row.position.score == int("".join(str(int(bit)) for bit in bits), 2)
            claimed_by = queries.trajectory_facts(db.session.get(Trajectory, row.id), make.today)
            assert row.refusals == tuple(rules.claim_refusals(who.facts, claimed_by, make.today))
            assert replace(row.facts, functions=claimed_by.functions) == claimed_by


def test_the_pool_is_paged_by_key_and_shows_each_trajectory_once(make, sign_in, volunteer):
    for number in range(30):
        make.trajectory(waiting_since=make.day(-number % 4), urgent=number % 3 == 0)
    visitor = sign_in(volunteer.user)

    first = visitor.page("/beschikbaar")
    second = visitor.page(first.links["Volgende"])

    claims = [node.get("href") for page in (first, second) for node in page.all("a") if "/claimen" in node.get("href")]
    assert len(claims) == len(set(claims)) == 30
    assert "30 trajecten wachten" in first.text
    assert "30 trajecten wachten" in second.text
    assert "Volgende" not in second.links
