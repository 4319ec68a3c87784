"""The appointments a phone reads, until when, and the line that each reading leaves."""

from datetime import time

import pytest

from portal.access import RoleKind
from portal.calendar import service as calendar_service
from portal.calendar.rules import hash_of
from portal.contacts import service as contacts
from portal.db import db
from portal.people.accounts.service import close_account
from portal.trajectories.models.trajectory import Trajectory
from tests.support.audit import lines
from tests.support.calendars import SECRET, Subscribed
from tests.support.races import race


@pytest.fixture
def subscribed(make, client):
    return Subscribed(make, client)


@pytest.fixture
def volunteer(subscribed):
    return subscribed.volunteer


@pytest.fixture
def agreed(subscribed):
    return subscribed.agree


@pytest.fixture
def fetch(subscribed):
    return subscribed.fetch


def test_a_withdrawn_contact_takes_its_appointment_along(make, fetch, agreed, volunteer):
    contact = agreed()
    assert fetch()

    contacts.withdraw(make.act(volunteer.user), contact.id)

    assert not fetch()


def test_an_appointment_stays_through_its_day_and_not_longer(clock, fetch, agreed):
    agreed(days=3, at=time(9))

    clock.move(days=3, hours=13, minutes=59)
    assert fetch()
    clock.move(minutes=1)
    assert not fetch()


def test_an_appointment_that_was_kept_is_gone(make, clock, fetch, agreed, volunteer):
    contact = agreed(days=3)
    clock.move(days=3)
    make.contact(contact.trajectory, volunteer.user)

    assert not fetch()


def test_rule_3_only_who_is_supported_now_is_there(make, sign_in, fetch, agreed, volunteer):
    released, closed, others = agreed("Rahel"), agreed("Caleb"), agreed("Omar")
    agreed("Senait")
    sign_in(volunteer.user).send(f"/trajecten/{released.trajectory_id}/vrijgeven", {"reason": "illness"}, status=303)
    trajectory = db.session.get(Trajectory, closed.trajectory_id)
    trajectory.close(make.today, "moved_away")
    make.reload(others.trajectory).current.volunteer_id = make.volunteer().id
    db.session.commit()

    assert list(fetch()) == ["Afspraak S.H."]


def test_rule_3_the_calendar_of_somebody_else_holds_only_theirs(make, subscribed, fetch, agreed):
    agreed("Senait")
    other = make.volunteer()
    path = subscribed.address(other.user, "van-een-ander")
    theirs = make.trajectory(claimed_by=other)
    make.contact(theirs, other.user, next_appointment_on=make.day(2))

    assert list(fetch(path)) == ["Afspraak M.T."]
    assert list(fetch()) == ["Afspraak S.H."]


def test_who_volunteers_at_two_locations_has_one_calendar(make, fetch, agreed, volunteer):
    agreed("Senait")
    elsewhere = make.volunteer(make.location("Team Elders"), user=volunteer.user)
    make.contact(make.trajectory(claimed_by=elsewhere), volunteer.user, next_appointment_on=make.day(2))

    assert list(fetch()) == ["Afspraak M.T.", "Afspraak S.H."]


def test_what_somebody_sees_as_a_coordinator_is_no_appointment_of_theirs(make, fetch, agreed, volunteer):
    agreed("Senait")
    make.role(volunteer.user, RoleKind.COORDINATOR, location=make.location())
    other = make.volunteer()
    make.contact(make.trajectory(claimed_by=other), other.user, next_appointment_on=make.day(2))

    assert list(fetch()) == ["Afspraak S.H."]


def test_a_closed_account_has_no_calendar(make, subscribed, agreed, volunteer):
    agreed()
    close_account(make.act(make.admin()), volunteer.user_id)

    assert subscribed.is_gone()


def test_who_is_no_volunteer_any_more_has_no_calendar(make, subscribed, agreed, volunteer):
    agreed()
    make.role(volunteer.user, RoleKind.COORDINATOR, location=make.location())
    volunteer.user.roles[0].ended_on = make.today
    db.session.commit()

    assert subscribed.is_gone()


@pytest.mark.each_database
@pytest.mark.parametrize("path", ["/agenda/.ics", "/agenda/onbekend.ics", "/agenda/ş%00.ics", f"/agenda/{SECRET}"])
def test_an_address_nobody_made_is_not_there(subscribed, path):
    assert subscribed.is_gone(path)


def test_the_hash_in_the_database_is_no_address(subscribed, agreed):
    agreed()

    assert subscribed.is_gone(f"/agenda/{hash_of(SECRET)}.ics")


def test_rule_11_a_phone_that_asks_all_day_leaves_one_line_for_each_household(fetch, clock, agreed, volunteer):
    first, second = agreed("Senait"), agreed("Yonas")
    for _quarter in range(8):
        fetch()
        clock.move(minutes=15)

    told = [(line.actor_id, line.role, line.household_id) for line in lines("appointment.fetched")]
    trajectories = [contact.trajectory for contact in (first, second)]
    assert sorted(told) == [(volunteer.user_id, "volunteer", each.household_id) for each in trajectories]
    assert len(lines("calendar.fetched")) == 1

    clock.move(days=1)
    fetch()
    assert len(lines("appointment.fetched")) == 4


def test_rule_11_a_household_that_comes_in_later_on_the_day_leaves_its_line_too(fetch, agreed):
    agreed("Senait")
    fetch()
    later = agreed("Yonas")
    fetch()

    assert [line.subject_id for line in lines("appointment.fetched")][1:] == [later.trajectory_id]


def test_rule_11_to_have_read_the_page_today_does_not_hide_that_a_phone_did(sign_in, fetch, agreed, volunteer):
    agreed()
    sign_in(volunteer.user).page("/vandaag")
    fetch()

    assert len(lines("appointment.fetched")) == 1


def test_rule_11_two_phones_that_ask_at_once_leave_one_line(clock, agreed):
    agreed()

    answers = race(4, lambda _n: calendar_service.fetch(SECRET, clock()))

    assert [len(answer.upcoming) for answer in answers] == [1] * 4
    assert len(lines("appointment.fetched")) == 1
