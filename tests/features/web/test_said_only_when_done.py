"""A screen says that something was done only when it was: not for a second tap, nor for another change than asked."""

import ast
from datetime import timedelta

import pytest

from portal.config import ROOT
from tests.support.audit import lines
from tests.support.handovers import Scene

NOTHING = "Dit stond er al zo. Er is niets veranderd."


def flashes():
    """Every call of `flash` in the portal: the file, and the kind of message."""
    for path in sorted((ROOT / "portal").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "flash":
                kind = node.args[1] if len(node.args) > 1 else ast.Constant("")
                yield path.relative_to(ROOT).as_posix(), kind.value if isinstance(kind, ast.Constant) else None


@pytest.mark.one_database
def test_success_is_said_in_one_place_that_knows_whether_anything_was_stored():
    found = list(flashes())
    assert [file for file, kind in found if kind == "positive"] == ["portal/web/editing.py"]
    assert [file for file, kind in found if kind is None] == []
    assert len(found) > 5


@pytest.fixture
def carla(make, sign_in):
    return sign_in(make.coordinator())


def test_a_trajectory_that_is_there_is_not_said_to_begin(make, sign_in, clock):
    home, coordinator = make.household(), make.coordinator()
    carla = sign_in(coordinator)
    form = carla.page(f"/huishoudens/{home.id}/traject").form("Toevoegen")
    filled = {"type_id": str(make.type("language_coaching").id), "legal_regime": "WI2021"}
    assert "Het traject is begonnen" in form.submit(**filled).follow().text
    clock.move(days=3)
    carla = sign_in(coordinator)
    form = carla.page(f"/huishoudens/{home.id}/traject").form("Toevoegen")
    day = (make.today - timedelta(days=3)).isoformat()
    after = form.submit(starts_on=day, **filled).follow()
    assert "Het traject is begonnen" not in after.text
    assert NOTHING in after.text
    assert len(lines("trajectory.added")) == 1


def test_a_consent_that_stood_keeps_its_day_and_is_not_said_to_be_recorded_anew(make, sign_in):
    scene = Scene(make).prepare().consent()
    visitor = sign_in(scene.coordinator)
    where = f"{scene.url}/toestemming/{scene.client_id}"
    sent = {"scopes": ["contact"], "how": "signed", "given_on": make.day(-5).isoformat()}
    after = visitor.send(where, sent, status=303).follow()
    assert "is vastgelegd" not in after.text
    assert NOTHING in after.text


def test_who_left_already_keeps_the_day_on_which_they_did(make, carla):
    home = make.household()
    client = home.clients[0]
    for days, said in ((-5, "hoort niet meer bij"), (-1, NOTHING)):
        sent = {"left_on": make.day(days).isoformat()}
        after = carla.send(f"/clienten/{client.id}/vertrokken", sent, status=303).follow()
        assert said in after.text
    assert make.reload(client).left_on == make.day(-5)


def test_a_change_that_changes_nothing_says_so_and_the_trace_of_a_reading_is_no_change(make, carla, clock):
    home = make.household()
    form = carla.page(f"/huishoudens/{home.id}/wijzigen").form("Opslaan")
    clock.move(minutes=10)
    carla.page("/bord")
    clock.move(minutes=10)  # sending leaves the trace of a reading
    after = form.submit().follow()
    assert len(lines("household.opened")) > 1
    assert NOTHING in after.text
    assert "opgeslagen" not in after.text


def test_a_second_tap_of_a_step_says_the_same(make, sign_in):
    scene = Scene(make).at("planned")
    visitor = sign_in(scene.coordinator)
    form = visitor.page(f"{scene.url}/intrekken").form("Overdracht intrekken")
    for _tap in range(2):
        assert "De overdracht is ingetrokken." in form.submit(reason="Verhuisd.").follow().text


def test_what_one_request_stored_is_not_said_in_the_next(make, carla):
    home = make.household()
    page = f"/huishoudens/{home.id}/wijzigen"
    assert "De wijziging is opgeslagen." in carla.page(page).form("Opslaan").submit(children="4").follow().text
    assert NOTHING in carla.page(page).form("Opslaan").submit().follow().text
