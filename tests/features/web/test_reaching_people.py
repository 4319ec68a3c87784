"""Whoever is stuck finds somebody to call: a coordinator of the own location, and whoever keeps the portal going."""

import pytest
from werkzeug.exceptions import InternalServerError, ServiceUnavailable

from portal.config import read_config
from portal.db import db
from portal.web import errors
from portal.web.addresses import ways_to_reach

PHONE, HELP = "+31612345678", "Servicepunt, 023 123 45 67, hulp@example.org"


@pytest.fixture
def sandra(make):
    return make.coordinator(first_name="Sandra", last_name="Vermeulen", email="sandra@example.org", phone=PHONE)


def reached(page):
    """The addresses by which a page lets people call and mail."""
    return {link.get("href") for link in page.all("a") if str(link.get("href")).startswith(("tel:", "mailto:"))}


ASKED = {f"tel:{PHONE}", "mailto:sandra@example.org"}


def test_rule_3_a_volunteer_reaches_the_coordinators_of_the_own_location_alone(make, sign_in, sandra):
    make.coordinator(make.location("Team Elders"), email="elders@example.org", phone="+31687654321")
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    visitor = sign_in(volunteer.user)

    for address in ("/hulp", "/mijn-gegevens", f"/trajecten/{trajectory.id}"):
        page = visitor.page(address)
        assert "Sandra Vermeulen" in page.text
        assert reached(page) >= ASKED
        assert "elders@example.org" not in page.text

    assert reached(visitor.page("/bord", status=403)) == ASKED


def test_who_coordinates_no_more_or_has_no_account_any_more_is_not_named(make, sign_in, sandra):
    visitor = sign_in(make.volunteer().user)
    sandra.active = False
    db.session.commit()

    for address in ("/hulp", "/mijn-gegevens"):
        assert reached(visitor.page(address)) & ASKED == set()


@pytest.mark.parametrize("who", ["visitor", "team_member", "admin", "reader"])
def test_rule_3_nobody_without_a_role_at_the_location_learns_who_coordinates_it(make, sign_in, client, sandra, who):
    people = {"team_member": lambda: make.team_member(make.team()), "admin": make.admin, "reader": make.reader}
    visitor = sign_in(people[who]()) if who in people else client

    page = visitor.page("/hulp")

    assert "Sandra" not in page.text
    assert reached(page) == set()


def test_a_coordinator_reaches_the_supporter_in_the_file_and_colleagues_on_the_page(make, sign_in, sandra):
    volunteer = make.volunteer(user=make.user(email="vera@example.org", phone="+31611112222"))
    trajectory = make.trajectory(claimed_by=volunteer)
    colleague = sign_in(make.coordinator())

    assert reached(colleague.page(f"/trajecten/{trajectory.id}")) >= {"tel:+31611112222", "mailto:vera@example.org"}
    assert reached(colleague.page("/hulp")) == ASKED
    assert reached(sign_in(sandra).page("/hulp")) & ASKED == set()


def test_every_page_leads_to_help_at_its_foot(make, sign_in, client):
    for page in (client.page("/inloggen"), sign_in(make.volunteer().user).page("/vandaag")):
        (foot,) = page.all("footer")
        assert [link.get("href") for link in foot.all("a")] == ["/hulp"]


def test_the_page_names_the_contact_of_the_environment_and_the_admin_where_there_is_none(app, client, monkeypatch):
    assert "functioneel beheerder van uw organisatie" in client.page("/hulp").text
    monkeypatch.setitem(app.jinja_env.globals, "help_contact", ways_to_reach(HELP))

    page = client.page("/hulp")

    assert reached(page) == {"tel:0231234567", "mailto:hulp@example.org"}
    assert "functioneel beheerder van uw organisatie" not in page.text


def test_the_contact_of_the_environment_is_read_and_each_part_can_be_tapped():
    assert read_config({"HELP_CONTACT": f" {HELP} "}).help_contact == HELP
    assert read_config({}).help_contact == ""
    assert ways_to_reach(HELP) == [
        ("Servicepunt", None),
        ("023 123 45 67", "tel:0231234567"),
        ("hulp@example.org", "mailto:hulp@example.org"),
    ]
    assert ways_to_reach("") == []


@pytest.mark.parametrize("error", [InternalServerError, ServiceUnavailable])
def test_a_failure_says_whom_to_call_without_the_database(app, monkeypatch, error):
    monkeypatch.setitem(app.jinja_env.globals, "help_contact", ways_to_reach(HELP))
    with app.test_request_context("/"):
        html, code = errors.error_page(error.code)
        other, _code = errors.error_page(404)

    assert code == error.code
    assert 'href="tel:0231234567"' in html
    assert 'href="mailto:hulp@example.org"' in html
    assert "tel:" not in other
