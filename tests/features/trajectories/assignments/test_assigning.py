"""A coordinator chooses who supports a household (rules 1, 3 and 4)."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.people.models.people import Notice
from portal.refusals import Forbidden, Refused
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.models.trajectory import Assignment


def assignments(trajectory):
    statement = select(Assignment).where(Assignment.trajectory_id == trajectory.id).order_by(Assignment.id)
    return list(db.session.scalars(statement))


def notices(volunteer):
    return list(db.session.scalars(select(Notice).where(Notice.user_id == volunteer.user_id)))


def events(name):
    return list(db.session.scalars(select(AuditLine).where(AuditLine.event == name)))


def passing(trajectory, day, **values):
    values = {"reason": "no_time", **values}
    return assignments_service.Passing(trajectory.current.id, day, **values)


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def test_a_coordinator_assigns_from_the_list_and_the_volunteer_reads_it_in_the_portal(make, sign_in, coordinator):
    volunteer, trajectory = make.volunteer(), make.trajectory()
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/toewijzen")
    button = f"Toewijzen {volunteer.name}"
    done = page.form(button).submit(button)
    assert (done.status, done.location) == (303, f"/trajecten/{trajectory.id}")
    (assignment,) = assignments(trajectory)
    assert (assignment.volunteer_id, assignment.starts_on, assignment.ends_on) == (volunteer.id, make.today, None)
    assert assignment.made_by_id == coordinator.id
    (notice,) = notices(volunteer)
    assert (notice.code, notice.path) == ("assigned_to_you", f"/trajecten/{trajectory.id}")
    (line,) = events("trajectory.assigned")
    assert line.facts == {"volunteer_id": volunteer.id, "override": False}


HARD = {
    "assign_volunteer_not_active": {"status": "leaving"},
    "assign_certificate_missing": {"conduct_certificate_seen_on": None},
    "assign_confidentiality_not_signed": {"confidentiality_signed_on": None},
    "assign_basic_course_not_done": {"basic_course_on": None},
    "assign_households_full": {"max_households": 0},
    "assign_function_does_not_fit": {"function": "language_coach"},
}


@pytest.mark.parametrize("code", HARD)
def test_no_reason_passes_a_hard_limit_of_rule_4(make, sign_in, coordinator, code):
    volunteer, trajectory = make.volunteer(**HARD[code]), make.trajectory()
    with pytest.raises(Refused) as refused:
        assignments_service.assign(make.act(coordinator), trajectory.id, volunteer.id, "Het moet echt")
    assert refused.value.code == code
    assert assignments(trajectory) == []
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/toewijzen/{volunteer.id}")
    assert "Dit kan nu niet" in page.text
    assert "Toewijzen" not in page.buttons


def test_a_certificate_of_three_years_old_stops_a_coordinator_too(make, coordinator):
    seen_on = make.today.replace(year=make.today.year - 3)
    volunteer, trajectory = make.volunteer(conduct_certificate_seen_on=seen_on), make.trajectory()
    with pytest.raises(Refused, match="assign_certificate_expired"):
        assignments_service.assign(make.act(coordinator), trajectory.id, volunteer.id, "Het moet echt")


def test_a_coordinator_passes_the_hours_with_a_reason_that_is_kept(make, sign_in, coordinator):
    volunteer, trajectory = make.volunteer(hours_per_week=Decimal(2)), make.trajectory()
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/toewijzen/{volunteer.id}")
    refused = page.form("Toewijzen").submit(override_reason="   ")
    assert refused.status == 422
    assert "Schrijf op waarom u toch toewijst." in refused.form("Toewijzen").errors["override_reason"]
    assert assignments(trajectory) == []
    done = refused.form("Toewijzen").submit(override_reason="Spreekt als enige Tigrinya.")
    assert done.status == 303
    assert [each.override_reason for each in assignments(trajectory)] == ["Spreekt als enige Tigrinya."]
    assert events("trajectory.assigned")[0].facts["override"] is True


def test_a_reason_that_was_not_needed_is_not_kept_as_an_override(make, coordinator):
    volunteer, trajectory = make.volunteer(), make.trajectory()
    assignment = assignments_service.assign(make.act(coordinator), trajectory.id, volunteer.id, "Voor de zekerheid")
    assert assignment.override_reason is None


def test_reassigning_ends_one_and_begins_the_other_on_the_same_day_and_tells_both(make, sign_in, coordinator):
    before, after = make.volunteer(), make.volunteer()
    trajectory = make.trajectory(claimed_by=before)
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/toewijzen/{after.id}")
    form = page.form("Overdragen aan collega")
    assert form.fields["from_day"] == [make.today.isoformat()]
    done = form.submit(from_day=make.day(-3).isoformat(), reason="illness", note="Tot de zomer")
    assert done.status == 303
    old, new = assignments(trajectory)
    assert (old.volunteer_id, old.ends_on, old.end_reason) == (before.id, make.day(-3), "illness")
    assert old.end_note == "Tot de zomer"
    assert (new.volunteer_id, new.starts_on, new.ends_on) == (after.id, make.day(-3), None)
    assert [notice.code for notice in notices(before)] == ["passed_to_colleague"]
    assert [notice.code for notice in notices(after)] == ["assigned_to_you"]
    assert len(events("trajectory.reassigned")) == 1


def test_the_reason_with_which_a_limit_was_passed_stays_after_a_reassignment(make, coordinator):
    before, after, trajectory = make.volunteer(hours_per_week=Decimal(1)), make.volunteer(), make.trajectory()
    act = make.act(coordinator)
    assignments_service.assign(act, trajectory.id, before.id, "Even helpen")
    trajectory = make.reload(trajectory)
    assignments_service.reassign(act, trajectory.id, after.id, passing(trajectory, make.today))
    assert [each.override_reason for each in assignments(trajectory)] == ["Even helpen", None]


def test_a_notice_to_somebody_who_no_longer_supports_names_nobody(make, coordinator):
    before, after = make.volunteer(), make.volunteer()
    trajectory = make.trajectory(claimed_by=before)
    assignments_service.reassign(make.act(coordinator), trajectory.id, after.id, passing(trajectory, make.today))
    (notice,) = notices(before)
    assert notice.facts == {"area": "2132", "day": "09-03-2026"}
    assert notice.path == "/vandaag"


@pytest.mark.parametrize("days", [1, -15])
def test_support_passes_over_on_no_day_in_the_future_nor_before_it_began(make, coordinator, days):
    trajectory = make.trajectory(claimed_by=make.volunteer())
    after = make.volunteer()
    with pytest.raises(Refused) as refused:
        assignments_service.reassign(
            make.act(coordinator), trajectory.id, after.id, passing(trajectory, make.day(days))
        )
    assert (refused.value.code, refused.value.field) == ("reassign_day", "from_day")
    assert len(assignments(trajectory)) == 1


def test_the_same_volunteer_again_changes_nothing(make, coordinator):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    act = make.act(coordinator)
    assignments_service.assign(act, trajectory.id, volunteer.id)
    assignments_service.reassign(act, trajectory.id, volunteer.id, passing(make.reload(trajectory), make.today))
    (only,) = assignments(trajectory)
    assert only.ends_on is None
    assert notices(volunteer) == []
    assert events("trajectory.assigned") + events("trajectory.reassigned") == []


def test_a_page_from_before_somebody_claimed_names_the_refusal_and_keeps_the_claim(make, sign_in, coordinator):
    claimer, volunteer, trajectory = make.volunteer(), make.volunteer(), make.trajectory()
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/toewijzen/{volunteer.id}")
    assignments_service.claim(make.act(claimer.user), trajectory.id)
    answer = page.form("Toewijzen").submit()
    assert answer.status == 422
    assert "Iemand anders was u net voor." in answer.text
    assert [each.volunteer_id for each in assignments(trajectory)] == [claimer.id]


def test_a_page_from_before_the_trajectory_was_released_does_not_reassign(make, sign_in, coordinator):
    before, after = make.volunteer(), make.volunteer()
    trajectory = make.trajectory(claimed_by=before)
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/toewijzen/{after.id}")
    assignments_service.release(make.act(before.user), trajectory.id, "stops", None)
    answer = page.form("Overdragen aan collega").submit(reason="no_time", note="Dit typte ik")
    assert answer.status == 422
    assert "of niemand meer" in answer.text
    assert "Dit typte ik" in answer.html
    assert [each.end_reason for each in assignments(trajectory)] == ["stops"]


def test_a_volunteer_does_not_assign(make, sign_in):
    volunteer, other = make.volunteer(), make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/toewijzen", status=403)
    with pytest.raises(Forbidden):
        assignments_service.assign(make.act(volunteer.user), trajectory.id, other.id)


def test_both_people_read_in_the_portal_what_changed(make, sign_in, coordinator):
    before, after = make.volunteer(), make.volunteer()
    trajectory = make.trajectory(claimed_by=before)
    assignments_service.reassign(make.act(coordinator), trajectory.id, after.id, passing(trajectory, make.today))
    assert "U begeleidt nu een huishouden in 2132." in sign_in(after.user).page("/meldingen").text
    told = sign_in(before.user).page("/meldingen").text
    assert "Een collega begeleidt vanaf 09-03-2026 het huishouden in 2132 dat u begeleidde." in told


def test_the_file_shows_with_which_reason_a_limit_was_passed_and_why_support_ended(make, sign_in, coordinator):
    before, after, trajectory = make.volunteer(hours_per_week=Decimal(1)), make.volunteer(), make.trajectory()
    act = make.act(coordinator)
    assignments_service.assign(act, trajectory.id, before.id, "Even helpen")
    trajectory = make.reload(trajectory)
    assignments_service.reassign(act, trajectory.id, after.id, passing(trajectory, make.today, reason="illness"))
    text = sign_in(coordinator).page(f"/trajecten/{trajectory.id}").text
    assert "Toegewezen met volle uren: Even helpen" in text
    assert "Reden van het einde: Is ziek" in text
