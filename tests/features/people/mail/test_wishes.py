"""Mail as each person wants it: at once or once a day, with reminders or without."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from portal.db import db
from portal.people.models.people import User
from tests.support.audit import lines
from tests.support.mailing import counted

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVI, VERA = "evi@elders.example", "vera@example.org"


@pytest.fixture
def until(clock):
    """`until(day, "07:30")`: it is that moment of March 2026, in Amsterdam."""

    def wait(day, time):
        hour, minute = map(int, time.split(":"))
        clock.set(datetime(2026, 3, day, hour, minute, tzinfo=AMSTERDAM))

    return wait


@pytest.fixture
def wish(sign_in):
    """`wish(user, pace="daily")`: they choose so on their own page."""

    def choose(user, **fields):
        answer = sign_in(user).page("/mijn-gegevens").form("Keuze opslaan").submit(**fields)
        assert (answer.status, answer.location) == (303, "/mijn-gegevens")
        assert "Uw keuze voor de mail is opgeslagen." in answer.follow().text
        db.session.rollback()

    return choose


def test_who_chose_nothing_gets_mail_at_once_and_of_reminders_too(post, server, both, sign_in):
    form = sign_in(both.vera).page("/mijn-gegevens").form("Keuze opslaan")
    assert (form.fields["pace"], form.fields["reminders"]) == (["at_once"], ["y"])
    both.tell(both.vera, reminder=True)
    both.tell(both.evi)
    assert post.run() == counted(sent=2)


def test_one_mail_a_day_comes_at_half_past_seven_and_stands_for_the_whole_day(post, server, both, wish, until):
    wish(both.vera, pace="daily")
    both.tell(both.vera, both.evi)
    assert post.run() == counted(sent=1)
    until(9, "18:00")
    both.tell(both.vera, both.evi)
    assert post.run() == counted(sent=1)
    until(10, "07:29")
    assert post.run() == counted()
    until(10, "07:30")
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI, EVI, VERA]
    both.tell(both.vera)
    until(11, "07:29")
    assert post.run() == counted()
    until(11, "07:30")
    assert post.run() == counted(sent=1)
    until(12, "12:00")
    assert post.run() == counted()


def test_one_mail_a_day_is_one_even_when_the_worker_slept(post, server, both, wish, until):
    wish(both.vera, pace="daily")
    both.tell(both.vera, both.evi)
    until(10, "11:00")
    assert post.run() == counted(sent=2)
    both.tell(both.vera)
    until(10, "23:59")
    assert post.run() == counted()
    until(11, "07:30")
    assert post.run() == counted(sent=1)
    assert sorted(server.receivers) == [EVI, VERA, VERA]


def test_a_daily_mail_that_fails_is_tried_again_the_same_day(post, server, both, wish, until):
    wish(both.vera, pace="daily")
    both.tell(both.vera, both.evi)
    until(10, "07:30")
    server.refused[VERA] = "450 later"
    assert post.run() == counted(sent=1, failed=1)
    server.refused.clear()
    until(10, "07:35")
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI, VERA]


def test_what_was_read_before_half_past_seven_needs_no_mail(post, server, both, wish, until, sign_in):
    for user in (both.vera, both.evi):
        wish(user, pace="daily")
    both.tell(both.vera, both.evi)
    post.run()
    sign_in(both.vera).page("/meldingen").form("Alles gelezen").submit()
    until(10, "07:30")
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI]


def test_who_wants_no_more_waiting_gets_what_waits_at_once(post, server, both, wish, until):
    for user in (both.vera, both.evi):
        wish(user, pace="daily")
    both.tell(both.vera, both.evi)
    assert post.run() == counted()
    wish(both.vera, pace="at_once")
    assert post.run() == counted(sent=1)
    until(10, "07:30")
    assert post.run() == counted(sent=1)
    assert server.receivers == [VERA, EVI]


def test_who_chooses_one_a_day_after_a_mail_gets_the_next_one_tomorrow(post, server, both, wish, until):
    both.tell(both.vera, both.evi)
    post.run()
    both.tell(both.vera, both.evi)
    wish(both.vera, pace="daily")
    assert post.run() == counted(sent=1)
    until(10, "07:30")
    assert post.run() == counted(sent=1)
    assert sorted(server.receivers) == [EVI, EVI, VERA, VERA]


def test_a_reminder_is_always_a_notice_and_a_mail_only_for_who_wants_that(post, server, both, wish, sign_in):
    wish(both.vera, reminders=None)
    both.tell(both.vera, both.evi, reminder=True)
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI]
    for user in (both.vera, both.evi):
        assert "Meldingen 1 niet gelezen" in sign_in(user).page("/mijn-gegevens").links


def test_without_reminders_everything_else_is_still_mailed(post, server, both, wish):
    wish(both.vera, reminders=None)
    both.tell(both.vera, both.evi, reminder=True)
    both.tell(both.vera)
    assert post.run() == counted(sent=2)
    assert sorted(server.receivers) == [EVI, VERA]


def test_a_reminder_that_waits_follows_what_its_reader_wants_by_then(post, server, both, wish, until):
    for user in (both.vera, both.evi):
        wish(user, pace="daily")
    both.tell(both.vera, both.evi, reminder=True)
    post.run()
    wish(both.vera, pace="daily", reminders=None)
    until(10, "07:30")
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI]


def test_of_a_reminder_and_a_notice_that_was_read_nothing_is_left_to_mail(post, server, both, wish, sign_in):
    both.tell(both.vera, both.evi)
    sign_in(both.vera).page("/meldingen").form("Alles gelezen").submit()
    both.tell(both.vera, both.evi, reminder=True)
    wish(both.vera, reminders=None)
    assert post.run() == counted(sent=1)
    assert server.receivers == [EVI]


def test_a_choice_is_ones_own_and_leaves_one_line(both, wish, sign_in, make):
    wish(both.vera, pace="daily", reminders=None)
    form = sign_in(both.vera).page("/mijn-gegevens").form("Keuze opslaan")
    assert (form.fields["pace"], form.fields.get("reminders")) == (["daily"], None)
    assert form.submit().status == 303  # the same again changes nothing
    (line,) = lines("user.changed")
    assert (line.actor_id, line.subject_id) == (both.vera.id, both.vera.id)
    assert sorted(line.facts["fields"]) == ["mail_daily", "mail_reminders"]
    others = db.session.query(User).where(User.id != both.vera.id)
    assert {(user.mail_daily, user.mail_reminders) for user in others} == {(False, True)}


@pytest.mark.parametrize("pace", [[], ["hourly"]])
def test_a_choice_that_does_not_exist_is_refused_beside_the_field(both, sign_in, pace):
    visitor = sign_in(both.evi)
    answer = visitor.send("/mijn-gegevens/mail", {"pace": pace}, status=422)
    assert answer.form("Keuze opslaan").errors.keys() == {"pace"}
    assert answer.title.startswith("Fout:")
    assert (both.evi.mail_daily, both.evi.mail_reminders) == (False, True)
