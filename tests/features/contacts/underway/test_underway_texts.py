"""An entry that the portal failed to read again and again reaches the coordinator as the typed words."""

import pytest
from sqlalchemy import select

from portal.contacts.late import service as late_service
from portal.contacts.late.models import LateContact
from portal.contacts.late.rules import LONGEST_TEXT
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.people.models.people import Notice
from portal.refusals import Refused
from portal.trajectories.assignments.service import release
from tests.support.audit import lines

TEXT = "Datum: 9 maart\nKorte notitie: Samen de brief gelezen.\nقرأنا"
KEY = "key-1"


@pytest.fixture
def volunteer(make):
    return make.volunteer(max_households=9)


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def coordinator(make, trajectory):
    return make.coordinator(trajectory.location, first_name="Carla", last_name="Coster")


@pytest.fixture
def phone(sign_in, volunteer, trajectory, coordinator):
    """`phone(text)`: what it hears when it hands this in."""
    visitor = sign_in(volunteer.user)

    def hand_in(text=TEXT, status=201, key=KEY, **kwargs):
        fields = {"submission_key": key, "text": text}
        return visitor.send(f"/onderweg/{trajectory.id}/tekst", fields, status=status, **kwargs).json

    hand_in.visitor = visitor
    return hand_in


@pytest.fixture
def entry(make):
    return {
        "submission_key": KEY,
        "on_date": make.today.isoformat(),
        "way": "phone",
        "purpose": "regular",
        "tapped_minutes": "30",
        "topics": [str(make.topic(1).id)],
    }


def texts():
    db.session.expire_all()
    return [late.text for late in db.session.scalars(select(LateContact))]


def notices(user):
    return [each.code for each in db.session.scalars(select(Notice).where(Notice.user_id == user.id))]


def test_while_the_household_is_still_theirs_it_is_kept_once_and_the_coordinator_is_told(phone, coordinator, volunteer):
    answers = [phone() for _time in range(2)]

    assert answers[0] == answers[1] and answers[0]["given"]
    assert texts() == [TEXT]
    assert notices(coordinator) == ["late_contact"]
    assert [line.actor_id for line in lines("late_contact.handed_in")] == [volunteer.user_id]


def test_rule_3_who_supported_them_before_hands_it_in_too_and_nobody_else(make, phone, sign_in, trajectory, volunteer):
    release(make.act(volunteer.user), trajectory.id, "no_time", None)
    phone()
    for user in (make.volunteer().user, make.team_member(make.team()), make.coordinator(make.location("Team Elders"))):
        stranger = sign_in(user)
        stranger.send(f"/onderweg/{trajectory.id}/tekst", {"submission_key": "x", "text": TEXT}, status=404)
    phone(status=401, headers={"X-Outbox-User": "0"})

    assert texts() == [TEXT]


@pytest.mark.parametrize("text", ["x" * LONGEST_TEXT, "<b>\u202e“'; --", "31-02-2026 25:99 ∞"])
def test_nothing_is_asked_of_it_but_a_length(phone, text):
    phone(text)

    assert texts() == [text]


def test_what_is_too_long_says_so(phone):
    assert f"ten hoogste {LONGEST_TEXT} tekens" in phone("x" * (LONGEST_TEXT + 1), status=422)["why"]
    assert "niet goed aangekomen" in phone(" ", status=422)["why"]
    assert texts() == []


def test_a_citizen_service_number_is_never_kept_and_the_rest_is(phone):
    phone("Zijn nummer is 111222333.\nBel op 9 maart.")

    assert texts() == ["Zijn nummer is *********.\nBel op 9 maart."]


def test_the_last_words_hold_until_somebody_settled_them(make, phone, coordinator):
    phone()
    phone("Beter gezegd")
    assert texts() == ["Beter gezegd"]
    late_service.handle(make.act(coordinator), db.session.scalars(select(LateContact)).one().id)

    assert "Vertel uw coördinator" in phone("Nog beter", status=422)["why"]
    phone("Beter gezegd")
    assert texts() == ["Beter gezegd"]


def test_what_was_handed_in_as_text_is_not_logged_as_a_contact_too(phone, trajectory, entry):
    """Its answer got lost, and by now the portal can read it."""
    phone()
    assert phone.visitor.send(f"/onderweg/{trajectory.id}", entry, status=201).json["given"]

    assert db.session.scalars(select(ContactMoment)).all() == []


def test_what_was_logged_after_all_is_not_handed_in_too(phone, trajectory, entry):
    phone.visitor.send(f"/onderweg/{trajectory.id}", entry, status=201)

    assert "staat al in het dossier" in phone(status=422)["why"]
    assert texts() == []


def test_the_coordinator_reads_it_logs_it_and_says_so(make, phone, sign_in, coordinator, volunteer, trajectory):
    phone()
    visitor = sign_in(coordinator)
    assert "Doorgegeven als tekst" in visitor.page("/nagekomen").text
    page = visitor.page(f"/nagekomen/{db.session.scalars(select(LateContact)).one().id}")
    assert "Samen de brief gelezen." in page.text
    assert "In het dossier zetten" not in page.buttons
    assert visitor.page(page.links["Contact vastleggen"]).heading == trajectory.household.name
    done = [page.form("Verwerkt").submit().status for _time in range(2)]

    assert done == [303, 303]
    assert "Verwerkt" in visitor.page("/nagekomen").text
    assert "Carla Coster verwerkte deze tekst" in visitor.page(page.url).text
    assert notices(volunteer.user) == ["late_text_handled"]
    assert len(lines("late_contact.handled")) == 1


def test_a_text_does_not_go_into_the_file_and_a_contact_is_not_called_dealt_with(make, phone, coordinator, volunteer):
    phone()
    act = make.act(coordinator)
    text = db.session.scalars(select(LateContact)).one()
    released = make.trajectory()
    make.assignment(released, volunteer, ends_on=make.day(-1), end_reason="no_time")
    contact = make.late_contact(released, volunteer.user)
    with pytest.raises(Refused, match="late_is_text"):
        late_service.put_in_file(act, text.id)
    with pytest.raises(Refused, match="late_no_text"):
        late_service.handle(act, contact.id)
    late_service.decline(act, text.id, "Dit stond er al.")

    assert notices(volunteer.user) == ["late_contact_declined"]


def test_it_stands_among_the_loose_ends_by_the_day_it_was_saved(make, phone, sign_in, coordinator, trajectory):
    phone()
    page = sign_in(coordinator).page(f"/nagekomen/{db.session.scalars(select(LateContact)).one().id}")

    assert "Later ingestuurd contact van 9 maart 2026" in page.title
    assert page.form("Verwerkt")
