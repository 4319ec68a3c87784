"""No room until a day: parked, and back on top of the list that day, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.access import Actor
from portal.db import db
from portal.handovers.clock.service import wake_parked
from portal.people.models.people import Notice
from portal.work import Act
from tests.support.audit import lines
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make)


def told(user, code):
    return db.session.scalars(select(Notice.id).where(Notice.user_id == user.id, Notice.code == code)).all()


def machine(make):
    return Act(Actor(0, "systeem", None, 0), make.clock())


def test_no_room_until_a_day_is_parked_and_comes_back_that_day_once(scene, make, clock, sign_in):
    until = make.day(10)
    scene.offered().send_back("no_capacity", until=until)
    waiting = make.handover(make.trajectory(), scene.team, state="offered")
    carla = sign_in(scene.coordinator)
    cards = carla.page("/overdrachten").all("article")
    assert waiting.reference in cards[0].text
    assert "wacht tot 19 maart 2026" in cards[1].text
    page = carla.page(scene.url)
    assert "Wacht tot 19 maart 2026" in page.text
    assert "Bied opnieuw aan" not in page.buttons
    assert wake_parked(machine(make))["woken"] == 0

    clock.move(days=10)
    carla = sign_in(scene.coordinator)
    assert wake_parked(machine(make))["woken"] == 1
    assert wake_parked(machine(make))["woken"] == 0
    assert len(told(scene.coordinator, "handover_unparked")) == 1
    assert len(lines("handover.woken")) == 1
    cards = carla.page("/overdrachten").all("article")
    assert scene.reference in cards[0].text or "teruggestuurd" in cards[0].text
    carla.page(scene.url).form("Bied opnieuw aan").submit().follow()
    assert scene.now.state == "offered"
    assert wake_parked(machine(make))["woken"] == 0


def test_returned_a_second_time_it_is_parked_anew(scene, make, clock):
    scene.offered().send_back("no_capacity", until=make.day(1))
    clock.move(days=1)
    assert wake_parked(machine(make))["woken"] == 1
    scene.offer().send_back("no_capacity", until=make.day(1))
    assert wake_parked(machine(make))["woken"] == 0
    clock.move(days=5)
    assert wake_parked(machine(make))["woken"] == 1


def test_waking_leaves_an_open_form_as_it_is(scene, make, clock):
    scene.offered().send_back("no_capacity", until=make.day(1))
    before = scene.now.version
    clock.move(days=1)
    wake_parked(machine(make))
    assert make.reload(scene.now).version == before


def test_what_changed_since_is_read_before_it_is_offered_again(scene, make, clock, sign_in):
    scene.offered().send_back("no_capacity", until=make.day(1))
    clock.move(days=1)
    carla = sign_in(scene.coordinator)
    form = carla.page(scene.url).form("Bied opnieuw aan")
    scene.change_phone()
    answer = form.submit()
    assert answer.location.endswith("/aanbieden")
    assert "06 12349999" in answer.follow().text
    assert scene.now.state == "returned"
    assert "Bied opnieuw aan" not in carla.page(scene.url).buttons


def test_the_day_itself_is_not_parked_any_more(scene, make, clock):
    scene.offered().send_back("no_capacity", until=make.day(3))
    assert scene.now.parked_until(make.today) == make.day(3)
    assert scene.now.parked_until(make.day(3)) is None
    assert scene.now.parked_until(make.day(3) - timedelta(days=1)) == make.day(3)
