"""The reminder of the planned meeting: day, time, place, who and what for, in the client's language."""

from datetime import time

import pytest

from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import PlannedMeeting
from portal.paper.sentences import LANGUAGES, Voice, catalogue, day_in
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.papers import Printed, plain


@pytest.fixture
def scene(make):
    return Scene(make).at("planned")


def printed(user, scene, language="nl"):
    answer = user.open(f"{scene.url}/herinnering/{language}.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    return Printed(answer.data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_when_where_who_and_what_for_in_the_language_and_in_dutch(scene, sign_in, make, language):
    paper, voice = printed(sign_in(scene.volunteer.user), scene, language), Voice(language)

    assert (paper.tagged, paper.language, len(paper.reader.pages)) == (True, language, 1)
    for key in ("meeting_title", "meeting_intro", "why_A", "meeting_bring", "meeting_interpreter", "who_you"):
        assert paper.says(voice.say(key)), key
        assert catalogue("nl")[key] in paper.words
    assert paper.says(day_in(language, make.day(7)))
    assert day_in("nl", make.day(7)) in paper.words
    for typed in ("14:30", "Wijkcentrum De Boei", "Wim Wijkteam", scene.volunteer.user.first_name):
        assert typed in paper.words
    assert "�" not in paper.text


def test_golden_the_whole_reminder_in_dutch(scene, sign_in):
    name = scene.volunteer.user.first_name

    assert printed(sign_in(scene.member), scene).words == (
        "Onze afspraak Wij hebben een gesprek met u en met het wijkteam. Dag maandag 16 maart 2026 Tijd 14:30 "
        f"Plaats Wijkcentrum De Boei Wie erbij zijn u {name}, uw begeleider Wim Wijkteam, van het wijkteam "
        "Waar het over gaat U leert het wijkteam kennen. U hoort waarvoor u daar kunt komen. "
        "Neem mee Brieven waarover u een vraag hebt. Wilt u een tolk? Zeg het ons vóór die dag. "
        "Kunt u niet komen? Bel ons vóór die dag. 1 / 1"
    )


def test_it_names_neither_the_client_nor_the_reference_nor_the_organisation(scene, sign_in):
    words = printed(sign_in(scene.coordinator), scene, "en").words

    for hidden in (scene.client.name, scene.reference, "Haarlemmermeer"):
        assert hidden not in words


def test_the_number_to_ring_is_that_of_the_office_or_else_of_the_team(scene, make, sign_in):
    visitor = sign_in(scene.coordinator)
    team = make.reload(scene.team)
    team.phone = "+31235550102"
    make.save(team)
    assert "Bel vóór die dag met 023 555 0102" in printed(visitor, scene).words

    office = make.reload(scene.trajectory).location
    office.phone = "+31235550101"
    make.save(office)
    assert "Bel vóór die dag met 023 555 0101" in printed(visitor, scene).words


def test_a_meeting_online_says_so_in_the_language(scene, sign_in, make):
    where = "https://videobellen.example.org/7"
    meeting_service.plan(
        scene.act(scene.member), scene.reference, PlannedMeeting(make.day(9), time(9, 0), where, online=True)
    )
    paper = printed(sign_in(scene.volunteer.user), scene, "tr")

    assert paper.says(plain(catalogue("tr")["meeting_online"]))
    assert "Plaats Online. U krijgt van ons een link." not in paper.words


@pytest.mark.parametrize("state", ["prepared", "accepted", "held", "returned"])
def test_without_a_planned_meeting_there_is_no_reminder(make, sign_in, state):
    scene = Scene(make).at(state)

    sign_in(scene.coordinator).page(f"{scene.url}/herinnering/nl.pdf", status=404)


def test_the_team_has_it_as_long_as_it_reads_the_snapshot(scene, sign_in):
    member = sign_in(scene.member)
    assert f"{scene.url}/herinnering/ar.pdf" in member.page(scene.url).links.values()

    scene.withdraw_consent()

    member.page(f"{scene.url}/herinnering/ar.pdf", status=404)
    assert f"{scene.url}/herinnering/ar.pdf" not in member.page(scene.url).links.values()


def test_to_everybody_else_it_does_not_exist(scene, make, sign_in):
    others = [make.volunteer().user, make.coordinator(make.location("Team Haarlem")), make.team_member(make.team())]

    for user in others:
        sign_in(user).page(f"{scene.url}/herinnering/nl.pdf", status=404)
    sign_in(scene.coordinator).page(f"{scene.url}/herinnering/xx.pdf", status=404)


def test_making_it_leaves_a_line(scene, sign_in):
    before = len(lines("handover.opened"))

    printed(sign_in(scene.member), scene)

    assert len(lines("handover.opened")) == before + 1
