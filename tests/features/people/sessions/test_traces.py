"""A refusal leaves a line: who tried, from where as a keyed hash, and which page was not theirs."""

import json

import pytest

from portal.web import logs
from tests.make import PASSWORD
from tests.support.audit import lines

EMAIL, WRONG = "c@example.org", "wrong-wrong-wrong"


@pytest.fixture
def coordinator(make):
    return make.coordinator(email=EMAIL, password=PASSWORD)


@pytest.fixture
def logged(capsys):
    """The lines of the log since it was asked for last, of one kind."""

    def read(event):
        found = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
        return [each for each in found if each["event"] == event]

    return read


def enter(client, password, email=EMAIL):
    return client.page("/inloggen").form("/inloggen").submit(email=email, password=password)


def test_a_failed_sign_in_leaves_whose_account_and_hashes_of_both_addresses(client, coordinator, logged):
    enter(client, WRONG)
    enter(client, WRONG, "nobody@example.org")
    known, unknown = lines("session.refused")
    assert (known.subject_kind, known.subject_id) == ("user_account", coordinator.id)
    assert (unknown.subject_kind, unknown.subject_id) == ("portal", None)
    assert known.facts["address"] == unknown.facts["address"]
    assert known.facts["account"] != unknown.facts["account"]
    first, second = logged("sign_in_refused")
    assert (first["why"], first["user"], second["user"]) == ("sign_in_refused", coordinator.id, None)
    assert {first["account"], second["account"]} == {known.facts["account"], unknown.facts["account"]}
    assert "example.org" not in str([first, second, known.facts, unknown.facts])
    assert "127.0.0.1" not in str([first, second, known.facts, unknown.facts])
    assert len(first["address"]) == 64


def test_a_try_that_was_slowed_leaves_a_line_too(client, coordinator, logged):
    for _try in range(6):
        enter(client, WRONG)
    assert [each["why"] for each in logged("sign_in_refused")] == ["sign_in_refused"] * 5 + ["too_many_tries"]


def test_a_wrong_present_password_leaves_a_line(sign_in, coordinator, logged):
    form = sign_in(coordinator).page("/mijn-gegevens").form("Wachtwoord wijzigen")
    form.submit(present_password=WRONG, password="fietsen door de regen", password_again="fietsen door de regen")
    assert [(each["why"], each["user"]) for each in logged("sign_in_refused")] == [
        ("present_password_wrong", coordinator.id)
    ]
    assert [line.subject_id for line in lines("session.refused")] == [coordinator.id]


def test_who_opens_what_is_not_theirs_leaves_a_line_and_a_stranger_none(sign_in, client, make, coordinator, logged):
    elsewhere = make.trajectory(location=make.location("Team Elders"))
    visitor = sign_in(coordinator)
    visitor.page(f"/trajecten/{elsewhere.id}", status=404)
    visitor.page("/beheer", status=403)
    client.page("/beheer", status=303)
    asked = [(each["status"], each["user"], each["endpoint"], each["keys"]) for each in logged("opening_refused")]
    assert asked == [
        (404, coordinator.id, "dossier.trajectory", {"trajectory_id": elsewhere.id}),
        (403, coordinator.id, "admin.overview", {}),
    ]


def test_the_line_of_a_request_names_the_account(app, client, sign_in, coordinator, logged, monkeypatch):
    with app.test_request_context("/bord"):
        assert logs._who() == {}
    monkeypatch.setitem(app.after_request_funcs, None, [*app.after_request_funcs[None], logs._finish])
    sign_in(coordinator).page("/bord")
    client.page("/inloggen")
    known, stranger = logged("request")
    assert known["user"] == coordinator.id
    assert "user" not in stranger
