"""Who waited for a row decides on the row as it is now, and rows are held in one order. For PostgreSQL."""

import pytest
from sqlalchemy import select, update

from portal.db import db
from portal.people.models.people import User
from portal.trajectories.models.household import Household
from portal.trajectories.models.trajectory import Trajectory
from portal.work import unit_of_work

pytestmark = pytest.mark.one_database("postgresql")


def test_a_row_that_was_read_before_it_is_held_is_read_anew(make):
    user = make.coordinator()
    with unit_of_work(make.act(user)) as work:
        read = work.session.get(User, user.id)
        assert read.locale == "nl"
        with db.engine.begin() as somebody_else:
            somebody_else.execute(update(User).where(User.id == user.id).values(locale="en"))
        assert work.lock(select(User).where(User.id == user.id)).locale == "en"


@pytest.mark.parametrize("backwards", [False, True])
def test_a_step_that_holds_rows_in_another_order_is_found(backend, make, backwards):
    trajectory = make.trajectory()
    statements = [
        select(Household).where(Household.id == trajectory.household_id),
        select(Trajectory).where(Trajectory.id == trajectory.id),
    ]
    with unit_of_work(make.act(make.coordinator())) as work:
        for statement in reversed(statements) if backwards else statements:
            work.lock(statement)
    wrong, backend.lock_order.wrong = backend.lock_order.wrong, []
    assert wrong == (["trajectory → household"] if backwards else [])
