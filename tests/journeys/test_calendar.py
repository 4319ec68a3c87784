"""The address of a calendar in a browser: each state of its page without a fault, and two quick taps."""

import re

import pytest
from playwright.sync_api import expect

from tests.support import browser as looks

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("screen", ["narrow", "desk", "no_js"])
def test_an_address_is_made_replaced_and_stopped_on_every_screen(window, inspect, make, screen):
    volunteer = make.volunteer()
    make.contact(make.trajectory(claimed_by=volunteer), volunteer.user, next_appointment_on=make.day(2))
    page = window(screen, volunteer.user)

    def sound():
        inspect(page)
        if screen == "narrow":
            assert looks.small_targets(page) == []

    page.goto("/vandaag")
    page.get_by_role("link", name="Afspraken op uw telefoon").click()
    page.get_by_role("button", name="Maak een adres").click()
    expect(page.get_by_label("Adres om te kopiëren")).to_have_value(re.compile(r"^http://127.*/agenda/[\w-]{43}\.ics$"))
    sound()
    page.get_by_role("link", name="Klaar").click()
    expect(page.get_by_text("1 afspraak")).to_be_visible()
    sound()
    page.get_by_role("button", name="Maak een nieuw adres").click()
    expect(page.get_by_text("Het oude adres werkt niet meer")).to_be_visible()
    sound()
    page.get_by_role("link", name="Klaar").click()
    page.get_by_role("button", name="Stop de agenda").click()
    expect(page.get_by_text("De agenda is gestopt")).to_be_visible()
    expect(page.get_by_role("button", name="Maak een adres")).to_be_visible()


def test_rule_10_after_a_double_tap_the_address_on_the_screen_is_one_that_works(phone, make):
    page = phone(make.volunteer().user)
    page.goto("/agenda")
    page.get_by_role("button", name="Maak een adres").dblclick()
    address = page.get_by_label("Adres om te kopiëren")
    expect(address).to_be_visible()

    assert page.request.get(address.input_value()).status == 200
