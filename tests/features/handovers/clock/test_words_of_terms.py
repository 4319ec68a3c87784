"""No page names a term of the admin as a fixed number, and a limit is said as it is."""

from portal.handovers.ending.rules import MOST_OVERLAP_WEEKS
from tests.support.handovers import Scene


def test_the_team_reads_until_when_it_can_answer(make, sign_in):
    scene = Scene(make).offered()
    text = sign_in(scene.member).page(scene.url).text

    assert "Graag antwoord vóór 16 maart 2026. Zonder antwoord verloopt dit op 8 april 2026." in text


def test_how_long_after_a_handover_is_asked_is_the_admin_s_to_say(make, sign_in):
    scene = Scene(make)
    carla = sign_in(scene.coordinator)
    assert "zes weken" not in carla.page("/bord/niet-aangekomen").text.casefold()
    assert "Drie maanden" not in carla.page("/overdrachten/aankomend").text
    scene.at("completed")

    text = sign_in(scene.member).page(scene.url).text
    assert "week of zes" not in text
    assert "Laat later weten of u contact hebt met het huishouden." in text


def test_the_most_weeks_of_an_overlap_are_named(make, sign_in):
    page = sign_in(make.admin()).page("/beheer/termijnen/wijzigen")
    answer = page.form("Opslaan").submit(overlap_weeks=str(MOST_OVERLAP_WEEKS + 1))

    assert f"van 0 tot en met {MOST_OVERLAP_WEEKS}." in answer.form("Opslaan").errors["overlap_weeks"]
