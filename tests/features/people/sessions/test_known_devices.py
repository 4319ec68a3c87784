"""Whoever guesses keeps nobody out of their own phone, and guessing from everywhere is slowed too."""

from datetime import timedelta

import pytest

from portal.people.links import service as links_service
from portal.people.rules import FREE_TRIES_IN_ALL, FREE_TRIES_PER_ACCOUNT, LONGEST_WAIT
from portal.people.sessions import service as sessions_service
from portal.people.sessions.tries import Visit
from portal.refusals import Refused
from portal.web.acting import SEEN_KEY
from tests.make import PASSWORD
from tests.support.audit import lines

EMAIL, WRONG, NEW = "c@example.org", "wrong-wrong-wrong", "fietsen door de regen"
PEPPER = "pepper"


@pytest.fixture
def coordinator(make):
    return make.coordinator(email=EMAIL, password=PASSWORD)


def enter(client, password=PASSWORD, email=EMAIL):
    return client.page("/inloggen").form("/inloggen").submit(email=email, password=password)


def forget_session(client):
    """The session ends, as after a while; what the browser knows of the device stays."""
    with client.session_transaction() as session:
        session.clear()


def guess(app, clock, times, email=EMAIL):
    """A stranger elsewhere guesses; gives what became of it."""
    codes = []
    for number in range(times):
        visit = Visit(f"198.51.100.{number % 250}", "", app.extensions["config"].secret_key)
        try:
            sessions_service.sign_in(email, WRONG, visit, clock())
        except Refused as refused:
            codes.append(refused.code)
    return codes


def guess_everywhere(app, clock, times):
    """Each guess at another account, from another network."""
    codes = []
    for number in range(times):
        visit = Visit(f"10.{number // 250}.{number % 250}.1", "", app.extensions["config"].secret_key)
        try:
            sessions_service.sign_in(f"p{number}@example.org", WRONG, visit, clock())
        except Refused as refused:
            codes.append(refused.code)
    return codes


def test_five_wrong_tries_from_anywhere_keep_nobody_out_of_a_device_they_used_before(app, client, coordinator, clock):
    enter(client)
    forget_session(client)
    assert guess(app, clock, 9)[-1] == "too_many_tries"
    assert enter(client).status == 303
    assert "te vaak" in enter(app.test_client()).text


def test_who_signs_in_on_a_known_device_gives_those_who_guess_no_new_tries(app, client, coordinator, clock):
    enter(client)
    guess(app, clock, 9)
    forget_session(client)
    enter(client)
    assert guess(app, clock, 1) == ["too_many_tries"]


def test_guessing_on_a_known_device_is_slowed_as_elsewhere(client, coordinator, clock):
    enter(client)
    forget_session(client)
    answers = [enter(client, WRONG).text for _try in range(FREE_TRIES_PER_ACCOUNT + 1)]
    assert ["te vaak" in each for each in answers] == [False] * FREE_TRIES_PER_ACCOUNT + [True]


def test_a_device_is_known_for_one_account_alone(app, client, coordinator, make, clock):
    make.coordinator(email="d@example.org", password=PASSWORD)
    enter(client, email="d@example.org")
    forget_session(client)
    guess(app, clock, 9)
    assert "te vaak" in enter(client).text


def test_two_who_share_a_device_are_both_known_on_it(app, client, coordinator, make, clock):
    make.coordinator(email="d@example.org", password=PASSWORD)
    for email in ("d@example.org", EMAIL):
        enter(client, email=email)
        forget_session(client)
    for email in ("d@example.org", EMAIL):
        guess(app, clock, 9, email)
        assert enter(client, email=email).status == 303
        forget_session(client)


def test_with_a_new_password_the_old_devices_are_unknown_and_the_one_that_chose_it_is_known(
    app, client, coordinator, make, clock
):
    enter(client)
    forget_session(client)
    chooser = app.test_client()
    token = links_service.hand_out(make.act(make.admin()), coordinator.id, 7)
    chooser.page(f"/welkom/{token}").form().submit(password=NEW, password_again=NEW)
    forget_session(chooser)
    guess(app, clock, 9)
    assert "te vaak" in enter(client, NEW).text
    assert enter(chooser, NEW).status == 303
    form = chooser.page("/mijn-gegevens").form("Wachtwoord wijzigen")
    assert form.submit(present_password=NEW, password=PASSWORD, password_again=PASSWORD).status == 303
    forget_session(chooser)
    assert enter(chooser).status == 303


@pytest.mark.parametrize("forged", ["", ".", "a.b", "~~~~~~", "x" * 3000, "ÿ.ÿ"])
def test_what_somebody_makes_up_proves_nothing(app, client, coordinator, clock, forged):
    client.set_cookie("wegwijs-apparaat", forged)
    guess(app, clock, 9)
    assert "te vaak" in enter(client).text


def test_the_proof_names_nobody_and_scripts_do_not_reach_it(client, coordinator):
    data = {"csrf_token": client.csrf_token(), "email": EMAIL, "password": PASSWORD}
    answer = client.open("/inloggen", method="POST", data=data)
    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if each.startswith("wegwijs-apparaat="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Max-Age=15552000" in cookie
    assert EMAIL not in cookie


def test_guesses_from_everywhere_at_everybody_are_seen_in_all(app, clock):
    codes = guess_everywhere(app, clock, 180)
    assert codes[:FREE_TRIES_IN_ALL] == ["sign_in_refused"] * FREE_TRIES_IN_ALL
    assert set(codes[FREE_TRIES_IN_ALL:]) == {"too_many_everywhere"}
    assert len(lines("session.refused")) == FREE_TRIES_IN_ALL


def test_meanwhile_a_known_device_comes_in_at_once_and_a_new_one_after_half_a_minute(app, client, coordinator, clock):
    enter(client)
    forget_session(client)
    guess_everywhere(app, clock, 180)
    assert enter(client).status == 303
    new = app.test_client()
    assert "Wacht 1 min" in enter(new).text
    assert "Wacht 1 min" in enter(new).text
    clock.set(clock() + timedelta(seconds=30))
    guess_everywhere(app, clock, 180)
    assert enter(new).status == 303
    other = app.test_client()
    with other.session_transaction() as session:
        session[SEEN_KEY] = 0
    assert enter(other).status == 303  # the same network may try again and again, for it was right


def test_a_wrong_guess_uses_the_promised_try_up(app, coordinator, clock):
    guess_everywhere(app, clock, FREE_TRIES_IN_ALL)
    stranger = app.test_client()
    enter(stranger, WRONG)
    clock.set(clock() + timedelta(seconds=30))
    assert "klopt niet" in enter(stranger, WRONG).text
    assert "Wacht 1 min" in enter(stranger).text


def test_a_promise_is_not_kept_for_ever(app, coordinator, clock):
    guess_everywhere(app, clock, FREE_TRIES_IN_ALL)
    stranger = app.test_client()
    enter(stranger)
    clock.set(clock() + timedelta(seconds=30) + LONGEST_WAIT)
    assert "Wacht 1 min" in enter(stranger).text


def test_an_hour_later_nobody_waits(app, coordinator, clock):
    guess_everywhere(app, clock, 180)
    clock.move(minutes=61)
    assert enter(app.test_client()).status == 303
