"""The address of one's calendar: made, shown once, replaced and stopped by whoever it belongs to."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.access import RoleKind
from portal.calendar import service
from portal.calendar.models import CalendarFeed
from portal.db import db
from portal.refusals import Forbidden, Refused
from tests.support.audit import lines
from tests.support.races import race
from tests.support.statements import statements

MAKE, ANEW, STOP = "Maak een adres", "Maak een nieuw adres", "Stop de agenda"


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


def made(visitor, button=MAKE):
    """The path of a new address, read from the page that shows it."""
    return path_on(visitor.page("/agenda").form(button).submit())


def path_on(page):
    assert page.status == 200
    return page.all("textarea")[0].text.removeprefix("http://localhost")


def status(client, path):
    return client.get(path).status_code


def kept():
    return list(db.session.scalars(select(CalendarFeed).order_by(CalendarFeed.id)))


def test_a_volunteer_makes_an_address_and_a_phone_reads_it(visitor, client):
    page = visitor.page("/agenda").form(MAKE).submit()
    path = path_on(page)

    assert len(path) == len("/agenda/.ics") + 43
    assert page.links["Zet in mijn agenda"] == f"webcal://localhost{path}"
    assert "U ziet dit adres maar één keer" in page.text
    assert "Het oude adres" not in page.text
    assert status(client, path) == 200


def test_the_address_is_shown_once_and_only_its_hash_is_kept(visitor):
    secret = made(visitor).removeprefix("/agenda/").removesuffix(".ics")

    assert secret not in visitor.page("/agenda").html
    (feed,) = kept()
    assert len(feed.secret_hash) == 64
    assert secret not in {str(value) for value in vars(feed).values()}
    assert secret not in str([line.facts for line in lines("calendar.address_made")])


def test_behind_a_proxy_the_address_is_that_which_people_use(app, monkeypatch, sign_in, volunteer):
    config = replace(app.extensions["config"], public_url="https://wegwijs.example.org")
    monkeypatch.setitem(app.extensions, "config", config)
    page = sign_in(volunteer.user).page("/agenda").form(MAKE).submit()

    assert page.all("textarea")[0].text.startswith("https://wegwijs.example.org/agenda/")
    assert page.links["Zet in mijn agenda"].startswith("webcal://wegwijs.example.org/agenda/")


def test_a_new_address_ends_the_old_one_at_once(visitor, client):
    old = made(visitor)
    page = visitor.page("/agenda").form(ANEW).submit()
    new = path_on(page)

    assert "Het oude adres werkt niet meer" in page.text
    assert (status(client, old), status(client, new)) == (404, 200)
    assert len(lines("calendar.address_made")) == 2


def test_a_stopped_calendar_is_gone_and_can_be_made_anew(visitor, client, volunteer):
    old = made(visitor)
    page = visitor.page("/agenda").form(STOP).submit().follow()

    assert "Het adres werkt niet meer" in page.text
    assert MAKE in page.buttons
    assert status(client, old) == 404
    assert [(line.actor_id, line.event) for line in lines("calendar.stopped")] == [
        (volunteer.user_id, "calendar.stopped")
    ]
    assert status(client, made(visitor)) == 200


def test_stopping_twice_is_stopping_once(visitor):
    made(visitor)
    for _tap in range(2):
        visitor.send("/agenda/stoppen", status=303)

    assert len(lines("calendar.stopped")) == 1


def test_the_page_says_when_it_was_made_and_when_a_phone_last_asked(make, sign_in, visitor, client, clock, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    make.contact(trajectory, volunteer.user, next_appointment_on=make.day(9))
    path = made(visitor)

    page = visitor.page("/agenda")
    assert "ma 9 mrt 2026 10:00" in page.text
    assert "Nog geen telefoon heeft de agenda opgehaald" in page.text
    assert "1 afspraak" in page.text

    clock.move(days=2)
    client.get(path)
    assert "vandaag" in told_of_it(sign_in(volunteer.user))
    clock.move(days=1)
    assert "11 maart 2026" in told_of_it(sign_in(volunteer.user))


def told_of_it(visitor):
    page = visitor.page("/agenda")
    assert "Nog geen telefoon" not in page.text
    return page.all("dl")[0].text


def test_rule_10_a_second_tap_gives_the_same_address_and_it_works(visitor, client):
    form = visitor.page("/agenda").form(MAKE)
    first, second = (path_on(form.submit()) for _tap in range(2))

    assert first == second
    assert status(client, first) == 200
    assert len(kept()) == 1


def test_rule_10_two_taps_at_once_show_the_one_address_that_works(app, make, volunteer, client):
    act = make.act(volunteer.user)
    secrets = race(6, lambda _n: service.make_address(act, "key", "one-form", None))

    assert len(set(secrets)) == 1
    assert status(client, f"/agenda/{secrets[0]}.ics") == 200
    assert [feed.stopped_at for feed in kept()] == [None]


def test_rule_10_of_two_devices_at_once_one_wins_and_the_other_reads_so(make, volunteer, client):
    act = make.act(volunteer.user)
    answers = race(6, lambda n: service.make_address(act, "key", f"form-{n}", None))

    refused = [answer.code for answer in answers if isinstance(answer, Refused)]
    (secret,) = (answer for answer in answers if isinstance(answer, str))
    assert refused == ["calendar_changed"] * 5
    assert status(client, f"/agenda/{secret}.ics") == 200
    assert [feed.stopped_at for feed in kept()] == [None]


def test_a_page_of_before_another_device_made_one_says_how_it_is_now(sign_in, visitor, client, volunteer):
    early = visitor.page("/agenda").form(MAKE)
    path = made(sign_in(volunteer.user))

    page = early.submit()

    assert page.status == 409
    assert "U hebt intussen al een adres gemaakt of gestopt" in page.text
    assert ANEW in page.buttons
    assert status(client, path) == 200


def test_no_old_form_brings_back_an_address_that_was_stopped(visitor, client):
    form = visitor.page("/agenda").form(MAKE)
    path = path_on(form.submit())
    visitor.send("/agenda/stoppen", status=303)

    assert form.submit().status == 409
    assert status(client, path) == 404


@pytest.mark.parametrize("sent", [{}, {"submission_key": "x" * 49}, {"submission_key": "a", "in_place_of": "een"}])
def test_what_no_page_of_ours_sends_makes_nothing(visitor, sent):
    visitor.send("/agenda", sent, status=422)

    assert kept() == []


def test_one_persons_address_is_not_anothers_by_the_same_form(make, volunteer):
    other = make.volunteer()
    secrets = {service.make_address(make.act(each.user), "key", "form", None) for each in (volunteer, other)}

    assert len(secrets) == 2


def test_without_a_role_as_a_volunteer_there_is_nothing_to_make(make, sign_in):
    coordinator = make.coordinator()
    sign_in(coordinator).page("/agenda", status=403)
    act = make.act(coordinator)

    with pytest.raises(Forbidden):
        service.make_address(act, "key", "form", None)
    with pytest.raises(Forbidden):
        service.stop(act)


def test_who_coordinates_too_finds_it_as_a_volunteer(make, sign_in, volunteer):
    role = make.role(volunteer.user, RoleKind.COORDINATOR, location=make.location())
    sign_in(volunteer.user, role=role).page("/agenda", status=403)
    page = sign_in(volunteer.user, role=volunteer.user.roles[0]).page("/mijn-gegevens")

    assert page.links["Zet uw afspraken in de agenda die u al gebruikt"] == "/agenda"


def test_vandaag_leads_to_it_without_asking_the_database_more(app, make, visitor, volunteer):
    make.trajectory(claimed_by=volunteer)
    with statements(app) as seen:
        page = visitor.page("/vandaag")

    assert page.links["Afspraken op uw telefoon"] == "/agenda"
    assert not [each for each in seen if "calendar_feed" in each]
