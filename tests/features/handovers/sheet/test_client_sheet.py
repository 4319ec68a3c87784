"""The client's sheet: exactly what is shared, in the client's language, to read together or print."""

import pytest

from portal.db import db
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content
from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from portal.handovers.offer.queries import content_of
from portal.handovers.path import Agreed
from portal.handovers.sheet.queries import sheet_of
from portal.organisation.languages import service as languages_service
from portal.paper.sentences import LANGUAGES, TO_BE_CHECKED, Voice, catalogue, fingerprint
from portal.trajectories.models.configuration import DurationRule
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Goal
from tests.support.handovers import Scene
from tests.support.papers import Printed, plain

NEED, GOAL, AGREED, HELPS, NOTE = "Hulp bij [brieven] #3.", "Zelf *bellen* $.", "Naar <de> bieb", "Huis\\arts", "Geheim"


@pytest.fixture
def scene(make):
    """A household whose first adult agreed to everything; with something of everything to share."""
    scene = Scene(make, "B")
    topic = make.topic().id
    make.save(Goal(trajectory_id=scene.trajectory_id, topic_id=topic, words=GOAL, looked_at_on=make.today))
    make.contact(scene.trajectory, scene.volunteer.user, note=NOTE)
    trajectory = make.reload(scene.trajectory)
    trajectory.duration_rule = db.session.query(DurationRule).filter_by(months=12).first()
    make.save(trajectory)
    scene.prepare().consent()
    agreed = Agreed(AGREED, "begeleider", make.day(20))
    act = scene.act(scene.coordinator)
    beginning_service.change_content(act, scene.reference, scene.now.version, Content([(topic, NEED)], HELPS, [agreed]))
    return scene


@pytest.fixture
def adult(make, scene):
    """A second adult, who was not asked yet."""
    values = {"first_name": "Selam", "last_name": "Tekle", "phone": "+31612340001"}
    household = scene.trajectory.household
    return make.save(Client(household_id=household.id, location_id=household.location_id, **values))


