"""The client's sheet while a recipient has it: what is shared, beside what a newer version would share; and when there
is no sheet at all."""

import pytest

from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content
from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from portal.handovers.path import SCOPES_OF
from portal.paper.sentences import catalogue
from tests.support.handovers import Scene
from tests.support.papers import Printed, plain
from tests.support.ways import Elsewhere, Inside

NOW, NEXT = "Wat nu gedeeld is", "Wat mee zou gaan"


def sheet_page(visitor, scene, query=""):
    return visitor.page(f"{scene.url}/blad/nl{query}")


@pytest.mark.parametrize("scene_of", [Scene, Elsewhere])
@pytest.mark.parametrize("state", ["offered", "accepted", "planned"])
def test_another_adult_reads_what_a_newer_version_would_share_before_saying_yes(make, sign_in, scene_of, state):
    scene = scene_of(make).at(state)
    selam = scene.another_adult()
    visitor = sign_in(scene.volunteer.user)
    page = sheet_page(visitor, scene)
    assert (NOW in page.links, "Selam" in page.text) == (True, False)

    coming = visitor.page(page.links[NEXT])

    assert catalogue("nl")["person_ask"] in coming.text
    assert "06 12340001" in coming.text
    assert "versie=nieuw" in coming.links["PDF om te printen"]
    assert "versie=nieuw" in coming.links["العربية"]
    printed = Printed(visitor.open(coming.links["PDF om te printen"]).data)
    assert "Selam Tekle" in printed.words
    assert plain(catalogue("nl")["sign_title"]) in printed.words
    scopes = SCOPES_OF[scene.variant]
    consent_service.record(
        scene.act(scene.coordinator), scene.reference, selam, GivenConsent(scopes, "spoken", make.today)
    )
    assert catalogue("nl")["person_yes"].partition("{")[0] in plain(visitor.page(page.links[NEXT]).text)


def test_a_new_need_is_read_before_it_goes_along(make, sign_in):
    scene = Scene(make, "B").at("accepted")
    act, needs = scene.act(scene.coordinator), [(make.topic().id, "Hulp bij de huur.")]
    beginning_service.change_content(act, scene.reference, scene.now.version, Content(needs, "Huisarts", []))
    visitor = sign_in(scene.coordinator)
    page = sheet_page(visitor, scene)

    assert "Hulp bij de huur." not in page.text
    assert "Hulp bij de huur." in visitor.page(page.links[NEXT]).text


@pytest.mark.parametrize("state", ["prepared", "accepted", "held", "completed", "returned"])
def test_where_nothing_else_would_go_along_there_is_one_sheet(make, sign_in, state):
    scene = Scene(make).at(state)
    visitor = sign_in(scene.coordinator)

    for query in ("", "?versie=nieuw", "?versie=oud"):
        page = sheet_page(visitor, scene, query)
        assert NEXT not in page.links
        assert (catalogue("nl")["sheet_frozen"] in page.text) == (state not in ("prepared", "returned"))


@pytest.mark.parametrize(("scene_of", "said"), [(Scene, "sheet_no_more"), (Elsewhere, "org_no_more")])
def test_that_they_got_no_more_is_said_only_of_a_first_version(make, sign_in, scene_of, said):
    scene = scene_of(make).at("accepted")
    visitor = sign_in(scene.coordinator)
    assert catalogue("nl")[said] in sheet_page(visitor, scene).text
    scene.change_phone()
    scene.renew()

    page = sheet_page(visitor, scene)
    assert catalogue("nl")[said.replace("no_more", "frozen")] in page.text
    assert catalogue("nl")[said] not in page.text


def test_once_it_is_done_a_change_gives_no_newer_sheet(make, sign_in):
    scene = Scene(make).at("completed").change_phone()
    page = sheet_page(sign_in(scene.coordinator), scene, "?versie=nieuw")

    assert NEXT not in page.links
    assert "06 12340000" in page.text


def test_the_handover_leads_to_the_newer_one_while_somebody_was_not_asked(make, sign_in):
    scene = Scene(make).at("offered")
    visitor, button = sign_in(scene.coordinator), "Blad voor de cliënt, in de eigen taal"
    assert "versie" not in visitor.page(scene.url).links[button]
    scene.another_adult()

    there = visitor.page(visitor.page(scene.url).links[button], status=303).location

    assert NOW in visitor.page(there).links
    assert "Selam" in visitor.page(there).text


@pytest.mark.parametrize("state", ["offered", "completed"])
@pytest.mark.parametrize("path", ["/blad", "/blad/nl", "/blad/nl.pdf", "/blad/nl?versie=nieuw"])
def test_rule_9_with_the_consent_for_an_organisation_the_sheet_ends(make, sign_in, state, path):
    scene = Elsewhere(make).at(state)
    visitor = sign_in(scene.coordinator)
    visitor.open(scene.url + path)
    scene.withdraw_consent()

    visitor.page(scene.url + path, status=404)
    assert "Blad voor de cliënt, in de eigen taal" not in visitor.page(scene.url).links


@pytest.mark.parametrize("path", ["/blad", "/blad/nl", "/blad/nl.pdf"])
def test_inside_the_organisation_there_is_nothing_to_consent_to(make, sign_in, path):
    scene = Inside(make).prepare()
    visitor = sign_in(scene.coordinator)

    visitor.page(scene.url + path, status=404)
    assert "Blad voor de cliënt, in de eigen taal" not in visitor.page(scene.url).links
