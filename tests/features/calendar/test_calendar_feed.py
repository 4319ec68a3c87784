"""The feed of a phone that subscribes to somebody's appointments: initials, days and times, nothing of a file."""

from datetime import date, datetime, time

import pytest
from icalendar import Calendar

from portal.contacts import service as contacts
from portal.days import AMSTERDAM
from portal.db import db
from tests.support.asking import Visitor
from tests.support.calendars import NOTE, PATH, Subscribed


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


def test_an_appointment_with_a_time_is_there_in_the_time_of_the_netherlands(fetch, agreed):
    agreed(days=25, at=time(14, 30))  # after summer time began

    event = fetch()["Afspraak S.H."]

    assert event.start == datetime(2026, 4, 3, 14, 30, tzinfo=AMSTERDAM)
    assert event.start.utcoffset().total_seconds() == 2 * 3600
    assert event.end == datetime(2026, 4, 3, 15, 30, tzinfo=AMSTERDAM)
    assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"


def test_the_time_zone_goes_along_for_a_calendar_that_does_not_know_it(client, agreed):
    agreed(days=25)
    (zone,) = Calendar.from_ical(client.get(PATH).data).timezones

    assert zone.tz_name == "Europe/Amsterdam"
    assert zone.to_tz().utcoffset(datetime(2026, 4, 3, 14, 30)).total_seconds() == 2 * 3600  # noqa: DTZ001 - its own


def test_an_appointment_without_a_time_is_a_whole_day_that_keeps_nobody_busy(client, fetch, agreed):
    agreed(days=3, at=None)

    event = fetch()["Afspraak S.H."]

    assert (event.start, event.end) == (date(2026, 3, 12), date(2026, 3, 13))
    assert event["transp"] == "TRANSPARENT"
    assert b"VTIMEZONE" not in client.get(PATH).data


def test_rule_12_nothing_but_initials_tells_who_it_is(client, make, agreed):
    contact = agreed("Senait", "Gebremedhin van den Berg")
    household = make.reload(contact.trajectory).household

    said = client.get(PATH).data.replace(b"\r\n ", b"")

    assert b"SUMMARY:Afspraak S.B.\r\n" in said
    person, address = household.clients[0], (household.street, household.postcode, household.area, household.city)
    for secret in (person.first_name, "Gebremedhin", "Berg", person.phone, person.phone[3:], person.email, *address):
        assert secret.encode() not in said, secret
    for secret in (NOTE, "huurtoeslag", person.client_number, "trajecten", f"/{contact.trajectory_id}"):
        assert secret.encode() not in said, secret


@pytest.mark.parametrize(
    ("first_name", "last_name", "words"),
    [
        ("Senait", "el Idrissi", "Afspraak S.I."),
        ("şehnaz", "Öztürk-Kaya", "Afspraak Ş.Ö."),
        ("“Jo”", "(onbekend)", "Afspraak J.O."),
        ("-", "?", "Afspraak"),
    ],
)
def test_initials_of_any_name(fetch, agreed, first_name, last_name, words):
    agreed(first_name, last_name)

    assert list(fetch()) == [words]


def test_the_answer_is_a_calendar_that_says_how_often_to_look_and_is_kept_nowhere(client, agreed):
    agreed()
    answer = client.get(PATH)
    calendar = Calendar.from_ical(answer.data)

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in answer.data
    assert calendar["x-published-ttl"] == "PT60M"
    assert calendar.calendar_name == "Wegwijs"
    assert calendar.validate() is None or calendar.validate() == []


def test_a_phone_that_has_it_already_is_told_so(client, agreed):
    contact = agreed()
    tag = client.get(PATH).headers["ETag"]

    again = client.get(PATH, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")

    contact.next_appointment_at = time(9)
    db.session.commit()
    assert client.get(PATH, headers={"If-None-Match": tag}).status_code == 200


def test_a_phone_may_ask_whether_it_is_there_and_change_nothing(app, client, agreed):
    agreed()
    unread = Visitor(app, app.response_class)  # the answer to OPTIONS is no page

    assert (client.head(PATH).status_code, client.head(PATH).data) == (200, b"")
    assert sorted(unread.options(PATH).allow) == ["GET", "HEAD", "OPTIONS"]
    assert client.delete(PATH).status_code == 405


def test_a_correction_moves_the_event_and_keeps_its_uid(make, clock, fetch, agreed, volunteer):
    contact = agreed(days=3)
    before = fetch()["Afspraak S.H."]
    clock.move(hours=2)
    said = contact.said
    moved = type(said)(**{**vars(said), "next_appointment_on": make.day(4)})

    contacts.correct(make.act(volunteer.user), contact.id, moved, contact.version)

    after = fetch()["Afspraak S.H."]
    assert after["uid"] == before["uid"]
    assert (after.start.date(), before.start.date()) == (make.day(4), make.day(3))
    assert before["sequence"] < after["sequence"]
    assert before.LAST_MODIFIED < after.LAST_MODIFIED == after.DTSTAMP == clock()


def test_each_appointment_has_a_uid_of_its_own(fetch, agreed):
    agreed("Senait")
    agreed("Yonas")

    assert len({str(event["uid"]) for event in fetch().values()}) == 2


def test_of_an_appointment_that_was_made_anew_the_last_one_holds(make, fetch, agreed):
    first = agreed(days=3)
    agreed(days=5, trajectory=first.trajectory, on_date=make.day(-1))

    (event,) = fetch().values()
    assert event.start.date() == make.day(5)


def test_two_trajectories_of_a_household_that_are_visited_together_are_one_appointment(make, client, agreed, volunteer):
    first = agreed(days=3)
    other = make.trajectory("language_coaching", household=first.trajectory.household, claimed_by=volunteer)
    agreed(days=3, trajectory=other)
    agreed(days=3)  # another household by the same letters, at the same time

    assert len(Calendar.from_ical(client.get(PATH).data).events) == 2


def test_the_calendar_speaks_the_language_of_its_owner(fetch, agreed, volunteer):
    agreed()
    volunteer.user.locale = "en"
    db.session.commit()

    (event,) = fetch().values()
    assert event["summary"] == "Appointment S.H."
    assert event["description"] == "The address and the telephone number are in Wegwijs: http://localhost/"
