"""Each step on its screen: twice, too late, with mistakes; and what both sides are told."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.answer import service as answer_service
from portal.handovers.path import RETURN_REASONS
from portal.people.models.people import Notice
from portal.refusals import Refused
from portal.wording import label
from tests.support.audit import lines
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make)


@pytest.mark.parametrize(
    ("state", "step", "event"),
    [
        ("prepared", "withdraw", "handover.withdrawn"),
        ("offered", "accept", "handover.accepted"),
        ("offered", "send_back", "handover.returned"),
        ("accepted", "plan", "handover.planned"),
        ("accepted", "hold", "handover.held"),
        ("held", "complete", "handover.completed"),
    ],
)
def test_rule_10_a_second_tap_of_a_step_changes_nothing(scene, state, step, event):
    scene.at(state)
    getattr(scene, step)()
    told, steps = db.session.scalars(select(Notice.id)).all(), len(scene.now.events)
    getattr(scene, step)()
    assert len(lines(event)) == 1
    assert db.session.scalars(select(Notice.id)).all() == told
    assert len(scene.now.events) == steps


def test_rule_10_a_second_tap_of_the_offer_is_one_offer(scene):
    scene.offered().offer()
    assert len(lines("handover.offered")) == 1
    assert len(scene.now.snapshots) == 1


def test_accepting_what_a_colleague_accepted_is_refused_by_name(scene, make):
    scene.at("accepted")
    colleague = make.team_member(scene.team)
    with pytest.raises(Refused, match="handover_moved_on"):
        answer_service.accept(make.act(colleague), scene.reference, 1)
    assert scene.now.accepted_by_id == scene.member.id


def test_a_page_that_is_too_old_shows_what_happened_and_keeps_the_typed_text(scene, sign_in):
    scene.offered()
    wim = sign_in(scene.member)
    form = wim.page(f"{scene.url}/terugsturen").form("Terugsturen")
    scene.withdraw()
    page = form.submit(reason="other", note="Bel ons even over het adres.")
    assert page.status == 409
    assert "Deze stap past niet meer" in page.text
    assert "ingetrokken" in page.text
    assert "Het gezin verhuist." in page.text
    assert page.form("Terugsturen").fields["note"] == ["Bel ons even over het adres."]


def test_an_old_button_shows_the_page_as_it_is_now(scene, sign_in):
    scene.offered()
    wim = sign_in(scene.member)
    page = wim.page(scene.url)
    scene.withdraw()
    answer = page.form("Zelf aannemen").submit()
    assert answer.status == 409
    assert "Deze stap past niet meer" in answer.text
    assert scene.now.state == "withdrawn"


def test_two_who_fill_in_at_once_lose_no_text(make, sign_in):
    scene = Scene(make, "B").prepare()
    carla = sign_in(scene.coordinator)
    form = carla.page(f"{scene.url}/inhoud").form("Opslaan")
    scene.fill()
    typed = {"needs-0-topic": str(make.topic(2).id), "needs-0-sentence": "Hulp bij energie."}
    page = form.submit(**typed)
    assert page.status == 409
    assert page.form("Opslaan").fields["needs-0-sentence"] == ["Hulp bij energie."]
    page.form("Opslaan").submit().follow()
    assert [need.sentence for need in scene.now.needs] == ["Hulp bij energie."]


def test_another_row_is_added_without_javascript_and_keeps_what_was_typed(scene, sign_in):
    scene.at("accepted")
    form = sign_in(scene.member).page(f"{scene.url}/gesprek").form("Gesprek vastleggen")
    page = form.submit("Nog een afspraak", **{"agreements-0-what": "Naar de bieb", "held_on": "x"})
    assert page.status == 200
    fields = page.form("Gesprek vastleggen").fields
    assert fields["agreements-0-what"] == ["Naar de bieb"]
    assert fields["agreements-2-what"] == [""]
    assert scene.now.state == "accepted"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"held_on": "2026-03-10"}, "held_on"),
        ({"held_on": "31-02-2026"}, "held_on"),
        ({"parties": ["client", "team_member"]}, "parties"),
        ({"parties": None}, "parties"),
        ({"agreements-0-who": "wijkteam"}, "agreements-0-what"),
        ({"agreements-0-what": "x" * 301, "agreements-0-who": "wijkteam"}, "agreements-0-what"),
        ({"agreements-0-what": "Bel 123456782", "agreements-0-who": "wijkteam"}, "agreements-0-what"),
    ],
)
def test_rule_7_a_meeting_that_cannot_count_stays_on_the_form(scene, sign_in, fields, wrong):
    scene.at("accepted")
    form = sign_in(scene.member).page(f"{scene.url}/gesprek").form("Gesprek vastleggen")
    fine = {"held_on": "2026-03-09", "parties": ["client", "supporter", "team_member"]}
    page = form.submit(**{**fine, **fields})
    assert page.status == 422
    assert wrong in page.form("Gesprek vastleggen").errors
    assert scene.now.state == "accepted"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"meeting_on": "2026-03-08"}, "meeting_on"),
        ({"meeting_on": "morgen"}, "meeting_on"),
        ({"meeting_at": "25:00"}, "meeting_at"),
        ({"meeting_place": " "}, "meeting_place"),
        ({"meeting_place": "x" * 201}, "meeting_place"),
    ],
)
def test_a_plan_with_a_mistake_says_so_beside_the_field(scene, sign_in, fields, wrong):
    scene.at("accepted")
    form = sign_in(scene.member).page(f"{scene.url}/afspraak").form("Gesprek plannen")
    page = form.submit(**{"meeting_on": "2026-03-10", "meeting_at": "14:00", "meeting_place": "De Boei", **fields})
    assert page.status == 422
    assert list(page.form("Gesprek plannen").errors) == [wrong]


@pytest.mark.parametrize("reason", RETURN_REASONS)
def test_rule_8_a_return_tells_the_sender_why_and_what_to_do_next(scene, sign_in, reason):
    scene.offered()
    form = sign_in(scene.member).page(f"{scene.url}/terugsturen").form("Terugsturen")
    form.submit(reason=reason, until="2026-04-01", note="Welke taal spreekt mevrouw?", worker="S. de Wit").follow()
    page = sign_in(scene.coordinator).page(scene.url)
    assert label("return_reason", reason).lower() in page.text
    assert label("return_next_step", reason) in page.text
    assert "Welke taal spreekt mevrouw?" in page.text
    assert ("1 april 2026" in page.text) == (reason == "no_capacity")


def test_after_a_return_the_sender_offers_again_and_the_team_sees_the_new_version(scene, sign_in):
    scene.at("returned")
    scene.client.phone = "+31612349999"
    db.session.commit()
    preview = sign_in(scene.coordinator).page(f"{scene.url}/aanbieden")
    preview.form("Aanbieden aan Sociaal team Hoofddorp").submit().follow()
    page = sign_in(scene.member).page(scene.url)
    assert "06 12349999" in page.text
    assert "versie 2" in page.text


@pytest.mark.parametrize("state", ["offered", "accepted", "planned"])
def test_rule_7_completion_before_the_meeting_is_refused(scene, state):
    scene.at(state)
    with pytest.raises(Refused, match="handover_moved_on"):
        scene.complete()
    assert scene.trajectory.open


def test_rule_8_responsibility_moves_at_completion_and_not_before(scene, make):
    scene.at("held")
    before = make.reload(scene.trajectory)
    assert (before.lead_party, before.open, before.volunteer_id) == ("organisation", True, scene.volunteer.id)
    scene.complete()
    after = make.reload(scene.trajectory)
    assert (after.lead_party, after.open, after.closure_outcome) == ("neighbourhood_team", False, "handed_over")


def test_both_coordinator_and_volunteer_hear_of_the_completion(scene):
    scene.at("completed")
    codes = dict(db.session.execute(select(Notice.user_id, Notice.code).order_by(Notice.id)).all())
    assert codes[scene.coordinator.id] == "handover_completed"
    assert codes[scene.volunteer.user_id] == "trajectory_handed_over"


def test_every_step_shows_to_both_sides_with_who_and_which_side(scene, sign_in):
    scene.at("completed")
    for user in (scene.coordinator, scene.member):
        text = sign_in(user).page(scene.url).text
        for words in ("Aangeboden", "Aangenomen", "Gesprek gevoerd", "Afgerond: het wijkteam heeft nu de regie"):
            assert words in text
        assert "Carla Coördinator (begeleidende organisatie)" in text
        assert "Wim Wijkteam (wijkteam)" in text


def test_a_second_tap_on_offer_is_one_offer_also_when_the_team_opened_it_in_between(scene, sign_in):
    scene.prepare().consent()
    carla = sign_in(scene.coordinator)
    form = carla.page(f"{scene.url}/aanbieden").form("Aanbieden aan Sociaal team Hoofddorp")
    assert form.submit().status == 303
    sign_in(scene.member).page(scene.url)
    again = form.submit()
    assert (again.status, again.location) == (303, scene.url)
    assert [event.step for event in scene.now.events] == ["prepare", "offer", "seen"]
