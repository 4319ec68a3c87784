"""A coordinator adds a trajectory to a household, or corrects one."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.checklists.models import ChecklistItem
from portal.db import db
from portal.refusals import Forbidden
from portal.trajectories import service as trajectory_service
from portal.trajectories.models.trajectory import Trajectory
from tests.support.audit import lines
from tests.support.races import race


@pytest.fixture
def visitor(sign_in, make):
    return sign_in(make.coordinator())


def add(visitor, household, type_, **values):
    values = {"type_id": str(type_.id), "legal_regime": "WI2013", "starts_on": "2026-03-02", **values}
    return visitor.page(f"/huishoudens/{household.id}/traject").form("Toevoegen").submit(**values)


def change(visitor, trajectory, **values):
    return visitor.page(f"/trajecten/{trajectory.id}/wijzigen").form("Opslaan").submit(**values)


def test_another_trajectory_starts_with_its_own_end_and_checklist(visitor, make):
    household = make.trajectory().household
    answer = add(visitor, household, make.type("language_coaching"), urgent="y")
    assert (answer.status, answer.location) == (303, f"/huishoudens/{household.id}")
    added = db.session.scalars(select(Trajectory).order_by(Trajectory.id.desc())).unique().first()
    assert (added.type.code, added.legal_regime, added.urgent) == ("language_coaching", "WI2013", True)
    assert (added.starts_on, added.ends_on) == (date(2026, 3, 2), date(2026, 9, 2))
    assert db.session.scalar(select(func.count(ChecklistItem.id)).where(ChecklistItem.trajectory_id == added.id)) > 0
    assert [(line.subject_id, line.facts) for line in lines("trajectory.added")] == [
        (added.id, {"type": "language_coaching"})
    ]


def test_a_double_tap_starts_one_trajectory(visitor, make):
    household = make.household()
    answers = [add(visitor, household, make.type("language_coaching")).status for _tap in range(2)]
    assert answers == [303, 303]
    assert db.session.scalar(select(func.count(Trajectory.id))) == 1


def test_a_second_trajectory_of_a_type_that_runs_is_refused_beside_the_field(visitor, make):
    household = make.trajectory("language_coaching").household
    page = add(visitor, household, make.type("language_coaching"))
    assert page.status == 422
    assert "al een open traject van deze soort" in page.form().errors["type_id"]


def test_of_many_who_start_one_at_once_all_get_the_same(make):
    household_id = make.household().id
    act = make.act(make.coordinator())
    values = {"type_id": make.type().id, "legal_regime": "WI2021", "starts_on": make.today, "urgent": False}
    answers = race(4, lambda _n: trajectory_service.add_trajectory(act, household_id, values).id)
    assert len(set(answers)) == 1
    assert db.session.scalar(select(func.count(Trajectory.id))) == 1


def test_a_type_that_was_switched_off_cannot_start(visitor, make):
    type_ = make.type("language_coaching")
    type_.active = False
    db.session.commit()
    page = add(visitor, make.household(), type_)
    assert page.status == 422
    assert db.session.scalar(select(func.count(Trajectory.id))) == 0


def test_another_start_recounts_the_end_the_waiting_and_the_open_items(visitor, make):
    trajectory = make.trajectory("settlement_coaching", ends_on=make.day(60))
    item = make.checklist(trajectory, how_many=1, due_on=make.day(900))[0]
    assert change(visitor, trajectory, starts_on="2026-03-01").status == 303
    trajectory = make.reload(trajectory)
    assert (trajectory.starts_on, trajectory.waiting_since) == (date(2026, 3, 1), date(2026, 3, 1))
    assert trajectory.ends_on == date(2026, 6, 1)
    assert make.reload(item).due_on != make.day(900)
    assert [line.facts for line in lines("trajectory.changed")] == [{"fields": ["starts_on"]}]


def test_once_somebody_supported_it_it_waits_from_the_day_it_was_released(visitor, make):
    trajectory = make.trajectory(claimed_by=make.volunteer())
    before = trajectory.waiting_since
    change(visitor, trajectory, starts_on="2026-03-01")
    assert make.reload(trajectory).waiting_since == before


def test_the_end_of_an_extended_one_stays_and_the_start_comes_not_after_it(visitor, make):
    trajectory = make.trajectory(ends_on=make.day(30), extension_reason="Ziekte in het gezin")
    change(visitor, trajectory, starts_on="2026-03-05")
    assert make.reload(trajectory).ends_on == make.day(30)
    page = change(visitor, trajectory, starts_on="2026-04-09")
    assert page.status == 422
    assert "verlengd tot 08-04-2026" in page.form().errors["starts_on"]


def test_regime_and_urgency_are_corrected_without_moving_a_date(visitor, make):
    trajectory = make.trajectory(legal_regime="WI2021", ends_on=make.day(77))
    change(visitor, trajectory, legal_regime="WI2013", urgent="y")
    trajectory = make.reload(trajectory)
    assert (trajectory.legal_regime, trajectory.urgent, trajectory.ends_on) == ("WI2013", True, make.day(77))


def test_the_second_of_two_editors_is_told_and_sees_both(sign_in, visitor, make):
    trajectory = make.trajectory(urgent=False)
    late = sign_in(make.coordinator()).page(f"/trajecten/{trajectory.id}/wijzigen").form("Opslaan")
    change(visitor, trajectory, urgent="y")
    page = late.submit(starts_on="2026-03-03")
    assert page.status == 409
    assert page.form().fields["starts_on"] == ["2026-03-03"]
    beside = {node.all("dt")[0].text: node.all("dd")[0].text for node in page.all("div") if node.all("dt")}
    assert beside["Met spoed"] == "ja"


def test_a_closed_trajectory_is_not_changed_any_more(visitor, make):
    trajectory = make.trajectory(closed_on=make.day(-1), closure_outcome="completed")
    page = change(visitor, trajectory, urgent="y")
    assert page.status == 422
    assert "gesloten" in page.text
    assert not make.reload(trajectory).urgent


def test_what_belongs_to_another_location_does_not_exist(sign_in, make):
    trajectory = make.trajectory()
    household, client = trajectory.household_id, trajectory.household.clients[0].id
    visitor = sign_in(make.coordinator(make.location("Team Haarlem")))
    for path in addresses(household, client, trajectory.id):
        visitor.page(path, status=404)
        visitor.send(path, {}, status=404 if path != f"/huishoudens/{household}" else 405)
    visitor.send(f"/clienten/{client}/vertrokken", {"left_on": "2026-03-01"}, status=404)
    visitor.send(f"/clienten/{client}/terug", status=404)


def test_a_volunteer_edits_nothing_of_a_household_not_even_of_their_own(sign_in, make):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    household, client = trajectory.household_id, trajectory.household.clients[0].id
    visitor = sign_in(volunteer.user)
    visitor.page("/huishoudens/nieuw", status=403)
    visitor.send("/huishoudens/nieuw", {}, status=403)
    visitor.page(f"/trajecten/{trajectory.id}/wijzigen", status=403)
    for path in addresses(household, client, trajectory.id)[:-1]:
        visitor.page(path, status=404)
    assert not lines("household.opened")


def addresses(household, client, trajectory):
    """The pages of one household; the last is a trajectory's."""
    return [
        f"/huishoudens/{household}",
        f"/huishoudens/{household}/wijzigen",
        f"/huishoudens/{household}/client",
        f"/huishoudens/{household}/traject",
        f"/clienten/{client}",
        f"/trajecten/{trajectory}/wijzigen",
    ]


