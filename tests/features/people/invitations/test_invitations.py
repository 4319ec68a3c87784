"""A role that is given to somebody with an account is theirs when they say so, and nothing before."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people.invitations import service as invitations_service
from portal.people.links import service as links_service
from portal.people.models.invitations import Invitation
from portal.people.models.people import Volunteer
from portal.people.roles import service as roles_service
from portal.people.roles.service import RolePlace
from portal.people.sessions.tries import Visit
from portal.people.volunteers import service as volunteers_service
from portal.refusals import Forbidden, NotVisible, Refused
from portal.web.security import opens_without_role
from tests.make import PASSWORD
from tests.support.audit import lines
from tests.support.bringing import Bringer
from tests.support.races import race

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


def open_invitation():
    db.session.expire_all()
    return db.session.scalars(select(Invitation).where(Invitation.answer.is_(None))).one()


def kinds(make, user):
    return sorted(role.kind for role in make.reload(user).roles if role.ended_on is None)


def enter(client, password, email="vera@example.org"):
    return client.page("/inloggen").form("/inloggen").submit(email=email, password=password)


def test_who_is_added_elsewhere_is_nobody_there_until_they_accept(sign_in, make, vera, there):
    coordinator = sign_in(there)
    assert add(make, there) is None
    for path in ("/vrijwilligers", "/bord", "/bord/wachtlijst", f"/trajecten/{waiting(make, there)}/toewijzen"):
        assert "Geheim" not in coordinator.page(path).text
    assert "vera@example.org" in coordinator.page("/vrijwilligers").text
    assert db.session.scalars(select(Volunteer.location_id)).all() == [vera.location_id]
    owner = sign_in(vera.user)
    page = owner.page("/uitnodigingen")
    assert "Vrijwilliger, Team Haarlem" in page.text
    assert page.form("/aannemen").submit().location == "/"
    assert "Vera Geheim" in coordinator.page("/vrijwilligers").text
    assert "Uitgenodigd" not in coordinator.page("/vrijwilligers").text
    volunteer = db.session.scalars(select(Volunteer).where(Volunteer.location_id == there.roles[0].location_id)).one()
    assert (volunteer.hours_per_week, volunteer.function) == (4, "supporter")
    assert open_offers() == [{}]
    assert [line.facts for line in lines("invitation.accepted")] == [{"role": "volunteer"}]
    assert "Vera Geheim heeft uw uitnodiging aangenomen" in coordinator.page("/meldingen").text


def waiting(make, coordinator):
    return make.trajectory(location=coordinator.roles[0].location).id


def open_offers():
    return db.session.scalars(select(Invitation.offer)).all()


def test_who_declines_stays_unknown_and_the_inviter_hears_it_without_a_name(sign_in, make, vera, there):
    add(make, there)
    page = sign_in(vera.user).page("/uitnodigingen").form("/afwijzen").submit().follow()
    assert "afgewezen" in page.text
    told = sign_in(there).page("/meldingen").text
    assert "afgewezen (Team Haarlem)" in told
    assert "Vera" not in told
    assert kinds(make, vera.user) == ["volunteer"]


def test_accepting_twice_or_at_once_is_accepting_once(make, vera, there):
    add(make, there)
    act, key = make.act(vera.user), open_invitation().id
    assert race(4, lambda _n: invitations_service.accept(act, key)) == [None] * 4
    invitations_service.accept(act, key)
    assert kinds(make, vera.user) == ["volunteer", "volunteer"]
    with pytest.raises(Refused, match="invitation_over"):
        invitations_service.decline(act, key)


def test_nobody_accepts_for_another_and_only_who_could_invite_withdraws(make, vera, there):
    add(make, there)
    key = open_invitation().id
    for stranger in (there, make.volunteer().user, make.admin()):
        with pytest.raises(NotVisible):
            invitations_service.accept(make.act(stranger), key)
    for stranger in (make.coordinator(), make.volunteer().user, vera.user):
        with pytest.raises((NotVisible, Forbidden)):
            invitations_service.withdraw(make.act(stranger), key)
    invitations_service.withdraw(make.act(there), key)
    invitations_service.withdraw(make.act(there), key)
    with pytest.raises(Refused, match="invitation_over"):
        invitations_service.accept(make.act(vera.user), key)
    assert len(lines("invitation.withdrawn")) == 1


def test_a_coordinator_withdraws_on_the_list_and_an_admin_on_the_page_of_the_user(sign_in, make, vera, there):
    add(make, there)
    page = sign_in(there).page("/vrijwilligers").form("/intrekken").submit().follow()
    assert "De uitnodiging is ingetrokken" in page.text
    add(make, there)
    page = sign_in(make.admin()).page(f"/beheer/gebruikers/{vera.user_id}").form("/intrekken").submit().follow()
    assert page.heading == "Vera Geheim"


def test_adding_the_same_twice_is_one_invitation_and_with_other_words_is_refused(make, vera, there):
    add(make, there)
    add(make, there)
    open_invitation()
    with pytest.raises(Refused, match="invited_already"):
        volunteers_service.add_volunteer(
            make.act(there), {"email": "vera@example.org"}, {**OFFER, "hours_per_week": 9}, []
        )


def test_an_import_counts_it_once_with_a_notice_and_again_after_the_answer_nothing_new(make, vera, there):
    bring = Bringer(make)
    wim = make.user(email="wim@example.org", first_name="Wim", last_name="van Leeuwen", password=PASSWORD)
    make.volunteer(make.location("Team Verderop"), user=wim)
    first = bring("volunteers", {})
    assert (first.states, [code for _line, code in first.notices]) == ([("new",)], ["volunteer_invited"])
    again = bring("volunteers", {"uren per week": "7"})
    assert (again.states, [code for _line, code in again.notices]) == ([("unchanged",)], ["invitation_waits"])
    invitations_service.accept(make.act(wim), open_invitation().id)
    assert bring("volunteers", {}).states == [("unchanged",)]
    assert bring("volunteers", {"uren per week": "7"}).states == [("changed", "uren per week")]


def test_an_import_asks_nobody_again_who_said_no(make, vera):
    bring = Bringer(make)
    wim = make.user(email="wim@example.org", first_name="Wim", last_name="van Leeuwen")
    make.volunteer(make.location("Team Verderop"), user=wim)
    bring("volunteers", {})
    invitations_service.decline(make.act(wim), open_invitation().id)
    again = bring("volunteers", {})
    assert (again.states, [code for _line, code in again.notices]) == ([("unchanged",)], ["invitation_declined"])


def test_who_has_no_role_left_comes_in_to_answer_and_sees_nothing_else(client, sign_in, make, there):
    make.user(email="vera@example.org", password=PASSWORD)
    assert "klopt niet" in enter(client, PASSWORD).text
    add(make, there)
    assert enter(client, PASSWORD).location == "/"
    assert client.page("/", status=303).location == "/uitnodigingen"
    for path in ("/mijn-gegevens", "/bord", "/vandaag", "/beheer", "/vrijwilligers"):
        assert client.page(path, status=303).location == "/uitnodigingen"
    assert client.send("/rol", {"role": "1"}).location == "/uitnodigingen"
    assert "Meldingen" in client.page("/meldingen").text
    client.page("/uitnodigingen").form("/afwijzen").submit()
    assert client.page("/uitnodigingen", status=303).location == "/inloggen?next=/uitnodigingen"


def test_without_a_role_these_pages_open_and_no_other(app):
    opened = {endpoint for endpoint in app.view_functions if opens_without_role(app, endpoint)}
    assert opened == {
        *("invitations.overview", "invitations.accept", "invitations.decline"),
        *("notices.overview", "notices.open_notice", "notices.read_all"),
        "start.whom_to_ask",
    }


def test_with_a_link_somebody_without_a_role_comes_in_to_answer(client, make, there):
    user = make.user(email="vera@example.org")
    add(make, there)
    token = links_service.hand_out(make.act(make.admin()), user.id, 7)
    client.page(f"/welkom/{token}").form().submit(password=NEW, password_again=NEW)
    assert client.page("/", status=303).location == "/uitnodigingen"
    assert client.page("/uitnodigingen").form("/aannemen").submit().location == "/"
    assert client.page("/beschikbaar").status == 200
