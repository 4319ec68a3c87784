"""The agreements stay, and only those whom they concern read them (rules 3, 9, 10, 11)."""

import pytest

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content, Course, ToTeam
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting
from portal.handovers.path import Agreed
from tests.support.audit import lines
from tests.support.handovers import Scene

WITH_DUO = Agreed("Bellen met DUO", "wijkteam")


@pytest.fixture
def scene(make):
    return Scene(make, "B").at("accepted")


def miss(scene, agreed=WITH_DUO):
    present = ["supporter", "team_member"]
    meeting_service.hold(
        scene.act(scene.member), scene.reference, HeldMeeting(scene.make.today, present, [agreed], True)
    )
    return scene


def agreed(scene):
    return sorted((each.stage, each.what) for each in scene.now.agreements)


def test_rule_10_who_writes_for_a_newer_version_leaves_what_a_meeting_agreed(scene, sign_in):
    miss(scene)
    form = sign_in(scene.coordinator).page(f"{scene.url}/inhoud").form("Opslaan")
    form.submit(**{"agreements-0-what": "Post openen", "agreements-0-who": "cliënt"}).follow()
    assert agreed(scene) == [("meeting", "Bellen met DUO"), ("offer", "Post openen")]
    form = sign_in(scene.coordinator).page(f"{scene.url}/inhoud").form("Opslaan")
    assert form.fields["agreements-0-what"] == ["Post openen"]


def test_rule_10_a_meeting_leaves_what_was_agreed_before_the_offer(scene, make):
    topic = make.topic()
    written = [(topic.id, "Hulp bij brieven.")], "Huisarts", [Agreed("Post openen", "cliënt")]
    beginning_service.change_content(
        scene.act(scene.coordinator), scene.reference, scene.now.version, Content(*written)
    )
    miss(scene)
    miss(scene, Agreed("Langskomen", "begeleider"))
    assert agreed(scene) == [("meeting", "Langskomen"), ("offer", "Post openen")]


@pytest.mark.parametrize("ended", ["returned", "lapsed", "withdrawn", "consent"])
@pytest.mark.parametrize("address", ["gesprek", "afspraak"])
def test_rule_9_a_team_that_reads_no_more_finds_nothing_of_a_meeting_in_its_forms(scene, sign_in, ended, address):
    miss(scene)
    scene.plan()
    {"returned": scene.send_back, "withdrawn": scene.withdraw, "consent": scene.withdraw_consent}.get(ended, dict)()
    if ended == "lapsed":
        db.session.rollback()
        scene.now.state = "lapsed"
        db.session.commit()
    page = sign_in(scene.member).page(f"{scene.url}/{address}")
    for told in ("Bellen met DUO", "De Boei", "2026-03-16"):
        assert told not in page.html


def test_rule_3_the_next_team_finds_nothing_of_what_the_one_before_agreed(scene, make, sign_in):
    miss(scene).send_back()
    other = make.team(areas=("2150",))
    make.team_member(other)
    course = scene.reference, scene.now.version, Course(ToTeam(other.id), "A", "Het gezin verhuist.")
    beginning_service.change_course(scene.act(scene.coordinator), *course)
    scene.variant, scene.team_id, scene.member = "A", other.id, make.team_member(other)
    scene.consent().offer().accept()
    assert "Bellen met DUO" not in sign_in(scene.member).page(f"{scene.url}/gesprek").html
    assert agreed(scene) == []


@pytest.mark.parametrize("address", ["gesprek", "afspraak"])
def test_rule_11_reading_what_is_known_of_the_meeting_leaves_a_line(scene, sign_in, address):
    miss(scene)
    before = len(lines("handover.opened"))
    sign_in(scene.member).page(f"{scene.url}/{address}")
    assert [line.actor_id for line in lines("handover.opened")[before:]] == [scene.member.id]
