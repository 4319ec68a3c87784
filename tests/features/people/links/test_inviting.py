"""Inviting many at once: who has no password yet, at the own location, by mail."""

import pytest
from sqlalchemy import select

from portal.access import Action, RoleKind, may
from portal.db import db
from portal.people.links import service
from portal.people.links.queries import invitable
from portal.people.links.rules import link_state
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import User
from portal.refusals import Forbidden
from tests.make import PASSWORD
from tests.support.mailing import counted

PAGE = "/gebruikers/uitnodigen"


def invited():
    """To whom a link waits to be mailed."""
    db.session.rollback()
    mails = select(OutgoingMail).where(OutgoingMail.link_id.is_not(None), OutgoingMail.state == "waiting")
    return sorted(mail.user.email for mail in db.session.scalars(mails))


@pytest.fixture
def here(make, both):
    """More volunteers of the same location, one with a password."""
    location = both.sender.roles[0].location
    make.volunteer(location, make.user(email="noor@example.org", first_name="Noor", last_name="Bakker"))
    make.volunteer(location, make.user(email="known@example.org", password=PASSWORD))
    return both


def test_a_coordinator_invites_all_who_have_no_password_in_one_step(post, server, here, sign_in):
    here.everybody["noor@example.org"] = None
    assert PAGE in sign_in(here.sender).page("/vrijwilligers").links.values()
    page = sign_in(here.sender).page(PAGE)
    assert "known@example.org" not in page.text
    assert "evi@elders.example" not in page.text
    answer = page.form("Mail de link").submit().follow()
    assert "Naar 2 mensen wordt een link gemaild." in answer.text
    assert invited() == ["noor@example.org", "vera@example.org"]
    assert post.run() == counted(sent=2)
    assert sign_in(here.sender).page(PAGE).text.count("Gemaild op") == 2
    # Nobody is ticked any more, so that a second tap asks for a choice.
    assert sign_in(here.sender).page(PAGE).form("Mail de link").submit().status == 422


def test_who_is_not_theirs_or_needs_none_is_left_out_of_what_was_sent(here, make):
    known = db.session.scalars(select(User).where(User.email == "known@example.org")).one()
    count = service.invite_many(make.act(here.sender), [here.vera.id, here.evi.id, known.id, 999999], days=7)
    assert (count, invited()) == (1, ["vera@example.org"])
    assert service.invite_many(make.act(here.sender), [here.vera.id], days=7) == 0
    with pytest.raises(Forbidden):
        service.invite_many(make.act(here.vera), [here.vera.id], days=7)


def test_an_admin_invites_everybody(post, here, make, sign_in):
    admin = sign_in(make.admin(password=PASSWORD))
    assert PAGE in admin.page("/beheer/gebruikers").links.values()
    page = admin.page(PAGE)
    assert "wim@gemeente.example" in page.text
    page.form("Mail de link").submit()
    assert {"evi@elders.example", "vera@example.org", "wies@elders.example"} <= set(invited())


def test_without_mail_the_page_says_so_and_a_link_is_shown(here, sign_in):
    page = sign_in(here.sender).page(PAGE)
    assert "Wegwijs verstuurt nu geen mail" in page.text
    answer = sign_in(here.sender).send(f"/gebruikers/{here.vera.id}/link/mailen")
    assert "/welkom/" in answer.text
    assert invited() == []


def test_everybody_with_a_password_leaves_an_empty_page(make, sign_in):
    assert "Iedereen heeft een wachtwoord" in sign_in(make.coordinator()).page(PAGE).text


@pytest.mark.parametrize("kind", [None, RoleKind.COORDINATOR, RoleKind.FUNCTIONAL_ADMIN, RoleKind.TEAM_MEMBER])
def test_the_list_holds_exactly_those_to_whom_a_link_may_be_handed_out(here, make, kind):
    if kind is not None:
        place = {RoleKind.COORDINATOR: {"location": here.sender.roles[0].location}}.get(kind, {})
        make.role(here.vera, kind, **({"team": here.wim.roles[0].team} if kind is RoleKind.TEAM_MEMBER else place))
    for who in (here.sender, make.admin(), here.vera, here.wim):
        actor = make.actor(who)
        users = db.session.scalars(select(User).where(User.active, User.password_hash.is_(None)))
        right = {user.id for user in users.unique() if may(actor, Action.HAND_OUT_LINK, user) and user.roles}
        listed = {user.id for user in db.session.scalars(invitable(actor)).unique()}
        assert listed == right


@pytest.mark.parametrize(
    ("mail", "attempts", "good", "state"),
    [
        ("waiting", 0, None, "waiting"),
        ("waiting", 2, True, "trying"),
        ("sent", 1, True, "sent"),
        ("sent", 1, False, "expired"),
        ("given_up", 13, True, "not_delivered"),
    ],
)
def test_how_far_a_mailed_link_is(clock, mail, attempts, good, state):
    now = clock()
    expires_at = None if good is None else clock.move(days=7 if good else -1) or clock()
    assert link_state(mail, attempts, expires_at, now) == state


def test_the_page_of_an_account_says_how_far_its_link_is(post, server, both, make, sign_in, clock):
    admin = make.admin(password=PASSWORD)
    both.everybody[admin.email] = admin

    def said():
        return sign_in(admin).page(f"/beheer/gebruikers/{both.vera.id}").text

    assert "Mail een link" in said()
    server.answers = ["452 4.2.2 mailbox full"]
    service.have_link_mailed(make.act(admin), both.vera.id, days=7)
    assert "De link wordt gemaild." in said()
    post.run()
    assert "Wegwijs probeert het opnieuw." in said()
    clock.move(minutes=5)
    post.run()
    assert "Gemaild op" in said()
    clock.move(days=7)
    assert "De gemailde link is verlopen" in said()
    both.vera.password_hash = "somebody's"
    db.session.commit()
    assert "Mail een link" in said()
