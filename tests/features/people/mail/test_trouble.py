"""A mail server that refuses, stops or is not there: nothing twice, nothing lost, and nobody waits for another."""

import socket
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people.accounts import service as accounts_service
from portal.people.mail.rules import MOST_TRIES, wait_after
from portal.people.models.mail import OutgoingMail
from tests.support.mailing import counted

FULL, NOBODY = "452 4.2.2 mailbox of vera@example.org full", "550 5.1.1 vera@example.org unknown"


@pytest.fixture
def told(both):
    """Somebody of each organisation has something to read."""
    both.tell(both.vera, both.evi)
    return both


def outbox(user):
    """The mails to a person as (state, attempts, answer)."""
    db.session.rollback()
    mail = OutgoingMail
    return db.session.execute(
        select(mail.state, mail.attempts, mail.answer).where(mail.user_id == user.id).order_by(mail.id)
    ).all()


def test_a_mailbox_that_is_full_keeps_nobody_elses_mail_back_and_gets_its_own_later(post, server, told, clock):
    server.refused["vera@example.org"] = FULL
    assert post.run() == counted(sent=1, failed=1)
    assert server.receivers == ["evi@elders.example"]
    assert post.run() == counted()  # not before its time
    server.refused.clear()
    clock.move(minutes=4)
    assert post.run() == counted()
    clock.move(minutes=1)
    assert post.run() == counted(sent=1)
    assert server.receivers == ["evi@elders.example", "vera@example.org"]
    assert outbox(told.vera) == [("sent", 2, None)]


def test_the_tries_are_further_and_further_apart_and_end_after_days(post, server, told, clock):
    server.refused["vera@example.org"] = FULL
    assert post.run() == counted(sent=1, failed=1)
    for tries in range(1, MOST_TRIES):
        clock.set(clock() + wait_after(tries) - timedelta(seconds=1))
        assert post.run() == counted()
        clock.set(clock() + timedelta(seconds=1))
        assert post.run() == (counted(failed=1) if tries < MOST_TRIES - 1 else counted(given_up=1))
    assert outbox(told.vera) == [("given_up", MOST_TRIES, 452)]
    clock.move(days=30)
    assert post.run() == counted()
    assert server.tried.count("vera@example.org") == MOST_TRIES


def test_something_new_joins_a_mail_that_waits_for_its_next_try(post, server, told, clock):
    server.refused["vera@example.org"] = FULL
    post.run()
    told.tell(told.vera, told.evi)
    assert post.run() == counted(sent=1)
    assert server.tried.count("vera@example.org") == 1
    server.refused.clear()
    clock.move(minutes=5)
    assert post.run() == counted(sent=1)
    assert server.receivers == ["evi@elders.example"] * 2 + ["vera@example.org"]


def test_a_mailbox_that_does_not_exist_is_not_tried_again(post, server, told, clock):
    server.refused["vera@example.org"] = NOBODY
    assert post.run() == counted(sent=1, given_up=1)
    clock.move(days=9)
    assert post.run() == counted()
    assert outbox(told.vera) == [("given_up", 1, 550)]
    assert server.receivers == ["evi@elders.example"]


def test_what_was_given_up_goes_to_the_new_address_at_once(post, server, told, make):
    server.refused["vera@example.org"] = NOBODY
    post.run()
    told.everybody["vera@elders.example"] = told.everybody.pop("vera@example.org")
    admin, vera = make.act(make.admin()), told.vera
    account = accounts_service.Account("vera@elders.example", "Vera", "Vos")
    accounts_service.change_user(admin, vera.id, vera.version, account)
    assert post.run() == counted(sent=1)
    assert server.receivers == ["evi@elders.example", "vera@elders.example"]


def test_a_new_notice_tries_again_and_one_row_stands_for_all_that_was_given_up(post, server, told):
    server.refused["vera@example.org"] = NOBODY
    post.run()
    for _day in range(3):
        told.tell(told.vera)
        assert post.run() == counted(given_up=1)
    assert outbox(told.vera) == [("given_up", 1, 550)]
    server.refused.clear()
    told.tell(told.vera)
    assert post.run() == counted(sent=1)
    assert outbox(told.vera) == [("sent", 1, None)]
    assert server.receivers == ["evi@elders.example", "vera@example.org"]


