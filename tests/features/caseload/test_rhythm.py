"""The facts for the signals: contacts, items, silences and assignments, for many rows at once."""

from datetime import UTC, datetime, time

import pytest

from portal.caseload import queries
from portal.db import db
from portal.trajectories.models.trajectory import PlannedSilence
from portal.trajectories.queries import visible_to
from portal.work import fetch_all
from tests.support.statements import statements

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NONE = (None, None)


def codes(trajectory, make):
    found = queries.signals_for([trajectory], make.today)[trajectory.id]
    return [(signal.code, signal.days) for signal in found]


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    """In its start phase: 14 days of silence are allowed."""
    return make.trajectory(claimed_by=volunteer, starts_on=make.day(-30))


def test_a_failed_attempt_is_no_contact(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, on_date=make.day(-2), reached=False)

    assert ("first_contact", 30) in codes(trajectory, make)


def test_a_withdrawn_contact_is_no_contact(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, on_date=make.day(-2), purpose="intake", withdrawn_at=LONG_AGO)

    assert codes(trajectory, make) == [("intake_overdue", 30), ("first_contact", 30), ("gone_quiet", 30)]


def test_an_intake_in_which_nobody_was_reached_is_no_intake(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, on_date=make.day(-2))
    make.contact(trajectory, volunteer.user, on_date=make.day(-1), purpose="intake", reached=False)

    assert codes(trajectory, make) == [("intake_overdue", 30)]


def test_the_phase_of_today_says_how_long_silence_may_last(make, volunteer):
    for weeks, allowed in ((2, 14), (8, 21), (26, 28)):
        trajectory = make.trajectory(claimed_by=volunteer, starts_on=make.day(-7 * weeks), ends_on=make.day(300))

        assert queries.rhythm_facts([trajectory], make.today)[trajectory.id].quiet_after_days == allowed


def test_a_planned_silence_is_no_silence(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, on_date=make.day(-20), purpose="intake")
    assert codes(trajectory, make) == [("gone_quiet", 20)]

    make.save(
        PlannedSilence(trajectory_id=trajectory.id, starts_on=make.day(-15), ends_on=make.day(-5), reason="vakantie")
    )
    assert codes(trajectory, make) == []


def test_of_two_planned_silences_both_count_and_the_trajectory_once(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, on_date=make.day(-29), purpose="intake")
    for first, last in ((-28, -20), (-15, -5)):
        period = {"starts_on": make.day(first), "ends_on": make.day(last)}
        make.save(PlannedSilence(trajectory_id=trajectory.id, reason="vakantie", **period))

    assert codes(trajectory, make) == []


def test_only_open_items_past_their_day_are_overdue(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, purpose="intake")
    first, second, third = make.checklist(trajectory, due_on=make.day(-4))
    second.state, second.done_by = "done", "client"
    third.due_on = make.today
    make.save(first)

    assert codes(trajectory, make) == [("item_overdue", 4)]


def appointment(make, trajectory):
    facts = queries.rhythm_facts([trajectory], make.today)[trajectory.id]
    return facts.appointment_on, facts.appointment_at


def test_the_newest_contact_that_names_an_appointment_decides(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, on_date=make.day(-9), next_appointment_on=make.day(3))
    make.contact(
        trajectory,
        volunteer.user,
        on_date=make.day(-2),
        next_appointment_on=make.day(5),
        next_appointment_at=time(14, 30),
    )
    make.contact(trajectory, volunteer.user, on_date=make.day(-1))

    assert appointment(make, trajectory) == (make.day(5), time(14, 30))


@pytest.mark.parametrize("reached", [True, False])
def test_an_appointment_is_kept_once_a_contact_or_an_attempt_of_that_day_is_logged(
    make, volunteer, trajectory, reached
):
    make.contact(trajectory, volunteer.user, on_date=make.day(-2), next_appointment_on=make.today)
    assert appointment(make, trajectory) == (make.today, None)

    make.contact(trajectory, volunteer.user, reached=reached)
    assert appointment(make, trajectory) == NONE


def test_a_call_of_this_morning_leaves_the_appointment_of_this_afternoon(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, way="phone", next_appointment_on=make.today)

    assert appointment(make, trajectory) == (make.today, None)


def test_an_appointment_in_a_withdrawn_contact_is_none(make, volunteer, trajectory):
    make.contact(trajectory, volunteer.user, next_appointment_on=make.day(3), withdrawn_at=LONG_AGO)

    assert appointment(make, trajectory) == NONE


def test_a_waiting_trajectory_has_no_rhythm_yet(make):
    assert codes(make.trajectory(starts_on=make.day(-40)), make) == []


def test_the_signals_of_many_rows_ask_no_more_of_the_database_than_those_of_few(app, make):
    actor = make.actor(make.coordinator())

    def asked():
        db.session.rollback()
        with statements(app) as seen:
            trajectories = fetch_all(visible_to(actor))
            queries.signals_for(trajectories, make.today)
        return len(seen), len(trajectories)

    for _each in range(2):
        make.trajectory(claimed_by=make.volunteer())
    few = asked()
    for _each in range(18):
        make.trajectory(claimed_by=make.volunteer())

    assert (few[1], asked()) == (2, (few[0], 20))
