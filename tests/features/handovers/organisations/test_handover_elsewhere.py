"""To an organisation without an account: the coordinator records its steps, and consent ends what it may keep."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToOrganisation, ToTeam
from portal.handovers.consent import service as consent_service
from portal.handovers.meeting import service as meeting_service
from portal.handovers.models.consent import Consent
from portal.handovers.models.organisation import OtherOrganisation
from portal.handovers.models.parts import Snapshot
from portal.handovers.organisations import service as organisations_service
from portal.handovers.organisations.rules import NewOrganisation
from portal.people.models.people import Notice
from portal.refusals import Forbidden, NotVisible, Refused
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.ways import DEBT_HELP, PRESENT, Elsewhere

STATES = ("offered", "accepted", "planned", "held")


@pytest.fixture
def scene(make):
    return Elsewhere(make)


def start_of(scene):
    return f"/trajecten/{scene.trajectory_id}/overdracht?naar=organisatie"


def test_a_household_goes_to_another_organisation_step_by_step(scene, make, sign_in):
    carla = sign_in(scene.coordinator)
    first = carla.page(f"/trajecten/{scene.trajectory_id}/overdracht")
    page = carla.page(first.links["Andere organisatie"])
    typed = {"organisation": "0", "name": "Schuldhulp Haarlem", "phone": "023 5550100", "variant": "A"}
    scene.reference = (begun := page.form("Voorbereiding beginnen").submit(**typed).follow()).reference
    assert "Schuldhulp Haarlem" in begun.text
    given = {"scopes": "contact", "how": "signed", "given_on": "2026-03-09"}
    carla.page(f"{scene.url}/toestemming/{scene.client_id}").form("Toestemming vastleggen").submit(**given)
    carla.page(f"{scene.url}/aanbieden").form("Het document is gestuurd").submit().follow()
    carla.page(f"{scene.url}/aangenomen").form("Vastleggen").submit(for_worker="intaker mw. Bos").follow()
    planned = {"meeting_on": "2026-03-16", "meeting_at": "14:30", "meeting_place": "Kantoor"}
    carla.page(f"{scene.url}/afspraak").form("Gesprek plannen").submit(**planned).follow()
    meeting = carla.page(f"{scene.url}/gesprek")
    assert "Iemand van de organisatie" in meeting.text
    held = meeting.form("Gesprek vastleggen").submit(held_on="2026-03-09", parties=list(PRESENT)).follow()
    assert "intaker mw. Bos" in held.text
    done = held.form("Overdracht afronden").submit(weeks="0").follow()
    assert "De andere organisatie heeft nu de regie." in done.text
    after = make.reload(scene.trajectory)
    assert (after.lead_party, after.closure_outcome, after.current) == ("other_organisation", "handed_over", None)
    assert "een andere organisatie" in carla.page(f"/trajecten/{scene.trajectory_id}").text


def test_an_organisation_of_before_is_chosen_again_and_not_made_twice(scene, make, sign_in):
    scene.prepare().withdraw()
    form = sign_in(scene.coordinator).page(start_of(scene)).form("Voorbereiding beginnen")
    form.submit(organisation=str(scene.organisation_id), variant="B")
    assert [row.name for row in db.session.scalars(select(OtherOrganisation))] == [DEBT_HELP.name]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"organisation": "0", "name": ""}, "name"),
        ({"organisation": "0", "name": "Nieuw", "phone": "12"}, "phone"),
        ({"organisation": "0", "name": DEBT_HELP.name}, "name"),
        ({}, "organisation"),
    ],
)
def test_a_mistake_stays_beside_its_field_with_what_was_typed(scene, sign_in, typed, field):
    scene.prepare().withdraw()
    page = sign_in(scene.coordinator).page(start_of(scene))
    answer = page.form("Voorbereiding beginnen").submit(**{"variant": "A", "email": "team@example.org", **typed})
    form = answer.form("Voorbereiding beginnen")
    assert answer.status == 422
    assert field in form.errors
    assert form.fields["email"] == ["team@example.org"]
    assert form.fields["name"] == [typed.get("name", "")]


def test_another_location_cannot_be_given_our_organisation(scene, make):
    scene.prepare()
    there = make.location("Elders")
    other = make.trajectory(location=there)
    act = make.act(make.coordinator(there))
    with pytest.raises(Refused, match="organisation_unknown"):
        beginning_service.prepare(act, other.id, Course(ToOrganisation(scene.organisation_id), "A"))


def test_what_goes_along_is_frozen_for_nobody_with_an_account(scene):
    scene.offered()
    snapshot = db.session.scalars(select(Snapshot)).one()
    assert (snapshot.team_id, snapshot.content["people"][0]["phone"]) == (None, "+31612340000")
    assert db.session.scalars(select(Notice).where(Notice.code == "handover_offered")).all() == []


def test_consent_for_it_is_its_own_and_no_team_has_it(scene, make):
    scene.prepare().consent()
    kept = db.session.scalars(select(Consent)).one()
    assert (kept.team_id, kept.organisation_id) == (None, scene.organisation_id)
    scene.withdraw()
    team = Scene(make, area="2150", team_name="Sociaal team Nieuw-Vennep")
    team.trajectory.household.postcode, scene.trajectory.household.postcode = "2132 AB", "2150 AB"
    db.session.commit()
    team.trajectory_id, team.client_id = scene.trajectory_id, scene.client_id
    with pytest.raises(Refused, match="consent_missing"):
        team.prepare().offer()


def test_no_team_member_finds_it(scene, make, sign_in):
    scene.at("accepted")
    sign_in(scene.member).page(scene.url, status=404)
    sign_in(scene.member).page(f"{scene.url}/gesprek", status=404)


def test_the_volunteer_follows_it_and_takes_none_of_its_steps(scene, make, sign_in):
    scene.at("offered")
    act = make.act(scene.volunteer.user)
    with pytest.raises(Forbidden):
        organisations_service.record_accepted(act, scene.reference, "ik")
    page = sign_in(scene.volunteer.user).page(scene.url)
    assert "Zij nemen het aan" not in page.links


def test_recording_that_it_accepted_twice_is_once(scene):
    scene.at("accepted").accept()
    assert len(lines("handover.accepted")) == 1
    assert scene.now.for_worker == "intaker"


def test_a_team_s_handover_is_not_accepted_in_the_name_of_an_organisation(make):
    scene = Scene(make).offered()
    with pytest.raises(Refused, match="handover_moved_on"):
        organisations_service.record_accepted(make.act(scene.member), scene.reference, "ik")


def test_before_it_was_sent_nobody_there_can_have_taken_it(scene, sign_in):
    scene.prepare()
    page = sign_in(scene.coordinator).page(f"{scene.url}/aangenomen")
    assert page.form("Vastleggen").submit(for_worker="intaker mw. Bos").status == 409
    assert scene.now.state == "prepared"


def test_it_is_given_to_no_team_nor_a_team_s_handover_to_an_organisation(scene, make, sign_in):
    other = make.team()
    scene.at("returned")
    sign_in(scene.coordinator).send(f"{scene.url}/naar-team", {"team": str(other.id)}, status=409)
    act = make.act(scene.coordinator)
    with pytest.raises(Refused, match="handover_moved_on"):
        course = Course(ToTeam(other.id), "A", "Daar kent men het gezin.")
        beginning_service.change_course(act, scene.reference, scene.now.version, course)
    assert (scene.now.state, scene.now.organisation_id) == ("returned", scene.organisation_id)
    sent, known = Scene.another(make).prepare(), scene.organisation_id
    with pytest.raises(Refused, match="handover_moved_on"):
        beginning_service.change_course(act, sent.reference, sent.now.version, Course(ToOrganisation(known)))
    assert (sent.now.state, sent.now.team_id) == ("prepared", sent.team_id)


def test_it_is_returned_with_a_reason_and_a_next_step_that_fit(scene, sign_in):
    scene.at("offered")
    carla = sign_in(scene.coordinator)
    page = carla.page(f"{scene.url}/terugsturen")
    assert "Het hoort bij een ander wijkteam" not in page.text
    after = page.form("Terugsturen").submit(reason="known_already", worker="De intaker").follow()
    assert "Bel de organisatie en vraag wie dit huishouden kent." in after.text
    assert "De intaker kent dit huishouden." in after.text


def test_after_a_return_another_organisation_is_chosen_and_consent_asked_anew(scene, make):
    scene.at("returned")
    act = make.act(scene.coordinator)
    new = NewOrganisation("Budgethulp Zuid")
    beginning_service.change_course(act, scene.reference, scene.now.version, Course(ToOrganisation(new), "A"))
    assert (scene.now.state, scene.now.recipient, scene.now.for_worker) == ("prepared", "Budgethulp Zuid", None)
    with pytest.raises(Refused, match="consent_missing"):
        scene.offer()


def test_rule_7_with_nobody_of_the_organisation_the_meeting_does_not_count(scene, make):
    scene.at("accepted")
    with pytest.raises(Refused, match="party_absent"):
        held = meeting_service.HeldMeeting(make.today, ("client", "supporter"), [])
        meeting_service.hold(make.act(scene.coordinator), scene.reference, held)


@pytest.mark.parametrize("state", STATES)
def test_rule_9_consent_withdrawn_takes_it_back_and_the_coordinator_reads_what_to_ask(scene, make, sign_in, state):
    colleague = make.coordinator()
    scene.at(state)
    page = sign_in(colleague).page(scene.url)
    after = page.form(f"Toestemming intrekken van {scene.client.name} voor {DEBT_HELP.name}").submit().follow()
    assert (scene.now.state, scene.now.snapshot_open) == ("withdrawn", False)
    assert "Vraag de organisatie te wissen wat zij kreeg" in after.text
    told = db.session.scalars(select(Notice.user_id).where(Notice.code == "consent_withdrawn_elsewhere")).all()
    assert {scene.coordinator.id, scene.volunteer.user_id} <= set(told)
    assert lines("consent.withdrawn")[0].facts["organisation_id"] == scene.organisation_id


@pytest.mark.parametrize("state", ["offered", "completed"])
def test_rule_9_what_went_along_is_shown_no_more_to_anybody(scene, sign_in, state):
    scene.at(state)
    carla = sign_in(scene.coordinator)
    assert "06 12340000" in carla.page(scene.url).text
    scene.withdraw_consent()
    assert scene.now.state == ("completed" if state == "completed" else "withdrawn")
    assert "06 12340000" not in carla.page(scene.url).text


def told_to_ask(user):
    """How often somebody read that an organisation should delete what it got."""
    notices = select(Notice).where(Notice.code == "consent_withdrawn_elsewhere", Notice.user_id == user.id)
    return len(db.session.scalars(notices).all())


def test_rule_9_a_handover_that_was_taken_back_left_a_document_there_all_the_same(scene, sign_in):
    scene.at("offered").withdraw().withdraw_consent()
    assert told_to_ask(scene.volunteer.user) == 1
    assert "06 12340000" not in sign_in(scene.coordinator).page(scene.url).text


@pytest.mark.parametrize("ended", [False, True])
def test_rule_9_and_so_did_one_that_another_organisation_gets_now(scene, make, sign_in, ended):
    carla, first = sign_in(scene.at("returned").coordinator), scene.organisation_id
    act = make.act(scene.coordinator)
    new = NewOrganisation("Budgethulp Zuid")
    beginning_service.change_course(act, scene.reference, scene.now.version, Course(ToOrganisation(new), "A"))
    if ended:
        scene.withdraw()
    assert "06 12340000" in carla.page(f"{scene.url}/versies/1").text
    consent_service.withdraw(make.act(scene.coordinator), scene.reference, scene.client_id, (), [first])
    assert told_to_ask(scene.volunteer.user) == 1
    carla.page(f"{scene.url}/versies/1", status=404)
    assert "06 12340000" not in carla.page(scene.url).text


def test_rule_9_before_anything_was_sent_there_is_nothing_to_delete(scene, sign_in):
    scene.prepare().consent().withdraw_consent()
    assert scene.now.state == "prepared"
    assert "te wissen wat zij kreeg" not in sign_in(scene.coordinator).page(scene.url).text


def test_rule_3_another_location_records_nothing(scene, make):
    scene.offered()
    act = make.act(make.coordinator(make.location("Elders")))
    with pytest.raises(NotVisible):
        organisations_service.record_accepted(act, scene.reference, "ik")
