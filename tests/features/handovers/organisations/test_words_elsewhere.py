"""No screen speaks of a neighbourhood team where the household goes to somebody else."""

import re

import pytest

from portal.handovers.afterwards import service as afterwards_service
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting
from tests.support.handovers import WAYS
from tests.support.ways import DEBT_HELP, PRESENT, Elsewhere, Inside

PAGES = (
    *("", "/inhoud", "/concept", "/aanbieden", "/nieuwe-versie", "/aangenomen", "/terugsturen", "/afspraak"),
    *("/gesprek", "/telt-toch", "/afronden", "/nagevraagd", "/intrekken", "/losse-einden", "/wijkteam"),
)

# One database is enough: a page's words do not depend on it.
pytestmark = pytest.mark.one_database


def main_of(page):
    """The words of the page without those of the menu."""
    return page.all("main")[0].text


def said_of_a_team(visitor, scene):
    """Each sentence about a neighbourhood team on what can be opened of a handover as it stands."""
    paths = [*(scene.url + each for each in PAGES), f"{scene.url}/toestemming/{scene.client_id}"]
    paths.append(f"/trajecten/{scene.trajectory_id}/afsluiten")
    found = [(path, visitor.page(path, status=None)) for path in paths]
    opened = {path: main_of(page) for path, page in found if page.status == 200}
    assert len(opened) > 2
    return [(path, each) for path, text in opened.items() for each in re.findall(r"[^.]*wijkteam[^.]*", text, re.I)]


def checked(scene):
    afterwards_service.check(scene.act(scene.coordinator), scene.reference, "arrived", None)


def missed(scene):
    present, day = ("supporter", "team_member"), scene.make.today
    meeting_service.hold(
        scene.act(scene.coordinator), scene.reference, HeldMeeting(day, present, [], not_all_there=True)
    )


@pytest.mark.parametrize(
    ("state", "then"),
    [*((each, None) for each in WAYS if each != "checked"), ("completed", checked), ("accepted", missed)],
)
def test_on_the_way_to_another_organisation(make, sign_in, state, then):
    scene = Elsewhere(make, "B").at(state)
    if then is not None:
        then(scene)

    assert said_of_a_team(sign_in(scene.coordinator), scene) == []


@pytest.mark.parametrize("steps", [("prepare",), ("prepare", "hold"), ("through",)])
def test_on_the_way_inside_the_organisation(make, sign_in, steps):
    scene = Inside(make)
    for step in steps:
        getattr(scene, step)()

    assert said_of_a_team(sign_in(scene.coordinator), scene) == []


def test_what_was_just_done_is_told_of_the_organisation(make, sign_in):
    scene = Elsewhere(make).at("accepted")
    carla, absent = sign_in(scene.coordinator), ["supporter", "team_member"]
    plan = {"meeting_on": "2026-03-16", "meeting_at": "14:30", "meeting_place": "Kantoor"}
    planned = carla.page(f"{scene.url}/afspraak").form("Gesprek plannen").submit(**plan).follow()
    assert "Het gesprek is gepland. De anderen krijgen bericht." in planned.text
    form = carla.page(f"{scene.url}/gesprek").form("Gesprek vastleggen")
    refused = form.submit(held_on="2026-03-02", parties=list(PRESENT))
    assert "Toen was deze overdracht nog niet aangenomen of begonnen." in refused.text
    asked = refused.form("Gesprek vastleggen").submit(held_on="2026-03-09", parties=absent)
    asked.form("Gesprek vastleggen").submit(not_all_there=["y"]).follow()
    counted = carla.page(f"{scene.url}/telt-toch").form().submit(reason="De cliënt belde later.").follow()
    assert "Vastgelegd. De overdracht kan nu worden afgerond." in counted.text


def test_who_took_it_there_is_not_said_to_know_a_household_they_have_no_room_for(make, sign_in):
    scene = Elsewhere(make).at("accepted")
    carla = sign_in(scene.coordinator)
    form = carla.page(f"{scene.url}/terugsturen").form("Terugsturen")
    after = form.submit(reason="no_capacity", until="2026-03-20").follow()

    assert "Vastgelegd. Hieronder leest u de volgende stap." in after.text
    assert "kent dit huishouden" not in after.text


def test_an_organisation_that_got_nothing_yet_is_not_said_to_have_it(make, sign_in):
    scene = Elsewhere(make).prepare().consent()
    page = sign_in(scene.coordinator).page(scene.url)
    after = page.form(f"Toestemming intrekken van {scene.client.name} voor {DEBT_HELP.name}").submit().follow()

    assert f"{DEBT_HELP.name} kreeg nog niets." in after.text


def test_whether_it_arrived_is_asked_of_whoever_took_it_on(make, sign_in):
    scene = Elsewhere(make).at("completed")
    page = sign_in(scene.coordinator).page(f"{scene.url}/nagevraagd")
    assert f"Heeft het huishouden contact met {DEBT_HELP.name}?" in page.text
    page.form("Vastleggen").submit(arrival="not_arrived")

    assert (
        "Overgedragen, maar er is geen contact met het huishouden."
        in sign_in(scene.coordinator).page("/bord/niet-aangekomen").text
    )
