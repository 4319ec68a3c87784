"""Inside the organisation: no offer, no consent; the next trajectory starts at once, kept for its volunteer."""

from datetime import time

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning import ways
from portal.handovers.beginning.rules import Course, ToNextType
from portal.handovers.ending import service as ending_service
from portal.handovers.ending.rules import Closing
from portal.handovers.loose_ends import service as loose_ends_service
from portal.handovers.loose_ends.rules import Decision
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting, PlannedMeeting
from portal.handovers.models.parts import Snapshot
from portal.handovers.offer import service as offer_service
from portal.people.models.people import Notice
from portal.refusals import Forbidden, Refused
from portal.trajectories.assignments import service as assignments_service
from portal.trajectories.assignments import service as claiming
from portal.trajectories.models.trajectory import Trajectory
from tests.support.audit import lines
from tests.support.ways import PRESENT_INSIDE, Inside


@pytest.fixture
def scene(make):
    return Inside(make)


def following(scene):
    return scene.now.next_trajectory


def test_settlement_coaching_passes_to_social_support_step_by_step(scene, make, sign_in):
    carla = sign_in(scene.coordinator)
    start = carla.page(f"/trajecten/{scene.trajectory_id}/overdracht")
    assert "Na dit traject volgt: Maatschappelijke begeleiding." in start.text
    page = start.form("Voorbereiding beginnen").submit().follow()
    scene.reference = page.reference
    assert "Toestemming" not in page.text
    assert "Voor ." not in page.text  # nobody outside is named in the timeline
    assert "Nakijken en aanbieden" not in page.links
    planned = {"meeting_on": "2026-03-16", "meeting_at": "14:30", "meeting_place": "Kantoor"}
    carla.page(f"{scene.url}/afspraak").form("Gesprek plannen").submit(**planned).follow()
    meeting = carla.page(f"{scene.url}/gesprek")
    assert "Volgende begeleider" in meeting.text
    held = meeting.form("Gesprek vastleggen").submit(held_on="2026-03-09", parties=list(PRESENT_INSIDE)).follow()
    done = held.form("Overdracht afronden").submit(weeks="4").follow()
    assert "bewaard voor de begeleider" in done.text
    assert "Afgerond: het volgende traject is begonnen" in done.text
    closed, begun = make.reload(scene.trajectory), following(scene)
    assert (closed.closure_outcome, closed.lead_party) == ("completed", "organisation")
    assert (begun.type.code, begun.starts_on, begun.legal_regime) == ("social_support", make.today, "WI2021")
    assert (begun.reserved_for_id, begun.reserved_until) == (scene.volunteer.id, make.day(7))
    assert db.session.scalars(select(Snapshot)).all() == []


def test_it_is_not_completed_while_something_left_over_is_undecided(scene, make, sign_in):
    scene.prepare().hold()
    (item,) = make.checklist(scene.trajectory, 1)
    page = sign_in(scene.coordinator).page(scene.url).form("Overdracht afronden").submit(weeks="4")
    assert page.status == 409
    assert (scene.now.state, scene.now.next_trajectory) == ("held", None)
    decided = [Decision(f"item-{item.id}", "passed_on", None)]
    loose_ends_service.decide(make.act(scene.coordinator), scene.reference, decided)
    sign_in(scene.coordinator).page(scene.url).form("Overdracht afronden").submit(weeks="4")
    assert scene.now.state == "completed"


def test_nothing_of_it_is_offered(scene, make):
    scene.prepare()
    with pytest.raises(Refused, match="handover_moved_on"):
        offer_service.offer(make.act(scene.coordinator), scene.reference, "x")


@pytest.mark.parametrize("page", ["wijkteam", "inhoud"])
def test_it_has_no_recipient_to_change(scene, sign_in, page):
    scene.prepare()
    answer = sign_in(scene.coordinator).page(f"{scene.url}/{page}", status=None)
    assert answer.status == (303 if page == "wijkteam" else 200)


