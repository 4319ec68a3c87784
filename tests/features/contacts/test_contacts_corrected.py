"""Correcting and withdrawing an own contact, with what it said before kept."""

from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from portal.contacts import queries
from portal.contacts.models import ContactMoment, ContactRevision
from portal.db import db
from tests.support.audit import lines
from tests.support.clock import AMSTERDAM


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def contact(make, volunteer, trajectory):
    return make.contact(trajectory, volunteer.user, note="De eerste tekst.")


def edit(visitor, contact):
    return visitor.page(f"/contacten/{contact.id}").form("Wijziging opslaan")


def revisions():
    return list(db.session.scalars(select(ContactRevision).order_by(ContactRevision.id)))


def test_a_correction_keeps_the_earlier_text_for_the_author_and_the_coordinator(
    make, sign_in, volunteer, trajectory, contact
):
    visitor = sign_in(volunteer.user)
    answer = edit(visitor, contact).submit(note="De betere tekst.", minutes="75")
    assert (answer.status, answer.location) == (303, f"/trajecten/{trajectory.id}#contact-{contact.id}")
    now = make.reload(contact)
    assert (now.note, now.minutes) == ("De betere tekst.", 75)
    assert [revision.said.note for revision in revisions()] == ["De eerste tekst."]
    assert len(lines("contact.corrected")) == 1
    for reader in (visitor, sign_in(make.coordinator())):
        page = reader.page(f"/contacten/{contact.id}")
        assert "De eerste tekst." in page.text
        assert "De betere tekst." in page.text


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, {"Gesproken": "ja", "Onderwerpen": "Wonen", "Tolk": "nee", "Volgende afspraak": "–"}),
        (
            {"reached": False, "topics": [], "interpreter_used": True, "next_appointment_on": date(2026, 3, 12)},
            {"Gesproken": "nee", "Onderwerpen": "–", "Tolk": "ja", "Volgende afspraak": "12 maart 2026"},
        ),
        (
            {"next_appointment_on": date(2026, 3, 12), "next_appointment_at": time(14, 30)},
            {"Gesproken": "ja", "Onderwerpen": "Wonen", "Tolk": "nee", "Volgende afspraak": "12 maart 2026 14:30"},
        ),
    ],
)
def test_who_may_not_change_a_contact_reads_all_that_it_says(make, sign_in, volunteer, trajectory, values, shown):
    contact = make.contact(trajectory, volunteer.user, **values)
    page = sign_in(make.coordinator()).page(f"/contacten/{contact.id}")
    said = dict(zip(*([node.text for node in page.all(tag)] for tag in ("dt", "dd")), strict=True))
    assert {name: said[name] for name in shown} == shown


def test_the_next_volunteer_reads_the_contact_but_not_what_it_said_before(make, sign_in, volunteer, contact):
    edit(sign_in(volunteer.user), contact).submit(note="De betere tekst.")
    trajectory = make.reload(contact.trajectory)
    trajectory.current.ends_on = make.today
    trajectory.current.end_reason = "stops"
    db.session.commit()
    successor = make.volunteer()
    make.assignment(trajectory, successor, starts_on=make.today)
    visitor = sign_in(successor.user)
    assert "De betere tekst." in visitor.page(f"/trajecten/{trajectory.id}").text
    page = visitor.page(f"/contacten/{contact.id}")
    assert "De eerste tekst." not in page.text
    assert "Wijziging opslaan" not in page.buttons
    sign_in(volunteer.user).page(f"/contacten/{contact.id}", status=404)


def test_only_the_topics_changed_is_a_change_too_and_a_second_device_hears_of_it(make, sign_in, volunteer, contact):
    visitor = sign_in(volunteer.user)
    first, second = edit(visitor, contact), edit(visitor, contact)
    assert first.submit(topics=[str(make.topic(4).id)]).status == 303
    assert second.submit(note="Van het andere toestel.").status == 409
    assert [topic.position for topic in make.reload(contact).topics] == [4]