def test_words_that_a_server_refuses_are_tried_again_for_they_are_everybodys(post, server, told, clock):
    server.answers = ["554 5.7.1 looks like spam", "451 try later"]
    assert post.run() == counted(failed=2)
    clock.move(minutes=5)
    assert post.run() == counted(sent=2)
    assert sorted(server.receivers) == ["evi@elders.example", "vera@example.org"]


def test_a_sender_that_is_refused_costs_no_mail_a_try(post, server, told):
    server.sender_answer = "553 5.7.1 not yours"
    assert post.run() == ("SMTPSenderRefused; nothing is lost, it is tried again.", 1)
    assert (outbox(told.vera), outbox(told.evi)) == ([("waiting", 0, 553)], [("waiting", 0, None)])
    server.sender_answer = ""
    assert post.run() == counted(sent=2)


@pytest.mark.parametrize(("at", "tries"), [("recipient", 0), ("content", 1)])
def test_a_server_that_closes_for_the_night_is_left_alone(post, server, told, clock, at, tries):
    if at == "recipient":
        server.refused["vera@example.org"] = "421 4.3.2 closing"
    else:
        server.answers = ["421 4.3.2 closing"]
    assert post.run()[1] == 1
    assert (outbox(told.vera), outbox(told.evi)) == ([("waiting", tries, 421)], [("waiting", 0, None)])
    server.refused.clear()
    clock.move(minutes=5)
    assert post.run() == counted(sent=2)
    assert sorted(server.receivers) == ["evi@elders.example", "vera@example.org"]


def test_a_server_that_is_not_there_costs_nothing(post, server, told):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        post.configure(mail_server=f"127.0.0.1:{taken.getsockname()[1]}")
        assert post.run() == ("ConnectionRefusedError; nothing is lost, it is tried again.", 1)
    assert (outbox(told.vera), outbox(told.evi)) == ([("waiting", 0, None)], [("waiting", 0, None)])
    post.configure(mail_server=server.address)
    assert post.run() == counted(sent=2)


def test_a_server_is_not_called_when_nothing_is_to_be_sent(post, server, told):
    post.run()
    post.configure(mail_server="mail.invalid")
    assert post.run() == counted()
    assert len(server.mails) == 2


def test_a_connection_that_breaks_leaves_one_mail_in_doubt_and_it_goes_again_under_the_same_name(
    post, server, told, clock
):
    server.hangs_up = True
    assert post.run() == ("SMTPServerDisconnected; nothing is lost, it is tried again.", 1)
    server.hangs_up = False
    told.tell(told.vera)  # must not join what may have arrived: a second one of the same name may be thrown away
    assert post.run() == counted(sent=1)
    clock.move(minutes=5)
    assert post.run() == counted(sent=2)
    assert server.receivers == ["vera@example.org", "evi@elders.example", "vera@example.org", "vera@example.org"]
    first, _evi, again, new = (mail["Message-ID"] for mail in server.mails)
    assert first == again != new


@pytest.mark.parametrize("refusal", [FULL, "421 4.3.2 closing"])
def test_a_mail_in_doubt_stays_in_doubt_when_its_next_try_is_refused(post, server, told, clock, refusal):
    server.hangs_up = True
    post.run()
    server.hangs_up = False
    told.tell(told.vera)
    clock.move(minutes=5)
    server.refused["vera@example.org"] = refusal
    post.run()
    server.refused.clear()
    clock.move(minutes=10)
    post.run()
    to_vera = [mail["Message-ID"] for mail in server.mails if mail["To"] == "vera@example.org"]
    assert (len(to_vera), to_vera[0] == to_vera[1] != to_vera[2]) == (3, True)
    assert server.receivers.count("evi@elders.example") == 1


def test_a_password_is_never_sent_over_a_connection_that_cannot_be_encrypted(post, server, told):
    post.configure(mail_user="portal", mail_password="geheim")
    assert post.run() == ("SMTPNotSupportedError; nothing is lost, it is tried again.", 1)
    assert server.tried == []
    assert outbox(told.vera) == [("waiting", 0, None)]


def test_the_log_names_nobody_whatever_the_server_answers(post, server, told):
    server.refused |= {"vera@example.org": NOBODY, "evi@elders.example": "421 evi@elders.example later"}
    assert post.run() == ("SMTPRecipientsRefused; nothing is lost, it is tried again.", 1)
    (said,) = post.logged.splitlines()
    assert '"job": "mail"' in said
    assert '"error": "SMTPRecipientsRefused"' in said
    assert [word for word in ("@", "vera", "evi@", "Merhawi", "WO-2026") if word in said] == []
