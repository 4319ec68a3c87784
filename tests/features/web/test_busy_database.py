"""When the database has no room for a moment: a clear message, and what was typed is still there (rule 10)."""

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from portal.contacts.models import ContactMoment
from portal.db import db
from portal.refusals import Busy
from portal.work import unit_of_work
from tests.make import PASSWORD

pytestmark = pytest.mark.each_database

NOTE = "Samen de brief van de gemeente gelezen."


@pytest.fixture
def volunteer(make):
    return make.volunteer(user=make.user(email="v@example.org", password=PASSWORD))


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def another_writer(monkeypatch):
    """Begins and ends a write by somebody else, as a large import is; waiting for it is cut short."""
    monkeypatch.setattr("portal.engine.BUSY_MILLISECONDS", 1)
    db.session.rollback()
    db.engine.dispose()
    with db.engine.connect().execution_options(writing=True) as connection:
        yield lambda: connection.execute(text("SELECT 1"))
    db.engine.dispose()


@pytest.mark.one_database("sqlite")
@pytest.mark.parametrize("minutes", [0, 15])  # after 15 the form itself leaves a line of reading first
def test_rule_10_a_contact_logged_during_an_import_is_not_lost(
    visitor, trajectory, make, clock, another_writer, minutes
):
    form = visitor.page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    clock.move(minutes=minutes)
    another_writer()
    answer = form.submit(topics=[str(make.topic(1).id)], note=NOTE)
    assert answer.status in (422, 503)
    assert "slaat nu veel tegelijk op" in answer.text
    again = next(each for each in ("Vastleggen", "Nu opslaan") if each in answer.buttons)
    assert answer.form(again).fields["note"] == [NOTE]
    assert db.session.scalar(select(ContactMoment.id)) is None


@pytest.mark.one_database("sqlite")
def test_rule_10_a_form_that_keeps_nothing_itself_comes_back_with_what_was_typed(visitor, another_writer):
    another_writer()
    answer = visitor.send("/meldingen/gelezen", {"kept": NOTE}, status=503)
    assert answer.form("Nu opslaan").fields["kept"] == [NOTE]


@pytest.mark.one_database("sqlite")
def test_a_page_that_cannot_leave_its_line_says_so_and_shows_nothing(visitor, trajectory, another_writer):
    another_writer()
    page = visitor.page(f"/trajecten/{trajectory.id}", status=503)
    assert page.heading == "Dit lukt nu even niet"
    assert "Merhawi" not in page.html


@pytest.mark.parametrize("kind", [psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure])
def test_who_loses_from_somebody_they_waited_for_may_try_again(make, kind):
    with pytest.raises(Busy), unit_of_work(make.act(make.coordinator())):
        raise OperationalError("UPDATE", None, kind())


def test_another_failure_of_the_database_stays_what_it_is(make):
    with pytest.raises(OperationalError), unit_of_work(make.act(make.coordinator())):
        raise OperationalError("UPDATE", None, psycopg.errors.DiskFull())
