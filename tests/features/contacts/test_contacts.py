"""Logging a contact, as somebody does it on the way home."""

import pytest
from sqlalchemy import func, select

from portal.audit import AuditLine
from portal.contacts import service
from portal.contacts.models import ContactMoment
from portal.contacts.rules import ContactDetails
from portal.db import db
from tests.support.audit import lines
from tests.support.races import race, rounds


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


def test_the_form_offers_today_and_an_hour(form, make):
    assert form.fields["on_date"] == [make.today.isoformat()]
    assert (form.fields["tapped_minutes"], form.fields["minutes"]) == (["60"], [""])
    assert form.fields["purpose"] == ["regular"]


def test_an_hour_needs_no_typing(form, make):
    assert form.submit(topics=[str(make.topic(1).id)]).status == 303
    assert stored()[0].minutes == 60


def test_what_was_filled_in_is_stored_and_shown(form, make, trajectory, volunteer):
    tomorrow = make.day(1)
    answer = form.submit(
        on_date=make.day(-2).isoformat(),
        minutes="1:30",
        way="home_visit",
        purpose="intake",
        topics=[str(make.topic(1).id), str(make.topic(5).id)],
        note="Post doorgenomen.\r\nMeneer belt zelf.",
        interpreter_used="y",
        next_appointment_on=tomorrow.isoformat(),
        next_appointment_at="14:30",
    )
    contact = stored()[0]
    assert (answer.status, answer.location) == (303, f"/trajecten/{trajectory.id}#contact-{contact.id}")
    assert (contact.minutes, contact.purpose, contact.interpreter_used) == (90, "intake", True)
    assert contact.note == "Post doorgenomen.\nMeneer belt zelf."
    assert [topic.position for topic in contact.topics] == [1, 5]
    assert [(line.actor_id, line.facts) for line in lines("contact.logged")] == [
        (volunteer.user_id, {"contact_id": contact.id})
    ]
    page = answer.follow()
    assert "Huisbezoek · 90 minuten" in page.text
    assert "Meneer belt zelf." in page.text
    assert "14:30" in page.text


def test_somebody_spoken_to_was_spoken_to_about_something(form):
    answer = form.submit(note="Alles staat er nog.")
    assert answer.status == 422
    assert "Kies ten minste één onderwerp" in answer.text
    assert answer.form("Vastleggen").fields["note"] == ["Alles staat er nog."]
    assert stored() == []


