"""A functional admin configures, and sees nobody a trajectory is for."""

import pytest

SECRETS = ("Merhawi", "Tekle", "Kerklaan", "HM-0", "+31612340000", "06 12340000")


@pytest.fixture
def file(make):
    """A trajectory with everything on it."""
    volunteer = make.volunteer()
    team = make.team()
    trajectory = make.trajectory(claimed_by=volunteer)
    make.checklist(trajectory)
    contact = make.contact(trajectory, volunteer.user)
    handover = make.handover(trajectory, team)
    client_id = trajectory.household.clients[0].id
    return {
        "trajectory_id": trajectory.id,
        "household_id": trajectory.household_id,
        "contact_id": contact.id,
        "client_id": client_id,
        "volunteer_id": volunteer.id,
        "reference": handover.reference,
        "item_id": 1,
        "team_id": team.id,
        "assignment_id": 1,
        "number": 1,
    }


# The addresses of everybody's own, of the functional admin, or published; all others are about clients.
OPEN = {
    "",
    "inloggen",
    "uitloggen",
    "uitnodigingen",
    "rol",
    "taal",
    "healthz",
    "welkom",
    "hulp",
    "zoeken",
    "meldingen",
    "mijn-gegevens",
    "beheer",
    "gebruikers",
    "schemas",
    "sessie",
}


def test_every_page_and_button_about_clients_is_closed_to_a_functional_admin(app, sign_in, make, file):
    visitor = sign_in(make.admin())
    adapter = app.url_map.bind("localhost")
    asked = 0
    for rule in app.url_map.iter_rules():
        if rule.rule.split("/")[1] in OPEN or rule.rule == "/onderweg":  # that page knows nobody
            continue
        values = {name: file.get(name, 1) for name in rule.arguments}
        for method in {"GET", "POST"} & rule.methods:
            address = adapter.build(rule.endpoint, values, method=method)
            answer = visitor.page(address, status=None) if method == "GET" else visitor.send(address)
            asked += 1
            assert answer.status in (403, 404), f"{method} {rule.rule} answered {answer.status}"
            assert not any(secret in answer.html for secret in SECRETS), rule.rule
    assert asked > 15


def test_no_screen_of_the_functional_admin_shows_a_client(sign_in, make, file):
    visitor = sign_in(make.admin())
    waiting, seen = ["/beheer"], set()
    while waiting:
        address = waiting.pop()
        page = visitor.page(address)
        seen.add(address)
        assert not any(secret in page.html for secret in SECRETS), address
        for link in page.links.values():
            link = (link or "").partition("#")[0]
            if link.startswith("/beheer") and link not in seen and link not in waiting:
                waiting.append(link)
    assert len(seen) > 60


@pytest.mark.parametrize("role", ["volunteer", "coordinator", "team_member"])
def test_nobody_else_comes_into_any_screen_of_the_functional_admin(app, sign_in, make, role):
    people = {
        "volunteer": lambda: make.volunteer().user,
        "coordinator": make.coordinator,
        "team_member": lambda: make.team_member(make.team()),
    }
    visitor = sign_in(people[role]())
    adapter = app.url_map.bind("localhost")
    asked = 0
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/beheer"):
            continue
        values = {name: "social_support" if name == "code" else 1 for name in rule.arguments}
        for method in {"GET", "POST"} & rule.methods:
            address = adapter.build(rule.endpoint, values, method=method)
            answer = visitor.page(address, status=None) if method == "GET" else visitor.send(address)
            asked += 1
            assert answer.status == 403, f"{method} {rule.rule} answered {answer.status}"
    assert asked > 60
