"""The page on which everything that is still open is decided about."""

import pytest

from portal.handovers.loose_ends.rules import Decision
from tests.support.handovers import Scene
from tests.support.loose_ends import decide, decide_all, decided, names, with_loose_ends


@pytest.fixture
def scene(make):
    return with_loose_ends(make)


def test_everything_is_decided_in_one_form(scene, sign_in):
    page = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    first, second, appointment, late = names(scene)
    answer = page.form("Opslaan").submit(
        **{f"{first}-decision": "passed_on", f"{second}-decision": "closed", f"{second}-words": "Niet nodig."},
        **{f"{appointment}-decision": "kept", f"{appointment}-words": "Begeleider"},
        **{f"{late}-decision": "kept", f"{late}-words": "Carla"},
    )
    assert answer.status == 303
    assert sorted(decided(), key=str) == [
        ("closed", None),
        ("kept", "Begeleider"),
        ("kept", "Carla"),
        ("passed_on", None),
    ]
    again = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    assert "Blijft bij Begeleider, volgens Carla Coördinator" in again.text
    assert "Afspraak op 13 maart 2026 om 14:30" in again.text
    assert "Vervallen" in again.text


def test_one_choice_decides_about_everything_else(scene, sign_in):
    page = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    first, *_others = names(scene)
    rest = {"rest-decision": "kept", "rest-words": "Coördinator"}
    answer = page.form("Opslaan").submit(**rest, **{f"{first}-decision": "passed_on"})
    assert answer.status == 303
    assert decided() == [("passed_on", None), *[("kept", "Coördinator")] * 3]


def test_a_choice_for_everything_else_names_who_keeps_it_too(scene, sign_in):
    page = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    answer = page.form("Opslaan").submit(**{"rest-decision": "kept"})
    wrong = answer.form("Opslaan").errors
    assert list(wrong) == ["rest-words"]
    assert wrong["rest-words"].count("Schrijf op wie dit op zich neemt") == 1
    assert decided() == []


def test_after_the_handover_the_page_tells_who_keeps_what(scene, sign_in):
    decide_all(scene)
    scene.offer().accept().hold().complete().check()
    page = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    assert "Later ingestuurd contact van 7 maart 2026 Blijft bij Coördinator" in " ".join(page.text.split())
    assert "Blijft bij Taalcoach Anna" in page.text
    assert "Opslaan" not in page.buttons


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Kies bij ten minste één punt wat ermee gebeurt."),
        ({"decision": "kept"}, "Schrijf op wie dit op zich neemt"),
        ({"decision": "closed"}, "Schrijf op waarom dit vervalt"),
        ({"decision": "passed_on", "words": "Anna"}, "Deze tekst wordt zo niet bewaard"),
    ],
)
def test_what_does_not_hold_comes_back_with_what_was_typed(scene, sign_in, sent, error):
    page = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    second = names(scene)[1]
    fields = {f"{names(scene)[0]}-{name}": value for name, value in sent.items()}
    typed = {f"{second}-words": "Buurvrouw"} | ({f"{second}-decision": "kept"} if sent else {})
    answer = page.form("Opslaan").submit(**fields, **typed)
    assert answer.status == 422
    assert error in answer.text
    assert answer.form("Opslaan").fields[f"{second}-words"] == ["Buurvrouw"]
    assert decided() == []


def test_who_was_too_late_sees_what_a_colleague_decided_and_decides_again(scene, sign_in):
    page = sign_in(scene.volunteer.user).page(f"{scene.url}/losse-einden")
    first, second, *_others = names(scene)
    decide(scene, Decision(first, "kept", "Taalcoach Anna"))

    answer = page.form("Opslaan").submit(**{f"{first}-decision": "passed_on", f"{second}-decision": "passed_on"})
    assert answer.status == 409
    assert "Blijft bij Taalcoach Anna, volgens Carla Coördinator." in answer.text
    assert decided() == [("kept", "Taalcoach Anna")]

    assert answer.form("Opslaan").submit().status == 303
    assert decided() == [("passed_on", None), ("passed_on", None)]


def test_a_page_of_before_the_end_of_the_handover_gets_its_state_and_keeps_the_text(scene, sign_in):
    page = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    scene.withdraw()
    first = names(scene)[0]
    answer = page.form("Opslaan").submit(**{f"{first}-decision": "kept", f"{first}-words": "Taalcoach Anna"})
    assert answer.status == 409
    assert "ingetrokken" in answer.text
    assert "Taalcoach Anna" in answer.html


def test_rule_3_a_late_contact_is_for_the_coordinator_alone(scene, sign_in):
    page = sign_in(scene.volunteer.user).page(f"{scene.url}/losse-einden")
    assert "Er is 1 contact later ingestuurd" in page.text
    assert "Later ingestuurd contact van" not in page.text
    late = f"late-{scene.late.id}"
    decide(scene, Decision(late, "kept", "Begeleider"), by=scene.volunteer.user)
    assert decided() == []


def test_the_readiness_list_leads_to_where_it_is_decided(scene, sign_in):
    page = sign_in(scene.coordinator).page(scene.url)
    assert "2 nog te besluiten" in page.text
    assert f"{scene.url}/losse-einden" in page.links.values()
    decide_all(scene)
    assert "nog te besluiten" not in sign_in(scene.coordinator).page(scene.url).text


def test_when_nothing_is_open_the_page_says_so(make, sign_in):
    scene = Scene(make).prepare()
    page = sign_in(scene.coordinator).page(f"{scene.url}/losse-einden")
    assert "Er staat niets meer open" in page.text
