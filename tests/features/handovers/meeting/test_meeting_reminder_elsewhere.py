"""The reminder where no neighbourhood team comes: it names no team, and not the other organisation either."""

from datetime import time

import pytest

from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import PlannedMeeting
from portal.paper.sentences import LANGUAGES, Voice, catalogue
from tests.support.papers import Printed
from tests.support.ways import DEBT_HELP, Elsewhere, Inside

DUTCH = catalogue("nl")


def printed(visitor, scene, language="nl"):
    answer = visitor.open(f"{scene.url}/herinnering/{language}.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    return Printed(answer.data)


def planned(scene):
    """The coordinator plans the meeting."""
    day = scene.make.day(7)
    meeting_service.plan(
        scene.act(scene.coordinator), scene.reference, PlannedMeeting(day, time(14, 30), "Kantoor aan de Dam")
    )
    return scene


@pytest.mark.parametrize("language", LANGUAGES)
def test_inside_the_organisation_it_says_how_the_support_goes_on(make, sign_in, language):
    scene = planned(Inside(make).prepare())
    paper, voice = printed(sign_in(scene.coordinator), scene, language), Voice(language)

    for key in ("meeting_intro_own", "why_own", "who_own", "meeting_cannot"):
        assert DUTCH[key] in paper.words
    assert paper.says(voice.say("meeting_intro_own"))
    assert "wijkteam" not in paper.words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("variant", "why"), [("A", "why_org_A"), ("B", "why_B")])
def test_with_another_organisation_it_neither_names_it_nor_a_team(make, sign_in, language, variant, why):
    scene = planned(Elsewhere(make, variant).at("accepted"))
    words = printed(sign_in(scene.volunteer.user), scene, language).words

    for key in ("meeting_intro_org", why, "who_organisation", "meeting_cannot"):
        assert DUTCH[key] in words
    for hidden in ("wijkteam", DEBT_HELP.name, "intaker", scene.coordinator.name):
        assert hidden not in words


def test_the_number_is_that_of_the_office(make, sign_in):
    scene = planned(Inside(make).prepare())
    office = make.reload(scene.trajectory).location
    office.phone = "+31235550101"
    make.save(office)

    assert "Bel vóór die dag met 023 555 0101" in printed(sign_in(scene.coordinator), scene).words
