"""The answers to a phone about the entries that it kept while there was no connection."""

import pytest
from sqlalchemy import select

from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.trajectories.assignments.service import release

NOTE = "Samen de brief van de gemeente gelezen."


@pytest.fixture
def volunteer(make):
    return make.volunteer(max_households=9)


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def other(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def phone(sign_in, volunteer):
    return sign_in(volunteer.user)


@pytest.fixture
def entry(make):
    """The fields of an entry."""
    return {
        "submission_key": "key-1",
        "on_date": make.clock().date().isoformat(),
        "way": "home_visit",
        "purpose": "regular",
        "tapped_minutes": "30",
        "topics": [str(make.topic(1).id)],
        "note": NOTE,
    }


def stored():
    return {contact.trajectory_id: contact.note for contact in db.session.scalars(select(ContactMoment))}


def late():
    return {contact.trajectory_id: contact.content["note"] for contact in db.session.scalars(select(LateContact))}


@pytest.fixture
def released(make, volunteer):
    """Release a household: `released(trajectory)`."""
    return lambda trajectory: release(make.act(volunteer.user), trajectory.id, "no_time", None)


def test_an_entry_is_stored_once_however_often_it_comes(phone, trajectory, entry):
    answers = [phone.send(f"/onderweg/{trajectory.id}", entry, status=201).json for _time in range(3)]

    assert stored() == {trajectory.id: NOTE}
    assert len({answer["at"] for answer in answers}) == 1
    assert answers[0]["place"].startswith(f"/trajecten/{trajectory.id}#contact-")


def test_only_a_page_that_waits_for_the_answer_is_told_on_the_next_one(phone, trajectory, entry):
    address = f"/onderweg/{trajectory.id}"
    phone.send(address, entry, status=201)
    assert "Het contact is vastgelegd." not in phone.page("/vandaag").text
    phone.send(address, entry, status=201, headers={"X-Outbox-Waits": "1"})
    assert "Het contact is vastgelegd." in phone.page("/vandaag").text


def test_what_must_be_mended_is_named_with_its_field(phone, trajectory, entry):
    answer = phone.send(f"/onderweg/{trajectory.id}", {**entry, "topics": [], "minutes": "veel"}, status=422).json

    assert "Waarover ging het: Kies ten minste één onderwerp." in answer["why"]
    assert "Andere duur: Vul een aantal minuten in" in answer["why"]
    assert stored() == {}


def test_an_entry_of_somebody_else_is_not_taken(phone, make, trajectory, entry):
    sender = {"X-Outbox-User": str(make.volunteer().user_id)}
    for address in (f"/onderweg/{trajectory.id}", f"/onderweg/{trajectory.id}/doorgeven"):
        phone.send(address, entry, status=401, headers=sender)

    assert (stored(), late()) == ({}, {})


def test_an_entry_for_a_released_household_is_kept_and_goes_to_the_coordinator(phone, released, trajectory, entry):
    released(trajectory)
    answer = phone.send(f"/onderweg/{trajectory.id}", entry, status=409).json
    assert answer == {"why": "U begeleidt dit huishouden niet meer.", "released": True}
    assert (stored(), late()) == ({}, {})

    for _time in range(2):
        assert phone.send(f"/onderweg/{trajectory.id}/doorgeven", entry, status=201).json["given"]
    assert (stored(), late()) == ({}, {trajectory.id: NOTE})


def test_an_entry_that_was_stored_before_the_household_was_released_is_stored(phone, released, trajectory, entry):
    """The answer got lost, and the phone asks again."""
    address = f"/onderweg/{trajectory.id}"
    before = phone.send(address, entry, status=201).json["at"]
    released(trajectory)

    assert phone.send(address, entry, status=201).json["at"] == before
    phone.send(f"{address}/doorgeven", entry, status=201)
    assert (stored(), late()) == ({trajectory.id: NOTE}, {})


@pytest.mark.parametrize("first", [True, False])
def test_of_one_visit_with_two_households_each_goes_where_it_belongs(phone, released, trajectory, other, entry, first):
    gone, mine = (trajectory, other) if first else (other, trajectory)
    released(gone)
    both = {**entry, "also": [str(other.id)]}
    phone.send(f"/onderweg/{trajectory.id}", both, status=409)
    for _time in range(2):
        phone.send(f"/onderweg/{trajectory.id}/doorgeven", both, status=201)

    assert (stored(), late()) == ({mine.id: NOTE}, {gone.id: NOTE})


def test_what_cannot_be_given_says_why(phone, released, trajectory, entry):
    released(trajectory)
    ahead = {**entry, "on_date": "2026-04-01"}
    answer = phone.send(f"/onderweg/{trajectory.id}/doorgeven", ahead, status=422).json

    assert "Deze dag moet nog komen." in answer["why"]
    assert late() == {}


def test_nobody_hears_of_a_household_that_never_was_theirs(sign_in, make, trajectory, entry):
    stranger = sign_in(make.volunteer().user)
    for address in (f"/onderweg/{trajectory.id}", f"/onderweg/{trajectory.id}/doorgeven", "/onderweg/999"):
        stranger.send(address, entry, status=404)

    assert (stored(), late()) == ({}, {})


def test_the_phone_learns_initials_and_areas_and_nothing_else(phone, volunteer, make):
    people = [
        make.household(volunteer.location, client={"first_name": name, "last_name": "Ab"}) for name in ("Mu", "Me")
    ]
    ids = [make.trajectory(claimed_by=volunteer, household=household).id for household in people]
    answer = phone.get("/onderweg/huishoudens").json

    assert answer.pop("token")
    assert answer == {
        "user": volunteer.user_id,
        "households": [
            {"id": ids[0], "name": "Mu.Ab.", "area": "2132"},
            {"id": ids[1], "name": "Me.Ab.", "area": "2132"},
        ],
    }


def test_the_page_that_a_phone_keeps_is_the_same_for_everybody(client, phone):
    assert phone.page("/onderweg").html == client.page("/onderweg").html
