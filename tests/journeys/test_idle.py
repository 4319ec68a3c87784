"""Somebody reads on, and nearly gets signed out."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("size", ["narrow", "desk"])
def test_a_word_two_minutes_ahead_and_one_tap_to_stay(window, make, clock, inspect, size):
    page = window("phone" if size == "narrow" else size, make.coordinator())
    page.clock.install()
    page.goto("/mijn-gegevens")
    said = page.get_by_role("alert")
    clock.move(minutes=13)
    page.clock.fast_forward(13 * 60 * 1000)
    expect(said).to_contain_text("U wordt zo uitgelogd")
    inspect(page)
    said.get_by_role("button", name="Blijf ingelogd").click()
    expect(said).not_to_contain_text("U wordt zo uitgelogd")

    clock.move(minutes=13)
    page.clock.fast_forward(13 * 60 * 1000)
    expect(said).to_contain_text("U wordt zo uitgelogd")
    clock.move(minutes=3)
    page.clock.fast_forward(3 * 60 * 1000)
    expect(said).to_contain_text("U bent uitgelogd")
