"""The language somebody chose goes along: through signing in, to another device, after a first password."""

import pytest

from portal.people.links import service as links_service
from tests.make_people import PASSWORD

# One database is enough: a choice of language does not depend on it.
pytestmark = pytest.mark.one_database


def test_the_language_chosen_signed_in_stays_with_the_account(client, make, sign_in):
    user = make.volunteer(user=make.user("noor@example.org", PASSWORD)).user
    here = sign_in(user).page("/mijn-gegevens").form("English").submit("English").follow()
    assert (here.url, here.heading) == ("/mijn-gegevens", "My details")

    start = client.page("/inloggen").form("Inloggen").submit(email="noor@example.org", password=PASSWORD)

    assert start.location == "/"
    assert client.page("/vandaag").all("html", lang="en")


def test_the_language_chosen_before_signing_in_goes_along_and_stays(client, make, sign_in):
    user = make.volunteer(user=make.user("noor@example.org", PASSWORD)).user
    page = client.page("/inloggen").form("English").submit("English").follow()
    page.form("Sign in").submit(email="noor@example.org", password=PASSWORD)

    assert client.page("/vandaag").heading.startswith("Good morning, ")
    assert sign_in(user).page("/vandaag").heading.startswith("Good morning, "), "on another device too"


def test_who_chooses_a_password_in_english_goes_on_in_english(client, make):
    volunteer = make.volunteer()
    token = links_service.hand_out(make.act(make.coordinator()), volunteer.user_id, days=7)
    page = client.page(f"/welkom/{token}").form("English").submit("English").follow()
    password = "een-lang-genoeg-wachtwoord"
    page.form("Save and sign in").submit(password=password, password_again=password)
    assert "Your password has been set." in client.page("/vandaag").text