def test_a_command_refuses_what_a_page_would_not_offer(make):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    act = make.act(volunteer.user)
    with pytest.raises(Forbidden):
        terms = trajectory_service.TrajectoryTerms("WI2013", make.today, True)
        trajectory_service.change_trajectory(act, trajectory.id, trajectory.version, terms)


def test_saving_twice_by_a_double_tap_is_one_change(visitor, make):
    row = make.trajectory()
    form = visitor.page(f"/trajecten/{row.id}/wijzigen").form("Opslaan")
    assert [form.submit(starts_on="2026-03-01", urgent="y").status for _tap in range(2)] == [303, 303]
    assert len(lines("trajectory.changed")) == 1


def test_another_regime_exchanges_the_items_that_belong_to_the_other_one(visitor, make):
    household = make.household()
    add(visitor, household, make.type(), legal_regime="WI2021")
    trajectory = db.session.scalars(select(Trajectory)).unique().one()

    def codes():
        query = select(ChecklistItem).where(ChecklistItem.trajectory_id == trajectory.id)
        items = db.session.scalars(query.options(joinedload(ChecklistItem.template_item)))
        return {item.template_item.code: item for item in items}

    before = codes()
    mine = [code for code, item in before.items() if item.template_item.legal_regime == "WI2021"]
    shared = {code for code, item in before.items() if item.template_item.legal_regime is None}
    touched = before[mine[0]]
    touched.state, touched.done_by, touched.changed_by_id = "done", "client", make.user().id
    db.session.commit()
    change(visitor, trajectory, legal_regime="WI2013")
    after = codes()
    assert {item.template_item.legal_regime for item in after.values()} == {None, "WI2013", "WI2021"}
    assert [code for code in mine if code in after] == [mine[0]]
    assert shared <= after.keys()
    change(visitor, trajectory, legal_regime="WI2021")
    assert codes().keys() == before.keys()
