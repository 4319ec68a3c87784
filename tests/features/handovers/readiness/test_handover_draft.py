"""The draft of a handover is read with the client before it goes (domain.md section 4)."""

import pytest

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content
from portal.handovers.readiness import service as readiness_service
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make, "B").prepare().consent().fill()


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code


def test_variant_b_is_not_offered_before_its_draft_was_read(scene):
    assert refusal(scene.offer) == "draft_not_read"
    scene.read().offer()
    assert scene.now.state == "offered"


def test_variant_a_goes_without(make):
    scene = Scene(make).prepare().consent().offer()
    assert scene.now.draft_read_on is None


def test_the_volunteer_who_read_it_at_home_records_the_day(scene, sign_in):
    page = sign_in(scene.volunteer.user).page(f"{scene.url}/concept")
    assert "Hulp bij brieven." in page.text
    answer = page.form("Vastleggen").submit(read_on="2026-03-09")
    assert "9 maart 2026" in answer.follow().text
    assert [line.facts for line in lines("handover.draft_read")] == [{"reference": scene.reference}]


@pytest.mark.parametrize(
    ("day", "error"),
    [("2026-03-10", "Deze dag moet nog komen."), ("2026-03-08", "nog geen concept"), ("", "Vul de dag in")],
)
def test_a_day_that_cannot_be_is_refused(scene, sign_in, day, error):
    answer = sign_in(scene.coordinator).page(f"{scene.url}/concept").form("Vastleggen").submit(read_on=day)
    assert answer.status == 422
    assert error in answer.text


def test_recording_the_same_day_twice_is_once(scene):
    scene.read().read()
    assert len(lines("handover.draft_read")) == 1


def test_what_is_written_otherwise_is_to_be_read_again(scene, make):
    scene.read()
    act, topic = scene.act(scene.coordinator), make.topic()
    same = [(topic.id, "Hulp bij brieven.")]
    beginning_service.change_content(act, scene.reference, scene.now.version, Content(same, "Huisarts", []))
    assert scene.now.draft_read_on == make.today
    beginning_service.change_content(
        act, scene.reference, scene.now.version, Content([(topic.id, "Hulp bij geld.")], "Huisarts", [])
    )
    db.session.expire_all()
    assert scene.now.draft_read_on is None


def test_once_the_meeting_was_held_no_draft_is_read_any_more(scene, sign_in):
    page = sign_in(scene.coordinator).page(f"{scene.url}/concept")
    scene.read().offer().accept().hold()
    assert refusal(readiness_service.record_read, scene.act(scene.coordinator), scene.reference, scene.make.today) == (
        "handover_moved_on"
    )
    answer = page.form("Vastleggen").submit(read_on="2026-03-09")
    assert answer.status == 409
    assert "gesprek gevoerd" in answer.text
    assert answer.form("Vastleggen").fields["read_on"] == ["2026-03-09"]
