"""The meeting in somebody's own calendar: for who may know of it, up to date, and naming no client."""

from datetime import datetime, time, timedelta

import pytest
from icalendar import Calendar

from portal.calendar.models import CalendarFeed
from portal.calendar.rules import hash_of
from portal.days import AMSTERDAM
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import PlannedMeeting
from tests.support.audit import lines
from tests.support.handovers import Scene

PLACE = "Wijkcentrum De Boei"


@pytest.fixture
def scene(make):
    return Scene(make)


@pytest.fixture
def fetch(scene, sign_in):
    """The event in the file somebody gets, and its method; None when it is not found."""

    def fetch(user, reference=None):
        answer = sign_in(user).get(f"/overdrachten/{reference or scene.reference}/afspraak.ics")
        if answer.status_code == 404:
            return None
        assert answer.content_type.startswith("text/calendar; charset=utf-8; method=")
        calendar = Calendar.from_ical(answer.data)
        (event,) = calendar.events
        assert "Merhawi" not in answer.text and "Tekle" not in answer.text
        event.method = str(calendar["method"])
        return event

    return fetch


def test_the_three_who_work_on_it_get_the_meeting(scene, fetch):
    scene.at("planned")
    for user in (scene.coordinator, scene.volunteer.user, scene.member):
        event = fetch(user)
        assert (event.method, event["status"]) == ("REQUEST", "CONFIRMED")
        assert event.start == datetime(2026, 3, 16, 14, 30, tzinfo=AMSTERDAM)
        assert event.end - event.start == timedelta(hours=1)
        assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"
        assert event["summary"] == f"Driegesprek {scene.reference}"
        assert event["location"] == PLACE
        assert event["organizer"].startswith("mailto:")
        assert event["organizer"].params["CN"] == "Wegwijs"


def test_a_new_plan_is_the_same_event_with_a_higher_sequence(scene, fetch):
    scene.at("planned")
    before = fetch(scene.member)
    scene.make.clock.move(hours=1)
    link = "https://video.example.org/wo"
    meeting_service.plan(
        scene.act(scene.member), scene.reference, PlannedMeeting(scene.make.day(9), time(9), link, online=True)
    )
    after = fetch(scene.member)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt > before["dtstamp"].dt
    assert (f"{after.start:%Y-%m-%d %H:%M}", after["location"]) == ("2026-03-18 09:00", link)
    assert "online" in after["description"]


def test_the_same_plan_gives_the_same_file(scene, sign_in):
    scene.at("planned")
    visitor, address = sign_in(scene.member), f"{scene.url}/afspraak.ics"
    first = visitor.get(address).data
    scene.make.clock.move(days=1)
    assert sign_in(scene.member).get(address).data == first


@pytest.mark.parametrize("step", ["withdraw", "withdraw_consent", "send_back"])
def test_a_meeting_that_is_off_is_taken_out_again_without_its_place(scene, fetch, step):
    scene.at("planned")
    before = fetch(scene.member)
    getattr(scene, step)()
    for user in (scene.member, scene.coordinator, scene.volunteer.user):
        event = fetch(user)
        assert (event.method, event["status"], event["uid"]) == ("CANCEL", "CANCELLED", before["uid"])
        assert event["sequence"] > before["sequence"]
        assert PLACE not in event.to_ical().decode()
        assert "description" not in event


def test_after_a_meeting_was_off_a_new_plan_is_believed_again(scene, fetch):
    scene.at("planned").send_back()
    off = fetch(scene.coordinator)
    scene.offer().accept().plan()
    again = fetch(scene.coordinator)
    assert (again.method, again["uid"]) == ("REQUEST", off["uid"])
    assert again["sequence"] > off["sequence"]


@pytest.mark.parametrize("state", ["prepared", "offered", "accepted", "held", "returned", "lapsed", "withdrawn"])
def test_without_a_plan_there_is_nothing_to_fetch(scene, fetch, state):
    scene.at(state)
    assert fetch(scene.coordinator) is None


def test_nobody_else_finds_it_and_a_guess_finds_nothing(scene, make, fetch):
    scene.at("planned")
    strangers = (
        make.team_member(make.team()),
        make.coordinator(make.location("Team Elders")),
        make.volunteer().user,
        make.admin(),
    )
    assert [fetch(user) for user in strangers] == [None] * 4
    assert fetch(scene.member, "WO-7KQ4-M2XD") is None
    assert fetch(scene.member, scene.reference.lower()) is None


def test_another_team_that_gets_it_next_hears_nothing_of_a_meeting_with_the_first(scene, make, fetch, sign_in):
    scene.at("planned").send_back()
    other = make.team("Sociaal team Zuid", areas=("2133",))
    member = make.team_member(other)
    page = sign_in(scene.coordinator).page(f"{scene.url}/wijkteam")
    page.form("Opslaan").submit(team=str(other.id), reason="Verhuisd.").follow()
    make.consent(scene.client, other, scene.coordinator)
    assert fetch(scene.member) is None
    scene.offer()
    assert fetch(member) is None
    assert fetch(scene.coordinator).method == "CANCEL"


def test_the_page_offers_it_beside_the_planned_meeting_and_each_fetch_leaves_a_line(scene, sign_in):
    scene.at("planned")
    for user in (scene.coordinator, scene.volunteer.user, scene.member):
        visitor = sign_in(user)
        address = visitor.page(scene.url).links["In mijn agenda"]
        assert visitor.get(address).status_code == 200
    assert len(lines("meeting.fetched")) == 3
    scene.withdraw()
    assert "In mijn agenda" not in sign_in(scene.member).page(scene.url).links


def test_the_volunteers_own_calendar_shows_the_meeting_as_the_same_event_by_initials(scene, make, client, fetch):
    secret = "een-geheim-dat-niemand-raadt"
    values = {"user_id": scene.volunteer.user_id, "secret_hash": hash_of(secret), "made_at": make.clock()}
    make.save(CalendarFeed(**values))
    scene.at("planned")
    answer = client.get(f"/agenda/{secret}.ics")
    (event,) = Calendar.from_ical(answer.data).events
    assert event["summary"] == "Driegesprek M.T."
    assert event.start == datetime(2026, 3, 16, 14, 30, tzinfo=AMSTERDAM)
    assert (event["uid"], event["sequence"]) == tuple(fetch(scene.volunteer.user)[name] for name in ("uid", "sequence"))
    assert PLACE not in answer.text
    scene.withdraw()
    assert Calendar.from_ical(client.get(f"/agenda/{secret}.ics").data).events == []
