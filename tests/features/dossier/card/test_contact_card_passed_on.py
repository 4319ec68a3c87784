"""A handover puts whoever took it on on the contact card, the last one first; and which trajectory the card is of."""

import pytest

from portal.trajectories.assignments import service as assignments_service
from tests.support.handovers import Scene
from tests.support.papers import Printed
from tests.support.ways import Elsewhere, Inside

CARD = "Nieuwe contactkaart maken"


def covered_twice(scene):
    """Two teams cover the address by now, so that only a handover says which one it is."""
    scene.make.team("Sociaal team Twee", areas=("2132",))
    return scene


def words(visitor, scene):
    return Printed(visitor.open(f"/trajecten/{scene.trajectory_id}/contactkaart.pdf?taal=nl").data).words


def test_after_an_internal_handover_the_card_is_that_of_what_follows(make, sign_in):
    scene = Inside(make).through()
    follows = scene.now.next_trajectory_id
    carla = sign_in(scene.coordinator)

    assert carla.page(scene.url).links[CARD] == f"/trajecten/{follows}/contactkaart"


def test_a_volunteer_finds_it_once_what_follows_is_theirs(make, sign_in):
    scene = Inside(make).prepare().hold().complete(4)
    visitor = sign_in(scene.volunteer.user)
    for path in (scene.url, f"{scene.url}/samen"):
        assert CARD not in visitor.page(path).links
    follows = make.reload(scene.now.next_trajectory)
    assignments_service.assign(scene.act(scene.coordinator), follows.id, scene.volunteer.id)

    for path in (scene.url, f"{scene.url}/samen"):
        assert visitor.page(path).links[CARD] == f"/trajecten/{follows.id}/contactkaart"


def test_who_looks_in_after_another_handover_still_finds_it(make, sign_in):
    scene = Scene(make).at("held").complete(4)

    for path in (scene.url, f"{scene.url}/samen"):
        assert sign_in(scene.volunteer.user).page(path).links[CARD] == f"/trajecten/{scene.trajectory_id}/contactkaart"


@pytest.mark.parametrize("state", ["prepared", "offered", "returned", "lapsed", "withdrawn"])
def test_a_team_that_did_not_take_it_on_is_not_on_it(make, sign_in, state):
    scene = covered_twice(Scene(make).at(state))

    assert "Wijkteam" not in words(sign_in(scene.coordinator), scene)


@pytest.mark.parametrize("state", ["accepted", "planned", "held", "completed", "checked"])
def test_a_team_that_took_it_on_is_on_it(make, sign_in, state):
    scene = covered_twice(Scene(make).at(state))

    assert "Wijkteam Sociaal team Hoofddorp" in words(sign_in(scene.coordinator), scene)


@pytest.mark.parametrize("state", ["offered", "accepted", "returned"])
def test_an_organisation_is_on_it_from_the_day_it_took_it_on(make, sign_in, state):
    scene = Elsewhere(make).at(state)

    assert ("Andere organisatie" in words(sign_in(scene.coordinator), scene)) == (state == "accepted")


def test_a_question_puts_nobody_on_it(make, sign_in):
    scene = covered_twice(Scene(make, "C").at("accepted"))

    assert "Wijkteam" not in words(sign_in(scene.coordinator), scene)


def test_where_the_household_did_not_arrive_the_team_is_off_until_another_takes_it_on(make, sign_in):
    scene = covered_twice(Scene(make).at("completed").not_arrive())
    carla = sign_in(scene.coordinator)
    assert "Wijkteam" not in words(carla, scene)
    make.handover(make.reload(scene.trajectory), make.team("Sociaal team Drie"), state="accepted")

    assert "Wijkteam Sociaal team Drie" in words(carla, scene)
