"""A coordinator who knows the password of an account gets no powers by it, and its owner hears of every link."""

import pytest
from sqlalchemy import select

from portal.access import RoleKind
from portal.db import db
from portal.people.links import service as links_service
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice, OneTimeLink, Role
from portal.people.roles import service as roles_service
from portal.people.roles.service import RolePlace
from portal.people.sessions.tries import Visit
from portal.people.volunteers import service as volunteers_service
from portal.refusals import Forbidden, NotVisible
from tests.make import PASSWORD

OFFER = {"function": "supporter", "status": "active", "hours_per_week": 4, "max_households": 2, "postcode": None}
NEW = "fietsen door de regen"
VISIT = Visit("192.0.2.1", "", "pepper")


@pytest.fixture
def haarlem(make):
    return make.location("Team Haarlem")


@pytest.fixture
def there(make, haarlem):
    """A coordinator of another location."""
    return make.coordinator(haarlem)


@pytest.fixture
def vera(make):
    """A volunteer here, with a password."""
    user = make.user(email="vera@example.org", first_name="Vera", last_name="Geheim", password=PASSWORD)
    return make.volunteer(user=user)


def add(make, by, email="vera@example.org"):
    account = {"first_name": "Wie", "last_name": "Dan Ook", "email": email, "phone": None}
    return volunteers_service.add_volunteer(make.act(by), account, OFFER, [])


def give(make, user, kind, **place):
    return roles_service.grant_role(make.act(make.admin()), user.id, kind, RolePlace(**place))


def kinds(make, user):
    return sorted(role.kind for role in make.reload(user).roles if role.ended_on is None)


def enter(client, password, email="vera@example.org"):
    return client.page("/inloggen").form("/inloggen").submit(email=email, password=password)


@pytest.fixture
def known(make, client, vera):
    """A session of Vera's, begun by the coordinator who handed out her link and chose the password."""
    token = links_service.hand_out(make.act(make.coordinator()), vera.user_id, 7)
    client.page(f"/welkom/{token}").form().submit(password=NEW, password_again=NEW)
    assert client.page("/vandaag").status == 200
    return client


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.FUNCTIONAL_ADMIN, RoleKind.TEAM_MEMBER])
def test_what_a_coordinator_knows_of_an_account_ends_when_it_is_offered_more(app, known, make, vera, kind):
    places = {
        RoleKind.COORDINATOR: {"location_id": vera.location_id},
        RoleKind.TEAM_MEMBER: {"team_id": make.team().id},
    }
    assert give(make, vera.user, kind, **places.get(kind, {})).needs_link
    assert known.get("/vandaag").status_code == 303
    assert "klopt niet" in enter(app.test_client(), NEW).text
    with pytest.raises(Forbidden):
        links_service.hand_out(make.act(make.coordinator()), vera.user_id, 7)
    token = links_service.hand_out(make.act(make.admin()), vera.user_id, 7)
    owner = app.test_client()
    owner.page(f"/welkom/{token}").form().submit(password=PASSWORD, password_again=PASSWORD)
    owner.page("/uitnodigingen").form("/aannemen").submit()
    assert kinds(make, vera.user) == sorted(["volunteer", kind])


def test_the_coordinators_own_words_for_the_present_password_make_it_no_safer(known, make, vera):
    form = known.page("/mijn-gegevens").form("Wachtwoord wijzigen")
    form.submit(present_password=NEW, password=PASSWORD, password_again=PASSWORD)
    assert give(make, vera.user, RoleKind.COORDINATOR, location_id=vera.location_id).needs_link


@pytest.mark.parametrize("machine", [False, True])
def test_a_password_by_a_link_of_an_admin_or_the_command_line_stays_and_the_sessions_end(
    app, make, client, vera, machine
):
    if machine:
        output = app.test_cli_runner().invoke(args=["user", "link", "vera@example.org"]).output
        path = "/welkom/" + output.strip().rpartition("/")[2]
    else:
        path = f"/welkom/{links_service.hand_out(make.act(make.admin()), vera.user_id, 7)}"
    client.page(path).form().submit(password=NEW, password_again=NEW)
    assert not give(make, vera.user, RoleKind.COORDINATOR, location_id=vera.location_id).needs_link
    assert client.get("/vandaag").status_code == 303
    assert enter(client, NEW).location == "/"


