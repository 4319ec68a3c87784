"""Remembered rows that are written again for a test equal those that it would have made."""

from contextlib import contextmanager
from threading import Thread

import pytest
from sqlalchemy import func, inspect, select

from portal.db import db
from portal.people.models.people import User
from portal.work import find
from tests.make import Maker
from tests.support.clock import Clock
from tests.support.handovers import WAYS, Scene
from tests.support.one_database import portal_on
from tests.support.statements import statements


@contextmanager
def another_test(backend):
    """The portal of a next test: a database as the migrations made it, and its maker."""
    clock = Clock()
    with portal_on(backend, clock) as app:
        yield Maker(app, clock)


def rows():
    """All that the database holds."""
    return {table.name: sorted(map(repr, db.session.execute(select(table)))) for table in db.metadata.sorted_tables}


def values(thing):
    """The values in the columns of a row."""
    return {each.key: getattr(thing, each.key) for each in inspect(type(thing)).column_attrs}


@pytest.mark.parametrize("state", WAYS)
def test_a_handover_is_brought_to_a_state_once_and_after_that_written_as_it_was(backend, state):
    with another_test(backend) as make:
        first = Scene(make).at(state)
        known = {name: values(thing) for name, thing in vars(first).items() if isinstance(thing, db.Model)}
        stored, reference, number = rows(), first.reference, make.numbers.last
    with another_test(backend) as make:
        with statements(make.app) as seen:
            again = Scene(make).at(state)
        assert seen == []
        assert {name: values(getattr(again, name)) for name in known} == known
        assert (again.reference, make.numbers.last) == (reference, number)
        assert rows() == stored


def test_what_was_made_can_be_worked_with(backend):
    for _time in range(2):
        with another_test(backend) as make:
            volunteer = make.volunteer()
            trajectory = make.trajectory(claimed_by=volunteer)
            assert trajectory.assignments[0].volunteer is volunteer
            assert make.location() is volunteer.location
            trajectory.household.clients[0].first_name = "Senait"
            db.session.commit()
            assert find(select(func.count(User.id)).where(User.id == volunteer.user_id)) == 1
            assert make.reload(trajectory).household.clients[0].first_name == "Senait"


def test_who_asks_for_something_else_gets_that(backend):
    with another_test(backend) as make:
        assert make.user(first_name="Noor").first_name == "Noor"
    with another_test(backend) as make:
        assert make.user(first_name="Sara").first_name == "Sara"
    with another_test(backend) as make:
        make.clock.move(days=1)
        assert make.user(first_name="Noor").created_at == make.clock()


def others_write(make):
    make.save(User(email="iemand@example.org", first_name="I", last_name="E", created_at=make.clock()))


def in_a_thread(make, write=others_write):
    def run():
        with make.app.app_context():
            write(make)

    thread = Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.parametrize("meanwhile", [others_write, in_a_thread])
def test_once_somebody_else_wrote_all_is_worked_out(backend, meanwhile):
    with another_test(backend) as make:
        make.user()
    with another_test(backend) as make:
        meanwhile(make)
        with statements(make.app) as seen:
            user = make.user()
        assert any(each.startswith("INSERT INTO") for each in seen)
        assert user.id == 2


@pytest.mark.parametrize("write", [others_write, Maker.user])
def test_what_another_thread_wrote_meanwhile_is_not_remembered(backend, write):
    for _time in range(2):
        with another_test(backend) as make, statements(make.app) as seen:
            make.history.make(make, ("in a thread",), lambda make=make: in_a_thread(make, write))
            assert any(each.startswith("INSERT INTO") for each in seen)
            assert find(select(func.count(User.id))) == 1


def test_another_thread_works_out_all_it_makes(backend):
    with another_test(backend) as make:
        make.user()
    with another_test(backend) as make, statements(make.app) as seen:
        in_a_thread(make, Maker.user)
        assert any(each.startswith("INSERT INTO") for each in seen)


def test_what_a_test_changed_and_did_not_store_is_stored_and_not_remembered(backend):
    for name in ("Anders", "Noor"):
        with another_test(backend) as make:
            user = make.user()
            user.first_name = name
            make.user()
            assert make.reload(user).first_name == name


def test_a_method_that_fails_is_not_remembered(backend):
    for _time in range(2):
        with another_test(backend) as make:
            with pytest.raises(TypeError):
                make.user(no_such_thing=1)
            assert make.user().id == 1
