"""Vandaag: the greeting, the appointments of today, and the action that answers what is asked."""

from datetime import time

import pytest


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


@pytest.mark.parametrize(
    ("hour", "words"), [(9, "Goedemorgen, "), (12, "Goedemiddag, "), (17, "Goedemiddag, "), (18, "Goedenavond, ")]
)
def test_the_page_greets_by_the_hour_and_the_first_name(sign_in, volunteer, clock, hour, words):
    clock.set(clock.moment.replace(hour=hour))

    assert sign_in(volunteer.user).page("/vandaag").heading == words + volunteer.user.first_name


@pytest.fixture
def appointments(make, volunteer, supports):
    """`appointments("Senait", time(14))`: a household met five days ago, with an appointment of today at this hour."""

    def agree(name, at, **values):
        trajectory = supports(name, met=5, **values)
        make.contact(
            trajectory, volunteer.user, on_date=make.day(-4), next_appointment_on=make.today, next_appointment_at=at
        )
        return trajectory

    return agree


def test_the_appointments_of_today_stand_first_in_the_order_of_their_hours(visitor, supports, appointments):
    appointments("Late", time(16))
    appointments("Some time", None)
    appointments("Early", time(11, 30))
    supports("Unmet", met=None)

    page = visitor.page("/vandaag")

    assert list(cards(page)) == ["Early", "Late", "Some time", "Unmet"]
    assert headings(page) == ["Vandaag", "Vraagt iets van u"]
    assert "Vandaag 3 bezoeken. 1 huishouden vraagt iets van u." in page.text
    assert "geen tijd" in cards(page)["Some time"].text


@pytest.mark.parametrize(
    ("at", "near"),
    [(time(10, 1), "over 1 min"), (time(10, 40), "over 40 min"), (time(11, 50), "over 2 uur"), (time(13, 1), None)],
)
def test_the_next_appointment_says_how_long_it_is_away_when_that_is_near(visitor, appointments, at, near):
    appointments("Senait", at)

    text = cards(visitor.page("/vandaag"))["Senait"].text

    assert (near in text) if near else ("over" not in text)


def test_i_can_go_to_the_next_appointment_and_log_it_once_it_began(sign_in, volunteer, appointments, clock):
    appointments("Senait", time(10, 30), household={"street": "Kerklaan", "house_number": "1"})

    page = sign_in(volunteer.user).page("/vandaag")
    assert page.links["Ik ga er nu heen Senait Tekle"].startswith("https://www.openstreetmap.org/")
    assert "Contact vastleggen Senait Tekle" in page.links

    clock.move(minutes=31)
    page = sign_in(volunteer.user).page("/vandaag")
    assert "Ik ga er nu heen Senait Tekle" not in page.links
    assert {"Contact vastleggen Senait Tekle", "Route Senait Tekle"} <= set(page.links)


def test_an_hour_after_it_began_the_next_appointment_takes_its_place(sign_in, volunteer, appointments, clock):
    appointments("Senait", time(10, 30))
    appointments("Yonas", time(15))

    def following():
        (first,) = sign_in(volunteer.user).page("/vandaag").all("li", class_="next")
        return first.all("h3")[0].text

    assert following() == "Senait Tekle"
    clock.move(minutes=90)
    assert following() == "Senait Tekle"
    clock.move(minutes=1)
    assert following() == "Yonas Tekle"
    clock.move(hours=6)
    assert following() == "Senait Tekle"  # nobody said yet how it went


def test_what_asks_most_is_said_and_the_rest_folds(make, visitor, supports):
    make.checklist(supports("Senait", met=None), due_on=make.day(-9))

    card = cards(visitor.page("/vandaag"))["Senait"]

    assert [node.text for node in card.all("summary")] == ["+2 meer over Senait Tekle"]


@pytest.mark.parametrize(
    ("phone", "answer"), [("+31612340000", "Bel om kennis te maken"), (None, "Contact vastleggen")]
)
def test_the_first_action_answers_what_is_asked(make, visitor, supports, phone, answer):
    met = supports("Met")
    make.checklist(met, due_on=make.day(-2))
    household = supports("New", met=None, starts_on=make.day(-2)).household
    household.clients[0].phone = phone
    make.save(household)

    page = visitor.page("/vandaag")

    assert f"{answer} New Tekle" in page.links
    assert page.links["Naar de checklist Met Tekle"] == f"/trajecten/{met.id}#checklist"


def test_who_has_no_number_is_gone_to_and_not_called(make, visitor, appointments):
    household = appointments("Senait", time(15)).household
    household.clients[0].phone = None
    make.save(household)

    page = visitor.page("/vandaag")

    assert "Ik ga er nu heen Senait Tekle" in page.links
    assert "Bellen Senait Tekle" not in page.links