def test_the_granter_reads_the_new_link_once_and_the_second_tap_says_what_is(sign_in, make, client, vera):
    visitor = sign_in(make.admin())
    form = visitor.page(f"/beheer/gebruikers/{vera.user_id}/rollen/nieuw").form("Rol geven")
    page = form.submit(kind="functional_admin")
    assert page.status == 200
    address = page.all("textarea")[0].text
    assert client.page(address.removeprefix("http://localhost")).status == 200
    again = form.submit(kind="functional_admin")
    assert "al uitgenodigd" in again.text
    assert "Maak een link" in visitor.page(f"/beheer/gebruikers/{vera.user_id}").buttons


def test_an_admin_who_takes_on_one_more_role_stays_in(sign_in, make):
    admin = make.admin(password=PASSWORD)
    visitor = sign_in(admin)
    form = visitor.page(f"/beheer/gebruikers/{admin.id}/rollen/nieuw").form("Rol geven")
    page = form.submit(kind="coordinator", location_id=str(make.location().id)).follow()
    assert "De rol is aangeboden" in page.text
    assert visitor.page("/uitnodigingen").form("/aannemen").submit().location == "/"
    assert kinds(make, admin) == ["coordinator", "functional_admin"]


def test_who_never_chose_a_password_loses_the_coordinators_link_and_the_granter_has_another(client, make, vera):
    vera.user.password_hash = None
    make.save(vera.user)
    path = f"/welkom/{links_service.hand_out(make.act(make.coordinator()), vera.user_id, 7)}"
    assert give(make, vera.user, RoleKind.COORDINATOR, location_id=vera.location_id).needs_link
    client.page(path, status=404)


def test_an_account_that_nobody_had_yet_has_its_first_role_at_once(sign_in, make):
    user = make.user()
    granted = give(make, user, RoleKind.COORDINATOR, location_id=make.location().id)
    assert (granted.invited, granted.needs_link) == (False, False)
    assert kinds(make, user) == ["coordinator"]
    assert give(make, user, RoleKind.FUNCTIONAL_ADMIN).invited


def test_a_coordinator_elsewhere_gets_no_hold_of_an_account_without_a_role(make, there):
    user = make.user(email="vera@example.org", first_name="Vera", last_name="Geheim")
    add(make, there)
    for _each in range(2):
        with pytest.raises(NotVisible):
            links_service.hand_out(make.act(there), user.id, 7)
    give(make, user, RoleKind.FUNCTIONAL_ADMIN)
    assert kinds(make, user) == []
    with pytest.raises(NotVisible):
        links_service.hand_out(make.act(there), user.id, 7)
    assert db.session.scalars(select(OneTimeLink)).all() == []


# The mails and notices to the owner.


def mails(user):
    return [(mail.certain, mail.state) for mail in db.session.scalars(select(OutgoingMail).filter_by(user_id=user.id))]


def test_the_owner_is_told_of_each_link_and_each_change_of_password(known, sign_in, make, vera):
    form = known.page("/mijn-gegevens").form("Wachtwoord wijzigen")
    form.submit(present_password=NEW, password=PASSWORD, password_again=PASSWORD)
    codes = db.session.scalars(select(Notice.code).filter_by(user_id=vera.user_id).order_by(Notice.id)).all()
    assert codes == ["link_handed_out", "password_set", "password_set"]
    assert mails(vera.user) == [(True, "waiting")] * 3
    page = sign_in(vera.user).page("/meldingen")
    assert "Er is een link gemaakt" in page.text
    assert "nieuw wachtwoord gekozen" in page.text


def test_a_second_role_is_told_to_its_owner(make, vera, there):
    add(make, there)
    assert mails(vera.user) == [(True, "waiting")]
    assert [role.location_id for role in db.session.scalars(select(Role).filter_by(user_id=vera.user_id))] == [
        vera.location_id
    ]
