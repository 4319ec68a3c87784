"""A link that goes by mail: its token is made when it is sent, lies nowhere, and a further try voids the former."""

import pytest
from sqlalchemy import select

from portal.access import RoleKind
from portal.db import db
from portal.people.accounts import service as accounts_service
from portal.people.links import service as links_service
from portal.people.mail.outbox import Fate, claim, settle
from portal.people.mail.rules import LEASE
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice, OneTimeLink, Role, Volunteer
from portal.people.roles import service as roles_service
from portal.refusals import Forbidden, NotVisible, Refused
from tests.support.audit import lines
from tests.support.mailing import PUBLIC_URL, TOKEN, counted

FULL, NOBODY = "452 4.2.2 mailbox full", "550 5.1.1 unknown"
NEW = "fietsen door de regen"


def mail_to(make, user, by):
    links_service.have_link_mailed(make.act(by), user.id, days=7)


def paths(server):
    """The links of the mails that were taken, in order."""
    return [TOKEN.search(mail.get_content()).group() for mail in server.mails]


def outbox(user):
    db.session.rollback()
    which = select(OutgoingMail.state).where(OutgoingMail.user_id == user.id, OutgoingMail.link_id.is_not(None))
    return list(db.session.scalars(which.order_by(OutgoingMail.id)))


def notices(user):
    return list(db.session.scalars(select(Notice.code).where(Notice.user_id == user.id).order_by(Notice.id)))


def whole_database():
    tables = db.metadata.sorted_tables
    return " ".join(str(row) for table in tables for row in db.session.execute(table.select()))


def test_a_coordinator_mails_a_link_and_the_volunteer_comes_in_with_it(post, server, both, sign_in, client):
    volunteer = db.session.scalars(select(Volunteer).where(Volunteer.user_id == both.vera.id)).one()
    page = sign_in(both.sender).page(f"/vrijwilligers/{volunteer.id}")
    answer = page.form("Mail een link").submit().follow()
    assert "De link wordt gemaild naar vera@example.org" in answer.text
    assert post.run() == counted(sent=1)
    [mail] = server.mails
    assert (mail["To"], mail["Subject"]) == ("vera@example.org", "Kies uw wachtwoord voor Wegwijs")
    assert f"{PUBLIC_URL}{paths(server)[0]}" in mail.get_content()
    assert "De link werkt één keer, en 7 dagen lang." in mail.get_content()
    assert client.page(paths(server)[0]).form().submit(password=NEW, password_again=NEW).status == 303
    assert [line.actor_id for line in lines("user.link_asked")] == [both.sender.id]
    assert [line.subject_id for line in lines("user.link_made")] == [both.vera.id]


def test_the_token_is_made_when_the_mail_goes_and_lies_in_no_table(post, server, both, make):
    mail_to(make, both.vera, both.sender)
    waiting = db.session.scalars(select(OneTimeLink)).one()
    assert (waiting.token_hash, waiting.expires_at) == (None, None)
    post.run()
    token = paths(server)[0].removeprefix("/welkom/")
    assert len(db.session.scalars(select(OneTimeLink)).one().token_hash) == 64
    assert token not in whole_database()
    assert token not in post.logged


def test_a_first_password_and_a_new_one_are_mailed_in_the_same_words(post, server, both, make):
    both.evi.password_hash = "somebody's"
    db.session.commit()
    admin = make.admin()
    for user in (both.vera, both.evi):
        mail_to(make, user, admin)
    post.run()
    vera, evi = (TOKEN.sub("", mail.get_content()) for mail in server.mails)
    assert vera == evi


def test_the_link_is_good_from_when_it_goes_however_long_it_waited(post, server, both, make, clock, client):
    mail_to(make, both.vera, both.sender)
    clock.move(days=30)
    post.run()
    clock.move(days=6, hours=23)
    assert client.page(paths(server)[0]).heading == "Kies een wachtwoord"
    clock.move(hours=1)
    client.page(paths(server)[0], status=404)


def test_a_mail_that_may_have_arrived_is_void_when_it_is_tried_again_and_another_mail(
    post, server, both, make, clock, client
):
    mail_to(make, both.vera, both.sender)
    server.hangs_up = True
    assert post.run()[1] == 1
    assert client.page(paths(server)[0]).heading == "Kies een wachtwoord"
    server.hangs_up = False
    clock.move(minutes=5)
    assert post.run() == counted(sent=1)
    client.page(paths(server)[0], status=404)
    assert client.page(paths(server)[1]).heading == "Kies een wachtwoord"
    assert len({mail["Message-ID"] for mail in server.mails}) == 2


def test_who_came_in_by_a_mail_in_doubt_gets_no_second_one(post, server, both, make, clock, client):
    mail_to(make, both.vera, both.sender)
    server.hangs_up = True
    post.run()
    server.hangs_up = False
    client.page(paths(server)[0]).form().submit(password=NEW, password_again=NEW)
    clock.move(minutes=5)
    post.run()
    assert outbox(both.vera) == ["not_needed"]
    assert [mail["Subject"] for mail in server.mails].count("Kies uw wachtwoord voor Wegwijs") == 1


