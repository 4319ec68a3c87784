"""A session ends on the server: for every copy of its cookie, at its time, and whatever the browser keeps."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.jobs import jobs_of
from portal.people.accounts import service as accounts_service
from portal.people.models.people import SignInAttempt, UserSession
from portal.people.rules import MEMORY, SESSION_LIVES
from portal.people.sessions import service as sessions_service
from portal.people.sessions.tries import Visit
from portal.people.sessions.words import browser_name
from portal.refusals import Busy, Refused
from portal.web.acting import SEEN_KEY
from tests.make import PASSWORD
from tests.support.audit import lines

FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


@pytest.fixture
def coordinator(make):
    return make.coordinator(email="c@example.org", password=PASSWORD)


@pytest.fixture
def copied(app):
    """`copied(visitor)`: somebody else with the same cookie as it is now."""

    def copy(visitor):
        thief = app.test_client()
        with visitor.session_transaction() as session:
            kept = dict(session)
        with thief.session_transaction() as session:
            session.update(kept)
        return thief

    return copy


def enter(client, email="c@example.org", password=PASSWORD):
    return client.page("/inloggen").form("/inloggen").submit(email=email, password=password)


def reads_on(visitor):
    return visitor.get("/bord").status_code == 200


def kept():
    db.session.expire_all()
    return list(db.session.scalars(select(UserSession).order_by(UserSession.id)))


def test_who_signs_out_ends_the_session_for_a_copied_cookie_too(client, coordinator, copied):
    enter(client)
    thief = copied(client)
    assert reads_on(thief)
    client.page("/bord").form("Uitloggen").submit()
    assert not reads_on(thief)
    assert thief.page("/bord", status=303).location == "/inloggen?next=/bord"


def test_signing_out_here_leaves_the_other_device_signed_in(sign_in, coordinator):
    phone, desk = sign_in(coordinator), sign_in(coordinator)
    phone.page("/bord").form("Uitloggen").submit()
    assert reads_on(desk)


def test_who_taps_sign_out_twice_is_at_the_sign_in_twice(sign_in, coordinator, copied):
    visitor = sign_in(coordinator)
    twice = visitor.page("/bord").form("Uitloggen"), copied(visitor).page("/bord").form("Uitloggen")
    assert [form.submit().location for form in twice] == ["/inloggen", "/inloggen"]
    assert twice[0].submit().location == "/inloggen"
    assert len(lines("session.ended")) == 1


def test_a_session_ends_after_twelve_hours_however_busy(client, coordinator, clock):
    enter(client)
    for _each in range(51):
        clock.move(minutes=14)
        assert reads_on(client)
    clock.move(minutes=12 * 60 - 51 * 14 - 1)
    assert reads_on(client)
    clock.move(minutes=1)
    assert not reads_on(client)


def test_what_is_sent_after_twelve_hours_asks_to_sign_in_and_then_goes_through(client, coordinator, clock):
    enter(client)
    form = client.page("/mijn-gegevens").form("Keuze opslaan")
    clock.move(hours=11)
    with client.session_transaction() as session:
        session[SEEN_KEY] = int(clock().timestamp())
    clock.move(minutes=61)
    with client.session_transaction() as session:
        session[SEEN_KEY] = int(clock().timestamp())
    again = form.submit()
    assert again.status == 401
    assert again.form().submit(_resume_email="c@example.org", _resume_password=PASSWORD).status == 303
    assert reads_on(client)


def test_who_was_silent_too_long_is_out_and_so_is_a_fresh_copy(client, coordinator, clock, copied):
    enter(client)
    thief = copied(client)
    clock.move(minutes=10)
    assert reads_on(thief)  # and so keeps its own cookie fresh
    clock.move(minutes=6)
    assert not reads_on(client)
    assert not reads_on(thief)
    assert [line.actor_id for line in lines("session.locked")] == [coordinator.id]


def test_a_database_without_room_locks_nobody_in(client, coordinator, clock, app, monkeypatch):
    enter(client)

    def busy(*_each):
        raise Busy

    sessions = app.extensions["sessions"]
    monkeypatch.setitem(app.extensions, "sessions", type(sessions)(sessions.find, busy, busy))
    clock.move(minutes=61)
    assert client.page("/bord", status=303).location == "/inloggen?next=/bord"


def test_closing_the_account_ends_its_sessions(sign_in, make, coordinator):
    visitor = sign_in(coordinator)
    accounts_service.close_account(make.act(make.admin()), coordinator.id)
    assert not reads_on(visitor)
    accounts_service.open_account(make.act(make.admin()), coordinator.id)
    assert not reads_on(visitor)


def test_of_a_session_is_kept_what_a_list_of_them_needs(client, coordinator, clock):
    client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    enter(client)
    began = clock()
    for _try in range(6):
        clock.move(minutes=13)
        assert reads_on(client)
    (session,) = kept()
    assert (session.user_id, session.browser, session.started_at) == (coordinator.id, "Firefox, Android", began)
    assert clock() - session.seen_at < MEMORY
    assert session.ended_at is None
    with client.session_transaction() as cookie:
        assert cookie["_user_id"] != session.token_hash


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (FIREFOX, "Firefox, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_known_by_browser_and_system_alone(said, name):
    assert browser_name(said) == name


def test_a_job_erases_sessions_that_are_over_and_tries_that_count_no_longer(app, make, sign_in, coordinator, clock):
    over, _silent = sign_in(coordinator), sign_in(coordinator)
    over.page("/bord").form("Uitloggen").submit()
    with pytest.raises(Refused):
        sessions_service.sign_in("c@example.org", "wrong-wrong-wrong", Visit("192.0.2.1", "", "p"), clock())
    erase = jobs_of(app)["sessions"].run
    assert erase(make.act(coordinator)) == {"sessions": 1, "tries": 0}
    clock.set(clock() + SESSION_LIVES)
    fresh = sign_in(coordinator)
    assert erase(make.act(coordinator)) == {"sessions": 1, "tries": 3}
    assert erase(make.act(coordinator)) == {"sessions": 0, "tries": 0}
    assert reads_on(fresh)
    assert db.session.scalars(select(SignInAttempt)).all() == []
