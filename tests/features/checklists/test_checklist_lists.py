"""Lists without a type: somebody adds them to a trajectory, with the day they are about."""

import pytest
from sqlalchemy import select

from portal.checklists.models import ChecklistItem
from portal.db import db
from portal.trajectories.starting import dates_moved
from portal.work import unit_of_work
from tests.support.audit import lines


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def form(sign_in, volunteer, trajectory):
    return sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/checklist/toevoegen").form("Toevoegen")


def choices(form):
    return {option.text: option.get("value") for option in form.node.all("option")}


def due(trajectory):
    rows = db.session.scalars(select(ChecklistItem).where(ChecklistItem.trajectory_id == trajectory.id))
    return {item.template_item.code: item.due_on for item in rows}


def test_only_lists_without_a_type_are_offered(form):
    assert list(choices(form)) == ["Gezinshereniging: aankomst", "Gezinshereniging: aanvraag"]


def test_a_list_counts_from_the_day_it_is_about(make, form, trajectory):
    answer = form.submit(template=choices(form)["Gezinshereniging: aanvraag"], about=make.day(-2).isoformat())
    assert (answer.status, answer.location) == (303, f"/trajecten/{trajectory.id}#checklist")
    assert due(trajectory) == {"apply_in_time": make.day(1), "name_counsellor": make.day(5)}
    assert [line.facts for line in lines("checklist.added")] == [{"list": "family_reunification_application"}]


def test_a_second_tap_says_that_the_list_is_there_already(form, trajectory):
    first, second = form.submit(), form.submit()
    assert first.status == 303
    assert second.status == 422
    assert "staat al op de checklist" in second.form("Toevoegen").errors["template"]
    assert len(lines("checklist.added")) == 1


@pytest.mark.parametrize(("day", "said"), [("0026-03-09", "Kijk het jaar na"), ("2024-03-09", "binnen een jaar")])
def test_a_day_far_away_is_refused_as_a_slip_of_the_pen(form, trajectory, day, said):
    answer = form.submit(about=day)
    assert answer.status == 422
    assert said in answer.form("Toevoegen").errors["about"]
    assert due(trajectory) == {}


def test_its_days_stay_when_the_dates_of_the_trajectory_move(make, form, trajectory):
    form.submit()
    before = due(trajectory)
    act = make.act(make.coordinator())
    with unit_of_work(act) as work:
        moved = work.session.merge(trajectory)
        moved.starts_on = make.day(30)
        dates_moved(work.session, act, moved)
        work.commit("trajectory.changed", moved, fields=["starts_on"])
    assert due(trajectory) == before


def test_a_list_of_a_type_cannot_be_added_by_hand(make, form, trajectory):
    assert form.submit(template="1").status == 422
    assert due(trajectory) == {}
