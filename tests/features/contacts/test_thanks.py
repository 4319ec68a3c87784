"""A volunteer is thanked after logging a contact, with how many this month, and offered the next step."""

from datetime import time

import pytest


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def log(make, sign_in, volunteer, trajectory):
    """Log a visit, and the page after it."""

    def log(button=None, **fields):
        page = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact")
        return page.form("Vastleggen").submit(button, topics=[str(make.topic(1).id)], **fields).follow()

    return log


def thanks(page):
    return next(node for node in page.root.walk() if node.get("id") == "notices").text


def test_the_third_contact_of_this_month_says_so(make, log, volunteer, trajectory):
    first = make.today.replace(day=1)
    for values in ({}, {"on_date": first}, {"on_date": make.day(-40)}, {"reached": False}):
        make.contact(trajectory, volunteer.user, **{"on_date": first, **values})
    make.contact(trajectory, volunteer.user, on_date=first, withdrawn_at=make.clock())
    make.contact(trajectory, make.coordinator(), on_date=first)
    said = thanks(log())
    assert said.strip().startswith(f"Dank u wel, {volunteer.user.name.split()[0]}. Het contact is vastgelegd.")
    assert "Uw 3e contact deze maand." in said


def test_the_first_contact_of_a_month_is_called_that(log):
    assert "Uw eerste contact deze maand." in thanks(log())


@pytest.mark.parametrize(("button", "days"), [("Niet bereikt", 0), (None, -10)])
def test_an_attempt_and_a_contact_of_an_earlier_month_count_nothing(make, log, button, days):
    said = thanks(log(button, on_date=make.day(days).isoformat()))
    assert "Dank u wel, " in said
    assert "deze maand" not in said


def test_without_an_appointment_the_next_step_is_to_agree_on_one(log):
    page = log()
    place = page.links["Plan de volgende afspraak"]
    assert place.endswith("#next_appointment_on")
    assert page.client.page(place.partition("#")[0]).form("Wijziging opslaan").fields["next_appointment_on"] == [""]


def test_the_next_appointment_of_today_comes_first(make, log, volunteer):
    for at in (time(9), time(14, 30), time(16)):
        later = make.trajectory(claimed_by=volunteer)
        appointment = {"next_appointment_on": make.today, "next_appointment_at": at}
        make.contact(later, volunteer.user, on_date=make.day(-7), **appointment)
    page = log()
    assert [words for words in page.links if words.startswith("Naar 14:30, ")]
    assert "Plan de volgende afspraak" not in page.links


def test_an_agreed_appointment_and_the_button_for_the_next_household_ask_for_no_more(make, log):
    assert "Plan de volgende afspraak" not in log(next_appointment_on=make.day(7).isoformat()).links
    assert "Plan de volgende afspraak" not in log("Vastleggen en volgende").links
