"""An offer that nobody answers: reminded, passed on, lapsed; each once, and never past an absent person."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.clock.service import run_clock
from portal.handovers.terms import service as terms_service
from portal.handovers.terms.models import HandoverSetting
from portal.people.models.people import Notice
from portal.people.stand_ins.service import set_stand_in
from tests.support.audit import lines
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make)


def told(code):
    """Who has a notice of this code."""
    return sorted(db.session.scalars(select(Notice.user_id).where(Notice.code == code)))


def steps(scene):
    return [event.step for event in scene.now.events if event.side == "portal"]


def test_nothing_happens_before_the_fifth_working_day(scene):
    scene.offered().tick(6)
    assert steps(scene) == []
    assert told("handover_reminder") == []


def test_after_five_working_days_the_whole_team_is_reminded_once(scene, make):
    colleague = make.team_member(scene.team)
    scene.offered().tick(7).tick().tick(1)
    assert told("handover_reminder") == [scene.member.id, colleague.id]
    assert len(lines("handover.reminded")) == 1
    notices = db.session.scalars(select(Notice).where(Notice.code == "handover_reminder")).all()
    assert all(notice.reminder for notice in notices), "who wants no mail of reminders gets none"


def test_after_ten_the_team_and_every_coordinator_of_the_location_are_told_once(scene, make):
    another, elsewhere = make.coordinator(), make.coordinator(make.location("Team Elders"))
    scene.offered().tick(7).tick(7).tick().tick(3)
    assert told("handover_unanswered_here") == [scene.member.id]
    assert told("handover_unanswered") == [scene.coordinator.id, another.id]
    assert elsewhere.id not in told("handover_unanswered")
    assert len(lines("handover.escalated")) == 1


def test_after_twenty_it_lapses_and_the_team_reads_no_more(scene, sign_in):
    scene.offered()
    for days in (7, 7, 15):
        scene.tick(days)
    assert scene.now.state == "offered", "Good Friday and Easter Monday do not count"
    scene.tick(1)
    assert (scene.now.state, len(lines("handover.lapsed"))) == ("lapsed", 1)
    assert told("handover_lapsed") == sorted([scene.member.id, scene.coordinator.id, scene.volunteer.user_id])
    page = sign_in(scene.member).page(scene.url)
    assert "verlopen" in page.text
    assert "Merhawi" not in page.html
    assert "Zelf aannemen" not in page.buttons


def test_the_sender_of_a_lapsed_one_reads_the_next_step_and_can_offer_again(scene, sign_in):
    scene.at("lapsed")
    visitor = sign_in(scene.coordinator)
    page = visitor.page(scene.url)
    assert "Bel het wijkteam." in page.text
    assert "Wijkteam of vorm wijzigen" in page.links
    preview = visitor.page(page.links["Nakijken en aanbieden"])
    preview.form("Aanbieden aan Sociaal team Hoofddorp").submit().follow()
    assert scene.now.state == "offered"
    assert (scene.now.reminded_at, scene.now.escalated_at) == (None, None)


def test_a_second_offer_has_a_clock_of_its_own(scene):
    scene.at("lapsed").offer().tick(6)
    assert told("handover_reminder") == [scene.member.id], "that of the first offer"
    scene.tick(1)
    assert told("handover_reminder") == [scene.member.id, scene.member.id]


def test_after_a_standstill_everybody_is_warned_first_and_has_the_time_to_answer(scene):
    scene.offered().tick(60)
    assert steps(scene) == ["remind", "escalate"]
    scene.tick(17)
    assert scene.now.state == "offered", "Ascension Day and Whit Monday do not count"
    scene.tick(1)
    assert steps(scene) == ["remind", "escalate", "lapse"]


@pytest.mark.parametrize("state", ["prepared", "accepted", "planned", "held", "completed", "returned", "withdrawn"])
def test_only_an_offer_waits_for_an_answer(scene, state):
    scene.at(state).tick(90)
    assert (scene.now.state, steps(scene)) == (state, [])


def test_easter_monday_is_no_working_day_unless_the_organisation_works_then(scene, make, clock):
    admin = make.act(make.admin())
    clock.move(days=21)  # Monday 30 March; Good Friday is 3 April, Easter Monday 6 April
    scene.offered().tick(8)
    assert steps(scene) == [], "Tuesday 7 April is the fourth working day"
    terms_service.work_on(admin, date(2026, 4, 6))
    scene.tick()
    assert steps(scene) == ["remind"]


def test_a_day_off_of_the_organisation_moves_the_reminder(scene, make):
    terms_service.add_free_day(make.act(make.admin()), make.day(2), "Brugdag")
    scene.offered().tick(7)
    assert steps(scene) == []
    scene.tick(1)
    assert steps(scene) == ["remind"]


def test_other_terms_hold_at_once(scene, make):
    scene.offered().tick(3)
    version = db.session.scalars(select(HandoverSetting)).one().version
    terms = {"reminder_after": 3, "escalate_after": 4, "lapse_after": 5, "overlap_weeks": 4, "check_after_weeks": 6}
    terms_service.change_settings(make.act(make.admin()), version, **terms)
    scene.tick()
    assert steps(scene) == ["remind"]


def test_the_deputy_of_an_absent_coordinator_hears_it_too_and_the_others_do_not(scene, make):
    deputy, another = make.coordinator(), make.coordinator()
    set_stand_in(make.act(scene.coordinator), deputy.roles[0].id, make.day(0), make.day(30))
    scene.at("accepted")
    assert told("handover_accepted") == sorted([scene.coordinator.id, deputy.id, scene.volunteer.user_id])
    assert another.id not in told("handover_accepted")


def test_without_a_deputy_the_other_coordinators_hear_it(scene, make):
    another = make.coordinator()
    set_stand_in(make.act(scene.coordinator), None, make.day(0), make.day(30))
    scene.at("accepted")
    assert another.id in told("handover_accepted")


def test_every_step_of_the_clock_stands_in_the_timeline_as_its_own(scene, sign_in):
    scene.at("lapsed")
    for user in (scene.coordinator, scene.member):
        text = sign_in(user).page(scene.url).text
        assert "Herinnerd: er kwam nog geen antwoord" in text
        assert "Verlopen: er kwam geen antwoord" in text
        assert "Wegwijs, automatisch" in text


def test_both_sides_read_until_when_an_answer_is_awaited(scene, sign_in):
    scene.offered()
    assert "Graag antwoord vóór 16 maart 2026." in sign_in(scene.member).page(scene.url).text
    text = sign_in(scene.coordinator).page(scene.url).text
    assert "herinnering op 16 maart 2026" in text
    assert "Op 8 april 2026 verloopt het aanbod." in text


def test_the_job_is_known_and_tells_what_it_did(app, scene):
    scene.offered()
    ran = app.test_cli_runner().invoke(args=["jobs", "list"])
    assert "handover-clock: remind of offers" in ran.output
    scene.make.clock.move(days=7)
    assert run_clock(scene.act(scene.make.admin())) == {"reminded": 1, "escalated": 0, "lapsed": 0, "failed": 0}
