"""The functional admin on duration rules: a change is a new rule, and what runs keeps its end date."""

from datetime import date

import pytest

from portal.db import db
from portal.refusals import Refused
from portal.trajectories.configuration.duration_rules import service as duration_rules_service
from portal.trajectories.configuration.duration_rules.service import RuleText
from portal.trajectories.models.configuration import DurationRule
from portal.trajectories.starting import start_trajectory
from portal.work import unit_of_work
from tests.support.configuring import beside
from tests.support.races import race


@pytest.fixture
def admin(make):
    return make.admin()


@pytest.fixture
def visitor(sign_in, admin):
    return sign_in(admin)


@pytest.fixture
def social(make):
    return make.type("social_support")


def started(make, household):
    """A trajectory of social support that starts now, by the rules of now."""
    act = make.act(make.coordinator())
    with unit_of_work(act) as work:
        trajectory = start_trajectory(work, make.reload(household), make.type("social_support"), "WI2021", act.today)
        work.commit("trajectory.added", trajectory, type="social_support")
    return trajectory


def rule_text(social, **values):
    plain = {"municipality_id": None, "housed_from": None, "housed_before": None, "source": "Afspraak"}
    return RuleText(**{"type_id": social.id, "months": 12, "verified_on": None, **plain, **values})


def card_of(visitor, place):
    return next(node for node in visitor.page("/beheer/duurregels").all("article") if place in node.text)


def facts_of(visitor, place):
    """The facts on the card of a rule, by their labels."""
    card = card_of(visitor, place)
    return dict(zip(*([node.text for node in card.all(tag)] for tag in ("dt", "dd")), strict=True))


def test_a_changed_rule_is_a_new_rule_and_what_runs_keeps_its_end_date(visitor, make):
    household = make.household(municipality=make.municipality("Haarlem"), housed_on=date(2026, 2, 1))
    running = started(make, household)
    assert running.ends_on == date(2027, 2, 1)
    old = running.duration_rule_id
    page = visitor.page("/beheer/duurregels")
    card = next(node for node in page.all("article") if node.all("a", href=f"/beheer/duurregels/{old}/wijzigen"))
    assert "Trajecten met deze regel 1" in card.text
    visitor.page(f"/beheer/duurregels/{old}/wijzigen").form("Opslaan").submit(
        months="18", source="Raadsbesluit 2026", verified_on=""
    )
    kept = db.session.get(DurationRule, old)
    assert (kept.months, kept.ended_on) == (12, make.today)
    new = db.session.query(DurationRule).filter_by(months=18).one()
    assert (new.municipality_id, new.housed_from, new.ended_on) == (kept.municipality_id, kept.housed_from, None)
    running = make.reload(running)
    assert (running.ends_on, running.duration_rule_id) == (date(2027, 2, 1), old)
    other = make.household(municipality=make.municipality("Haarlem"), housed_on=date(2026, 2, 1))
    assert started(make, other).ends_on == date(2027, 8, 1)


def test_an_overlapping_rule_is_refused_by_name_and_a_neighbouring_one_is_not(visitor, make, social):
    haarlem = str(make.municipality("Haarlem").id)
    form = visitor.page("/beheer/duurregels/nieuw").form("Toevoegen")
    values = {"type_id": str(social.id), "municipality_id": haarlem, "months": "6", "source": "Proef"}
    overlap = form.submit(housed_from="2019-12-31", housed_before="2020-01-01", **values)
    assert overlap.status == 422
    assert "geldt in deze periode al een regel" in beside(overlap, "housed_from")
    assert overlap.form("Toevoegen").fields["source"] == ["Proef"]
    here = {**values, "municipality_id": str(make.municipality().id)}
    assert form.submit(housed_before="2020-01-01", **here).status == 303
    assert form.submit(housed_from="2020-01-01", **here).status == 303
    assert "Kies een latere dag" in beside(
        form.submit(housed_from="2020-01-01", housed_before="2020-01-01", **here), "housed_before"
    )
    assert "nog niet geweest" in beside(form.submit(verified_on=str(make.day(1)), **here), "verified_on")


def test_overlapping_rules_at_once_leave_one(make, admin, social):
    act, key = make.act(admin), make.municipality().id
    texts = [
        rule_text(social, municipality_id=key, housed_from=date(2020 + number, 1, 1), months=6 + number)
        for number in range(4)
    ]
    answers = race(4, lambda number: duration_rules_service.add_rule(act, texts[number]))
    assert sorted(str(each) for each in answers if isinstance(each, Refused)) == ["rules_overlap"] * 3
    assert db.session.query(DurationRule).filter_by(municipality_id=key).count() == 1


