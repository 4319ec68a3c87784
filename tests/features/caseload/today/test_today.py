"""Vandaag: my households, the ones that need me first, each with why."""

from datetime import time

import brotli
import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from tests.support.audit import lines
from tests.support.statements import statements

PHONES = {
    "Mozilla/5.0 (Linux; Android 14; Pixel 8)": "geo:0,0?q=Kerklaan%201%2C%202132%20AB%20Hoofddorp",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)": "maps:?daddr=Kerklaan%201%2C%202132%20AB%20Hoofddorp",
    "Mozilla/5.0 (X11; Linux x86_64)": (
        "https://www.openstreetmap.org/directions?to=Kerklaan%201%2C%202132%20AB%20Hoofddorp"
    ),
}


@pytest.fixture
def volunteer(make):
    return make.volunteer(max_households=50)


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


@pytest.fixture
def supports(make, volunteer):
    """`supports("Senait")`: a household the volunteer supports since 30 days, met 3 days ago at an intake."""

    def start(name, met=3, **values):
        household = make.household(client={"first_name": name, "last_name": "Tekle"}, **values.pop("household", {}))
        values = {"claimed_by": volunteer, "starts_on": make.day(-30), **values}
        trajectory = make.trajectory(household=household, **values)
        if met is not None:
            make.contact(trajectory, volunteer.user, on_date=make.day(-met), purpose="intake")
        return trajectory

    return start


def cards(page):
    shown = [item for item in page.all("li") if item.all("h3")]
    return {item.all("h3")[0].text.removesuffix(" Tekle"): item for item in shown}


def headings(page):
    return [heading.text for heading in page.all("h2")]


def test_who_needs_me_comes_first_and_each_says_why(make, visitor, volunteer, supports):
    supports("Calm")
    today = supports("Today", met=5)
    make.contact(
        today, volunteer.user, on_date=make.day(-4), next_appointment_on=make.today, next_appointment_at=time(14, 30)
    )
    make.checklist(supports("Late"), due_on=make.day(-9))
    supports("Quiet", met=20)
    supports("New", met=None, starts_on=make.day(-2))
    supports("Unmet", met=None)

    found = cards(visitor.page("/vandaag"))

    assert list(found) == ["Today", "Unmet", "New", "Quiet", "Late", "Calm"]
    for name, words in {
        "Unmet": "Nog geen intake, 30 dagen na de koppeling",
        "New": "Nog geen eerste contact, 2 dagen na de koppeling",
        "Quiet": "Al 20 dagen geen contact",
        "Late": "3 checklistpunten te laat, het oudste 9 dagen",
        "Today": "14:30",
        "Calm": "laatste contact 3 dagen geleden",
    }.items():
        assert words in found[name].text


def test_the_first_sentence_counts_the_households_that_need_me(make, visitor, supports):
    household = supports("Senait", met=None).household
    supports("Yonas", met=20)
    supports("Calm")
    make.trajectory("har_pretrajectory", household=household, claimed_by=make.volunteer())

    assert "Maandag 9 maart. 2 huishoudens vragen iets van u." in visitor.page("/vandaag").text


def test_when_nobody_needs_me_the_page_says_so(visitor, supports):
    supports("Calm")

    page = visitor.page("/vandaag")

    assert "Maandag 9 maart. Niemand wacht op u." in page.text
    assert headings(page) == ["Gaat goed"]


def test_each_household_can_be_called_found_and_logged(visitor, supports):
    trajectory = supports("Senait", household={"street": "Kerklaan", "house_number": "1"})

    links = {node.text: node.get("href") for node in visitor.page("/vandaag").all("a")}

    assert links["Senait Tekle"] == f"/trajecten/{trajectory.id}"
    assert links["Contact vastleggen Senait Tekle"] == f"/trajecten/{trajectory.id}/contact"
    assert links["Bellen Senait Tekle"] == "tel:+31612340000"


@pytest.mark.parametrize("device", PHONES)
def test_the_way_opens_in_the_phones_own_app(visitor, supports, device):
    supports("Senait", household={"street": "Kerklaan", "house_number": "1"})

    page = visitor.page("/vandaag", headers={"User-Agent": device})

    assert {node.text: node.get("href") for node in page.all("a")}["Route Senait Tekle"] == PHONES[device]


def test_without_a_number_there_is_nothing_to_call(make, visitor, supports):
    household = supports("Senait").household
    household.clients[0].phone = None
    make.save(household)

    assert "Bellen" not in visitor.page("/vandaag").text


def test_the_number_is_of_somebody_who_lives_there_now(make, visitor, supports):
    household = supports("Senait").household
    household.clients[0].left_on = make.today
    make.save(household)

    assert "tel:" not in visitor.page("/vandaag").html


