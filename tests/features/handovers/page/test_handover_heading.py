"""The household as the heading of a handover, for who may see that, and the bar of its steps."""

import pytest

from portal.handovers.answer import service as answer_service
from tests.support.handovers import WAYS, Scene
from tests.support.ways import Elsewhere, Inside


@pytest.fixture
def scene(make):
    return Scene(make)


def heading(page):
    """The title of a page, and the line below it."""
    (title,) = page.all("h1")
    (lead,) = page.all("p", class_="lead")
    return title.text, lead.text


def bar(page):
    """The arms of a page as they are read out."""
    (steps,) = page.all("ol", class_="steps")
    return [" ".join(arm.text.split()) for arm in steps.all("li")]


@pytest.mark.parametrize("state", WAYS)
def test_the_sender_reads_the_name_and_the_tab_does_not(scene, sign_in, state):
    name = scene.at(state).trajectory.household.name
    for user in (scene.coordinator, scene.volunteer.user):
        page = sign_in(user).page(scene.url)
        assert heading(page) == (name, "Kennismaking, naar Sociaal team Hoofddorp")
        assert f"kenmerk {scene.reference}" in page.text
        assert page.title == f"Overdracht {scene.reference} – Wegwijs"


@pytest.mark.parametrize("state", [state for state in WAYS if state != "prepared"])
def test_rule_9_the_team_reads_the_name_once_it_accepted_and_while_it_may(scene, sign_in, state):
    scene.at(state)
    page = sign_in(scene.member).page(scene.url)
    named = state in ("accepted", "planned", "held", "completed", "checked")
    assert heading(page)[0] == (scene.client.name if named else scene.reference)
    assert (f"kenmerk {scene.reference}" in page.text) == named
    assert scene.client.last_name not in page.title


def test_rule_9_after_the_consent_is_withdrawn_the_heading_names_nobody(scene, sign_in):
    scene.at("completed").withdraw_consent()
    page = sign_in(scene.member).page(scene.url)
    assert heading(page)[0] == scene.reference
    assert scene.client.last_name not in page.text


def test_the_bar_says_where_it_is_and_what_is_next(scene, sign_in):
    scene.offered()
    arms = bar(sign_in(scene.coordinator).page(scene.url))
    assert arms[0] == "Klaar: Voorbereiden"
    assert arms[1].startswith("Hier staat het nu: Aangeboden antwoord vóór ")
    assert arms[2] == "Hierna: Aangenomen volgende stap"
    assert arms[3] == "Later: Gesprek met z’n drieën"
    assert arms[4].startswith("Later: Afgerond vóór ")
    assert bar(sign_in(scene.member).page(scene.url))[4] == "Later: Afgerond"


def test_once_the_reminder_is_sent_the_bar_says_when_it_lapses(scene, sign_in, clock):
    scene.offered()
    assert "Graag antwoord vóór" in sign_in(scene.member).page(scene.url).text
    clock.move(days=13)
    for user in (scene.coordinator, scene.member):
        page = sign_in(user).page(scene.url)
        assert "Aangeboden verloopt op " in bar(page)[1]
        assert "Graag antwoord vóór" not in page.text


@pytest.mark.parametrize(
    ("state", "place", "said"),
    [
        ("prepared", 0, "Hier staat het nu: Voorbereiden nog 1 punt"),
        ("accepted", 2, "Hier staat het nu: Aangenomen op "),
        ("planned", 3, "om 14:30"),
        ("held", 3, "Hier staat het nu: Gesprek was op "),
        ("completed", 4, "Klaar: Afgerond op "),
        ("returned", 0, "Hier staat het weer: Voorbereiden teruggestuurd"),
        ("lapsed", 0, "Hier staat het weer: Voorbereiden verlopen"),
        ("withdrawn", 2, "Hier gestopt: Aangenomen ingetrokken op "),
    ],
)
def test_each_state_has_its_arm(scene, sign_in, state, place, said):
    arms = bar(sign_in(scene.at(state).coordinator).page(scene.url))
    assert said in arms[place]


def test_what_was_accepted_in_vain_is_not_done(scene, sign_in):
    scene.at("accepted").send_back().withdraw()
    arms = bar(sign_in(scene.coordinator).page(scene.url))
    assert arms[2].startswith("Hier gestopt: Aangenomen")
    assert arms[3] == "Gaat niet door: Gesprek"


def test_a_question_has_steps_of_its_own(make, sign_in):
    question = Scene(make, "C").at("planned")
    carla = sign_in(question.coordinator)
    arms = bar(carla.page(question.url))
    assert len(arms) == 4
    assert arms[2].startswith("Hier staat het nu: Aangenomen gesprek op ")
    answered = make.act(question.member), question.reference, make.today, ("supporter", "team_member"), "Bel DUO."
    answer_service.answer(*answered)
    assert bar(carla.page(question.url))[3].startswith("Klaar: Beantwoord op ")


def test_elsewhere_and_inside_have_words_of_their_own(make, sign_in):
    elsewhere = Elsewhere(make).offered()
    page = sign_in(elsewhere.coordinator).page(elsewhere.url)
    assert heading(page)[1].startswith("Naar een andere organisatie: ")
    assert "Gestuurd" in bar(page)[1]
    inside = Inside.another(make).prepare()
    page = sign_in(inside.coordinator).page(inside.url)
    assert heading(page)[1].startswith("Naar het volgende traject: ")
    assert bar(page)[:2] == ["Hier staat het nu: Voorbereiden klaar voor het gesprek", "Hierna: Gesprek volgende stap"]