def test_a_rule_replaced_by_two_at_once_is_replaced_once_and_the_other_keeps_the_text(visitor, make, social):
    rule = db.session.query(DurationRule).filter_by(municipality_id=None).one()
    form = visitor.page(f"/beheer/duurregels/{rule.id}/wijzigen").form("Opslaan")
    assert form.submit(months="10").status == 303
    late = form.submit(months="11", source="Mijn besluit")
    assert late.status == 422
    assert "intussen vervangen of beëindigd" in late.text
    assert late.form("Opslaan").fields["source"] == ["Mijn besluit"]
    current = db.session.query(DurationRule).filter_by(municipality_id=None, ended_on=None)
    assert [each.months for each in current] == [10]


def test_a_rule_ends_and_the_one_for_everywhere_takes_over(visitor, make):
    place = make.municipality("Den Haag")
    rule = db.session.query(DurationRule).filter_by(municipality_id=place.id).one()
    visitor.page(f"/beheer/duurregels/{rule.id}/beeindigen").form("Beëindigen").submit()
    assert make.reload(rule).ended_on == make.today
    everywhere = db.session.query(DurationRule).filter_by(municipality_id=None).one()
    assert started(make, make.household(municipality=place)).duration_rule_id == everywhere.id


def test_an_ended_rule_stays_to_read_in_a_list_of_its_own_and_nothing_more_can_be_done_with_it(visitor, make):
    rule = db.session.query(DurationRule).filter_by(municipality_id=make.municipality("Den Haag").id).one()
    assert "Beëindigd" not in [node.text for node in visitor.page("/beheer/duurregels").all("h2")]
    visitor.page(f"/beheer/duurregels/{rule.id}/beeindigen").form("Beëindigen").submit()
    page = visitor.page("/beheer/duurregels")
    counts, ended = (node.inside("section") for node in page.all("h2"))
    assert not [node for node in counts.all("article") if "Den Haag" in node.text or "Beëindigd op" in node.text]
    (card,) = ended.all("article")
    assert "Den Haag" in card.text
    assert "Beëindigd op 09-03-2026" in card.text
    assert [node.has({"class": "closed"}) for node in page.all("article")] == [False, False, False, True]
    assert not card.all("a", "button")
    assert all(node.all("a", "button") for node in counts.all("article"))


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        (date(2020, 1, 1), date(2022, 1, 1), "van 01-01-2020 tot 01-01-2022"),
        (date(2020, 1, 1), None, "vanaf 01-01-2020"),
        (None, date(2022, 1, 1), "vóór 01-01-2022"),
        (None, None, "altijd"),
    ],
)
def test_a_rule_says_for_which_days_of_housing_it_counts(visitor, make, admin, social, first, end, words):
    place = make.municipality("Polderstad")
    text = rule_text(social, municipality_id=place.id, housed_from=first, housed_before=end)
    duration_rules_service.add_rule(make.act(admin), text)
    assert facts_of(visitor, "Polderstad")["Gehuisvest"] == words


@pytest.mark.parametrize(
    ("checked", "words", "stands_out"),
    [
        (None, "nooit", True),
        (date(2025, 3, 8), "08-03-2025", True),
        (date(2025, 3, 9), "09-03-2025", False),
    ],
)
def test_what_was_checked_over_a_year_ago_or_never_stands_out(visitor, make, admin, social, checked, words, stands_out):
    text = rule_text(social, municipality_id=make.municipality("Polderstad").id, verified_on=checked)
    duration_rules_service.add_rule(make.act(admin), text)
    assert facts_of(visitor, "Polderstad")["Gecontroleerd"] == words
    badges = [node.text for node in card_of(visitor, "Polderstad").all("span", class_="badge")]
    assert badges == ([words] if stands_out else [])


def test_checking_a_rule_against_its_source_makes_no_new_rule(visitor, make):
    rule = db.session.query(DurationRule).filter_by(municipality_id=None).one()
    assert rule.verified_on is None
    assert "1 regel te controleren" in visitor.page("/beheer").text
    visitor.send(f"/beheer/duurregels/{rule.id}/gecontroleerd")
    assert make.reload(rule).verified_on == make.today
    assert db.session.query(DurationRule).count() == 4
    card = next(node for node in visitor.page("/beheer").all("article") if "Duurregels" in node.text)
    assert "te controleren" not in card.text