def test_an_appointment_ahead_is_named_with_its_day(make, visitor, volunteer, supports):
    make.contact(supports("Senait"), volunteer.user, next_appointment_on=make.day(3), next_appointment_at=time(9, 0))

    page = visitor.page("/vandaag")

    assert "afspraak donderdag 12 maart om 09:00" in cards(page)["Senait"].text
    assert headings(page) == ["Gaat goed", "Wat komt"]
    assert "do 12 mrt, 09:00 Senait Tekle" in page.text


def test_an_appointment_that_passed_is_asked_after_and_logged_on_its_own_day(make, visitor, volunteer, supports):
    trajectory = supports("Senait", met=5)
    make.contact(trajectory, volunteer.user, on_date=make.day(-5), next_appointment_on=make.day(-2))

    page = visitor.page("/vandaag")
    assert "Is de afspraak van 2 dagen geleden doorgegaan?" in page.text
    form = visitor.page(page.links["Contact vastleggen Senait Tekle"]).form("Vastleggen")
    assert form.fields["on_date"] == [make.day(-2).isoformat()]
    form.submit(_button="Niet bereikt")

    assert "doorgegaan" not in visitor.page("/vandaag").text


def test_an_appointment_of_before_my_time_is_not_asked_after(make, visitor, volunteer):
    trajectory = make.trajectory(starts_on=make.day(-30))
    make.contact(trajectory, make.coordinator(), on_date=make.day(-9), next_appointment_on=make.day(-8))
    make.assignment(trajectory, volunteer, starts_on=make.day(-2))

    assert "Nog geen eerste contact" in visitor.page("/vandaag").text
    assert "doorgegaan" not in visitor.page("/vandaag").text


@pytest.mark.parametrize("asked", ["2026-03-10", "2020-01-01", "gisteren", "\u0661"])
def test_a_link_to_a_day_that_cannot_be_offers_today(make, visitor, supports, asked):
    page = visitor.page(f"/trajecten/{supports('Senait').id}/contact?dag={asked}")

    assert page.form("Vastleggen").fields["on_date"] == [make.today.isoformat()]


def test_rule_3_only_what_i_support_now_is_there(make, visitor, volunteer, supports):
    supports("Mine")
    supports("Theirs", met=None, claimed_by=make.volunteer())
    supports("Waiting", met=None, claimed_by=None)
    supports("Closed", closed_on=make.today, closure_outcome="moved_away")
    former = supports("Former", met=None, claimed_by=None)
    make.assignment(former, volunteer, ends_on=make.today)

    assert list(cards(visitor.page("/vandaag"))) == ["Mine"]


def test_rule_11_each_name_leaves_one_line_in_a_quarter_of_an_hour(make, visitor, supports, clock):
    trajectories = [supports("Senait"), supports("Yonas")]

    for _look in range(3):
        visitor.page("/vandaag")
    assert {line.subject_id for line in lines("trajectory.listed")} == {each.id for each in trajectories}
    assert len(lines("trajectory.listed")) == 2

    clock.move(minutes=15)
    visitor.page("/vandaag")
    assert len(lines("trajectory.listed")) == 4
    assert db.session.scalars(select(AuditLine.facts)).all()[-1] == {"list": "today"}


def test_who_supports_nobody_yet_is_shown_the_way_to_the_pool(visitor):
    page = visitor.page("/vandaag")

    assert "U begeleidt nog geen huishouden" in page.text
    assert page.links["Naar Beschikbaar"] == "/beschikbaar"


def test_notices_are_announced_only_when_there_are(make, sign_in, visitor, volunteer, supports):
    trajectory = supports("Senait")
    assert "melding" not in " ".join(node.text for node in visitor.page("/vandaag").all("main"))

    sign_in(make.coordinator()).send(f"/trajecten/{trajectory.id}/vrijgeven", {"reason": "illness"}, status=303)

    assert visitor.page("/vandaag").links["U hebt 1 nieuwe melding"] == "/meldingen"


def test_the_page_asks_the_database_the_same_for_5_households_and_for_50(app, make, visitor, supports, clock):
    def asked():
        visitor.page("/vandaag")
        with statements(app) as seen:
            visitor.page("/vandaag")
        return len(seen)

    for number in range(5):
        make.checklist(supports(f"Household {number}"), due_on=make.day(-1))
    few = asked()
    for number in range(45):
        make.checklist(supports(f"Other {number}"), due_on=make.day(-1))

    assert asked() == few


def test_the_page_of_seven_households_weighs_at_most_14_kilobytes(make, visitor, supports):
    for number in range(7):
        make.checklist(supports(f"Household {number}", met=20), due_on=make.day(-1))

    html = visitor.page("/vandaag").response.get_data()

    assert len(brotli.compress(html, quality=4)) <= 14 * 1024


def test_a_notice_is_announced_above_the_households_too(make, visitor, volunteer, supports):
    supports("Senait")
    make.notice(volunteer.user)

    assert visitor.page("/vandaag").links["U hebt 1 nieuwe melding"] == "/meldingen"
