"""How many taps the work of every day takes, each counted as somebody does it in a browser."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_database


class Counted:
    """A page with the taps on it, and the pages that were loaded since they are counted."""

    def __init__(self, page, start):
        page.goto(start)
        self.page, self.taps, self.loads = page, 0, 0
        page.on("load", self._loaded)

    def _loaded(self, _page):
        self.loads += 1

    def tap(self, found):
        found.click()
        self.taps += 1


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture(params=["phone", "desk", "no_js"])
def where(request):
    """A kind of window."""
    return request.param


def called(make, name, **values):
    first, _space, last = name.partition(" ")
    return make.volunteer(user=make.user(first_name=first, last_name=last, phone="+31612345678"), **values)


def waiting(make, name, **values):
    first, _space, last = name.partition(" ")
    return make.trajectory(household=make.household(client={"first_name": first, "last_name": last}), **values)


def test_a_household_is_claimed_in_three_taps(phone, make):
    volunteer = make.volunteer()
    make.trajectory()
    counted = Counted(phone(volunteer.user), "/vandaag")
    page = counted.page
    counted.tap(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Beschikbaar"))
    counted.tap(page.get_by_role("link", name="Dit huishouden begeleiden"))
    counted.tap(page.locator("main form button[type=submit]").first)
    expect(page.locator("#notices")).to_contain_text("U begeleidt dit huishouden nu.")
    assert counted.taps == 3


def test_what_waits_is_assigned_from_the_board_in_three_taps_and_two_pages(window, where, make, coordinator):
    waiting(make, "Amina Nur")
    called(make, "Marijke Smit")
    counted = Counted(window(where, coordinator), "/bord")
    page = counted.page
    counted.tap(page.locator(".tallies").get_by_role("link").first)
    page.wait_for_url("**/bord/wachtlijst")  # as somebody who sees the whole page first: its script runs by then
    counted.tap(page.get_by_role("link", name="Toewijzen Amina Nur"))
    counted.tap(page.get_by_role("button", name="Marijke Smit"))
    expect(page.locator("#notices")).to_contain_text("Marijke Smit begeleidt nu Amina Nur.")
    expect(page).to_have_url("/bord/wachtlijst")
    assert (counted.taps, counted.loads) == (3, 3 if where == "no_js" else 2)


def test_the_three_households_of_who_is_away_pass_on_in_three_taps(window, where, make, coordinator):
    away = called(make, "Wim Vos")
    called(make, "Marijke Smit", hours_per_week=Decimal(20))
    make.absence(away, make.day(-1), make.day(20))
    three = [waiting(make, f"{first} Nur", claimed_by=away) for first in ("Amina", "Hiba", "Sara")]
    counted = Counted(window(where, coordinator), "/bord")
    page = counted.page
    counted.tap(page.get_by_role("link", name="Wim Vos"))
    counted.tap(page.get_by_role("button", name="Overdragen"))
    counted.tap(page.get_by_role("button", name="Overdragen Marijke Smit"))
    expect(page.locator(".became")).to_contain_text("3 trajecten gaan naar Marijke Smit")
    assert counted.taps == 3 <= 4
    assert {make.reload(each).current.volunteer.name for each in three} == {"Marijke Smit"}


@pytest.mark.parametrize("where", ["phone", "desk"])
def test_a_volunteer_is_called_from_a_list_in_one_tap(window, where, make, coordinator):
    waiting(make, "Amina Nur", claimed_by=called(make, "Marijke Smit"), starts_on=make.day(-40))
    page = window(where, coordinator)
    page.goto("/bord/zonder-intake")
    call = page.get_by_role("link", name="Bellen Marijke Smit")
    expect(call).to_be_in_viewport(ratio=1)
    expect(call).to_have_attribute("href", "tel:+31612345678")


def test_the_appointment_of_today_is_open_after_one_tap(phone, make):
    volunteer = make.volunteer()
    trajectory = waiting(make, "Amina Nur", claimed_by=volunteer)
    make.contact(trajectory, volunteer.user, on_date=make.day(-7), next_appointment_on=make.today)
    counted = Counted(phone(volunteer.user), "/")
    counted.tap(counted.page.locator(".agenda").get_by_role("link", name="Amina Nur", exact=True))
    expect(counted.page.get_by_role("heading", level=1)).to_have_text("Amina Nur")
    assert (counted.taps, counted.loads) == (1, 1)


def test_any_household_is_open_after_one_key_and_its_first_letters(desk, make, coordinator):
    waiting(make, "Yohannes Tesfay")
    counted = Counted(desk(coordinator), "/cijfers")
    page = counted.page
    page.keyboard.press("/")
    page.keyboard.type("yoh")
    link = page.locator("#seek-found").get_by_role("link", name="Yohannes Tesfay", exact=True)
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Yohannes Tesfay")
    assert counted.taps == 0


@pytest.mark.parametrize("where", ["phone", "desk", "no_js"])
def test_the_bar_counts_what_is_ticked_and_is_away_when_nothing_is(window, where, make, coordinator):
    for name in ("Amina Nur", "Hiba Nur", "Sara Nur"):
        waiting(make, name)
    page = window(where, coordinator)
    page.goto("/bord/wachtlijst?zoek=nur")
    bar = page.locator(".selection")
    expect(bar).to_be_hidden()
    page.get_by_label("Kies Amina Nur").check()
    page.get_by_label("Kies Sara Nur").check()
    expect(bar).to_be_in_viewport(ratio=1)
    assert page.evaluate("getComputedStyle(document.querySelector('.number-chosen'), '::before').content") == (
        "counter(chosen)"
    )
    page.get_by_role("button", name="Wis keuze").click()
    expect(bar).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_name_of_sixty_letters_wraps_and_pushes_nothing_away(phone, desk, make, coordinator, width):
    long = {"first_name": "Mohammedabdirahmanhassan", "last_name": "Warsame" * 5}
    home = make.household(client=long)
    name = f"{long['first_name']} {long['last_name']}"
    assert len(name) == 60
    make.trajectory(household=home, claimed_by=called(make, name), starts_on=make.day(-60))
    make.trajectory("language_coaching", household=home, starts_on=make.day(-60))
    page = (desk if width == 1280 else phone)(coordinator)
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/bord/wachtlijst", "/bord/zonder-intake", "/bord/stil"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        for found in page.locator("main tbody :is(a, button, input)").all():
            box, frame = found.bounding_box(), page.locator(".table-wrap").bounding_box()
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1, (address, found.text_content())
