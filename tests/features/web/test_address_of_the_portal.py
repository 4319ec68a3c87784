"""Where the portal is, it hears from who keeps it: not from a header, nor from a proxy nobody told of."""

import json
from dataclasses import replace

import pytest

HOST = "http://localhost"  # what the test client names
PROXY = {"X-Forwarded-For": "192.0.2.7"}


@pytest.fixture
def in_production(app):
    """A portal that came to be in production, without PUBLIC_URL."""
    before = app.extensions["config"]
    app.extensions["config"] = replace(before, production=True)
    yield app
    app.extensions["config"] = before


def test_in_production_no_link_is_made_from_what_a_visitor_says(in_production, make, sign_in):
    admin, user = sign_in(make.admin()), make.user()
    page = admin.send(f"/gebruikers/{user.id}/link", status=409)
    assert "PUBLIC_URL" in page.text
    assert HOST not in page.html
    volunteer = make.volunteer()
    calendar = sign_in(volunteer.user)
    form = calendar.page("/agenda").form("Maak een adres")
    page = calendar.send("/agenda", {name: value[0] for name, value in form.fields.items()}, status=409)
    assert "PUBLIC_URL" in page.text
    assert HOST not in page.html
    assert "PUBLIC_URL" in admin.page("/beheer").text


def test_where_it_was_set_a_link_leads_there(in_production, make, sign_in):
    in_production.extensions["config"] = replace(
        in_production.extensions["config"], public_url="https://wegwijs.example.org"
    )
    admin, user = sign_in(make.admin()), make.user()
    page = admin.send(f"/gebruikers/{user.id}/link", status=200)
    assert "https://wegwijs.example.org/welkom/" in page.html
    assert HOST not in page.html
    assert "PUBLIC_URL" not in admin.page("/beheer").text


def test_a_proxy_that_nobody_told_of_is_said_in_the_log_and_to_the_admin(app, make, sign_in, capsys):
    app.extensions.pop("proxy_noticed", None)
    admin = sign_in(make.admin())
    assert "TRUSTED_PROXIES" not in admin.page("/beheer").text
    assert "TRUSTED_PROXIES" in admin.page("/beheer", headers=PROXY).text
    admin.page("/beheer", headers=PROXY)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["proxy_unknown"]


def test_a_proxy_that_was_told_of_is_not(backend, app, make, sign_in):
    admin = sign_in(make.admin())
    app.extensions["config"] = replace(app.extensions["config"], trusted_proxies=1)
    try:
        assert "TRUSTED_PROXIES" not in admin.page("/beheer", headers=PROXY).text
    finally:
        app.extensions["config"] = replace(app.extensions["config"], trusted_proxies=0)


def test_every_answer_says_that_it_is_for_its_own_pages(client):
    for path in ("/inloggen", "/static/icon.svg", "/bestaat-niet", "/healthz"):
        assert client.open(path).headers["Cross-Origin-Resource-Policy"] == "same-origin"
