"""Closing a trajectory by rule 6, and what starts in the same step."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.ending import service as ending_service
from portal.handovers.ending.rules import EXCEPTIONS, Closing
from portal.people.models.people import Notice
from portal.refusals import NotVisible, Refused
from portal.trajectories.models.trajectory import Trajectory
from tests.support.audit import lines
from tests.support.handovers import Scene

BUTTON = "Traject afsluiten"


@pytest.fixture
def scene(make):
    return Scene(make)


def close(make, trajectory, outcome="completed", reason=None, **choices):
    act = make.act(make.coordinator())
    return ending_service.close(act, trajectory.id, Closing(outcome, reason, **choices))


@pytest.mark.parametrize("outcome", ["completed", "handed_over"])
def test_rule_6_social_support_does_not_close_without_a_handover(make, outcome):
    trajectory = make.trajectory()
    with pytest.raises(Refused, match="needs_handover"):
        close(make, trajectory, outcome, "Het ging goed.")
    assert make.reload(trajectory).open


@pytest.mark.parametrize("outcome", EXCEPTIONS)
def test_rule_6_a_recorded_exception_closes_it_with_its_reason(make, outcome):
    trajectory = make.trajectory(claimed_by=make.volunteer())
    close(make, trajectory, outcome, "Verhuisd naar Almere.")
    after = make.reload(trajectory)
    assert (after.closed_on, after.closure_outcome, after.closure_reason) == (
        make.today,
        outcome,
        "Verhuisd naar Almere.",
    )
    assert after.current is None
    assert [line.facts for line in lines("trajectory.closed")] == [{"outcome": outcome, "next_trajectory_id": None}]


def test_rule_6_an_exception_without_a_reason_stays_on_the_form(make, sign_in):
    trajectory = make.trajectory()
    page = sign_in(make.coordinator()).page(f"/trajecten/{trajectory.id}/afsluiten")
    answer = page.form(BUTTON).submit(outcome="moved_away", reason=" ")
    assert answer.status == 422
    assert "reason" in answer.form(BUTTON).errors
    assert make.reload(trajectory).open


def test_the_form_offers_only_what_can_be(make, sign_in):
    trajectory = make.trajectory()
    page = sign_in(make.coordinator()).page(f"/trajecten/{trajectory.id}/afsluiten")
    assert [node.get("value") for node in page.all("input", name="outcome")] == list(EXCEPTIONS)
    assert "Warme overdracht beginnen" in page.links


def test_an_exception_takes_an_open_handover_along_and_tells_the_team(scene, make, sign_in):
    scene.at("planned")
    page = sign_in(scene.coordinator).page(f"/trajecten/{scene.trajectory_id}/afsluiten")
    assert scene.reference in page.text
    page.form(BUTTON).submit(outcome="moved_away", reason="Naar Almere.")
    assert scene.now.state == "withdrawn"
    text = sign_in(scene.member).page(scene.url).text
    assert "Het traject is afgesloten: verhuisd." in text
    assert "Merhawi" not in text
    told = db.session.scalars(select(Notice.user_id).where(Notice.code == "handover_withdrawn")).all()
    assert scene.member.id in told


def test_closing_tells_the_volunteer(make):
    volunteer = make.volunteer()
    close(make, make.trajectory("onward_mover", claimed_by=volunteer))
    notice = db.session.scalars(select(Notice).where(Notice.user_id == volunteer.user_id)).one()
    assert (notice.code, notice.path) == ("trajectory_closed", "/vandaag")


def test_closing_twice_is_refused_by_name(make):
    trajectory = make.trajectory("onward_mover")
    close(make, trajectory)
    with pytest.raises(Refused, match="trajectory_closed"):
        close(make, trajectory)


def test_a_completed_handover_closed_it_already(scene, sign_in):
    scene.at("completed")
    answer = sign_in(scene.coordinator).page(f"/trajecten/{scene.trajectory_id}/afsluiten", status=303)
    assert answer.location == f"/trajecten/{scene.trajectory_id}"


def next_one(trajectory):
    return db.session.scalars(
        select(Trajectory).where(Trajectory.household_id == trajectory.household_id, Trajectory.id != trajectory.id)
    ).first()


def test_the_next_trajectory_starts_the_same_day_and_the_volunteer_goes_along(make, sign_in):
    trajectory = make.trajectory("settlement_coaching", claimed_by=make.volunteer(function="settlement_coach"))
    volunteer_id = trajectory.volunteer_id
    page = sign_in(make.coordinator()).page(f"/trajecten/{trajectory.id}/afsluiten")
    page.form(BUTTON).submit(outcome="completed", start_next="y", keep_volunteer="y")
    started = next_one(trajectory)
    assert (started.type.code, started.starts_on, started.legal_regime) == ("social_support", make.today, "WI2021")
    assert started.volunteer_id == volunteer_id


def test_the_volunteer_goes_along_when_the_rules_allow(make):
    trajectory = make.trajectory("settlement_coaching", claimed_by=make.volunteer())
    volunteer_id = trajectory.volunteer_id
    closed = close(make, trajectory, start_next=True, keep_volunteer=True)
    assert closed.not_kept is None
    assert next_one(trajectory).volunteer_id == volunteer_id


def test_rule_4_a_volunteer_who_may_not_claim_it_does_not_go_along_and_the_coordinator_reads_why(make, sign_in):
    volunteer = make.volunteer(conduct_certificate_seen_on=make.day(-2000))
    trajectory = make.trajectory("settlement_coaching", claimed_by=volunteer)
    carla = sign_in(make.coordinator())
    page = carla.page(f"/trajecten/{trajectory.id}/afsluiten")
    after = page.form(BUTTON).submit(outcome="completed", start_next="y", keep_volunteer="y").follow()
    assert "De begeleider gaat niet mee: De VOG is ouder dan drie jaar." in after.text
    assert next_one(trajectory).volunteer_id is None


def test_nothing_starts_unless_it_is_asked_or_when_somebody_left(make):
    settled = make.trajectory("settlement_coaching")
    close(make, settled)
    assert next_one(settled) is None
    moved = make.trajectory("settlement_coaching")
    close(make, moved, "moved_away", "Naar Almere.", start_next=True)
    assert next_one(moved) is None


def test_a_next_trajectory_that_runs_already_refuses_and_closes_nothing(make):
    trajectory = make.trajectory("settlement_coaching")
    make.trajectory("social_support", household=trajectory.household)
    with pytest.raises(Refused, match="type_already_open"):
        close(make, trajectory, start_next=True)
    assert make.reload(trajectory).open


def test_rule_3_a_coordinator_of_another_location_closes_nothing(make):
    trajectory = make.trajectory()
    act = make.act(make.coordinator(make.location("Elders")))
    with pytest.raises(NotVisible):
        ending_service.close(act, trajectory.id, Closing("moved_away", "Naar Almere."))


def test_a_volunteer_may_not_close(make, sign_in):
    trajectory = make.trajectory(claimed_by=make.volunteer())
    visitor = sign_in(trajectory.current.volunteer.user)
    visitor.page(f"/trajecten/{trajectory.id}/afsluiten", status=403)


@pytest.mark.parametrize("supported", [True, False])
def test_only_a_volunteer_who_is_there_can_come_along(make, sign_in, supported):
    volunteer = make.volunteer() if supported else None
    trajectory = make.trajectory("settlement_coaching", claimed_by=volunteer)
    page = sign_in(make.coordinator()).page(f"/trajecten/{trajectory.id}/afsluiten")
    assert bool(page.all("input", name="start_next"))
    assert bool(page.all("input", name="keep_volunteer")) is supported
    assert ("begeleidt dan ook het volgende traject." in page.text) is supported
