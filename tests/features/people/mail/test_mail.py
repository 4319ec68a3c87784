"""E-mail carries no personal data: "er staat iets klaar", and a link (rule 12)."""

from copy import deepcopy
from email.utils import parsedate_to_datetime

import pytest
from sqlalchemy import func, select

from portal.db import db
from portal.people.accounts import service as accounts_service
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice
from portal.people.notices.steps import notify
from portal.work import unit_of_work
from tests.support.audit import lines
from tests.support.mailing import PUBLIC_URL, SENDER, counted

UNSET = "MAIL_SERVER, PUBLIC_URL and an address as MAIL_SENDER must be set; nothing was sent."


def test_people_of_two_organisations_get_one_mail_each_that_says_only_that_something_is_there(
    post, server, both, clock
):
    both.tell(both.vera, both.evi, both.wim, both.wies, times=2)
    assert post.run() == counted(sent=4)
    assert sorted(server.receivers) == sorted(both.everybody)
    for mail in server.mails:
        assert mail["Subject"] == "Er staat iets voor u klaar in Wegwijs"
        assert [line for line in mail.get_content().splitlines() if line] == [
            "Er staat iets voor u klaar in Wegwijs.",
            "https://wegwijs.example.org/meldingen",
            "Hoe vaak u zo'n mail krijgt, kiest u hier:",
            "https://wegwijs.example.org/mijn-gegevens#mail",
        ]
        assert (mail["From"], parsedate_to_datetime(mail["Date"])) == (SENDER, clock())


def test_whoever_reads_along_learns_from_no_mail_who_was_told_what(post, server, both):
    both.tell(both.vera, both.evi, both.wim, both.wies)
    post.run()
    mails = deepcopy(server.mails)
    for mail in mails:
        del mail["To"], mail["Message-ID"]
    assert len(mails) == 4
    assert len({mail.as_string() for mail in mails}) == 1


def test_each_mail_has_a_message_id_of_its_own_that_tells_nothing(post, server, both):
    both.tell(both.vera, both.evi)
    post.run()
    names = {mail["Message-ID"] for mail in server.mails}
    keys = db.session.scalars(select(OutgoingMail.message_key))
    assert names == {f"<{key}@example.net>" for key in keys}
    assert len(names) == 2


def test_the_mail_speaks_the_readers_language(post, server, both):
    both.evi.locale = "en"
    db.session.commit()
    both.tell(both.vera, both.evi)
    post.run()
    assert {mail["To"]: mail["Subject"] for mail in server.mails} == {
        both.vera.email: "Er staat iets voor u klaar in Wegwijs",
        both.evi.email: "There is something ready for you in Wegwijs",
    }


def test_nobody_is_told_the_same_twice(post, server, both):
    both.tell(both.vera, both.evi)
    post.run()
    assert post.run() == counted()
    assert len(server.mails) == 2


def test_something_new_is_told_again_to_whom_it_is_about(post, server, both):
    both.tell(both.vera, both.evi)
    post.run()
    both.tell(both.evi)
    assert post.run() == counted(sent=1)
    assert server.receivers[2:] == [both.evi.email]


def test_what_was_read_in_the_portal_needs_no_mail(post, server, both, sign_in):
    both.tell(both.vera, both.evi)
    sign_in(both.vera).page("/meldingen").form("Alles gelezen").submit()
    assert post.run() == counted(sent=1)
    assert server.receivers == [both.evi.email]


def test_of_several_notices_the_last_unread_one_is_enough_for_a_mail(post, server, both, sign_in):
    both.tell(both.vera, both.evi, times=2)
    first = db.session.scalars(select(Notice.id).where(Notice.user_id == both.vera.id).order_by(Notice.id)).first()
    sign_in(both.vera).send(f"/meldingen/{first}", status=303)
    assert post.run() == counted(sent=2)
    assert sorted(server.receivers) == sorted([both.vera.email, both.evi.email])


def test_somebody_who_may_not_be_in_any_more_gets_no_mail(post, server, both, make):
    both.tell(both.vera, both.evi)
    accounts_service.close_account(make.act(make.admin()), both.vera.id)
    assert post.run() == counted(sent=1)
    assert server.receivers == [both.evi.email]


def test_a_mail_goes_to_the_address_of_the_moment_it_goes_out(post, server, both, make):
    both.tell(both.vera, both.evi)
    both.everybody["vera@elders.example"] = both.everybody.pop("vera@example.org")
    admin, vera = make.act(make.admin()), both.vera
    account = accounts_service.Account("vera@elders.example", "Vera", "Vos")
    accounts_service.change_user(admin, vera.id, vera.version, account)
    assert post.run() == counted(sent=2)
    assert sorted(server.receivers) == ["evi@elders.example", "vera@elders.example"]


def test_nobody_gets_mail_of_what_they_did_themselves(post, server, both):
    both.tell(both.sender, both.evi)
    assert post.run() == counted(sent=1)
    assert server.receivers == [both.evi.email]


def test_a_notice_that_is_rolled_back_leaves_no_mail(post, server, both, make):
    with unit_of_work(make.act(both.sender)) as work:
        for user in (both.vera, both.evi):
            notify(work, user.id, "assigned", "/vandaag")
    assert db.session.scalar(select(func.count(OutgoingMail.id))) == 0
    both.tell(both.wim)
    assert post.run() == counted(sent=1)


def test_one_mail_stands_for_all_notices_of_a_person_and_for_nobody_elses(post, server, both):
    both.tell(both.vera, both.evi, times=3)
    post.run()
    told = db.session.execute(
        select(Notice.user_id, OutgoingMail.user_id, OutgoingMail.state, func.count(Notice.id))
        .join(OutgoingMail, OutgoingMail.id == Notice.mail_id)
        .group_by(Notice.mail_id, Notice.user_id, OutgoingMail.user_id, OutgoingMail.state)
    ).all()
    assert sorted(told) == sorted((user.id, user.id, "sent", 3) for user in (both.vera, both.evi))


@pytest.mark.parametrize("missing", ["mail_server", "public_url", "mail_sender"])
def test_without_a_server_an_address_or_a_sender_nothing_is_sent_or_claimed(post, server, both, missing):
    both.tell(both.vera, both.evi)
    post.configure(**{missing: ""})
    assert post.run() == (UNSET, 0)
    assert set(db.session.execute(select(OutgoingMail.state, OutgoingMail.attempts))) == {("waiting", 0)}
    post.configure(mail_server=server.address, public_url=PUBLIC_URL, mail_sender=SENDER)
    assert post.run() == counted(sent=2)


def test_the_outbox_and_the_lines_of_it_name_no_address_and_no_content(post, server, both):
    both.tell(both.vera, both.evi)
    post.run()
    kept = [str(row) for row in db.session.execute(select(OutgoingMail.__table__)).all()]
    kept += [str(line.facts) for line in lines("mail.claimed") + lines("mail.settled")]
    assert len(kept) == 6
    assert [text for text in kept if any(word in text for word in ("@", "vera", "evi", "Merhawi", "WO-2026"))] == []
    assert [line.facts for line in lines("mail.settled")] == [{"fate": "sent"}] * 2
