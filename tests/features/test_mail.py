"""E-mail carries no personal data: "er staat iets klaar", and a link (rule 12)."""

import socket
from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people import service_mail
from portal.people.models import Notice
from portal.people.service_notices import notify
from portal.work import Act, unit_of_work
from tests.support.audit import lines
from tests.support.races import race
from tests.support.smtp import mail_server

SECRETS = ("Merhawi", "Tekle", "Kerklaan", "2132 AB", "WO-2026-0007", "/trajecten/12", "vera", "Noor", "de Vries")


@pytest.fixture
def reader(make):
    """Somebody with two notices full of what a mail must not say."""
    reader = make.user(email="vera@example.org")
    tell(make, reader, 2)
    return reader


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


def tell(make, user, times=1):
    """Notices from somebody else, as the commands leave them."""
    sender = make.coordinator()
    with unit_of_work(make.act(sender)) as work:
        for _each in range(times):
            notify(work, user.id, "assigned", "/trajecten/12", household="Merhawi Tekle, Kerklaan 1, 2132 AB")
        work.commit("notices.read", None)


@pytest.fixture
def send(app, server, monkeypatch):
    """`flask mail send` against the server; gives what it printed and its exit status."""

    def run(**changes):
        changes = {"mail_server": server.address, "public_url": "https://wegwijs.example.org", **changes}
        monkeypatch.setitem(app.extensions, "config", replace(app.extensions["config"], **changes))
        result = app.test_cli_runner().invoke(args=["mail", "send"])
        db.session.rollback()
        return result.output.strip(), result.exit_code

    return run


def test_a_person_gets_one_mail_that_says_only_that_something_is_there(server, send, reader):
    assert send() == ("sent=1 failed=0", 0)
    (mail,) = server.mails
    assert mail["To"] == "vera@example.org"
    assert mail["Subject"] == "Er staat iets voor u klaar in Wegwijs"
    assert [line for line in mail.get_content().splitlines() if line] == [
        "Er staat iets voor u klaar in Wegwijs.",
        "https://wegwijs.example.org/meldingen",
    ]


def test_whatever_the_notice_says_nothing_of_it_is_in_the_mail(server, send, reader):
    send()
    (mail,) = server.mails
    del mail["To"]
    whole = mail.as_string().lower()
    assert [secret for secret in SECRETS if secret.lower() in whole] == []


def test_the_mail_speaks_the_readers_language_and_is_the_same_for_everyone(make):
    first, second = (
        service_mail.message(address, "nl", "portal@example.org", "https://wegwijs.example.org")
        for address in ("a@example.org", "b@example.org")
    )
    del first["To"], second["To"]
    assert first.as_string() == second.as_string()


def test_nobody_is_told_the_same_twice(server, send, reader):
    send()
    assert send() == ("sent=0 failed=0", 0)
    assert len(server.mails) == 1


def test_something_new_is_told_again(server, send, reader, make):
    send()
    tell(make, reader)
    assert send() == ("sent=1 failed=0", 0)


def test_what_was_read_in_the_portal_needs_no_mail(server, send, reader, sign_in, make):
    make.role(reader, "functional_admin")
    sign_in(reader).page("/meldingen").form("Alles gelezen").submit()
    assert send() == ("sent=0 failed=0", 0)


def test_somebody_who_may_not_be_in_any_more_gets_no_mail(server, send, reader):
    reader.active = False
    db.session.commit()
    assert send() == ("sent=0 failed=0", 0)


def test_a_mail_that_was_not_taken_is_tried_again_and_keeps_no_other_back(server, send, reader, make):
    other = make.user(email="otto@example.org")
    tell(make, other)
    server.refused.add("vera@example.org")
    assert send() == ("sent=1 failed=1", 1)
    assert [mail["To"] for mail in server.mails] == ["otto@example.org"]
    server.refused.clear()
    assert send() == ("sent=1 failed=0", 0)
    assert [mail["To"] for mail in server.mails] == ["otto@example.org", "vera@example.org"]


def test_two_workers_at_once_send_each_mail_once(app, make, clock):
    for number in range(8):
        tell(make, make.user(email=f"persoon-{number}@mail.example.org"))
    sent = []
    act = Act(make.act(make.admin()).actor, clock())
    race(4, lambda _n: service_mail.send_waiting(act, sent.append, "portal@example.org", "https://x.example.org"))
    assert sorted(mail["To"] for mail in sent) == [f"persoon-{number}@mail.example.org" for number in range(8)]


@pytest.mark.parametrize("missing", ["mail_server", "public_url"])
def test_without_a_server_or_an_address_nothing_is_sent_or_claimed(server, send, reader, missing):
    output, status = send(**{missing: ""})
    assert status == 2
    assert "MAIL_SERVER and PUBLIC_URL must both be set" in output
    assert set(db.session.scalars(select(Notice.mailed_at))) == {None}


def test_a_server_that_does_not_answer_costs_nothing(send, reader):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        output, status = send(mail_server=f"127.0.0.1:{taken.getsockname()[1]}")
    assert (output, status) == ("Error: the mail server refused: ConnectionRefusedError; nothing is lost.", 1)
    assert set(db.session.scalars(select(Notice.mailed_at))) == {None}


def test_a_password_is_never_sent_over_a_connection_that_cannot_be_encrypted(server, send, reader):
    output, status = send(mail_user="portal", mail_password="geheim")
    assert (output, status) == ("Error: the mail server refused: SMTPNotSupportedError; nothing is lost.", 1)
    assert server.mails == []


def test_what_was_sent_leaves_a_line_without_addresses(send, reader):
    assert send() == ("sent=1 failed=0", 0)
    assert [line.facts for line in lines("mail.claimed")] == [{"people": 1}]
