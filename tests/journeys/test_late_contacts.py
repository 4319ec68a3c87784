"""The coordinator decides on late contacts: on a phone, by keyboard, without scripts, whatever was typed."""

import pytest
from playwright.sync_api import expect

from portal.contacts.late import service as late_service
from portal.contacts.models import ContactMoment
from portal.db import db

pytestmark = pytest.mark.one_database

# Right to left and left to right, lines, and an address that breaks nowhere.
WORDS = "קראנו את המכתב ביחד.\nو فردا زنگ می‌زنیم.\n\nSamen gelezen: https://example.org/" + "brief" * 80


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def late(make, volunteer, coordinator):
    trajectory = make.trajectory()
    make.assignment(trajectory, volunteer, ends_on=make.day(-2), end_reason="no_time")
    return make.late_contact(make.reload(trajectory), volunteer.user, on_date=make.day(-3), note=WORDS)


def test_with_the_keyboard_alone_it_goes_into_the_file(narrow, inspect, coordinator, late):
    page = narrow(coordinator)
    page.goto(f"/nagekomen/{late.id}")
    inspect(page)
    expect(page.locator(".note")).to_have_css("direction", "rtl")
    button = page.get_by_role("button", name="In het dossier zetten")
    for _step in range(30):
        page.keyboard.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_text("Het contact staat in het dossier.")).to_be_visible()
    inspect(page)
    db.session.rollback()
    assert [each.note for each in db.session.query(ContactMoment)] == [WORDS]


def test_without_scripts_it_is_left_out_with_a_reason(no_js, coordinator, late):
    page = no_js(coordinator)
    page.goto("/bord")
    page.get_by_role("link", name="later ingestuurd, nog te bekijken 1").click()
    page.get_by_role("article").get_by_role("link").click()
    page.get_by_role("link", name="Niet overnemen").click()
    page.get_by_role("button", name="Niet overnemen").click()
    expect(page.locator("#error-summary")).to_contain_text("Schrijf op waarom.")
    page.get_by_label("Waarom neemt u dit niet over?").fill("Dit gesprek staat er al.")
    page.get_by_role("button", name="Niet overnemen").click()

    expect(page.get_by_text("Het contact is niet overgenomen.")).to_be_visible()


def test_whatever_the_reason_its_author_reads_it_on_a_small_phone(narrow, inspect, make, coordinator, volunteer, late):
    late_service.decline(make.act(coordinator), late.id, "Zie " + "dubbel" * 49)
    db.session.rollback()
    for user, address in ((volunteer.user, "/meldingen"), (coordinator, f"/nagekomen/{late.id}")):
        page = narrow(user)
        page.goto(address)
        expect(page.get_by_text("dubbeldubbel").first).to_be_visible()
        inspect(page)
