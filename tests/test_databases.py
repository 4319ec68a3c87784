"""Each test finds the database as the migrations made it, whatever the one before it did."""

import pytest
from sqlalchemy import delete, func, inspect, select, text

from portal.audit import AuditLine
from portal.db import db
from portal.organisation.models import Language
from portal.people.models.people import User
from portal.trajectories.models.configuration import Topic
from tests.make import Maker
from tests.support.clock import Clock


def everything(app):
    """How many rows each table has, and what the topics are called."""
    with app.app_context():
        tables = list(db.metadata.tables.values())
        counts = {each.name: db.session.scalar(select(func.count()).select_from(each)) for each in tables}
        return counts, sorted(tuple(row) for row in db.session.execute(select(Topic.id, Topic.name, Topic.version)))


def test_what_a_test_wrote_changed_and_removed_is_not_there_for_the_next(backend):
    with backend.fresh() as app:
        before = everything(app)
        with app.app_context():
            make = Maker(app, Clock())
            first = make.volunteer().user_id
            make.trajectory()
            db.session.add(AuditLine(at=make.clock(), event="trajectory.claimed", subject_kind="trajectory"))
            make.topic().name = "Iets anders"
            db.session.execute(delete(Language).where(Language.name == "Farsi"))
            db.session.commit()
        assert everything(app) != before
    with backend.fresh() as app:
        assert everything(app) == before
        with app.app_context():
            assert Maker(app, Clock()).volunteer().user_id == first


def test_a_table_that_a_test_dropped_is_there_for_the_next(backend):
    with backend.fresh() as app, app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE notice"))
    with backend.fresh() as app, app.app_context():
        assert inspect(db.engine).has_table("notice")


def test_what_somebody_still_holds_does_not_keep_the_next_test_waiting(backend):
    with backend.fresh() as app, app.app_context():
        Maker(app, Clock()).user()
        holding = db.engine.connect()
        holding.execute(select(User).with_for_update())
    with backend.fresh() as app, app.app_context():
        assert db.session.scalar(select(func.count(User.id))) == 0
    holding.invalidate()
    holding.close()


@pytest.mark.one_database("sqlite")
def test_rows_that_nobody_put_in_order_come_last_first(backend):
    with backend.fresh() as app, app.app_context():
        names = [Maker(app, Clock()).location(f"Locatie {number}").name for number in range(3)]
        assert list(db.session.scalars(text("SELECT name FROM location"))) == names[::-1]
