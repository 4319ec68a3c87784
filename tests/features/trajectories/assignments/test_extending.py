"""A longer period needs a reason from a coordinator (domain.md section 2, duration rule)."""

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.refusals import Forbidden, NotVisible, Refused
from portal.trajectories import service as trajectory_service
from portal.trajectories import starting
from portal.trajectories.models.configuration import DurationRule
from portal.trajectories.rules import months_after


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def extend(make, user, trajectory, ends_on, reason="Dochter begint in september op school."):
    return trajectory_service.extend(make.act(user), trajectory.id, ends_on, reason, trajectory.version)


def test_a_coordinator_extends_with_a_reason_and_the_page_shows_it_the_next_time(make, sign_in, coordinator):
    trajectory = make.trajectory()
    later = months_after(trajectory.ends_on, 3)
    visitor = sign_in(coordinator)
    page = visitor.page(f"/trajecten/{trajectory.id}/verlengen")
    done = page.form("Verlengen").submit(ends_on=later.isoformat(), reason="Dochter begint in september op school.")
    assert (done.status, done.location) == (303, f"/trajecten/{trajectory.id}")
    assert make.reload(trajectory).ends_on == later
    assert "Dochter begint in september" in visitor.page(f"/trajecten/{trajectory.id}/verlengen").text
    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.event == "trajectory.extended"))
    assert line.facts == {"ends_on": later.isoformat()}


def test_without_a_reason_nothing_is_extended_and_the_day_stays_filled_in(make, sign_in, coordinator):
    trajectory = make.trajectory()
    later = months_after(trajectory.ends_on, 3).isoformat()
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/verlengen")
    refused = page.form("Verlengen").submit(ends_on=later, reason="  ")
    assert refused.status == 422
    assert "Schrijf op waarom" in refused.form("Verlengen").errors["reason"]
    assert refused.form("Verlengen").fields["ends_on"] == [later]


@pytest.mark.parametrize(
    ("months", "days", "code"),
    [(0, 0, "extension_not_later"), (-1, 0, "extension_not_later"), (24, 1, "extension_too_long"), (24, 0, None)],
)
def test_an_extension_is_later_and_at_most_two_years(make, coordinator, months, days, code):
    trajectory = make.trajectory()
    ends_on = months_after(trajectory.ends_on, months)
    ends_on = ends_on.replace(day=ends_on.day + days)
    if code is None:
        assert extend(make, coordinator, trajectory, ends_on).ends_on == ends_on
        return
    with pytest.raises(Refused) as refused:
        extend(make, coordinator, trajectory, ends_on)
    assert (refused.value.code, refused.value.field) == (code, "ends_on")


def test_the_reasons_of_earlier_extensions_stay(make, coordinator):
    trajectory = make.trajectory()
    extend(make, coordinator, trajectory, months_after(trajectory.ends_on, 1), "Eerste reden")
    trajectory = make.reload(trajectory)
    extend(make, coordinator, trajectory, months_after(trajectory.ends_on, 1), "Tweede reden")
    assert make.reload(trajectory).extension_reason == "Tweede reden\nEerste reden"


def test_a_reason_that_would_push_out_an_earlier_one_is_refused_with_the_room_left(make, coordinator):
    trajectory = make.trajectory(extension_reason="x" * 480)
    with pytest.raises(Refused) as refused:
        extend(make, coordinator, trajectory, months_after(trajectory.ends_on, 1), "y" * 20)
    assert (refused.value.code, refused.value.facts) == ("reasons_full", {"room": 19})
    extend(make, coordinator, trajectory, months_after(trajectory.ends_on, 1), "y" * 19)


def test_what_belongs_to_the_end_hears_that_it_moved(make, coordinator, monkeypatch):
    moved = []
    monkeypatch.setattr(
        starting,
        "_when_dates_moved",
        [lambda _session, _act, trajectory: moved.append(trajectory.ends_on)],
    )
    trajectory = make.trajectory()
    later = months_after(trajectory.ends_on, 2)
    extend(make, coordinator, trajectory, later)
    assert moved == [later]


def test_a_page_that_somebody_else_changed_meanwhile_does_not_extend(make, sign_in, coordinator):
    trajectory = make.trajectory()
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/verlengen")
    extend(make, coordinator, trajectory, months_after(trajectory.ends_on, 1), "Een ander was eerder")
    answer = page.form("Verlengen").submit(
        ends_on=months_after(trajectory.ends_on, 6).isoformat(), reason="Dit typte ik"
    )
    assert answer.status == 422
    assert "Iemand anders heeft dit intussen gewijzigd." in answer.text
    assert "Dit typte ik" in answer.html
    assert make.reload(trajectory).extension_reason == "Een ander was eerder"


def test_after_reading_what_changed_meanwhile_the_same_page_goes_through(make, sign_in, coordinator):
    trajectory = make.trajectory()
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/verlengen")
    extend(make, coordinator, trajectory, months_after(trajectory.ends_on, 1), "Een ander was eerder")
    later = months_after(trajectory.ends_on, 6)
    again = page.form("Verlengen").submit(ends_on=later.isoformat(), reason="Dit typte ik")
    assert again.form("Verlengen").submit().status == 303
    assert make.reload(trajectory).ends_on == later


def test_a_closed_trajectory_is_not_extended(make, coordinator):
    trajectory = make.trajectory(closed_on=make.today, closure_outcome="moved_away")
    with pytest.raises(Refused, match="trajectory_closed"):
        extend(make, coordinator, trajectory, months_after(trajectory.ends_on, 1))


def test_only_the_coordinator_of_the_location_extends(make, sign_in, coordinator):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    later = months_after(trajectory.ends_on, 1)
    with pytest.raises(Forbidden):
        extend(make, volunteer.user, trajectory, later)
    sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/verlengen", status=403)
    stranger = make.coordinator(make.location("Team Haarlem"))
    with pytest.raises(NotVisible):
        extend(make, stranger, trajectory, later)
    sign_in(stranger).page(f"/trajecten/{trajectory.id}/verlengen", status=404)


@pytest.mark.parametrize("months", [12, None])
def test_the_rule_that_set_the_end_stands_beside_it(make, sign_in, coordinator, months):
    rule = db.session.scalars(select(DurationRule).where(DurationRule.months == months)).first()
    trajectory = make.trajectory(duration_rule_id=rule and rule.id)
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/verlengen")
    beside = [each.text for each in page.all("dl")[0].all("small")]
    assert beside == ([rule.source] if rule else [])
