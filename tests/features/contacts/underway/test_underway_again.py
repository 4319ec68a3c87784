"""An entry that the portal has already with other words: the phone offers a correction, never a second contact."""

import pytest
from sqlalchemy import select

from portal.contacts import service
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.trajectories.assignments.service import release


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
    return {
        "submission_key": "key-1",
        "on_date": make.today.isoformat(),
        "way": "home_visit",
        "purpose": "regular",
        "tapped_minutes": "30",
        "topics": [str(make.topic(1).id)],
        "note": "Eerst",
    }


@pytest.fixture
def arrived(phone, trajectory, entry):
    """The entry reached the portal, and its answer got lost; since then its author changed it: the address, and
    what it says now."""
    address = f"/onderweg/{trajectory.id}"
    phone.send(address, entry, status=201)
    return address, {**entry, "note": "Daarna", "minutes": "45"}


def contacts():
    db.session.expire_all()
    return {each.trajectory_id: (each.note, each.minutes) for each in db.session.scalars(select(ContactMoment))}


def test_it_says_which_contact_it_is_and_stores_nothing(phone, trajectory, arrived):
    address, changed = arrived
    answer = phone.send(address, changed, status=409).json

    contact = db.session.scalars(select(ContactMoment)).one()
    assert answer["versions"] == {f"version-{contact.id}": str(contact.version)}
    assert "met een andere tekst" in answer["why"]
    assert contacts() == {trajectory.id: ("Eerst", 30)}


def test_a_correction_changes_that_contact_once_and_keeps_the_earlier_text(phone, trajectory, arrived):
    address, changed = arrived
    versions = phone.send(address, changed, status=409).json["versions"]
    for _time in range(2):
        phone.send(f"{address}/verbeteren", {**changed, **versions}, status=201)

    (contact,) = db.session.scalars(select(ContactMoment))
    assert contacts() == {trajectory.id: ("Daarna", 45)}
    assert [each.said.note for each in contact.revisions] == ["Eerst"]
    phone.send(address, changed, status=201)


def test_a_correction_made_elsewhere_meanwhile_is_not_overwritten_unseen(make, phone, volunteer, arrived):
    address, changed = arrived
    versions = phone.send(address, changed, status=409).json["versions"]
    contact = db.session.scalars(select(ContactMoment)).one()
    visit = contact.said
    service.correct(make.act(volunteer.user), contact.id, visit.__class__(**{**vars(visit), "note": "Laptop"}), 1)
    answer = phone.send(f"{address}/verbeteren", {**changed, **versions}, status=409).json

    assert answer["versions"].keys() == versions.keys() and answer["versions"] != versions
    assert [note for note, _minutes in contacts().values()] == ["Laptop"]
    phone.send(f"{address}/verbeteren", {**changed, **answer["versions"]}, status=201)
    assert [note for note, _minutes in contacts().values()] == ["Daarna"]


def test_of_a_visit_to_several_each_is_corrected_and_one_that_is_new_is_logged(make, phone, trajectory, other, entry):
    third = make.trajectory(claimed_by=trajectory.current.volunteer)
    address, also = f"/onderweg/{trajectory.id}", [str(other.id)]
    phone.send(address, {**entry, "also": also}, status=201)
    changed = {**entry, "note": "Daarna", "also": [*also, str(third.id)]}
    versions = phone.send(address, changed, status=409).json["versions"]
    for _time in range(2):
        phone.send(f"{address}/verbeteren", {**changed, **versions}, status=201)

    assert contacts() == dict.fromkeys([trajectory.id, other.id, third.id], ("Daarna", 30))


def test_what_can_no_longer_be_corrected_says_why(phone, sign_in, volunteer, arrived, clock):
    address, changed = arrived
    versions = phone.send(address, changed, status=409).json["versions"]
    clock.move(days=8)
    answer = sign_in(volunteer.user).send(f"{address}/verbeteren", {**changed, **versions}, status=422).json

    assert "tot 7 dagen na het vastleggen" in answer["why"]
    assert [note for note, _minutes in contacts().values()] == ["Eerst"]


def test_other_ticks_alone_are_no_other_contact(make, phone, trajectory, entry):
    item = make.checklist(trajectory, 1)[0]
    address = f"/onderweg/{trajectory.id}"
    phone.send(address, {**entry, "ticks": [str(item.id)], "done_by": "client"}, status=201)
    answer = phone.send(address, entry, status=409).json

    assert "met andere vinkjes" in answer["why"] and "versions" not in answer


@pytest.mark.parametrize("action", ["", "/doorgeven"])
def test_rule_3_of_a_released_household_nothing_is_corrected_and_nothing_is_lost_in_silence(
    make, phone, trajectory, volunteer, arrived, action
):
    address, changed = arrived
    release(make.act(volunteer.user), trajectory.id, "no_time", None)
    answer = phone.send(f"{address}{action}", changed, status=422 if action else 409).json

    assert "Vertel uw coördinator wat er anders is." in answer["why"] and "released" not in answer
    phone.send(f"{address}/verbeteren", changed, status=409)
    assert contacts() == {trajectory.id: ("Eerst", 30)}
    assert db.session.scalars(select(LateContact)).all() == []


def test_nobody_corrects_for_another(make, phone, sign_in, trajectory, arrived):
    address, changed = arrived
    for user in (make.volunteer().user, make.team_member(make.team())):
        sign_in(user).send(f"{address}/verbeteren", changed, status=404)
    phone.send(f"{address}/verbeteren", changed, status=401, headers={"X-Outbox-User": "0"})

    assert contacts() == {trajectory.id: ("Eerst", 30)}