def test_everything_that_is_wrong_is_said_at_once(form):
    answer = form.submit(minutes="lang", note="123456782")
    summary = answer.all("div", id="error-summary")[0].text
    for words in ("1 tot en met 1440", "burgerservicenummer", "ten minste één onderwerp"):
        assert words in summary


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("minutes", "anderhalf uur", "1 tot en met 1440"),
        ("minutes", "0", "1 tot en met 1440"),
        ("on_date", "2026-03-10", "moet nog komen"),
        ("on_date", "2025-03-09", "te lang voor de start"),
        ("next_appointment_on", "2026-03-08", "in het verleden"),
        ("note", "x" * 1001, "ten hoogste 1000 tekens"),
        ("note", "Zijn nummer is 123456782.", "burgerservicenummer"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_everything_typed_stays(form, make, field, typed, words):
    topic = str(make.topic(2).id)
    answer = form.submit(**{"topics": [topic], "note": "Blijft staan.", field: typed})
    again = answer.form("Vastleggen")
    assert answer.status == 422
    assert words in again.errors[field]
    assert again.fields[field] == [typed]
    assert again.fields["topics"] == [topic]
    assert again.fields["submission_key"] == form.fields["submission_key"]
    assert stored() == []


def test_a_bsn_that_was_refused_is_nowhere_in_the_database_or_the_lines(form, make):
    form.submit(topics=[str(make.topic(1).id)], note="123456782")
    assert stored() == []
    assert lines("contact.logged") == []


def test_a_note_of_a_thousand_characters_with_line_ends_fits(form, make):
    assert form.submit(topics=[str(make.topic(1).id)], note="\r\n".join(["x" * 9] * 100)).status == 303
    assert len(stored()[0].note) == 999


def test_a_time_without_a_day_is_asked_for_its_day(form, make):
    answer = form.submit(topics=[str(make.topic(1).id)], next_appointment_at="10:00")
    assert "Vul ook de dag" in answer.form("Vastleggen").errors["next_appointment_on"]


def test_rule_10_a_double_tap_stores_once_and_both_lead_to_the_same_place(form, make):
    topic = str(make.topic(1).id)
    answers = [form.submit(topics=[topic]) for _tap in range(2)]
    assert len(stored()) == 1
    assert len({(answer.status, answer.location) for answer in answers}) == 1
    assert len(lines("contact.logged")) == 1


def test_rule_10_an_old_form_filled_in_anew_is_never_taken_for_the_first_one(form, make):
    topic = str(make.topic(1).id)
    form.submit(topics=[topic], note="Het eerste gesprek.")
    answer = form.submit(topics=[topic], note="Het tweede gesprek.")
    assert answer.status == 422
    assert "al eerder opgeslagen, met een andere inhoud" in answer.text
    assert answer.form("Vastleggen").fields["note"] == ["Het tweede gesprek."]
    assert answer.form("Vastleggen").submit().status == 303
    assert [contact.note for contact in stored()] == ["Het eerste gesprek.", "Het tweede gesprek."]


@rounds(200)
def test_the_same_key_sent_six_times_at_once_stores_one_entry_with_one_line(make, volunteer, trajectory, rounds):
    act, trajectory_id = make.act(volunteer.user), trajectory.id
    details = ContactDetails(make.today, 60, "phone", "regular", True, frozenset({make.topic(1).id}))

    for number in range(1, rounds + 1):
        key = f"key-{number}"
        answers = race(6, lambda _each, key=key: service.log(act, [trajectory_id], details, key)[0].id)

        how_many, newest = db.session.execute(select(func.count(ContactMoment.id), func.max(ContactMoment.id))).one()
        assert answers == [newest] * 6
        assert how_many == number
        assert db.session.scalar(select(func.count()).where(AuditLine.event == "contact.logged")) == number


def test_the_same_key_of_two_authors_is_two_entries(make, sign_in, volunteer, trajectory):
    for user in (volunteer.user, make.coordinator()):
        form = sign_in(user).page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
        assert form.submit(topics=[str(make.topic(1).id)], submission_key="same").status == 303
    assert len(stored()) == 2


def test_a_form_without_its_key_is_not_stored(form, make):
    assert form.submit(topics=[str(make.topic(1).id)], submission_key="").status == 422
    assert stored() == []


@pytest.mark.parametrize("who", ["stranger", "former"])
def test_rule_3_who_does_not_support_them_now_finds_no_form_and_logs_nothing(make, sign_in, trajectory, who):
    other = make.volunteer()
    if who == "former":
        mine = make.trajectory()
        make.assignment(mine, other, starts_on=make.day(-9), ends_on=make.day(-1), end_reason="stops")
        trajectory = make.reload(mine)
    visitor = sign_in(other.user)
    visitor.page(f"/trajecten/{trajectory.id}/contact", status=404)
    assert visitor.send(f"/trajecten/{trajectory.id}/contact", {"submission_key": "k"}).status == 404
    assert stored() == []


def test_after_the_closure_a_contact_from_before_it_can_still_be_logged(make, sign_in):
    coordinator = make.coordinator()
    closed = make.trajectory(closed_on=make.day(-3), closure_outcome="moved_away")
    form = sign_in(coordinator).page(f"/trajecten/{closed.id}/contact").form("Vastleggen")
    topic = str(make.topic(1).id)
    assert form.submit(topics=[topic]).status == 422
    assert form.submit(topics=[topic], on_date=make.day(-3).isoformat()).status == 303
