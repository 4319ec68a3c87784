"""An entry that waited on a phone is judged at the moment it was saved, and who may log it at the moment it comes."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.checklists import service as checklists
from portal.contacts.late.models import LateContact
from portal.contacts.late.service import put_in_file
from portal.contacts.models import ContactMoment
from portal.contacts.underway.rules import KEPT_DAYS
from portal.db import db
from portal.trajectories.assignments.service import release

CASE = Path(__file__).resolve().parents[3] / "data" / "too_late_from_the_phone.txt"


@pytest.fixture
def volunteer(make):
    return make.volunteer(max_households=9)


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer, claimed_on=make.day(-90), starts_on=make.day(-90))


@pytest.fixture
def entry(make):
    """`entry(**said)`: an entry saved now, with an appointment for tomorrow at ten; its fields and its headers."""

    def saved(on_date=None, appointment_on=None, **said):
        fields = {
            "submission_key": "key-1",
            "on_date": (on_date or make.today).isoformat(),
            "way": "home_visit",
            "purpose": "regular",
            "tapped_minutes": "30",
            "topics": [str(make.topic(1).id)],
            "note": "Samen gelezen.",
            "next_appointment_on": (appointment_on or make.day(1)).isoformat(),
            "next_appointment_at": "10:00",
        }
        return {"data": {**fields, **said}, "headers": {"X-Outbox-Saved": milliseconds(make.clock())}}

    return saved


@pytest.fixture
def arrives(sign_in, volunteer, trajectory):
    """`arrives(entry)`: what the phone hears when the entry comes now. Days later somebody signed in again."""

    def come(entry, status=201, action=""):
        return sign_in(volunteer.user).send(f"/onderweg/{trajectory.id}{action}", status=status, **entry).json

    return come


def milliseconds(moment):
    return str(int(moment.timestamp() * 1000))


def stored(model=ContactMoment):
    db.session.expire_all()
    return list(db.session.scalars(select(model).order_by(model.id)))


def test_an_appointment_that_has_passed_by_then_is_stored_as_it_was_agreed(make, arrives, entry, clock):
    visit, appointment = entry(), make.day(1)
    clock.move(days=3)
    arrives(visit)

    assert [each.next_appointment_on for each in stored()] == [appointment]
    assert stored()[0].logged_at == clock()


def test_so_it_is_from_a_phone_that_does_not_say_yet_when_it_was_saved(make, arrives):
    days = {"<eergisteren>": make.day(-2).isoformat(), "<gisteren>": make.day(-1).isoformat()}
    fields = dict(line.split("=", 1) for line in CASE.read_text().splitlines())
    fields = {name: days.get(value, value) for name, value in fields.items()}
    fields |= {"topics": str(make.topic(1).id), "purpose": "regular", "submission_key": "key-8"}
    arrives({"data": fields})

    (contact,) = stored()
    assert (contact.on_date, contact.next_appointment_on) == (make.day(-2), make.day(-1))


def test_what_lay_in_the_past_when_it_was_saved_is_refused_whenever_it_comes(make, arrives, entry, clock):
    visit = entry(appointment_on=make.day(-1))
    clock.move(days=3)

    assert "ligt in het verleden" in arrives(visit, status=422)["why"]
    assert stored() == []


def test_a_day_that_was_still_to_come_when_it_was_saved_is_refused_whenever_it_comes(make, arrives, entry, clock):
    visit = entry(on_date=make.day(2), appointment_on=make.day(9))
    clock.move(days=3)

    assert "moet nog komen" in arrives(visit, status=422)["why"]


def test_a_clock_that_runs_ahead_makes_no_day_of_tomorrow(make, arrives, entry):
    visit = entry(on_date=make.day(1), appointment_on=make.day(9))
    visit["headers"]["X-Outbox-Saved"] = milliseconds(make.clock() + timedelta(days=5))

    assert "moet nog komen" in arrives(visit, status=422)["why"]


@pytest.mark.parametrize(("days", "status"), [(KEPT_DAYS, 201), (KEPT_DAYS + 2, 422)])
def test_a_phone_is_believed_for_31_days(make, arrives, entry, clock, days, status):
    visit = entry(appointment_on=make.today, next_appointment_at="")
    clock.move(days=days)
    arrives(visit, status=status)

    assert len(stored()) == (status == 201)


def test_the_page_that_waits_for_the_answer_is_judged_now(make, arrives, entry):
    visit = entry(on_date=make.day(-3), appointment_on=make.day(-1))
    visit["headers"] = {"X-Outbox-Waits": "1"}

    assert "ligt in het verleden" in arrives(visit, status=422)["why"]


def test_the_first_day_of_a_household_that_still_comes_is_that_of_the_day_it_was_saved(
    make, sign_in, volunteer, entry, clock
):
    ahead = make.trajectory(claimed_by=volunteer, claimed_on=make.today, starts_on=make.day(40))
    visit = entry(on_date=make.day(-28))
    clock.move(days=6)
    sign_in(volunteer.user).send(f"/onderweg/{ahead.id}", status=201, **visit)

    assert [each.trajectory_id for each in stored()] == [ahead.id]


def test_a_topic_that_was_ended_meanwhile_is_stored(make, arrives, entry):
    visit, topic = entry(), make.topic(1)
    topic.active = False
    make.save(topic)
    arrives(visit)

    assert [each.topics[0].id for each in stored()] == [topic.id]


@pytest.mark.parametrize("meanwhile", ["set aside", "done by another"])
def test_an_item_that_somebody_decided_on_meanwhile_stays_so_and_the_contact_is_stored(
    make, arrives, entry, trajectory, clock, meanwhile
):
    item, other = make.checklist(trajectory, 2)
    visit = entry(ticks=[str(item.id), str(other.id)], done_by="client")
    clock.move(hours=2)
    coordinator = make.act(make.coordinator(trajectory.location))
    if meanwhile == "set aside":
        checklists.set_not_applicable(coordinator, item.id, "Geen kinderen.", item.version)
    else:
        checklists.tick(coordinator, item.id, "volunteer", item.version)
    clock.move(days=1)
    answers = [arrives(visit), arrives(visit)]

    assert answers[0]["at"] == answers[1]["at"]
    assert [(each.state, each.done_by) for each in map(make.reload, (item, other))] == [
        ("not_applicable", None) if meanwhile == "set aside" else ("done", "volunteer"),
        ("done", "client"),
    ]
    assert len(stored()) == 1


def test_rule_3_a_household_that_was_released_meanwhile_stays_refused_and_comes_as_a_late_contact(
    make, arrives, entry, trajectory, volunteer, clock
):
    visit = entry()
    clock.move(days=2)
    release(make.act(volunteer.user), trajectory.id, "no_time", None)
    clock.move(days=2)

    assert arrives(visit, status=409)["released"]
    assert arrives(visit, action="/doorgeven")["given"]
    (late,) = stored(LateContact)
    assert (late.said.next_appointment_on, late.said_at) == (make.day(-3), clock() - timedelta(days=4))
    assert stored() == []


def test_a_late_contact_that_lay_with_the_coordinator_goes_into_the_file_by_the_day_it_was_saved(
    make, sign_in, volunteer, entry, clock
):
    ahead = make.trajectory(claimed_by=volunteer, claimed_on=make.today, starts_on=make.day(90))
    visit = entry(on_date=make.day(-28))
    release(make.act(volunteer.user), ahead.id, "no_time", None)
    clock.move(days=5)
    sign_in(volunteer.user).send(f"/onderweg/{ahead.id}/doorgeven", status=201, **visit)
    clock.move(days=5)
    coordinator = make.coordinator(ahead.location)
    page = sign_in(coordinator).page(f"/nagekomen/{stored(LateContact)[0].id}")

    assert "In het dossier zetten" in page.buttons
    put_in_file(make.act(coordinator), stored(LateContact)[0].id)
    assert [each.trajectory_id for each in stored()] == [ahead.id]
