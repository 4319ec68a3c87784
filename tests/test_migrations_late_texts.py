"""Late contacts as text: what a database of before gets, and what goes with the version that reads them."""

import sqlalchemy as sa

from portal.contacts.late.models import LateContact
from portal.contacts.late.service import hand_in_text, handle
from portal.db import db
from tests.test_migrations import down, up

BEFORE_THE_LATE_TEXTS = "20261130_1102"


def test_a_late_contact_of_before_was_said_when_it_came_and_a_text_goes_with_the_version_that_reads_it(app, make):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    contact = make.late_contact(trajectory, volunteer.user)
    text = hand_in_text(make.act(volunteer.user), trajectory.id, "Met de hand", "key-text")
    handle(make.act(make.coordinator(trajectory.location)), text.id)
    kept = contact.id
    down(BEFORE_THE_LATE_TEXTS)
    with db.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT id FROM late_contact")).all() == [(kept,)]
    up()

    (late,) = db.session.scalars(sa.select(LateContact))
    assert late.said_at == late.handed_in_at
