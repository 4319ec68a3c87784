"""The meeting: planned, missed, counted by name, held; rule 7 in the portal and in the database."""

from datetime import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.db import db
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting, PlannedMeeting
from portal.handovers.path import Agreed
from portal.refusals import Forbidden, NotVisible, Refused
from tests.support.audit import lines
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make)


def fill(page, **fields):
    return page.form("Gesprek vastleggen").submit(**{"held_on": "2026-03-09", **fields})


def test_who_plans_reads_who_is_expected_and_names_no_client(scene, sign_in):
    scene.at("accepted")
    page = sign_in(scene.member).page(f"{scene.url}/afspraak")
    assert "Wijkteam: Wim Wijkteam" in page.text
    assert f"Begeleider: {scene.volunteer.name}" in page.text
    assert "Merhawi" not in page.html


def test_an_online_meeting_is_planned_with_its_link(scene, sign_in):
    scene.at("accepted")
    link = "https://video.example.org/wo"
    form = sign_in(scene.member).page(f"{scene.url}/afspraak").form("Gesprek plannen")
    form.submit(meeting_on="2026-03-12", meeting_at="14:00", meeting_online=True, meeting_place=link).follow()
    assert (scene.now.meeting_online, scene.now.meeting_sequence) == (True, 1)
    for user in (scene.coordinator, scene.member):
        assert f"online: {link}" in sign_in(user).page(scene.url).text


def test_each_plan_raises_the_sequence_and_the_same_plan_does_not(scene):
    scene.at("planned").plan()
    assert scene.now.meeting_sequence == 1
    meeting_service.plan(
        scene.act(scene.member), scene.reference, PlannedMeeting(scene.make.day(9), time(9), "De Boei")
    )
    assert scene.now.meeting_sequence == 2


def test_without_a_needed_party_the_form_asks_whether_that_is_meant(scene, sign_in):
    scene.at("planned")
    page = fill(sign_in(scene.member).page(f"{scene.url}/gesprek"), parties=["supporter", "team_member"])
    assert page.status == 422
    assert "parties" in page.form("Gesprek vastleggen").errors
    assert scene.now.state == "planned"
    fields = {"not_all_there": True, "agreements-0-what": "Nog een keer bellen", "agreements-0-who": "wijkteam"}
    page = fill(page, parties=["supporter", "team_member"], **fields).follow()
    assert "Plan een nieuwe afspraak" in page.text
    assert (scene.now.state, scene.now.missed_on, scene.now.meeting_on) == ("accepted", scene.make.today, None)
    assert len(lines("handover.missed")) == 1


def test_both_sides_read_who_was_absent_and_what_was_agreed(scene, sign_in):
    scene.at("accepted").miss()
    for user in (scene.coordinator, scene.member, scene.volunteer.user):
        page = sign_in(user).page(scene.url).text
        assert "Niet aanwezig: cliënt." in page
        assert "Dit gesprek telt nog niet mee." in page


def test_what_was_agreed_at_a_missed_meeting_is_there_to_go_on_with(scene, sign_in):
    scene.at("accepted")
    agreed = [Agreed("Bellen met DUO", "wijkteam")]
    meeting_service.hold(
        scene.act(scene.member), scene.reference, HeldMeeting(scene.make.today, ["client"], agreed, True)
    )
    form = sign_in(scene.member).page(f"{scene.url}/gesprek").form("Gesprek vastleggen")
    assert form.fields["agreements-0-what"] == ["Bellen met DUO"]
    form.submit(held_on="2026-03-09", parties=["client", "supporter", "team_member"]).follow()
    assert [(each.what, each.stage) for each in scene.now.agreements] == [("Bellen met DUO", "meeting")]
    assert (scene.now.state, scene.now.missed_on) == ("held", None)


def test_a_second_tap_of_a_missed_meeting_is_one(scene):
    scene.at("accepted").miss().miss()
    assert [event.step for event in scene.now.events].count("miss") == 1
    assert len(lines("handover.missed")) == 1


def test_rule_7_a_coordinator_lets_a_missed_meeting_count_by_name_with_a_reason(scene, sign_in):
    scene.at("accepted").miss()
    visitor = sign_in(scene.coordinator)
    page = visitor.page(visitor.page(scene.url).links["Het gesprek telt toch"])
    assert page.form("Vastleggen").submit(reason=" ").form("Vastleggen").errors.keys() == {"reason"}
    page.form("Vastleggen").submit(reason="De cliënt was ziek en belde later mee.").follow()
    assert (scene.now.state, scene.now.held_on) == ("held", scene.make.today)
    text = sign_in(scene.member).page(scene.url).text
    assert "Carla Coördinator vindt dat het gesprek toch meetelt: De cliënt was ziek en belde later mee." in text
    scene.complete()
    assert scene.now.state == "completed"


def test_counting_twice_is_once(scene):
    scene.at("accepted").miss().count().count()
    assert len(lines("handover.counted")) == 1


def test_rule_7_without_a_meeting_there_is_nothing_to_count(scene):
    scene.at("accepted")
    with pytest.raises(Refused, match="nothing_to_count"):
        scene.count()


@pytest.mark.parametrize("state", ["offered", "planned", "held", "returned", "lapsed"])
def test_only_an_accepted_one_can_be_counted(scene, state):
    scene.at(state)
    with pytest.raises(Refused, match="handover_moved_on"):
        scene.count()


def test_nobody_but_a_coordinator_of_the_location_lets_it_count(scene, make):
    scene.at("accepted").miss()
    for user, answer in (
        (scene.member, Forbidden),
        (scene.volunteer.user, Forbidden),
        (make.coordinator(make.location("Team Elders")), NotVisible),
    ):
        with pytest.raises(answer):
            meeting_service.count(make.act(user), scene.reference, "Toch wel.")
    assert scene.now.state == "accepted"


def test_a_missed_meeting_of_an_earlier_acceptance_counts_no_more(scene):
    scene.at("accepted").miss().send_back().offer().accept()
    with pytest.raises(Refused, match="nothing_to_count"):
        scene.count()
    assert scene.now.presences == []


def test_a_stale_count_shows_what_happened_and_keeps_the_reason(scene, sign_in):
    scene.at("accepted").miss()
    page = sign_in(scene.coordinator).page(f"{scene.url}/telt-toch")
    scene.plan()
    answer = page.form("Vastleggen").submit(reason="Het was toch genoeg.")
    assert answer.status == 409
    assert "Gesprek gepland" in answer.text
    assert answer.form("Vastleggen").fields["reason"] == ["Het was toch genoeg."]


@pytest.mark.parametrize(
    "change",
    [
        "state = 'held', held_on = NULL",
        "state = 'held', held_on = missed_on",
        "state = 'completed', held_on = missed_on, counted_reason = 'Toch.'",
        "state = 'held', held_on = '2026-01-01', counted_by_id = accepted_by_id, counted_reason = 'Toch.'",
        "state = 'held', held_on = missed_on, missed_on = NULL, counted_by_id = accepted_by_id, counted_reason = 'x'",
    ],
)
def test_rule_7_the_database_lets_no_missed_meeting_pass_for_a_held_one(scene, change):
    scene.at("accepted").miss()
    key = scene.now.id
    db.session.rollback()
    with pytest.raises(IntegrityError):
        db.session.execute(text(f"UPDATE warm_handover SET {change} WHERE id = {key}"))
    db.session.rollback()