def test_a_worker_that_sent_late_does_not_end_the_try_that_voided_its_link(both, make, clock):
    mail_to(make, both.vera, both.sender)
    late = claim(make.act(both.sender))
    clock.set(clock() + LEASE)
    now = claim(make.act(both.sender))
    assert late.token != now.token
    assert late.token not in repr(late)
    settle(make.act(both.sender), late, Fate.SENT, None)
    assert outbox(both.vera) == ["waiting"]
    settle(make.act(both.sender), now, Fate.SENT, None)
    assert outbox(both.vera) == ["sent"]


def close(make, both):
    accounts_service.close_account(make.act(make.admin()), both.vera.id, knowingly=True)


def show_another(make, both):
    links_service.hand_out(make.act(both.sender), both.vera.id, days=7)


def give_a_role(make, both):
    both.vera.password_hash = "somebody's"
    db.session.commit()
    roles_service.grant_role(make.act(make.admin()), both.vera.id, RoleKind.FUNCTIONAL_ADMIN, roles_service.RolePlace())


def end_her_role(make, both):
    db.session.scalars(select(Role).where(Role.user_id == both.vera.id)).one().ended_on = make.today
    db.session.commit()


def end_the_senders_role(make, both):
    db.session.scalars(select(Role).where(Role.user_id == both.sender.id)).one().ended_on = make.today
    db.session.commit()


@pytest.mark.parametrize("meanwhile", [close, show_another, give_a_role, end_her_role, end_the_senders_role])
def test_what_ended_the_right_to_a_link_meanwhile_ends_its_mail(post, server, both, make, meanwhile):
    mail_to(make, both.vera, both.sender)
    meanwhile(make, both)
    post.run()
    assert outbox(both.vera) == ["not_needed"]
    assert not any(TOKEN.search(mail.get_content()) for mail in server.mails)
    assert db.session.scalars(select(OneTimeLink).where(OneTimeLink.days.is_not(None))).one().used_at is not None


def test_who_asked_hears_that_an_address_is_refused_and_the_new_address_gets_the_link(
    post, server, both, make, sign_in
):
    mail_to(make, both.vera, both.sender)
    server.refused["vera@example.org"] = NOBODY
    both.everybody[both.sender.email] = both.sender
    assert post.run() == counted(sent=1, given_up=1)
    assert notices(both.sender) == ["link_not_delivered"]
    page = sign_in(both.sender).page("/meldingen")
    assert f"De mail met de link voor {both.vera.name} kwam niet aan." in page.text
    admin = make.admin()
    assert "geweigerd, code 550" in sign_in(admin).page("/beheer/mail").text
    change_address(make, both, admin)
    assert post.run() == counted(sent=1)
    assert server.receivers == [both.sender.email, "vera@elders.example"]
    assert "Geen mail geweigerd" in sign_in(admin).page("/beheer/mail").text


def change_address(make, both, admin):
    both.everybody["vera@elders.example"] = both.vera
    account = accounts_service.Account("vera@elders.example", "Vera", "Vos")
    accounts_service.change_user(make.act(admin), both.vera.id, both.vera.version, account)


def test_a_link_that_went_to_a_former_address_lets_nobody_in_any_more(post, server, both, make, client):
    mail_to(make, both.vera, both.sender)
    post.run()
    change_address(make, both, make.admin())
    client.page(paths(server)[0], status=404)
    post.run()
    assert server.receivers == ["vera@example.org", "vera@elders.example"]
    assert client.page(paths(server)[1]).heading == "Kies een wachtwoord"


def test_a_full_mailbox_is_tried_again_and_keeps_no_other_mail_back(post, server, both, make, clock):
    mail_to(make, both.vera, both.sender)
    server.answers = [FULL]
    assert post.run() == counted(failed=1)
    both.tell(both.vera)
    assert post.run() == counted(sent=1)
    assert server.mails[0]["Subject"] == "Er staat iets voor u klaar in Wegwijs"
    clock.move(minutes=5)
    assert post.run() == counted(sent=1)
    assert TOKEN.search(server.mails[1].get_content())


def test_a_double_tap_mails_once_and_a_later_wish_again(post, server, both, make, client):
    for _tap in range(2):
        mail_to(make, both.vera, both.sender)
    assert post.run() == counted(sent=1)
    mail_to(make, both.vera, both.sender)
    assert post.run() == counted(sent=1)
    client.page(paths(server)[0], status=404)
    assert notices(both.vera) == ["link_mailed", "link_mailed"]


def test_nobody_has_a_link_mailed_to_whom_they_hand_out_none(both, make):
    with pytest.raises(NotVisible):
        mail_to(make, both.evi, both.sender)
    with pytest.raises(NotVisible):
        mail_to(make, both.evi, both.vera)
    make.role(both.vera, RoleKind.FUNCTIONAL_ADMIN)
    with pytest.raises(Forbidden):
        mail_to(make, both.vera, both.sender)
    both.evi.active = False
    db.session.commit()
    with pytest.raises(Refused, match="account_closed"):
        mail_to(make, both.evi, make.admin())
    assert db.session.scalars(select(OutgoingMail)).all() == []


def test_the_mail_speaks_the_readers_language(post, server, both, make):
    both.vera.locale = "en"
    db.session.commit()
    mail_to(make, both.vera, both.sender)
    post.run()
    assert server.mails[0]["Subject"] == "Choose your password for Wegwijs"
    assert "The link works once, for 7 days." in server.mails[0].get_content()
