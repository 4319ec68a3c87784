"""An adult who left a household brings it nothing any more: no language, no number to call, no name to find it by."""

import pytest

from portal.dossier.card.queries import card_language
from portal.trajectories import queries
from portal.trajectories.models.household import Client, ClientLanguage
from tests.support.handovers import Scene

pytestmark = pytest.mark.each_database
WHO = {"first_name": "Deniz", "last_name": "Yildiz", "client_number": "HM-90001", "phone": "+31612349999"}


@pytest.fixture(params=[False, True], ids=["lives there", "left"])
def left(request):
    return request.param


@pytest.fixture
def household(make, left):
    """Merhawi speaks Dutch and has no phone; with him lives, or lived, Deniz, who speaks Turkish and has one."""
    household = make.household(languages=("Nederlands",), client={"phone": None})
    turkish = ClientLanguage(language=make.language("Turks"))
    deniz = Client(location_id=household.location_id, spoken=[turkish], left_on=make.today if left else None, **WHO)
    household.clients.append(deniz)
    return make.save(household)


def test_their_language_is_no_longer_shared(make, sign_in, household, left):
    trajectory = make.trajectory(household=household)
    speaker = make.volunteer(languages=("Nederlands", "Turks"))
    pool = sign_in(speaker.user).page("/beschikbaar")
    assert ("U spreekt ook Turks" in pool.text) is not left
    offered = [option.text for option in pool.all("select", name="taal")[0].all("option")]
    assert ("Turks" in offered) is not left
    found = sign_in(speaker.user).page("/beschikbaar?taal=tr")
    assert (f"/trajecten/{trajectory.id}/claimen" in found.html) is not left
    assert ("Turks" in sign_in(make.coordinator()).page("/bord/wachtlijst").text) is not left
    assert ("tr" in queries.trajectory_facts(trajectory, make.today).languages) is not left


def test_papers_are_no_longer_in_their_language(make, household, left):
    trajectory = make.trajectory(household=household, claimed_by=make.volunteer())
    assert card_language(trajectory) == ("nl" if left else "tr")


def test_their_number_is_no_longer_called(make, sign_in, household, left):
    volunteer = make.volunteer()
    make.trajectory(household=household, claimed_by=volunteer)
    assert ("tel:+31612349999" in sign_in(volunteer.user).page("/vandaag").html) is not left


@pytest.mark.parametrize("asked", ["Deniz", "HM-90001"])
def test_nothing_is_found_by_them_any_longer(make, sign_in, household, left, asked):
    trajectory = make.trajectory(household=household)
    page = sign_in(make.coordinator()).page(f"/bord/wachtlijst?zoek={asked}")
    assert (f"/trajecten/{trajectory.id}" in page.html) is not left


def test_they_are_no_longer_asked_for_consent(make, sign_in, left):
    scene = Scene(make).prepare()
    deniz = Client(location_id=scene.client.location_id, left_on=make.today if left else None, **WHO)
    scene.trajectory.household.clients.append(deniz)
    make.save(scene.trajectory.household)
    assert ("Deniz" in sign_in(scene.coordinator).page(scene.url).text) is not left
