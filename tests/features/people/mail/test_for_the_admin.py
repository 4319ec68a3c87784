"""The functional admin sees whether mail goes out and whom it does not reach, and nothing of what it is about."""

import pytest
from sqlalchemy import select

from portal.access import RoleKind
from portal.db import db
from portal.people.mail.service import try_given_up_again
from portal.people.models.mail import OutgoingMail
from portal.refusals import Forbidden
from portal.web.paging import PAGE_SIZE
from tests.support.audit import lines
from tests.support.mailing import WORDS, counted

EVI, VERA = "evi@elders.example", "vera@example.org"
NOBODY = "550 5.1.1 vera@example.org unknown"


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.admin(first_name="Bea", last_name="Beheer"))


def test_it_shows_what_waits_since_when_and_when_the_last_one_went(post, server, both, admin, clock):
    page = admin.page("/beheer/mail")
    assert "Wacht nu 0 mails" in page.text
    assert "Laatst verstuurd nog niet" in page.text
    both.tell(both.vera, both.evi)
    clock.move(minutes=12)
    page = admin.page("/beheer/mail")
    assert "Wacht nu 2 mails" in page.text
    assert "de oudste sinds ma 9 mrt 2026 10:00" in page.text
    post.run()
    assert "Laatst verstuurd ma 9 mrt 2026 10:12" in admin.page("/beheer/mail").text


def test_it_says_that_no_mail_goes_out_while_a_setting_is_missing(post, both, admin):
    both.tell(both.vera, both.evi)
    assert "Wegwijs verstuurt nu geen mail" not in admin.page("/beheer/mail").text
    post.configure(public_url="")
    assert "Wegwijs verstuurt nu geen mail" in admin.page("/beheer/mail").text


def test_who_gets_no_mail_stands_there_with_the_code_and_not_with_what_it_was_about(post, server, both, admin):
    assert "Geen mail geweigerd" in admin.page("/beheer/mail").text
    server.refused[VERA] = NOBODY
    both.tell(both.vera, both.evi)
    post.run()
    assert "1 kwam niet aan" in admin.page("/beheer").text
    page = admin.page("/beheer/mail")
    assert VERA in page.text
    assert "geweigerd, code 550" in page.text
    assert EVI not in page.text
    names = ("Noor", "de Vries")  # of whom the mail was for: the admin keeps the accounts
    assert [word for word in WORDS if word in page.text and word not in names] == []


def test_everything_given_up_can_be_sent_again_with_one_tap_that_may_come_twice(post, server, both, admin):
    server.refused |= {VERA: NOBODY, EVI: "554 relay access denied"}
    both.tell(both.vera, both.evi)
    assert post.run() == counted(given_up=2)
    server.refused.clear()
    form = admin.page("/beheer/mail").form("Alles opnieuw versturen")
    for _tap in range(2):
        assert (form.submit().status, len(lines("mail.tried_again"))) == (303, _tap + 1)
    assert post.run() == counted(sent=2)
    assert sorted(server.receivers) == [EVI, VERA]
    assert "Geen mail geweigerd" in admin.page("/beheer/mail").text


def test_who_reads_in_the_portal_or_may_not_be_in_any_more_needs_nothing(post, server, both, admin, sign_in):
    server.refused |= {VERA: NOBODY, EVI: NOBODY}
    both.tell(both.vera, both.evi)
    post.run()
    both.evi.active = False
    db.session.commit()
    sign_in(both.vera).page("/meldingen").form("Alles gelezen").submit()
    server.refused.clear()
    page = admin.page("/beheer/mail")
    assert "Geen mail geweigerd" in page.text
    assert not [address for address in (EVI, VERA) if address in page.text]
    admin.send("/beheer/mail/opnieuw", status=303)
    assert post.run() == counted()
    assert server.mails == []
    assert set(db.session.scalars(select(OutgoingMail.state))) == {"not_needed"}


@pytest.mark.parametrize("who", ["sender", "vera", "wim"])
def test_nobody_else_may_send_again(post, both, make, who):
    with pytest.raises(Forbidden):
        try_given_up_again(make.act(getattr(both, who)))


def test_a_long_list_is_paged_from_the_last_one_seen(both, admin, make):
    there = make.location("Team Elders")
    for number in range(PAGE_SIZE + 1):
        user = make.user(email=f"persoon-{number:02}@elders.example")
        make.role(user, RoleKind.COORDINATOR, location=there)
        make.notice(user)
    db.session.query(OutgoingMail).update({"state": "given_up", "attempts": 13, "settled_at": make.clock()})
    db.session.commit()
    first = admin.page("/beheer/mail")
    second = admin.page(first.links["Volgende"])
    assert "persoon-00@elders.example" not in first.text
    assert "geen antwoord" in second.text
    assert second.text.count("@elders.example") == 1
    assert "persoon-00@elders.example" in second.text
