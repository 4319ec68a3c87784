"""One-time links: how people choose a first password, and a new one when it was forgotten."""

import pytest
from sqlalchemy import select

from portal.access import RoleKind
from portal.db import db
from portal.people.links import service as links_service
from portal.people.models.people import OneTimeLink
from portal.people.sessions.tries import Visit
from portal.refusals import Refused
from portal.web.acting import NOBODY
from portal.work import Act
from tests.make import PASSWORD
from tests.support.audit import lines
from tests.support.races import race

NEW = "fietsen door de regen"
VISIT = Visit("192.0.2.1", "", "pepper")


@pytest.fixture
def volunteer(make):
    return make.volunteer(user=make.user(email="vera@example.org"))


def link_for(make, volunteer, by=None):
    """The path that a coordinator passes on."""
    token = links_service.hand_out(make.act(by or make.coordinator()), volunteer.user_id, days=7)
    return f"/welkom/{token}"


def choose(client, path, password=NEW, again=None):
    return client.page(path).form().submit(password=password, password_again=again or password)


def test_a_coordinator_makes_a_link_and_the_volunteer_comes_in_with_it(sign_in, client, make, volunteer):
    page = sign_in(make.coordinator()).page(f"/vrijwilligers/{volunteer.id}").form("Maak een link").submit()
    address = page.all("textarea")[0].text
    assert address.startswith("http://localhost/welkom/")
    answer = choose(client, address.removeprefix("http://localhost"))
    assert (answer.status, answer.location) == (303, "/")
    assert "Uw wachtwoord is ingesteld" in client.page("/vandaag").text
    assert [line.actor_id for line in lines("user.password_set")] == [volunteer.user_id]
    assert [line.subject_id for line in lines("user.link_handed_out")] == [volunteer.user_id]


def test_the_password_then_opens_the_door(client, make, volunteer):
    choose(client, link_for(make, volunteer))
    client.send("/uitloggen")
    answer = client.page("/inloggen").form("/inloggen").submit(email="vera@example.org", password=NEW)
    assert answer.status == 303


def test_only_the_hash_of_a_link_is_kept(make, volunteer):
    token = link_for(make, volunteer).rpartition("/")[2]
    kept = db.session.scalars(select(OneTimeLink)).one()
    assert token not in {str(value) for value in vars(kept).values()}
    assert len(kept.token_hash) == 64


def test_a_link_works_once_and_then_says_so_in_a_friendly_way(client, make, volunteer):
    path = link_for(make, volunteer)
    choose(client, path)
    assert client.page(path, status=404).heading == "Deze link werkt niet meer"


def test_a_used_an_expired_a_replaced_and_an_unknown_link_read_the_same(client, make, clock, volunteer):
    coordinator = make.coordinator()
    expired = link_for(make, make.volunteer(), by=coordinator)
    clock.move(days=7)
    replaced = link_for(make, volunteer, by=coordinator)
    used = link_for(make, volunteer, by=coordinator)
    choose(client, used)
    client.send("/uitloggen")
    pages = [client.page(path, status=404) for path in (expired, replaced, used, "/welkom/onbekend")]
    assert {page.heading for page in pages} == {"Deze link werkt niet meer"}
    assert len({page.all("main")[0].text for page in pages}) == 1


def test_a_new_link_voids_the_one_before(client, make, volunteer):
    coordinator = make.coordinator()
    first, second = (link_for(make, volunteer, by=coordinator) for _each in range(2))
    client.page(first, status=404)
    assert client.page(second).heading == "Kies een wachtwoord"


def test_a_link_still_works_on_its_last_day(client, make, clock, volunteer):
    path = link_for(make, volunteer)
    clock.move(days=6, hours=23)
    assert client.page(path).heading == "Kies een wachtwoord"


def test_a_link_of_somebody_who_may_not_be_in_any_more_does_not_work(client, make, volunteer):
    path = link_for(make, volunteer)
    volunteer.user.active = False
    db.session.commit()
    client.page(path, status=404)


def test_opening_a_link_does_not_use_it_up(client, make, volunteer):
    path = link_for(make, volunteer)
    for _look in range(2):
        assert client.page(path).heading == "Kies een wachtwoord"


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kort", "ten minste 12 tekens"),
        ("vera heeft een lang wachtwoord", "staat uw e-mailadres"),
        ("aaaaaaaaaaaa", "te bekend"),
    ],
)
def test_a_weak_password_is_refused_beside_the_field_and_the_link_stays_good(client, make, volunteer, password, words):
    path = link_for(make, volunteer)
    page = choose(client, path, password)
    assert page.status == 422
    assert words in page.form().errors["password"]
    assert choose(client, path).status == 303


