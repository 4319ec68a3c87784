"""A step of a handover, taken whole or not at all: what a command that takes one cannot forget."""

import pytest

from portal.audit import AuditLine
from portal.db import db
from portal.handovers.steps import step
from portal.refusals import Forbidden, NotVisible, Refused
from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make).offered()


def taking(scene, name):
    """A step that the team takes."""
    return step(scene.act(scene.member), scene.reference, name)


def kept(scene):
    """The traces of a step: the state, the timeline, the last line of the audit log."""
    last = db.session.query(AuditLine.id).order_by(AuditLine.id.desc()).first()
    return scene.now.state, [event.step for event in scene.now.events], last


def test_a_step_that_asks_not_whether_it_was_taken_before_is_no_step(scene):
    before = kept(scene)

    with (
        pytest.raises(AssertionError, match="done before"),
        step(scene.act(scene.member), scene.reference, "return") as now,
    ):
        now.take("Geen plek.")

    assert kept(scene) == before


def test_a_step_that_nobody_takes_is_no_step(scene):
    before = kept(scene)

    with pytest.raises(AssertionError, match="return"), taking(scene, "return") as now:
        now.again()

    assert kept(scene) == before


def test_a_step_is_for_who_may_take_it_of_who_may_see_it(scene, make):
    others = {scene.coordinator: Forbidden, Scene.another(make).member: NotVisible}
    for user, refused in others.items():
        with pytest.raises(refused), step(scene.act(user), scene.reference, "accept"):
            pytest.fail("the block is not for them")


def test_a_second_tap_ends_where_the_first_did_unless_it_says_otherwise(scene):
    scene.accept()
    before = kept(scene)

    with taking(scene, "accept") as now:
        assert now.again()
    with pytest.raises(Refused, match="handover_moved_on"), taking(scene, "accept") as now:
        now.again(same=False)

    assert kept(scene) == before
