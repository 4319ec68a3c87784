"""Signing in: whom it lets in, and the session it begins."""

import pytest

from portal.access import RoleKind
from tests.make import PASSWORD


def sign_in(client, email, password):
    return client.page("/inloggen").form("/inloggen").submit(email=email, password=password)


def test_somebody_with_the_right_password_comes_in(client, make):
    make.coordinator(email="c@example.org", password=PASSWORD)
    answer = sign_in(client, "C@Example.org ", PASSWORD)
    assert answer.status == 303
    assert answer.location == "/"


@pytest.mark.parametrize("email", ["c@example.org", "nobody@example.org"])
def test_a_wrong_password_reads_the_same_whether_the_account_exists_or_not(client, make, email):
    make.coordinator(email="c@example.org", password=PASSWORD)
    answer = sign_in(client, email, "wrong-wrong-wrong")
    assert answer.status == 422
    assert "Het e-mailadres of het wachtwoord klopt niet." in answer.text


@pytest.mark.parametrize("email", ["c@example.org", "nobody@example.org"])
def test_guessing_is_slowed_after_five_tries_also_for_the_right_password(client, make, clock, email):
    make.coordinator(email="c@example.org", password=PASSWORD)
    for _try in range(6):
        sign_in(client, email, "wrong-wrong-wrong")
    refused = sign_in(client, email, PASSWORD)
    assert "te vaak" in refused.text
    clock.move(minutes=16)
    assert ("te vaak" in sign_in(client, email, PASSWORD).text) is False


def test_of_two_pages_opened_at_once_after_signing_in_both_can_send(client, make):
    make.coordinator(email="c@example.org", password=PASSWORD)
    sign_in(client, "c@example.org", PASSWORD)
    with client.session_transaction() as session:
        began = dict(session)
    first = client.page("/bord")
    with client.session_transaction() as session:
        session.clear()
        session.update(began)
    client.page("/overdrachten")
    assert first.form("Uitloggen").submit().location == "/inloggen"


def test_of_two_sign_ins_opened_at_once_the_first_asks_once_more(client, make):
    make.coordinator(email="c@example.org", password=PASSWORD)
    first = client.page("/inloggen?next=/bord")
    with client.session_transaction() as session:
        session.clear()
    client.page("/inloggen")
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    again = first.form("/inloggen").submit(email="c@example.org", password=PASSWORD).follow()
    assert "De pagina was te oud." in again.text
    assert again.form("/inloggen").submit(email="c@example.org", password=PASSWORD).location == "/bord"


def test_a_stranger_is_led_to_the_sign_in_and_back(client):
    answer = client.get("/beschikbaar?taal=ti")
    assert answer.status_code == 303
    assert answer.location == "/inloggen?next=/beschikbaar?taal%3Dti"


def test_after_signing_in_nobody_is_sent_to_another_site(client, make):
    make.coordinator(email="c@example.org", password=PASSWORD)
    page = client.page("/inloggen?next=//evil.example")
    answer = page.form("/inloggen").submit(email="c@example.org", password=PASSWORD)
    assert answer.location == "/"


def test_a_person_with_two_roles_switches_between_them(sign_in, make):
    user = make.coordinator()
    volunteer_role = make.role(user, RoleKind.VOLUNTEER, location=make.location())
    visitor = sign_in(user)
    visitor.page("/beschikbaar", status=403)
    visitor.send("/rol", {"role": volunteer_role.id})
    visitor.page("/beschikbaar", status=200)