@pytest.mark.parametrize("absent", ["client", "supporter", "coordinator"])
def test_rule_7_somebody_who_goes_on_with_the_household_must_be_there(scene, make, absent):
    scene.prepare()
    present = [party for party in PRESENT_INSIDE if party != absent]
    with pytest.raises(Refused, match="party_absent"):
        meeting_service.hold(make.act(scene.coordinator), scene.reference, HeldMeeting(make.today, present, []))


def test_a_meeting_of_before_the_preparation_does_not_count(scene, make):
    scene.prepare()
    with pytest.raises(Refused, match="meeting_before_acceptance"):
        early = HeldMeeting(make.day(-1), PRESENT_INSIDE, [])
        meeting_service.hold(make.act(scene.coordinator), scene.reference, early)


def test_social_support_does_not_go_to_a_next_type(scene, make):
    other = make.trajectory()
    with pytest.raises(Refused, match="handover_not_for_type"):
        beginning_service.prepare(make.act(scene.coordinator), other.id, Course(ToNextType()))


def test_the_volunteer_follows_it_and_does_not_take_its_steps(scene, make, sign_in):
    scene.prepare()
    with pytest.raises(Forbidden):
        here = PlannedMeeting(make.day(3), time(10), "Hier")
        meeting_service.plan(make.act(scene.volunteer.user), scene.reference, here)
    assert "Gesprek plannen" not in sign_in(scene.volunteer.user).page(scene.url).links


def test_the_volunteer_hears_it_and_goes_on_with_one_tap(scene, sign_in):
    scene.through()
    path = f"/trajecten/{following(scene).id}/claimen"
    told = db.session.scalars(select(Notice).where(Notice.code == "next_reserved")).one()
    assert (told.user_id, told.path) == (scene.volunteer.user_id, path)
    vera = sign_in(scene.volunteer.user)
    pool = vera.page("/beschikbaar")
    assert "Voor u bewaard tot en met 16 maart 2026" in pool.text
    after = pool.form("Ik ga verder met dit huishouden Maatschappelijke begeleiding in 2132").submit().follow()
    assert "Merhawi" in after.text
    begun = following(scene)
    assert (begun.volunteer_id, begun.reserved_for_id) == (scene.volunteer.id, None)


def test_for_a_colleague_it_is_not_there_until_the_week_is_over(scene, make, sign_in, clock):
    colleague = make.volunteer()
    scene.through()
    begun_id = following(scene).id
    visitor = sign_in(colleague.user)
    assert "Niemand wacht nu op een begeleider" in visitor.page("/beschikbaar").text
    visitor.page(f"/trajecten/{begun_id}/claimen", status=404)
    with pytest.raises(Refused, match="reserved"):
        claiming.claim(make.act(colleague.user), begun_id)
    clock.move(days=8)
    visitor = sign_in(colleague.user)
    assert "Maatschappelijke begeleiding in 2132" in visitor.page("/beschikbaar").text
    claiming.claim(make.act(colleague.user), begun_id)


def test_rule_2_what_is_kept_shows_no_name_either(scene, sign_in):
    scene.through()
    vera = sign_in(scene.volunteer.user)
    assert "Merhawi" not in vera.page("/beschikbaar").text
    assert "Merhawi" not in vera.page(f"/trajecten/{following(scene).id}/claimen").text


def test_a_coordinator_assigns_it_to_anybody_at_once_and_sees_for_whom_it_is_kept(scene, make, sign_in):
    colleague = make.volunteer()
    scene.through()
    begun_id = following(scene).id
    page = sign_in(scene.coordinator).page(f"/trajecten/{begun_id}")
    assert f"Bewaard voor {scene.volunteer.name} tot en met 16 maart 2026" in page.text
    assignments_service.assign(make.act(scene.coordinator), begun_id, colleague.id)
    after = following(scene)
    assert (after.volunteer_id, after.reserved_for_id, after.reserved_until) == (colleague.id, None, None)


