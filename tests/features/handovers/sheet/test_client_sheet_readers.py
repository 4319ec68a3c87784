"""Who may open the client's sheet, in which language it opens, and what opening leaves behind."""

import pytest

from portal.trajectories.models.household import ClientLanguage
from tests.support.audit import lines
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make).prepare().consent()


@pytest.mark.parametrize(
    ("spoken", "language"),
    [
        (("Tigrinya",), "ti"),
        (("Engels", "Arabisch"), "ar"),
        (("Dari",), "fa"),
        (("Engels",), "en"),
        (("Somalisch",), "nl"),
        ((), "nl"),
    ],
)
def test_it_opens_in_the_language_the_household_speaks(make, sign_in, spoken, language):
    scene = Scene(make)
    client = make.reload(scene.client)
    client.spoken = [ClientLanguage(language=make.language(name)) for name in spoken]
    make.save(client)
    scene.prepare()

    assert sign_in(scene.coordinator).page(f"{scene.url}/blad", status=303).location == f"{scene.url}/blad/{language}"


def test_the_handover_leads_to_it_for_the_sender_alone(scene, sign_in):
    scene.offer()

    assert f"{scene.url}/blad" in sign_in(scene.volunteer.user).page(scene.url).links.values()
    assert f"{scene.url}/blad" not in sign_in(scene.member).page(scene.url).links.values()


@pytest.mark.parametrize("path", ["/blad", "/blad/ar", "/blad/ar.pdf"])
def test_to_the_team_another_location_and_another_volunteer_it_does_not_exist(scene, make, sign_in, path):
    scene.offer()
    others = [scene.member, make.volunteer().user, make.coordinator(make.location("Team Haarlem")), make.admin()]

    for user in others:
        sign_in(user).page(scene.url + path, status=404)


def test_a_language_there_is_not_and_a_guessed_reference_find_nothing(scene, sign_in):
    visitor = sign_in(scene.coordinator)

    for address in (f"{scene.url}/blad/xx", f"{scene.url}/blad/xx.pdf", "/overdrachten/WO-AAAA-AAAA/blad/nl.pdf"):
        visitor.page(address, status=404)


def test_opening_it_leaves_a_line(scene, sign_in):
    visitor, before = sign_in(scene.volunteer.user), len(lines("handover.opened"))
    visitor.page(f"{scene.url}/blad/ar")
    visitor.open(f"{scene.url}/blad/ar.pdf")

    opened = lines("handover.opened")[before:]
    assert [line.household_id for line in opened] == [scene.trajectory.household_id] * 2
    assert {line.actor_id for line in opened} == {scene.volunteer.user_id}


def test_the_file_name_says_nothing_about_anybody(scene, sign_in):
    answer = sign_in(scene.coordinator).open(f"{scene.url}/blad/ar.pdf")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="blad-{scene.reference}-ar.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
