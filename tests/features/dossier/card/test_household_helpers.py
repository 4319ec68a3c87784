"""The people a household can ring: its volunteer and its coordinator keep them, for the contact card."""

import pytest

from portal.db import db
from portal.refusals import NotVisible, Refused
from portal.trajectories.households import service as households_service
from portal.trajectories.households.service import Helper
from portal.trajectories.models.household import HouseholdHelper
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.races import race


@pytest.fixture
def scene(make):
    scene = Scene(make)
    scene.card = f"/trajecten/{scene.trajectory_id}/contactkaart"
    return scene


def kept():
    db.session.rollback()
    return [(row.role, row.name, row.phone) for row in db.session.query(HouseholdHelper).order_by(HouseholdHelper.role)]


@pytest.mark.parametrize("who", ["volunteer", "coordinator"])
def test_who_supports_or_coordinates_adds_changes_and_removes(scene, sign_in, who):
    visitor = sign_in(scene.volunteer.user if who == "volunteer" else scene.coordinator)
    form = visitor.page(f"{scene.card}/gp").form("Opslaan")
    assert "De Brug, 023 555 0105" in form.submit(name="De Brug", phone="023 5550105").follow().text

    visitor.page(f"{scene.card}/gp").form("Opslaan").submit(phone="023 5550106")
    assert kept() == [("gp", "De Brug", "+31235550106")]

    visitor.page(f"{scene.card}/gp").form("Opslaan").submit(name="", phone="")
    assert kept() == []
    facts = [line.facts for line in lines("household.helper_changed")]
    assert facts == [{"role": "gp", "change": change} for change in ("added", "changed", "removed")]
    assert {line.household_id for line in lines("household.helper_changed")} == {scene.trajectory.household_id}


def test_a_name_is_not_needed_but_a_number_is(scene, sign_in):
    visitor = sign_in(scene.volunteer.user)
    answer = visitor.page(f"{scene.card}/dentist").form("Opslaan").submit(name="Tandartsen Zuid", phone="")
    assert answer.status == 422
    assert "Vul ook een telefoonnummer in" in answer.text
    assert answer.form("Opslaan").fields["name"] == ["Tandartsen Zuid"]

    answer.form("Opslaan").submit(name="", phone="0235550107")

    assert kept() == [("dentist", None, "+31235550107")]


def test_what_is_no_phone_number_is_refused_beside_the_field(scene, sign_in):
    answer = sign_in(scene.volunteer.user).page(f"{scene.card}/gp").form("Opslaan").submit(phone="bel maar")

    assert answer.status == 422
    assert answer.form("Opslaan").fields["phone"] == ["bel maar"]
    assert kept() == []


def test_a_bsn_in_a_name_is_refused(scene, sign_in):
    form = sign_in(scene.volunteer.user).page(f"{scene.card}/gp").form("Opslaan")

    assert form.submit(name="123456782", phone="0235550107").status == 422
    assert kept() == []


def test_of_two_people_the_second_sees_what_the_first_did_and_loses_nothing(scene, sign_in):
    late = sign_in(scene.volunteer.user).page(f"{scene.card}/gp").form("Opslaan")
    sign_in(scene.coordinator).page(f"{scene.card}/gp").form("Opslaan").submit(name="De Brug", phone="0235550105")

    answer = late.submit(name="Brug", phone="0235550199")

    assert answer.status == 409
    assert "De Brug" in answer.text
    assert answer.form("Opslaan").fields["name"] == ["Brug"]
    assert kept() == [("gp", "De Brug", "+31235550105")]
    answer.form("Opslaan").submit()
    assert kept() == [("gp", "Brug", "+31235550199")]


def test_a_second_tap_changes_nothing(scene, sign_in):
    form = sign_in(scene.volunteer.user).page(f"{scene.card}/gp").form("Opslaan")

    assert [form.submit(name="De Brug", phone="0235550105").status for _tap in range(2)] == [303, 303]
    assert len(lines("household.helper_changed")) == 1


def test_removing_what_is_not_there_changes_nothing(scene, sign_in):
    assert sign_in(scene.volunteer.user).page(f"{scene.card}/gp").form("Opslaan").submit().status == 303
    assert lines("household.helper_changed") == []


def test_a_function_that_does_not_exist_is_not_found(scene, sign_in):
    sign_in(scene.volunteer.user).page(f"{scene.card}/psychologist", status=404)
    with pytest.raises(NotVisible):
        households_service.set_helper(
            scene.act(scene.volunteer.user), scene.trajectory_id, "lawyer", 0, Helper(None, "+31235550105")
        )


def test_two_who_add_the_same_at_once_leave_one(scene):
    acts = [scene.act(scene.volunteer.user), scene.act(scene.coordinator)]

    def add(nr):
        helper = Helper(f"Naam {nr}", "+31235550105")
        households_service.set_helper(acts[nr], scene.trajectory_id, "gp", 0, helper)

    outcomes = race(2, add)

    assert [type(outcome) for outcome in outcomes if outcome is not None] == [Refused]
    assert len(kept()) == 1
