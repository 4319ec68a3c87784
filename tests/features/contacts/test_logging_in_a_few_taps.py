"""A visit logged in a few taps: what is suggested, one visit to several, and an attempt."""

import pytest
from sqlalchemy import select

from portal.contacts.models import ContactMoment
from portal.db import db
from tests.support.audit import lines


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def form(sign_in, volunteer, trajectory):
    """The form as the volunteer finds it."""
    return sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")


def stored():
    return list(db.session.scalars(select(ContactMoment).order_by(ContactMoment.id)))


@pytest.mark.parametrize("minutes", [30, 50])
def test_the_form_offers_the_way_and_the_length_of_the_last_time(make, sign_in, volunteer, trajectory, minutes):
    make.contact(make.trajectory(claimed_by=volunteer), volunteer.user, way="video", minutes=90)
    make.contact(trajectory, make.coordinator(), way="office", minutes=minutes)
    make.contact(trajectory, volunteer.user, way="message", reached=False, minutes=15)
    make.contact(trajectory, volunteer.user, way="phone", minutes=45, withdrawn_at=make.clock())
    form = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    assert form.fields["way"] == ["office"]
    assert (form.fields["tapped_minutes"], form.fields["minutes"]) == ([str(minutes)], [""])


def test_what_this_household_talks_about_most_comes_first(make, sign_in, volunteer, trajectory):
    often, once = make.topic(6), make.topic(4)
    for topics in ([often], [often, once]):
        make.contact(trajectory, volunteer.user, topics=topics)
    make.contact(make.trajectory(claimed_by=volunteer), volunteer.user, topics=[make.topic(2)])
    page = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact")
    offered = [int(box.get("value")) for box in page.all("input", name="topics")]
    assert offered[:3] == [often.id, once.id, make.topic(1).id]
    assert "topics" not in page.form("Vastleggen").fields


def test_with_a_household_nobody_met_yet_the_form_offers_the_way_this_author_used_last(
    make, sign_in, volunteer, trajectory
):
    elsewhere = make.trajectory(claimed_by=volunteer)
    make.contact(elsewhere, volunteer.user, way="phone", minutes=15)
    make.contact(elsewhere, volunteer.user, way="video", withdrawn_at=make.clock())
    make.contact(elsewhere, make.coordinator(), way="message")
    form = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    assert (form.fields["way"], form.fields["tapped_minutes"]) == (["phone"], ["60"])


def test_an_attempt_is_one_tap_and_the_next_one_is_suggested(form):
    answer = form.submit(_button="Niet bereikt")
    assert answer.status == 303
    assert (stored()[0].reached, stored()[0].minutes) == (False, 5)
    assert "Probeer het opnieuw op woensdag 11 maart." in answer.follow().text


def test_an_attempt_keeps_what_was_typed(form):
    form.submit(_button="Niet bereikt", minutes="20", note="Briefje in de bus.")
    assert (stored()[0].minutes, stored()[0].note) == (20, "Briefje in de bus.")


def test_a_typed_length_holds_above_a_tapped_one(form, make):
    form.submit(topics=[str(make.topic(1).id)], tapped_minutes="60", minutes="1:15")
    assert stored()[0].minutes == 75


def test_a_length_that_cannot_be_is_asked_for_anew(form, make):
    answer = form.submit(topics=[str(make.topic(1).id)], tapped_minutes="5000")
    assert "Vul in hoe lang het duurde." in answer.form("Vastleggen").errors["minutes"]
    assert stored() == []


def test_one_visit_to_several_is_an_entry_with_each_of_them(make, sign_in, volunteer, trajectory):
    sister, other = make.trajectory(claimed_by=volunteer), make.trajectory(claimed_by=volunteer)
    form = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    topic = str(make.topic(1).id)
    for _tap in range(2):
        answer = form.submit(topics=[topic], also=[str(sister.id)], note="Samen gegeten.")
        assert answer.location.startswith(f"/trajecten/{trajectory.id}#")
    assert {(each.trajectory_id, each.note) for each in stored()} == {
        (trajectory.id, "Samen gegeten."),
        (sister.id, "Samen gegeten."),
    }
    assert sorted(line.household_id for line in lines("contact.logged")) == sorted(
        [trajectory.household_id, sister.household_id]
    )
    assert other.id not in {each.trajectory_id for each in stored()}


def test_one_visit_to_several_is_stored_with_all_of_them_or_none(make, sign_in, volunteer, trajectory):
    new = make.trajectory(claimed_by=volunteer, starts_on=make.today)
    form = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    long_ago = make.day(-50).isoformat()
    answer = form.submit(topics=[str(make.topic(1).id)], also=[str(new.id)], on_date=long_ago)
    assert answer.status == 422
    assert answer.form("Vastleggen").fields["also"] == [str(new.id)]
    assert stored() == []


def test_a_coordinator_is_offered_others_of_the_same_household_only(make, sign_in, trajectory):
    make.trajectory()
    same = make.trajectory("har_pretrajectory", household=trajectory.household)
    page = sign_in(make.coordinator()).page(f"/trajecten/{trajectory.id}/contact")
    assert [box.get("value") for box in page.all("input", name="also")] == [str(same.id)]


def test_rule_3_nobody_is_logged_with_who_is_not_theirs(make, sign_in, volunteer, trajectory):
    make.trajectory(claimed_by=volunteer)
    theirs = make.trajectory(claimed_by=make.volunteer())
    form = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    answer = form.submit(topics=[str(make.topic(1).id)], also=[str(theirs.id)])
    assert answer.status == 422
    assert stored() == []


def test_a_key_whose_digits_look_like_a_bsn_refuses_nothing(form):
    """Keys are random: now and then nine of their digits pass the eleven-test."""
    form.submit(submission_key="62c2-111222333-8f", topics=["1"])

    assert [contact.submission_key for contact in stored()] == ["62c2-111222333-8f"]
