"""Confirmations of a tap, who recorded what, and words for the ear beside signs for the eye."""

import pytest

from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from tests.support.handovers import Scene


@pytest.fixture
def told(make, sign_in, clock):
    """The page on which a team tells how it went, half a year after a completion."""
    scene = Scene(make).at("completed")
    clock.move(days=185)
    return sign_in(scene.member), scene.reference


def test_a_tap_on_the_feedback_is_confirmed(told):
    visitor, _reference = told
    page = visitor.page("/terugmelding").form("Nee").submit("Nee").follow()

    assert [each.text for each in page.all("div", id="notices")] == ["Vastgelegd. Dank u wel."]


def test_a_tap_on_the_fragment_is_confirmed_too(told):
    visitor, reference = told
    data = {"over": "no", "csrf_token": visitor.csrf_token()}
    visitor.fragment(f"/terugmelding/{reference}/6", method="POST", data=data, status=303)
    fragment = visitor.fragment("/terugmelding")

    (notices,) = fragment.all("div", id="notices")
    assert (notices.text, notices.get("hx-swap-oob")) == ("Vastgelegd. Dank u wel.", "true")
    assert fragment.all("div", id="feedback")
    (summary,) = fragment.all("summary")
    assert summary.text == f"Wijzigen {reference}, de eerste 6 maanden"


def test_who_recorded_a_consent_stands_beside_it(make, sign_in):
    scene = Scene(make, "B").prepare().consent("contact", "needs")
    assert "Vastgelegd door Carla Coördinator" in sign_in(scene.volunteer.user).page(scene.url).text
    act = make.act(scene.volunteer.user)
    consent_service.record(
        act, scene.reference, scene.client_id, GivenConsent(["contact", "goals"], "spoken", make.today)
    )

    name = scene.volunteer.user.name
    assert f"Vastgelegd door Carla Coördinator, {name}" in sign_in(scene.coordinator).page(scene.url).text


def test_an_empty_number_on_the_card_is_heard_as_that(make, sign_in):
    scene = Scene(make)
    page = sign_in(scene.coordinator).page(f"/trajecten/{scene.trajectory_id}/contactkaart?taal=ar")

    assert any(set(span.text) == {"…"} for span in page.all("span", aria_hidden="true"))
    assert "nog geen nummer" in page.text


def test_a_language_of_the_reminder_is_heard_apart_from_its_kind(make, sign_in):
    scene = Scene(make).at("planned")

    assert 'Türkçe</span> <span class="sr">(PDF)' in sign_in(scene.coordinator).open(scene.url).text
