"""A contact that somebody corrects on two devices: nobody's words disappear silently."""

import pytest
from playwright.sync_api import expect

from tests.support.phones import notes

pytestmark = pytest.mark.one_database


def test_a_correction_on_a_second_device_shows_both_texts_and_keeps_the_one_that_is_chosen(phone, desk, make):
    volunteer = make.volunteer()
    contact = make.contact(make.trajectory(claimed_by=volunteer), volunteer.user, note="Eerst")
    devices = [phone(volunteer.user), desk(volunteer.user)]
    for device, words in zip(devices, ("Op de telefoon", "Op de laptop"), strict=True):
        device.goto(f"/contacten/{contact.id}")
        device.get_by_label("Korte notitie").fill(words)
    for device in devices:
        device.get_by_role("button", name="Wijziging opslaan").click()
    second = devices[1]

    expect(second.get_by_role("heading", name="Dit is nu opgeslagen")).to_be_visible()
    expect(second.get_by_text("Op de telefoon")).to_be_visible()
    expect(second.get_by_label("Korte notitie")).to_have_value("Op de laptop")
    assert notes() == ["Op de telefoon"]
    second.get_by_role("button", name="Wijziging opslaan").click()
    expect(second.get_by_text("Het contact is gewijzigd.")).to_be_visible()
    assert notes() == ["Op de laptop"]
