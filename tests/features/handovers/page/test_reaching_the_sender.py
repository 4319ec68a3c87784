"""The people whom a team can reach after it accepted: the sender, and the supporter, whose number is theirs to give."""

import json

import pytest

from portal.access import RoleKind
from portal.db import db
from portal.people.models.people import Role
from tests.support.audit import lines
from tests.support.documents import lines_of
from tests.support.handovers import Scene

SENDER, NUMBER = "06 12345602", "06 12345601"
HEAD = "Wie u kunt bereiken"


@pytest.fixture
def scene(make):
    scene = Scene(make)
    scene.coordinator.phone, scene.coordinator.email = "+31612345602", "sandra@example.org"
    scene.volunteer.user.phone, scene.volunteer.user.email = "+31612345601", "marijke@example.org"
    db.session.commit()
    return scene


def allow(sign_in, scene, allowed=True):
    form = sign_in(scene.volunteer.user).page("/mijn-gegevens").form("/mijn-gegevens/nummer")
    return form.submit(allowed="y" if allowed else None)


def seen(sign_in, scene):
    return sign_in(scene.member).page(scene.url)


@pytest.mark.parametrize("state", ["accepted", "planned", "held", "completed", "checked"])
def test_after_acceptance_the_team_reads_who_sent_it_and_who_supports(scene, sign_in, state):
    scene.at(state)
    page = seen(sign_in, scene)
    assert HEAD in page.text
    assert {"tel:+31612345602", "mailto:sandra@example.org"} <= set(page.links.values())
    assert scene.coordinator.name in page.text
    assert scene.volunteer.name in page.text
    assert NUMBER not in page.text
    assert "marijke@example.org" not in page.html


@pytest.mark.parametrize("state", ["offered", "returned", "lapsed", "withdrawn"])
def test_before_and_without_acceptance_it_reads_nobody(scene, sign_in, state):
    allow(sign_in, scene)
    scene.at(state)
    page = seen(sign_in, scene)
    assert HEAD not in page.text
    assert "tel:" not in page.html.replace("tel:+3123", "")
    assert scene.volunteer.name not in page.text


def test_the_number_shows_once_the_supporter_allowed_it_and_no_longer_when_they_take_that_back(scene, sign_in):
    scene.at("accepted")
    allow(sign_in, scene)
    assert NUMBER in seen(sign_in, scene).text
    assert [line.facts for line in lines("user.changed")] == [{"fields": ["phone_for_teams"]}]
    assert "gewijzigd" not in allow(sign_in, scene).follow().text
    allow(sign_in, scene, False)
    page = seen(sign_in, scene)
    assert NUMBER not in page.text
    assert scene.volunteer.name in page.text


def test_a_consent_that_is_taken_back_ends_it(scene, sign_in):
    allow(sign_in, scene)
    scene.at("accepted").withdraw_consent()
    assert HEAD not in seen(sign_in, scene).text


def test_no_document_holds_the_number_or_the_names_of_who_can_be_reached(scene, sign_in):
    allow(sign_in, scene)
    scene.at("accepted")
    team = sign_in(scene.member)
    paper = " ".join(lines_of(team.get(f"{scene.url}/overdracht.pdf").data))
    machine = json.dumps(team.get(f"{scene.url}/overdracht.json").get_json())
    for text in (paper, machine):
        for secret in ("12345601", "12345602", "sandra@", "marijke@", scene.volunteer.name):
            assert secret not in text


def test_the_supporter_is_gone_when_the_overlap_is_over(scene, sign_in, clock):
    allow(sign_in, scene)
    scene.at("completed")
    assert NUMBER in seen(sign_in, scene).text
    clock.move(days=40)
    page = seen(sign_in, scene)
    assert scene.coordinator.name in page.text
    assert NUMBER not in page.text


def test_a_coordinator_who_left_is_replaced_by_those_who_are_there(scene, make, sign_in):
    scene.at("accepted")
    other = make.coordinator(scene.coordinator.roles[0].location, first_name="Olga", last_name="Opvolger")
    db.session.get(Role, scene.coordinator.roles[0].id).ended_on = make.today
    db.session.commit()
    page = seen(sign_in, scene)
    assert other.name in page.text
    assert "sandra@example.org" not in page.html


def test_only_a_volunteer_is_asked_about_their_number(make, sign_in):
    coordinator = sign_in(make.coordinator())
    assert "Uw nummer en het wijkteam" not in coordinator.page("/mijn-gegevens").text
    coordinator.send("/mijn-gegevens/nummer", {"allowed": "y"}, status=404)
    user = make.user()
    make.role(user, RoleKind.VOLUNTEER, location=make.location())
    assert "Uw nummer en het wijkteam" not in sign_in(user).page("/mijn-gegevens").text


def test_where_nobody_coordinates_any_more_the_supporter_is_still_named(scene, make, sign_in):
    scene.at("accepted")
    for role in db.session.query(Role).filter(Role.kind == RoleKind.COORDINATOR):
        role.ended_on = make.today
    db.session.commit()
    page = seen(sign_in, scene)
    assert "Stuurde deze overdracht" not in page.text
    assert scene.volunteer.name in page.text
