"""Many trajectories start at once exactly as one does, and rows added in bulk obey the database."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.bulk import insert_rows, reserve_keys
from portal.db import db
from portal.organisation.models import Language
from portal.trajectories import starting
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.starting import Start, start_trajectories, start_trajectory
from portal.work import unit_of_work

pytestmark = pytest.mark.each_database

KEPT = [column.name for column in Trajectory.__table__.columns if column.name not in ("id", "household_id")]
LANGUAGES = Language.__table__


def kept(trajectory):
    return {name: getattr(trajectory, name) for name in KEPT}


@pytest.mark.parametrize("housed_on", [date(2019, 12, 31), date(2020, 1, 1), date(2025, 11, 30)])
def test_each_of_many_becomes_what_it_would_be_alone(make, housed_on):
    act = make.act(make.coordinator())
    types = list(db.session.scalars(select(TrajectoryType)))
    municipality = make.municipality("Haarlem")
    alone, among_many = (
        make.household(housed_on=housed_on, municipality=municipality) for _each in ("alone", "among many")
    )
    with unit_of_work(act) as work:
        for type_ in types:
            start_trajectory(work, alone, type_, "WI2013", date(2026, 1, 5))
        start_trajectories(
            work.session,
            act,
            types,
            [
                Start(
                    among_many.id,
                    among_many.location_id,
                    municipality.id,
                    housed_on,
                    type_.id,
                    "WI2013",
                    date(2026, 1, 5),
                )
                for type_ in types
            ],
        )
        work.commit("household.added", alone)

    expected = [kept(each) for each in make.reload(alone).trajectories]
    assert len(expected) == len(types)
    assert [kept(each) for each in make.reload(among_many).trajectories] == expected


def test_what_comes_along_hears_once_of_all_that_start(make, monkeypatch):
    heard = []
    monkeypatch.setattr(starting, "_when_started", [lambda _session, _act, started: heard.append(list(started))])
    act = make.act(make.coordinator())
    homes = [make.household() for _each in range(3)]
    type_ = make.type("onward_mover")
    starts = [
        Start(home.id, home.location_id, home.municipality_id, home.housed_on, type_.id, "WI2021", make.today)
        for home in homes
    ]
    with unit_of_work(act) as work:
        start_trajectories(work.session, act, [type_], starts)
        work.commit("household.added", homes[0])

    assert [[each.id for each in started] for started in heard] == [
        [make.reload(home).trajectories[0].id for home in homes]
    ]


@pytest.mark.parametrize("count", [1, 99, 100, 101, 300])
def test_however_many_rows_are_added_in_bulk_each_is_there_once_as_it_was_given(make, count):
    act = make.act(make.coordinator())
    with unit_of_work(act) as work:
        keys = reserve_keys(work.session, LANGUAGES, count)
        rows = [(key, f"xx-{key}", f"Taal {key}", key % 2 == 0) for key in keys]
        insert_rows(work.session, LANGUAGES, ("id", "code", "name", "rtl"), rows)
        work.commit("location.added", None)

    added = select(LANGUAGES.c["id", "code", "name", "rtl"]).where(Language.id.in_(keys)).order_by(Language.id)
    assert [tuple(row) for row in db.session.execute(added)] == rows


def test_a_row_added_in_bulk_that_breaks_a_constraint_is_refused_as_alone(make):
    act = make.act(make.coordinator())
    with pytest.raises(IntegrityError), unit_of_work(act) as work:
        rows = [(key, "xx-same", "Dezelfde", False) for key in reserve_keys(work.session, LANGUAGES, 2)]
        insert_rows(work.session, LANGUAGES, ("id", "code", "name", "rtl"), rows)
    assert db.session.scalar(select(Language.id).where(Language.code == "xx-same")) is None


def test_reserved_keys_are_used_by_nobody_else(make):
    act = make.act(make.coordinator())
    with unit_of_work(act) as work:
        keys = reserve_keys(work.session, LANGUAGES, 3)
        rows = ((key, f"xx-{key}", f"Taal {key}", False) for key in keys)
        insert_rows(work.session, LANGUAGES, ("id", "code", "name", "rtl"), rows)
        work.commit("location.added", None)
    later = make.save(Language(code="xx-later", name="Later"))

    assert later.id > keys[-1]
    assert len(set(keys)) == 3