def test_two_different_passwords_are_a_slip_of_the_finger(client, make, volunteer):
    page = choose(client, link_for(make, volunteer), again=NEW + "n")
    assert page.status == 422
    assert "niet hetzelfde" in page.form().errors["password_again"]


def test_choosing_a_password_ends_every_other_session(sign_in, client, make, volunteer):
    elsewhere = sign_in(volunteer.user)
    elsewhere.page("/vandaag")
    choose(client, link_for(make, volunteer))
    assert elsewhere.page("/vandaag", status=303).location.startswith("/inloggen")
    client.page("/vandaag")


def test_the_page_of_a_link_tells_its_address_to_nobody(client, make, volunteer):
    path = link_for(make, volunteer)
    for page in (client.page(path), client.page("/welkom/onbekend", status=404)):
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert page.response.headers["Cache-Control"] == "no-store"


def test_of_many_who_use_one_link_at_once_one_wins(make, volunteer, clock):
    token = link_for(make, volunteer).rpartition("/")[2]
    answers = race(6, lambda n: links_service.choose_password(Act(NOBODY, clock()), token, f"{NEW} {n}", VISIT))
    codes = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert codes == ["link_not_usable"] * 5
    assert len(lines("user.password_set")) == 1


def test_an_admin_makes_a_link_for_everyone(sign_in, make, volunteer):
    visitor = sign_in(make.admin())
    for user in (volunteer.user, make.coordinator()):
        assert "/welkom/" in visitor.send(f"/gebruikers/{user.id}/link", status=200).text


def test_a_coordinator_makes_no_link_that_hands_out_more_than_a_volunteers_powers(sign_in, make, volunteer):
    make.role(volunteer.user, RoleKind.COORDINATOR, location=make.location("Team Haarlem"))
    visitor = sign_in(make.coordinator())
    visitor.send(f"/gebruikers/{volunteer.user_id}/link", status=403)
    assert "Maak een link" not in visitor.page(f"/vrijwilligers/{volunteer.id}").buttons


def test_others_do_not_find_the_account_at_all(sign_in, make, volunteer):
    path = f"/gebruikers/{volunteer.user_id}/link"
    sign_in(make.coordinator(make.location("Team Haarlem"))).send(path, status=404)
    sign_in(make.volunteer().user).send(path, status=404)
    sign_in(make.team_member(make.team())).send(path, status=404)
    sign_in(volunteer.user).send(path, status=403)
    assert lines("user.link_handed_out") == []


def test_a_closed_account_gets_no_link(sign_in, make, volunteer):
    volunteer.user.active = False
    db.session.commit()
    page = sign_in(make.coordinator()).send(f"/gebruikers/{volunteer.user_id}/link", status=409)
    assert "gesloten" in page.text


def test_a_person_changes_their_own_password_and_stays_in_here_only(sign_in, make):
    user = make.coordinator(email="c@example.org", password=PASSWORD)
    here, elsewhere = sign_in(user), sign_in(user)
    form = here.page("/mijn-gegevens").form("Wachtwoord wijzigen")
    assert form.submit(present_password=PASSWORD, password=NEW, password_again=NEW).status == 303
    assert "uitgelogd" in here.page("/mijn-gegevens").text
    elsewhere.page("/mijn-gegevens", status=303)


def test_without_the_present_password_it_does_not_change_and_guessing_is_slowed(sign_in, make, clock):
    visitor = sign_in(make.coordinator(email="c@example.org", password=PASSWORD))

    def attempt(present):
        form = visitor.page("/mijn-gegevens").form("Wachtwoord wijzigen")
        return form.submit(present_password=present, password=NEW, password_again=NEW)

    for _try in range(6):
        page = attempt("een verkeerde gok")
        assert page.status == 422
    assert "te vaak" in attempt(PASSWORD).text
    assert lines("user.password_set") == []


def test_a_person_with_two_roles_keeps_the_one_they_are_in(sign_in, make):
    user = make.coordinator(email="c@example.org", password=PASSWORD)
    role = make.role(user, RoleKind.FUNCTIONAL_ADMIN)
    visitor = sign_in(user, role=role)
    form = visitor.page("/mijn-gegevens").form("Wachtwoord wijzigen")
    form.submit(present_password=PASSWORD, password=NEW, password_again=NEW)
    visitor.page("/beheer")