def test_an_entry_edited_on_two_devices_shows_both_texts_and_the_choice_is_theirs(make, sign_in, volunteer, contact):
    visitor = sign_in(volunteer.user)
    first, second = edit(visitor, contact), edit(visitor, contact)
    first.submit(note="Van de telefoon.")
    answer = second.submit(note="Van de laptop.")
    assert answer.status == 409
    assert "Dit is nu opgeslagen" in answer.text
    assert "Van de telefoon." in answer.text
    form = answer.form("Wijziging opslaan")
    assert form.fields["note"] == ["Van de laptop."]
    assert form.submit().status == 303
    assert make.reload(contact).note == "Van de laptop."
    assert [revision.said.note for revision in revisions()] == ["De eerste tekst.", "Van de telefoon."]


def test_rule_10_a_double_tap_on_a_correction_corrects_once(sign_in, volunteer, contact):
    form = edit(sign_in(volunteer.user), contact)
    answers = [form.submit(note="Eén keer.") for _tap in range(2)]
    assert [answer.status for answer in answers] == [303, 303]
    assert len(revisions()) == 1
    assert len(lines("contact.corrected")) == 1


def test_an_appointment_that_has_passed_since_does_not_stand_in_the_way_of_a_correction(
    make, clock, sign_in, volunteer, trajectory
):
    contact = make.contact(trajectory, volunteer.user, next_appointment_on=make.day(1))
    clock.move(days=3)
    assert edit(sign_in(volunteer.user), contact).submit(note="Anders.").status == 303


@pytest.mark.parametrize(("days", "possible"), [(7, True), (8, False)])
def test_after_seven_days_an_entry_stands(make, clock, sign_in, volunteer, contact, days, possible):
    clock.move(days=days)
    visitor = sign_in(volunteer.user)
    page = visitor.page(f"/contacten/{contact.id}")
    assert ("Wijziging opslaan" in page.buttons) is possible
    assert ("Contact intrekken" in page.buttons) is possible
    assert visitor.send(f"/contacten/{contact.id}/intrekken").status == (303 if possible else 409)
    assert (make.reload(contact).withdrawn_at is not None) is possible


def test_what_was_typed_too_late_is_refused_with_the_text_still_there(make, clock, sign_in, volunteer, contact):
    clock.move(days=7)
    form = edit(sign_in(volunteer.user), contact)
    clock.set(datetime(2026, 3, 17, 0, 1, tzinfo=AMSTERDAM))
    typed = {**form.fields, "note": "Net te laat."}
    del typed["csrf_token"]
    answer = sign_in(volunteer.user).send(f"/contacten/{contact.id}", typed)
    assert answer.status == 422
    assert "Die tijd is voorbij" in answer.text
    assert "Net te laat." in answer.form("Wijziging opslaan").fields["note"]
    assert make.reload(contact).note == "De eerste tekst."


def test_a_withdrawn_contact_shows_as_withdrawn_and_counts_nowhere(make, sign_in, volunteer, trajectory, contact):
    visitor = sign_in(volunteer.user)
    for _tap in range(2):
        answer = visitor.send(f"/contacten/{contact.id}/intrekken")
        assert answer.status == 303
    assert "Ingetrokken, telt niet mee" in answer.follow().text
    assert len(lines("contact.withdrawn")) == 1
    assert db.session.scalars(queries.counted(select(ContactMoment))).all() == []
    assert edit_refused(visitor, contact)


def edit_refused(visitor, contact):
    """Whether the page of the contact offers nothing and the address takes nothing."""
    page = visitor.page(f"/contacten/{contact.id}")
    fields = {"on_date": "2026-03-09", "minutes": "9", "way": "phone", "purpose": "regular", "reached": "nee"}
    answer = visitor.send(f"/contacten/{contact.id}", {**fields, "version": "2"})
    return "Wijziging opslaan" not in page.buttons and answer.status == 422 and "ingetrokken" in answer.text


def test_somebody_elses_contact_can_be_read_not_changed(make, sign_in, contact):
    visitor = sign_in(make.coordinator())
    page = visitor.page(f"/contacten/{contact.id}")
    assert "De eerste tekst." in page.text
    assert "Contact intrekken" not in page.buttons
    visitor.send(f"/contacten/{contact.id}/intrekken", status=403)
    assert make.reload(contact).withdrawn_at is None
