"""The organisations without an account here: which there are, how they are called, and ending one."""

import pytest

from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToOrganisation
from portal.handovers.organisations import service as organisations_service
from portal.handovers.organisations.rules import NewOrganisation
from portal.refusals import Forbidden, NotVisible, Refused
from tests.support.audit import lines
from tests.support.ways import DEBT_HELP, Elsewhere


@pytest.fixture
def scene(make):
    return Elsewhere(make).prepare()


def test_the_coordinator_finds_and_changes_it(scene, sign_in):
    carla = sign_in(scene.coordinator)
    page = carla.page("/organisaties")
    found = carla.page(page.links[DEBT_HELP.name])
    after = found.form("Opslaan").submit(name="Schuldhulp Zuid", phone="06 12345678").follow()
    assert "Schuldhulp Zuid" in after.text
    assert "06 12345678" in after.text
    assert [line.facts for line in lines("organisation.changed")] == [{"fields": ["name", "phone"]}]
    assert "Schuldhulp Zuid" in carla.page(scene.url).text


def test_nothing_changed_leaves_no_line(scene, sign_in):
    sign_in(scene.coordinator).page(f"/organisaties/{scene.organisation_id}").form("Opslaan").submit()
    assert lines("organisation.changed") == []


def test_two_who_change_it_at_once_see_each_other(scene, make, sign_in):
    form = sign_in(scene.coordinator).page(f"/organisaties/{scene.organisation_id}").form("Opslaan")
    act = make.act(make.coordinator())
    organisations_service.change(act, scene.organisation_id, 1, NewOrganisation("Schuldhulp Noord"))
    answer = form.submit(name="Schuldhulp West")
    assert answer.status == 409
    assert "Schuldhulp Noord" in answer.text
    assert answer.form("Opslaan").fields["name"] == ["Schuldhulp West"]


def test_a_name_that_is_taken_is_refused_beside_its_field(scene, make, sign_in):
    scene.withdraw()
    second = Elsewhere(make, team_name=None)
    act = make.act(second.coordinator)
    other = NewOrganisation("Budgethulp")
    beginning_service.prepare(act, second.trajectory_id, Course(ToOrganisation(other), "A"))
    page = sign_in(scene.coordinator).page(f"/organisaties/{scene.organisation_id}")
    answer = page.form("Opslaan").submit(name="Budgethulp")
    assert answer.status == 422
    assert "name" in answer.form("Opslaan").errors


def test_an_ended_one_can_no_longer_be_chosen_nor_offered_to(scene, make, sign_in):
    carla = sign_in(scene.coordinator)
    page = carla.page(f"/organisaties/{scene.organisation_id}")
    assert "beëindigd" in page.form("Organisatie beëindigen").submit().follow().text
    organisations_service.end(make.act(scene.coordinator), scene.organisation_id)
    assert len(lines("organisation.ended")) == 1
    other = make.trajectory()
    assert DEBT_HELP.name not in carla.page(f"/trajecten/{other.id}/overdracht?naar=organisatie").text
    scene.consent()
    with pytest.raises(Refused, match="team_ended"):
        scene.offer()


def test_added_again_an_ended_one_goes_on(scene, make):
    scene.withdraw()
    act = make.act(scene.coordinator)
    organisations_service.end(act, scene.organisation_id)
    again = beginning_service.prepare(act, scene.trajectory_id, Course(ToOrganisation(DEBT_HELP), "A"))
    assert again.organisation_id == scene.organisation_id
    assert again.organisation.ended_on is None


def test_rule_3_another_location_finds_it_not(scene, make, sign_in):
    there = make.coordinator(make.location("Elders"))
    assert DEBT_HELP.name not in sign_in(there).page("/organisaties").text
    sign_in(there).page(f"/organisaties/{scene.organisation_id}", status=404)
    with pytest.raises(NotVisible):
        organisations_service.end(make.act(there), scene.organisation_id)
    sign_in(scene.volunteer.user).page("/organisaties", status=403)
    with pytest.raises((Forbidden, NotVisible)):
        organisations_service.end(make.act(scene.volunteer.user), scene.organisation_id)


def test_one_that_was_chosen_before_is_chosen_again_and_an_unknown_one_not(scene, make):
    scene.withdraw()
    act = make.act(scene.coordinator)
    with pytest.raises(Refused, match="organisation_unknown"):
        beginning_service.prepare(act, scene.trajectory_id, Course(ToOrganisation(999_999), "A"))
    again = beginning_service.prepare(act, scene.trajectory_id, Course(ToOrganisation(scene.organisation_id), "A"))
    assert again.organisation_id == scene.organisation_id