@pytest.mark.parametrize(("days", "kept"), [(7, True), (8, False)])
def test_it_is_kept_to_the_end_of_its_last_day(scene, make, sign_in, clock, days, kept):
    scene.through()
    begun_id = following(scene).id
    clock.move(days=days)
    page = sign_in(scene.coordinator).page(f"/trajecten/{begun_id}")
    assert (f"Bewaard voor {scene.volunteer.name} tot en met 16 maart 2026" in page.text) is kept
    assert ("Wacht op een begeleider" in page.text) is not kept
    vera = sign_in(scene.volunteer.user)
    for address in ("/beschikbaar", f"/trajecten/{begun_id}/claimen"):
        assert ("Voor u bewaard tot en met 16 maart 2026" in vera.page(address).text) is kept
    thanks = vera.page(f"{scene.url}/samen")
    assert ("Het volgende traject is tot en met 16 maart 2026 voor u bewaard" in thanks.text) is kept
    colleague = sign_in(make.volunteer().user)
    assert ("Maatschappelijke begeleiding in 2132" in colleague.page("/beschikbaar").text) is not kept


def test_rule_4_nothing_is_kept_for_who_may_not_claim_it(scene, make, sign_in):
    scene.volunteer.conduct_certificate_seen_on = make.day(-2000)
    make.save(scene.volunteer)
    held = sign_in(scene.prepare().hold().coordinator).page(scene.url)
    done = held.form("Overdracht afronden").submit().follow()
    assert "Het wacht op een begeleider." in done.text
    assert following(scene).reserved_for_id is None
    assert db.session.scalars(select(Notice).where(Notice.code == "next_reserved")).all() == []


@pytest.mark.parametrize("type_", ["settlement_coaching", "har_pretrajectory"])
def test_who_supports_it_now_as_a_settlement_coach_is_the_first_for_what_follows(make, monkeypatch, type_):
    monkeypatch.setattr(Inside, "type", type_)
    scene = Inside(make)
    volunteer = make.reload(scene.volunteer)
    volunteer.function = "settlement_coach"
    make.save(volunteer)
    scene.through()

    assert (following(scene).type.code, following(scene).reserved_for_id) == ("social_support", volunteer.id)


def test_with_nobody_who_supports_it_what_follows_waits_for_all(scene, make):
    scene.trajectory.assignments[0].ends_on = make.today
    make.save(scene.trajectory)
    scene.through()
    assert following(scene).reserved_for_id is None


def test_what_follows_and_runs_already_refuses_and_closes_nothing(scene, make):
    make.trajectory(household=scene.trajectory.household)
    scene.prepare().hold()
    with pytest.raises(Refused, match="type_already_open"):
        scene.complete()
    assert (scene.now.state, make.reload(scene.trajectory).open) == ("held", True)


def test_rule_10_a_second_tap_starts_one(scene):
    scene.through().complete()
    assert len(lines("handover.completed")) == 1
    theirs = select(Trajectory).where(Trajectory.household_id == scene.now.household_id)
    assert len(db.session.scalars(theirs).all()) == 2


def test_withdrawn_it_leaves_everything_as_it_was(scene, make, sign_in):
    scene.prepare().withdraw()
    assert make.reload(scene.trajectory).open
    assert "Het gezin verhuist." in sign_in(scene.coordinator).page(scene.url).text


def test_no_consent_is_recorded_where_nothing_goes_to_anybody_new(scene, sign_in):
    scene.prepare()
    with pytest.raises(Refused, match="handover_moved_on"):
        scene.consent("contact")
    page = sign_in(scene.coordinator).page(scene.url)
    assert "Toestemming vastleggen" not in page.links
    assert "Klaar voor de overdracht?" in page.text


def test_what_was_closed_meanwhile_is_not_begun_and_the_page_says_so(scene, make, sign_in, monkeypatch):
    def too_late(act, trajectory_id, course):
        ending_service.close(make.act(make.coordinator()), trajectory_id, Closing("moved_away", "Naar Almere."))
        return beginning_service.prepare(act, trajectory_id, course)

    monkeypatch.setattr(ways, "prepare", too_late)
    start = sign_in(scene.coordinator).page(f"/trajecten/{scene.trajectory_id}/overdracht")
    page = start.form("Voorbereiding beginnen").submit()
    assert page.status == 422
    assert not start.title.startswith("Fout:")
    assert page.title.startswith("Fout: Overdragen naar het volgende traject")
    assert "Dit traject is gesloten." in page.all("div", id="error-summary")[0].text
