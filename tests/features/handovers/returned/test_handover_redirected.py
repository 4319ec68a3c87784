"""Another recipient or another variant: what belonged to the one before does not stay in the way."""

import pytest

from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToOrganisation, ToTeam
from portal.handovers.consent import service as consent_service
from portal.handovers.conversation import service as conversation_service
from portal.handovers.organisations.rules import NewOrganisation
from portal.handovers.returned import service as returned_service
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.ways import Elsewhere


@pytest.fixture
def scene(make):
    return Scene(make)


@pytest.fixture
def other(make):
    team = make.team("Sociaal team Nieuw-Vennep", areas=("2150",))
    make.team_member(team)
    return team


def to_team(scene, team, variant="A"):
    course = scene.reference, scene.now.version, Course(ToTeam(team.id), variant, "Daar woont de familie.")
    beginning_service.change_course(scene.act(scene.coordinator), *course)


def to_organisation(scene, name, variant="A"):
    act, version = scene.act(scene.coordinator), scene.now.version
    beginning_service.change_course(
        act, scene.reference, version, Course(ToOrganisation(NewOrganisation(name)), variant)
    )


def test_who_stays_out_at_one_team_is_asked_anew_for_another_and_can_come_back(scene, other, sign_in):
    scene.prepare().consent()
    to_team(scene, other)
    consent_service.stay_out(scene.act(scene.coordinator), scene.reference, scene.client_id)
    assert "gaat niet mee" in sign_in(scene.coordinator).page(scene.url).text
    to_team(scene, scene.team)
    assert "gaat niet mee" not in sign_in(scene.coordinator).page(scene.url).text
    scene.offer()
    assert "Merhawi" in str(scene.now.snapshots[-1].content["people"])


def test_who_only_comes_back_is_kept_and_leaves_a_line(scene, other):
    scene.prepare().consent()
    to_team(scene, other)
    consent_service.stay_out(scene.act(scene.coordinator), scene.reference, scene.client_id)
    handover = scene.now
    handover.team = scene.make.reload(scene.team)  # as it was left by an earlier version of the portal
    scene.make.save(handover)
    before = len(lines("handover.changed"))
    scene.consent()
    assert scene.now.not_going == []
    assert len(lines("handover.changed")) == before + 1
    scene.consent()
    assert len(lines("handover.changed")) == before + 1


@pytest.mark.parametrize(("days", "offered"), [(30, True), (1, True), (0, False), (-5, False)])
def test_a_team_that_stops_later_can_still_take_it(scene, make, sign_in, days, offered):
    scene.prepare().consent()
    team = make.reload(scene.team)
    team.ended_on = make.day(days)
    make.save(team)
    gone = "Het wijkteam bestaat niet meer" in sign_in(scene.coordinator).page(scene.url).text
    assert gone is not offered
    if offered:
        assert scene.offer().now.state == "offered"
    else:
        with pytest.raises(Refused, match="team_ended"):
            scene.offer()


@pytest.mark.parametrize("way", [Scene, Elsewhere])
def test_another_variant_is_read_with_the_client_anew(make, way):
    scene = way(make, "B").prepare().read()
    change = {Scene: lambda variant: to_team(scene, scene.team, variant)}.get(
        way, lambda variant: to_organisation(scene, f"Schuldhulp {variant}", variant)
    )
    change("B")
    assert scene.now.draft_read_on == make.today
    change("A")
    assert scene.now.draft_read_on is None


def test_a_forged_pass_on_of_an_organisations_handover_is_refused(make, other, sign_in):
    scene = Elsewhere(make).at("returned")
    with pytest.raises(Refused, match="handover_moved_on"):
        returned_service.pass_on(scene.act(scene.coordinator), scene.reference, other.id, "Hoort daar.")
    sign_in(scene.coordinator).send(f"{scene.url}/naar-team", {"team": str(other.id)}, status=409)
    assert (scene.now.state, scene.now.team_id) == ("returned", None)


def test_after_a_consent_was_withdrawn_the_thread_opens_again_with_another_organisation(make, sign_in):
    scene = Elsewhere(make).at("returned")
    scene.withdraw_consent()
    with pytest.raises(Refused, match="thread_closed"):
        conversation_service.write(scene.act(scene.coordinator), scene.reference, "Belde vandaag.", "key-1")
    to_organisation(scene, "Taalhuis Haarlem")
    conversation_service.write(scene.act(scene.coordinator), scene.reference, "Belde vandaag.", "key-2")
    assert "Belde vandaag." in sign_in(scene.coordinator).page(scene.url).text
