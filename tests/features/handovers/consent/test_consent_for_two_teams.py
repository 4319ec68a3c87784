"""Withdrawing the consent for one of two recipients: the answer names who reads no more, and who still reads."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToOrganisation, ToTeam
from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from portal.handovers.models.consent import Consent
from portal.handovers.organisations.rules import NewOrganisation
from tests.support.handovers import Scene
from tests.support.ways import DEBT_HELP, Elsewhere

FORMER, NOW = "Sociaal team Hoofddorp", "Wijkteam Zuid"


@pytest.fixture
def scene(make):
    """The former team returned it; the team it has now took it."""
    scene = Scene(make).at("returned")
    other = make.team(NOW, areas=("2150",))
    act = scene.act(scene.coordinator)
    beginning_service.change_course(
        act, scene.reference, scene.now.version, Course(ToTeam(other.id), "A", "Het gezin werkt daar.")
    )
    scene.former_id, scene.team_id = scene.team_id, other.id
    scene.former_member, scene.member = scene.member, make.team_member(other)
    return scene.consent().offer().accept()


def standing(scene):
    given = select(Consent.team_id).where(Consent.client_id == scene.client_id, Consent.withdrawn_at.is_(None))
    return set(db.session.scalars(given))


def reads(sign_in, member, scene):
    return "06 12340000" in sign_in(member).page(scene.url).text


def tap(page, scene, recipient):
    return page.form(f"Toestemming intrekken van {scene.client.name} voor {recipient}").submit().follow()


def test_rule_9_who_withdraws_for_the_former_team_reads_that_the_other_reads_on(scene, sign_in):
    after = tap(sign_in(scene.coordinator).page(scene.url), scene, FORMER)
    assert f"De toestemming voor {FORMER} is ingetrokken." in after.text
    assert f"{FORMER} leest niet meer wat er meeging." in after.text
    assert f"Let op: {NOW} leest nog wel wat er meeging." in after.text
    assert standing(scene) == {scene.team_id}
    assert reads(sign_in, scene.member, scene)


def test_rule_9_one_tap_withdraws_both(scene, sign_in):
    page = sign_in(scene.coordinator).page(scene.url)
    both = page.form(f"Alle toestemmingen intrekken van {scene.client.name} voor {FORMER}, {NOW}")
    for _tap in range(2):
        after = both.submit().follow()
        assert f"{NOW} leest niet meer wat er meeging." in after.text
        assert "leest nog wel" not in after.text
    assert standing(scene) == set()
    assert scene.now.state == "withdrawn"
    assert not reads(sign_in, scene.member, scene)


def test_the_cards_say_which_of_both_reads_now(scene, sign_in):
    cards = [
        each.text.partition(" Vastgelegd door ")[0]
        for each in sign_in(scene.coordinator).page(scene.url).all("article")
    ]
    former, now = (next(text for text in cards if name in text) for name in (FORMER, NOW))
    assert "Leest nu niets van dit huishouden" in former
    assert "Leest nu wat er meeging" in now


def test_with_one_recipient_nothing_is_said_of_another(make, sign_in):
    scene = Scene(make).at("accepted")
    page = sign_in(scene.coordinator).page(scene.url)
    assert "Alle toestemmingen" not in page.text
    after = tap(page, scene, FORMER)
    assert f"{FORMER} leest niet meer wat er meeging." in after.text
    assert "Let op" not in after.text


def test_a_team_that_got_nothing_yet_is_not_said_to_read_no_more(make, sign_in):
    scene = Scene(make).prepare().consent()
    after = tap(sign_in(scene.coordinator).page(scene.url), scene, FORMER)
    assert f"{FORMER} kreeg nog niets." in after.text
    assert "leest niet" not in after.text


def test_rule_9_the_line_in_the_timeline_names_the_team_it_was_about(scene, sign_in):
    tap(sign_in(scene.coordinator).page(scene.url), scene, NOW)
    page = sign_in(scene.coordinator).page(scene.url)
    assert f"{NOW} kon daarna niet meer lezen wat er meeging." in page.text
    assert "het wijkteam leest niets meer" not in page.text


def test_without_a_consent_that_stood_nothing_is_said_to_be_withdrawn(make, sign_in):
    scene = Scene(make).prepare()
    visitor = sign_in(scene.coordinator)
    for asked in ({"team": scene.team_id}, {"team": "niets"}, {}):
        answer = visitor.send(f"{scene.url}/toestemming/{scene.client_id}/intrekken", asked, status=303).follow()
        assert "Er stond geen toestemming om in te trekken." in answer.text
        assert "is ingetrokken" not in answer.text


def test_rule_9_an_organisation_that_got_a_document_is_named_and_the_one_of_now_too(make, sign_in):
    scene = Elsewhere(make).at("returned")
    new = NewOrganisation("Budgethulp Zuid")
    beginning_service.change_course(
        scene.act(scene.coordinator), scene.reference, scene.now.version, Course(ToOrganisation(new), "A")
    )
    scene.consent()
    after = tap(sign_in(scene.coordinator).page(scene.url), scene, DEBT_HELP.name)
    assert f"Vraag {DEBT_HELP.name} te wissen wat zij kreeg." in after.text
    assert "Let op" not in after.text  # the other got nothing yet
    after = tap(sign_in(scene.coordinator).page(scene.url), scene, new.name)
    assert f"{new.name} kreeg nog niets." in after.text


def test_rule_9_a_second_tap_withdraws_nothing_more_and_says_the_same(scene, sign_in):
    page = sign_in(scene.coordinator).page(scene.url)
    first, second = (tap(page, scene, FORMER).text for _tap in range(2))
    said = f"Let op: {NOW} leest nog wel wat er meeging."
    assert said in first
    assert said in second


def test_rule_15_what_another_adult_gave_stays(make, sign_in):
    scene = Scene(make).prepare()
    other_id = scene.another_adult()
    act = scene.act(scene.coordinator)
    for client_id in (scene.client_id, other_id):
        consent_service.record(act, scene.reference, client_id, GivenConsent(("contact",), "spoken", make.today))
    tap(sign_in(scene.coordinator).page(scene.url), scene, FORMER)
    left = select(Consent.client_id).where(Consent.withdrawn_at.is_(None))
    assert list(db.session.scalars(left)) == [other_id]
