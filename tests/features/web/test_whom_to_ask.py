"""Who reads a refusal inside the portal also reads whom to ask, where a coordinator can help; nobody else is named."""

import re

import pytest

from portal import wording
from portal.refusals import Refused
from portal.trajectories.assignments import service as assignments_service

ASK = "Komt u er niet uit? Vraag het:"


@pytest.fixture
def sandra(make):
    return make.coordinator(make.location(), first_name="Sandra", last_name="Vermeulen", phone="0612345602")


@pytest.fixture
def volunteer(make, sandra):
    return make.volunteer(make.location())


def test_a_volunteer_who_finds_nothing_reads_whom_to_ask_whatever_the_address(make, sign_in, volunteer):
    theirs = make.trajectory(household=make.household(make.location("Team Elders")))
    visitor = sign_in(volunteer.user)
    pages = [
        visitor.page(path, status=404) for path in (f"/trajecten/{theirs.id}", "/trajecten/999999", "/bestaat-niet")
    ]
    for page in pages:
        assert ASK in page.text
        assert "Sandra Vermeulen" in page.text
        assert page.links["06 12345602"] == "tel:0612345602"
    assert len({page.all("main")[0].text for page in pages}) == 1


def test_others_are_told_nobody_on_a_page_that_is_not_there(make, sign_in, sandra):
    team = make.team()
    for user in (sandra, make.team_member(team), make.admin(), make.reader()):
        page = sign_in(user).page("/bestaat-niet", status=404)
        assert ASK not in page.text
        assert "Vermeulen" not in page.all("main")[0].text


def test_a_visitor_is_told_nobody(client, sandra):
    assert "Vermeulen" not in client.page("/bestaat-niet", status=404).text


def test_a_claim_that_is_refused_names_whom_to_ask(make, sign_in, volunteer):
    trajectory = make.trajectory()
    volunteer.hours_per_week = 1
    make.save(volunteer)
    visitor = sign_in(volunteer.user)
    asked = visitor.page(f"/trajecten/{trajectory.id}/claimen")
    assert "Sandra Vermeulen" in asked.text
    page = visitor.send(f"/trajecten/{trajectory.id}/claimen", status=409)
    assert "Dit past niet meer in uw uren." in page.text
    assert "Sandra Vermeulen" in page.text


def test_a_form_that_a_rule_refuses_names_whom_to_ask_and_a_typing_error_does_not(
    make, sign_in, volunteer, monkeypatch
):
    trajectory = make.trajectory(claimed_by=volunteer)
    visitor = sign_in(volunteer.user)
    form = visitor.page(f"/trajecten/{trajectory.id}/vrijgeven").form("Traject vrijgeven")
    wrong = form.submit(reason="")
    assert ASK not in wrong.text
    monkeypatch.setattr(assignments_service, "release", refuse("trajectory_closed"))
    page = form.submit(reason="illness")
    assert page.status == 409
    assert "Dit traject is gesloten." in page.text
    assert (ASK in page.text, "Sandra Vermeulen" in page.text) == (True, True)
    monkeypatch.setattr(assignments_service, "release", refuse("stale"))
    assert ASK not in form.submit(reason="illness").text


def refuse(code):
    def command(*_arguments):
        raise Refused(code)

    return command


def test_every_refusal_that_sends_somebody_to_the_coordinator_names_one(app):
    for code in wording.known_refusals():
        sentence = wording._REFUSALS[code]
        if re.search(r"[uU]w coördinator", sentence):
            assert wording.asks_coordinator(Refused(code)), sentence


def test_the_codes_that_ask_a_coordinator_have_a_sentence(app):
    assert wording.known_refusals() >= wording._ASK
