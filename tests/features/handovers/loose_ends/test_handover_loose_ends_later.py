"""Loose ends that come in between the offer and the completion are decided all the same (domain.md section 4)."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.loose_ends.rules import Decision
from portal.handovers.meeting import service as meeting_service
from portal.people.models.people import Notice
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.loose_ends import decide, decided
from tests.support.ways import Inside

ASKED = "Over 1 punt is nog niet besloten"


@pytest.fixture
def scene(make):
    return Scene(make).at("accepted")


def something_new(scene):
    """An item on the checklist that was not there at the offer; gives what the form calls it."""
    scene.item = scene.make.checklist(scene.trajectory, 1)[0]
    return f"item-{scene.item.id}"


def told():
    return [row.user_id for row in db.session.scalars(select(Notice).where(Notice.code == "loose_ends_undecided"))]


@pytest.mark.parametrize("way", ["hold", "count"])
def test_once_the_meeting_counts_the_sender_is_asked_and_the_team_not_kept_waiting(scene, make, sign_in, way):
    name = something_new(scene)
    assert told() == []
    if way == "hold":
        scene.hold()
    else:
        scene.miss()
        meeting_service.count(make.act(make.coordinator()), scene.reference, "Het was genoeg.")
    assert told() == [scene.coordinator.id]
    page = sign_in(scene.coordinator).page(scene.url)
    assert ASKED in page.text
    assert ASKED not in sign_in(scene.member).page(scene.url).text
    scene.complete()
    page = sign_in(scene.coordinator).page(scene.url)
    assert ASKED in page.text
    form = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden").form("Opslaan")
    form.submit(**{f"{name}-decision": "kept", f"{name}-words": "Taalcoach Anna"}).follow()
    assert decided() == [("kept", "Taalcoach Anna")]
    assert ASKED not in sign_in(scene.coordinator).page(scene.url).text


def test_where_nothing_is_left_over_nobody_is_told(scene, sign_in):
    decide(scene, Decision(something_new(scene), "passed_on"))
    scene.hold()
    assert told() == []
    assert "nog niet besloten" not in sign_in(scene.coordinator).page(scene.url).text


def test_a_late_contact_is_asked_of_the_coordinator_alone(scene, make, sign_in):
    make.late_contact(scene.trajectory, make.volunteer().user, on_date=make.day(-2))
    scene.hold()
    assert ASKED in sign_in(scene.coordinator).page(scene.url).text
    assert ASKED not in sign_in(scene.volunteer.user).page(scene.url).text


def test_inside_the_organisation_the_page_says_what_keeps_it_from_completing(make, sign_in):
    scene = Inside(make).prepare()
    something_new(scene)
    scene.hold()
    assert ASKED in sign_in(scene.coordinator).page(scene.url).text


def test_after_the_completion_the_sender_reads_who_keeps_what_and_the_team_does_not(scene, sign_in):
    decide(scene, Decision(something_new(scene), "kept", "Taalcoach Anna"))
    scene.hold().complete()
    title, before = scene.item.template_item.title, len(lines("handover.opened"))
    for address in (scene.url, f"{scene.url}/nagevraagd"):
        page = sign_in(scene.coordinator).page(address)
        assert title in page.text
        assert "Blijft bij Taalcoach Anna" in page.text
        assert "Taalcoach Anna" not in sign_in(scene.member).page(address).text
    assert len(lines("handover.opened")) == before + 4


@pytest.mark.parametrize("end", ["check", "withdraw"])
def test_the_page_never_says_that_nothing_was_open_while_something_is(scene, sign_in, end):
    something_new(scene)
    scene.hold()
    scene.complete().check() if end == "check" else scene.withdraw()
    page = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    assert "Er stond niets open" not in page.text
    assert f"{scene.item.template_item.title} Niet besloten" in " ".join(page.text.split())


def test_it_says_so_when_nothing_was_open(scene, sign_in):
    scene.withdraw()
    assert "Er stond niets open" in sign_in(scene.coordinator).page(f"{scene.url}/losse-einden").text


def test_who_keeps_something_is_shown_once_it_is_completed_and_to_the_sender_alone(scene, sign_in):
    decide(scene, Decision(something_new(scene), "kept", "Taalcoach Anna"))
    scene.hold()
    assert "Wat een ander op zich neemt" not in sign_in(scene.coordinator).page(scene.url).text
    scene.complete()
    page = sign_in(scene.coordinator).page(scene.url)
    assert "Wat een ander op zich neemt" in page.text
    assert "Blijft bij Taalcoach Anna" in page.text
    assert "Wat een ander op zich neemt" not in sign_in(scene.member).page(scene.url).text
