"""Pages off the beaten path, in the dark, and in the colours of another municipality."""

import pytest
from playwright.sync_api import expect

from tests.make import PASSWORD
from tests.support import browser as looks
from tests.support.handovers import Scene

pytestmark = pytest.mark.one_database


@pytest.fixture
def vera(make):
    return make.volunteer(user=make.user(email="vera@example.org", password=PASSWORD))


def look(page, inspect, status):
    assert page.watch.document.status == status
    inspect(page)
    assert looks.keyboard_problems(page) == []


def test_pages_that_say_no_have_no_fault(narrow, make, inspect, clock, vera):
    own, taken = make.trajectory(claimed_by=vera), make.trajectory()
    stranger, page = narrow(), narrow(vera.user)
    for visitor, address, status in (
        (stranger, "/welkom/verlopen", 404),
        (stranger, "/nergens", 404),
        (page, "/nergens", 404),
        (page, "/bord", 403),
    ):
        visitor.goto(address)
        look(visitor, inspect, status)

    page.goto(f"/trajecten/{taken.id}/claimen")
    make.assignment(taken, make.volunteer())
    page.get_by_role("button", name="Ja, ik begeleid dit huishouden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit traject is niet meer vrij")
    look(page, inspect, 409)

    page.goto(f"/trajecten/{own.id}/contact")
    page.get_by_label("Korte notitie").fill("Nog niet bewaard.")
    clock.move(minutes=20)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_role("button", name="Inloggen en opslaan")).to_be_visible()
    look(page, inspect, 401)


@pytest.mark.parametrize("theme", ["wegwijs", "polderstad"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_read_it_in_the_colours_of_the_municipality(window, make, theme, scheme):
    place = make.location("Team Polderstad", theme=theme)
    scene = Scene(make).at("planned")
    volunteer = make.volunteer(location=place)
    trajectory = make.trajectory(claimed_by=volunteer, starts_on=make.day(-60))
    make.checklist(trajectory, due_on=make.day(-2))
    make.trajectory(location=place, urgent=True)
    coordinator = make.coordinator(location=place)
    visits = {
        volunteer.user: (
            "/vandaag",
            "/beschikbaar",
            f"/trajecten/{trajectory.id}",
            f"/trajecten/{trajectory.id}/contact",
        ),
        coordinator: ("/bord", "/importeren", "/meldingen"),
        scene.coordinator: (scene.url,),
    }
    faults = []
    for user, addresses in visits.items():
        page = window("phone", user, color_scheme=scheme)
        page.add_init_script(looks.AXE)
        for address in addresses:
            page.goto(address)
            faults += [f"{address} {fault}" for fault in looks.axe_violations(page)]
        if user is coordinator:
            assert page.locator(f'link[href*="themes/{theme}"]').count() == 1

    assert faults == []
