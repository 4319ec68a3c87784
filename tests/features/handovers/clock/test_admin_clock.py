"""The functional admin on terms and days off."""

from datetime import date

import pytest

from portal.handovers.terms import queries as terms_queries
from portal.handovers.terms import service as terms_service
from portal.handovers.terms.rules import Terms
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.configuring import beside

PAGE = "/beheer/termijnen"
EASTER = date(2026, 4, 6)


@pytest.fixture
def visitor(sign_in, make):
    return sign_in(make.admin())


def free(day):
    return day in terms_queries.free_days(day, day)


def test_a_new_portal_has_the_terms_of_the_agreement(app, make):
    setting = terms_queries.settings()
    assert setting.terms == Terms(5, 10, 20)
    assert (setting.overlap_weeks, setting.check_after_weeks) == (4, 6)


def test_terms_are_changed_and_stay_in_order(visitor):
    form = visitor.page(f"{PAGE}/wijzigen").form("Opslaan")
    assert "meer werkdagen dan tot de herinnering" in beside(form.submit(escalate_after="5"), "escalate_after")
    assert "meer werkdagen dan tot het doorgeven" in beside(form.submit(lapse_after="9"), "lapse_after")
    assert "van 1 tot en met 200" in beside(form.submit(reminder_after="0"), "reminder_after")
    page = form.submit(reminder_after="3", lapse_after="15").follow()
    assert terms_queries.settings().terms == Terms(3, 10, 15)
    assert "na 3 werkdagen zonder antwoord" in page.text
    assert [line.facts["change"] for line in lines("configuration.changed")] == ["reminder_after,lapse_after"]


def test_two_admins_at_once_lose_nothing(visitor, make, sign_in):
    form = visitor.page(f"{PAGE}/wijzigen").form("Opslaan")
    sign_in(make.admin()).page(f"{PAGE}/wijzigen").form("Opslaan").submit(reminder_after="4")
    page = form.submit(overlap_weeks="2")
    assert page.status == 422
    assert page.form("Opslaan").fields["overlap_weeks"] == ["2"]
    assert terms_queries.settings().overlap_weeks == 4


def test_the_public_holidays_of_two_years_stand_there_without_weekends(visitor):
    text = visitor.page(PAGE).text
    for words in ("6 april 2026", "Tweede paasdag", "Koningsdag", "25 december 2028"):
        assert words in text
    assert "5 april 2026" not in text, "Easter Sunday"
    assert "1 januari 2026" not in text, "a day that is over"


def test_on_a_holiday_people_can_work_and_a_second_tap_changes_nothing(visitor):
    assert free(EASTER)
    for _tap in range(2):
        visitor.send(f"{PAGE}/dagen/2026-04-06/werken", status=303)
    assert not free(EASTER)
    page = visitor.page(PAGE)
    for _tap in range(2):
        page.form("/dagen/2026-04-06/vrij").submit().follow()
    assert free(EASTER)
    assert len(lines("configuration.changed")) == 2


def test_a_day_off_is_added_once_and_taken_back(visitor):
    bridge = date(2026, 5, 15)
    for _tap in range(2):
        visitor.page(f"{PAGE}/dagen/nieuw").form("Toevoegen").submit(day="2026-05-15", name="Brugdag").follow()
    assert free(bridge)
    assert "Brugdag" in visitor.page(PAGE).text
    visitor.page(PAGE).form("/dagen/2026-05-15/werken").submit().follow()
    assert not free(bridge)
    assert len(lines("configuration.changed")) == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-06", "al voorbij"),
        ("2026-05-16", "Zaterdag en zondag"),
        ("2026-04-27", "al vrij"),
        ("32-13-2026", ""),
    ],
)
def test_a_day_that_cannot_be_added_says_so_beside_the_field(visitor, day, words):
    page = visitor.page(f"{PAGE}/dagen/nieuw").form("Toevoegen").submit(day=day, name="Brugdag")
    assert page.status == 422
    assert words in beside(page, "day")


@pytest.mark.each_database
@pytest.mark.parametrize("day", ["2026-03-10", "morgen", "2026-02-30"])
def test_a_day_that_is_not_special_is_not_found(visitor, day):
    for step in ("werken", "vrij"):
        visitor.send(f"{PAGE}/dagen/{day}/{step}", status=404)


def test_a_day_that_somebody_added_meanwhile_is_named(make):
    act = make.act(make.admin())
    terms_service.add_free_day(act, date(2026, 5, 15), "Brugdag")
    with pytest.raises(Refused, match="day_free_already"):
        terms_service.add_free_day(act, date(2026, 5, 15), "Teamdag")
