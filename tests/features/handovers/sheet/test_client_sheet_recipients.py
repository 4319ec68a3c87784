"""The client's sheet says what is true of whoever gets it: a team reads here, an organisation keeps a document."""

import pytest

from portal.db import db
from portal.paper.sentences import LANGUAGES, Voice, catalogue
from tests.support.handovers import Scene
from tests.support.papers import Printed, plain
from tests.support.ways import DEBT_HELP, Elsewhere

# How each language calls a neighbourhood team.
TEAM = {
    "nl": "wijkteam",
    "en": "neighbourhood team",
    "tr": "ahalle ekib",
    "ar": "فريق الحي",
    "fa": "تیم محله",
    "ti": "ጉጅለ ከባቢ",
    "uk": "айонн",
}
BEFORE = ("org_only", "org_reached", "org_part_title", "org_back")
AFTER = ("org_frozen", "org_reached", "org_back")


def sheet(visitor, scene, language="nl"):
    (article,) = visitor.page(f"{scene.url}/blad/{language}").all("article", class_="paper")
    return plain(article.text)


def printed(visitor, scene, language):
    return Printed(visitor.open(f"{scene.url}/blad/{language}.pdf").data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_for_an_organisation_it_promises_only_what_we_can_keep(make, sign_in, language):
    scene = Elsewhere(make, "B").prepare()
    visitor, voice = sign_in(scene.coordinator), Voice(language)
    text, paper = sheet(visitor, scene, language), printed(visitor, scene, language)

    for key in BEFORE:
        assert plain(voice.say(key)) in text
        assert catalogue("nl")[key] in text
        assert catalogue("nl")[key] in paper.words
    assert paper.says(voice.say("org_only"))
    assert plain(voice.say("org_ends", day=scene.trajectory.ends_on, team=DEBT_HELP.name)) in text
    assert "wijkteam" not in paper.words
    assert TEAM[language] not in text


def test_what_went_to_an_organisation_is_said_of_the_organisation(make, sign_in):
    text = sheet(sign_in((scene := Elsewhere(make).offered()).coordinator), scene)

    assert all(catalogue("nl")[key] in text for key in AFTER)
    assert "wijkteam" not in text


def test_a_team_is_also_asked_to_erase_what_it_kept(make, sign_in):
    scene = Scene(make).offered()
    assert "Wij vragen het wijkteam ook om te wissen wat het bewaarde." in sheet(sign_in(scene.coordinator), scene)
    scene.withdraw_consent()
    assert "Wis wat u ervan bewaarde" in sign_in(scene.member).page(scene.url).text


def test_who_led_before_may_be_another_organisation(make, sign_in):
    scene = Scene(make, "B").prepare()
    trajectory = make.reload(scene.trajectory)
    trajectory.lead_party = "other_organisation"
    db.session.commit()

    assert "een andere organisatie" in sheet(sign_in(scene.coordinator), scene)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_to_the_team_ends_no_support(make, sign_in, language):
    scene = Scene(make, "C").prepare()
    text, voice = sheet(sign_in(scene.coordinator), scene, language), Voice(language)

    assert plain(voice.say("sheet_asks", team=scene.team.name)) in text
    assert "gaat gewoon door" in text
    assert plain(voice.say("sheet_ends", day=scene.trajectory.ends_on, team=scene.team.name)) not in text