def printed(visitor, scene, language):
    answer = visitor.open(f"{scene.url}/blad/{language}.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    return Printed(answer.data)


def page_text(visitor, scene, language="nl"):
    return plain(visitor.page(f"{scene.url}/blad/{language}").text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_says_it_in_the_language_and_in_dutch(scene, sign_in, language):
    paper, voice = printed(sign_in(scene.coordinator), scene, language), Voice(language)

    assert (paper.tagged, paper.language) == (True, language)
    assert plain(paper.reader.metadata.title) == plain(catalogue(language)["sheet_title"])
    for key in ("sheet_title", "part_needs", "right_notes", "right_back", "right_no", "sign_interpreter", "sign_date"):
        assert paper.says(voice.say(key)), key
        assert catalogue("nl")[key] in paper.words
    for typed in (NEED, GOAL, AGREED, HELPS, "06 12340000", scene.client.name, scene.reference, "2132"):
        assert typed in paper.words
    assert NOTE not in paper.words
    assert "�" not in paper.text


@pytest.mark.parametrize("language", ["nl", "en", "tr", "uk", "ti"])
def test_golden_the_first_lines_of_the_paper(scene, sign_in, language):
    paper = printed(sign_in(scene.coordinator), scene, language)
    voice = Voice(language)
    begin = [voice.pair("unchecked")] if language in TO_BE_CHECKED else []
    begin += [voice.pair(key) for key in ("sheet_title", "sheet_together")]
    ends_on = scene.trajectory.ends_on
    begin += [voice.pair("sheet_ends", day=ends_on, team="Sociaal team Hoofddorp"), voice.pair("sheet_only")]
    words = " ".join(f"{pair['own']} {pair['nl']}" for pair in begin)

    assert paper.words.startswith(plain(f"Team Haarlemmermeer {words} {scene.client.name}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_carries_its_language_and_direction(scene, sign_in, language):
    page = sign_in(scene.volunteer.user).page(f"{scene.url}/blad/{language}")
    (article,) = page.all("article", class_="paper")

    assert (article.get("lang"), article.get("dir")) == (language, "rtl" if language in ("ar", "fa") else "ltr")
    assert catalogue(language)["right_back"] in article.text
    assert catalogue("nl")["right_back"] in article.text


def test_page_and_paper_say_the_same(scene, adult, sign_in):
    visitor = sign_in(scene.coordinator)
    (article,) = visitor.page(f"{scene.url}/blad/tr").all("article", class_="paper")
    paper = printed(visitor, scene, "tr")

    assert set(plain(article.text).split()) - set(paper.words.split()) == set()


def test_everything_that_would_go_along_is_on_it(scene, sign_in):
    text = page_text(sign_in(scene.coordinator), scene)
    content = content_of(scene.now)

    assert set(content) == {
        *("reference", "people", "area", "duration_months", "ends_on", "referrer", "lead_party"),
        *("needs", "who_else_helps", "goals", "agreements", "loose_ends", "variant"),
    }
    for shown in (content["reference"], content["area"], "12 maanden", content["referrer"]["location"], "wij"):
        assert shown in text
    for shown in (NEED, HELPS, GOAL, AGREED, "06 12340000", "Tigrinya", scene.client.name):
        assert shown in text


def test_variant_a_shows_no_needs_goals_or_agreements(make, sign_in):
    scene = Scene(make, "A").prepare().consent()
    text = page_text(sign_in(scene.coordinator), scene)

    assert catalogue("nl")["part_contact"] in text
    for key in ("part_needs", "part_goals", "part_agreements", "label_lead"):
        assert catalogue("nl")[key] not in text


def test_who_was_not_asked_reads_what_would_go_along_and_can_answer(scene, adult, sign_in):
    page = sign_in(scene.coordinator).page(f"{scene.url}/blad/nl")

    assert "06 12340001" in page.text
    assert catalogue("nl")["person_ask"] in page.text
    assert len(page.all("span", class_="box")) == 2 * 4
    assert [each["name"] for each in content_of(scene.now)["people"]] == [scene.client.name]


def test_who_stays_out_is_told_that_nothing_goes_along(scene, adult, sign_in):
    consent_service.stay_out(scene.act(scene.coordinator), scene.reference, adult.id)
    text = page_text(sign_in(scene.coordinator), scene)

    assert f"Selam Tekle {catalogue('nl')['person_out']}" in text
    assert "06 12340001" not in text


def test_a_part_somebody_said_no_to_is_not_on_it(scene, adult, sign_in):
    act = scene.act(scene.coordinator)
    scopes = ["contact", "needs"]
    consent_service.record(act, scene.reference, adult.id, GivenConsent(scopes, "interpreter", scene.make.today))
    text = page_text(sign_in(scene.coordinator), scene)

    assert NEED in text
    assert GOAL not in text
    assert AGREED not in text


def test_once_everybody_answered_it_is_the_preview(scene, adult, make):
    consent_service.stay_out(scene.act(scene.coordinator), scene.reference, adult.id)

    assert sheet_of(scene.now).content == content_of(scene.now)


def test_after_the_offer_it_shows_what_went_along_whatever_changed_since(scene, make, sign_in):
    scene.read().offer()
    client = make.reload(scene.client)
    client.phone = "+31698765432"
    make.save(client)
    text = page_text(sign_in(scene.coordinator), scene)

    assert catalogue("nl")["sheet_frozen"] in text
    assert "06 12340000" in text
    assert "06 98765432" not in text
    assert catalogue("nl")["sign_title"] not in text


def test_a_handover_withdrawn_before_the_offer_has_no_sheet(scene, sign_in):
    scene.withdraw()
    visitor = sign_in(scene.coordinator)

    for path in ("/blad/nl", "/blad/nl.pdf"):
        visitor.page(scene.url + path, status=404)


def test_a_language_nobody_checked_says_so_until_somebody_did(scene, make, sign_in):
    visitor = sign_in(scene.coordinator)
    mark = catalogue("nl")["unchecked"]
    assert mark in page_text(visitor, scene, "uk")
    assert mark in printed(visitor, scene, "uk").words
    for language in ("nl", "en"):
        assert mark not in page_text(visitor, scene, language)

    languages_service.check_language(make.act(make.admin()), "uk", fingerprint("uk"))

    assert mark not in page_text(visitor, scene, "uk")
    assert mark not in printed(visitor, scene, "uk").words
    assert mark in page_text(visitor, scene, "ar")


def test_an_agreement_without_a_day_has_a_dash_there(scene, sign_in):
    agreed = [Agreed(AGREED, "begeleider", scene.make.day(20)), Agreed("Post openen", "cliënt")]
    act, needs = scene.act(scene.coordinator), [(scene.make.topic().id, NEED)]
    beginning_service.change_content(act, scene.reference, scene.now.version, Content(needs, HELPS, agreed))
    table = sign_in(scene.coordinator).page(f"{scene.url}/blad/nl").all("article")[0].all("tbody")[0]

    assert [row.all("td")[-1].text for row in table.all("tr")] == ["zondag 29 maart 2026", "–"]
