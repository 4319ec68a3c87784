"""Two people about the same meeting: the second overwrites nothing unseen, and loses nothing typed (rule 10)."""

import pytest

from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting
from tests.support.handovers import Scene

PLANNED = {"meeting_on": "2026-03-18", "meeting_at": "09:30", "meeting_place": "Bibliotheek"}
HELD = {"held_on": "2026-03-09", "parties": ["client", "supporter", "team_member"]}


@pytest.fixture
def scene(make):
    return Scene(make).at("accepted")


def form_of(scene, sign_in, address, button):
    return sign_in(scene.member).page(f"{scene.url}/{address}").form(button)


def colleague_misses(scene):
    colleague, day = scene.make.team_member(scene.make.reload(scene.team)), scene.make.today
    agreed = [meeting_service.Agreed("Bellen met DUO", "wijkteam")]
    meeting_service.hold(
        scene.act(colleague), scene.reference, HeldMeeting(day, ["supporter", "team_member"], agreed, True)
    )


def test_who_plans_second_reads_the_plan_of_the_first_beside_their_own(scene, sign_in):
    form = form_of(scene, sign_in, "afspraak", "Gesprek plannen")
    scene.plan()
    answer = form.submit(**PLANNED)
    assert answer.status == 409
    for told in ("Wat er nu staat", "16 maart 2026", "14:30", "Wijkcentrum De Boei", "Gesprek gepland"):
        assert told in answer.text
    typed = answer.form("Gesprek plannen").fields
    assert (typed["meeting_on"], typed["meeting_place"]) == (["2026-03-18"], ["Bibliotheek"])
    assert scene.now.meeting_place == "Wijkcentrum De Boei"
    answer.form("Gesprek plannen").submit().follow()
    assert (scene.now.meeting_place, scene.now.meeting_sequence) == ("Bibliotheek", 2)


def test_the_same_plan_by_both_is_one(scene, sign_in):
    form = form_of(scene, sign_in, "afspraak", "Gesprek plannen")
    scene.plan()
    same = {"meeting_on": "2026-03-16", "meeting_at": "14:30", "meeting_place": "Wijkcentrum De Boei"}
    form.submit(**same).follow()
    assert scene.now.meeting_sequence == 1


def test_a_page_without_its_mark_overwrites_nothing(scene, sign_in):
    scene.plan()
    answer = form_of(scene, sign_in, "afspraak", "Gesprek plannen").submit(**PLANNED, version="x")
    assert answer.status == 409
    assert scene.now.meeting_place == "Wijkcentrum De Boei"


def test_who_records_after_somebody_elses_missed_meeting_reads_it_first(scene, sign_in):
    form = form_of(scene, sign_in, "gesprek", "Gesprek vastleggen")
    colleague_misses(scene)
    answer = form.submit(**HELD, **{"agreements-0-what": "Post openen", "agreements-0-who": "cliënt"})
    assert answer.status == 409
    for told in ("Wat er nu staat", "Begeleider, Wijkteam", "Bellen met DUO"):
        assert told in answer.text
    assert answer.form("Gesprek vastleggen").fields["agreements-0-what"] == ["Post openen"]
    assert [each.what for each in scene.now.agreements] == ["Bellen met DUO"]
    answer.form("Gesprek vastleggen").submit().follow()
    assert (scene.now.state, [each.what for each in scene.now.agreements]) == ("held", ["Post openen"])


def test_a_plan_in_between_keeps_nobody_from_recording_the_meeting(scene, sign_in):
    form = form_of(scene, sign_in, "gesprek", "Gesprek vastleggen")
    scene.plan()
    form.submit(**HELD).follow()
    assert scene.now.state == "held"
