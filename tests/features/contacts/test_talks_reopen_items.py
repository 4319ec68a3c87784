"""An item that a logged talk closed opens with its contact, unless somebody changed it by hand since."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from portal.checklists import service as checklists
from portal.contacts import service
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.races import race, rounds
from tests.support.talks import EVALUATIONS, checklist, items, log, states, talk


@pytest.fixture
def volunteer(make):
    return make.volunteer(max_households=9)


@pytest.fixture
def trajectory(make, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    checklist(make, trajectory)
    return trajectory


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


@pytest.fixture
def act(make, volunteer):
    return make.act(volunteer.user)


def test_withdrawing_opens_only_what_this_contact_closed(make, act, trajectory):
    first, second = (log(make, act, trajectory, "evaluation", key=key) for key in ("a", "b"))
    service.withdraw(act, second.id)
    assert states(trajectory) == ["done", "open", "open"]
    service.withdraw(act, first.id)
    service.withdraw(act, first.id)
    assert states(trajectory) == ["open"] * 3
    assert len(lines("item.undone")) == 2


@pytest.mark.parametrize("by_hand", ["undone", "ticked again", "other doer", "not applicable", "confirmed"])
def test_what_somebody_said_by_hand_since_stays(make, act, trajectory, by_hand):
    contact = log(make, act, trajectory, "intake")
    item = items(trajectory)["intake"]
    if by_hand in ("undone", "ticked again"):
        item = checklists.undo(act, item.id, item.version)
    if by_hand in ("ticked again", "confirmed"):
        item = checklists.tick(act, item.id, "together", item.version)
    if by_hand == "other doer":
        checklists.tick(act, item.id, "client", item.version)
    if by_hand == "not applicable":
        checklists.set_not_applicable(act, item.id, "Was er al.", item.version)
    before = states(trajectory, "intake")
    service.withdraw(act, contact.id)
    assert (
        states(trajectory, "intake")
        == before
        == [{"undone": "open", "not applicable": "not_applicable"}.get(by_hand, "done")]
    )


def test_a_correction_opens_the_one_and_closes_the_other(make, act, trajectory):
    contact = log(make, act, trajectory, "evaluation")
    now = states(trajectory, "intake", *EVALUATIONS)
    assert now == ["open", "done", "open", "open"]
    contact = service.correct(act, contact.id, talk(make, "intake"), contact.version)
    assert states(trajectory, "intake", *EVALUATIONS) == ["done", "open", "open", "open"]
    contact = service.correct(act, contact.id, talk(make, "intake", days=-1), contact.version)
    assert states(trajectory, "intake") == ["done"]
    contact = service.correct(act, contact.id, talk(make, "intake", reached=False), contact.version)
    assert states(trajectory, "intake") == ["open"]
    service.correct(act, contact.id, talk(make, "intake"), contact.version)
    assert states(trajectory, "intake") == ["done"]


def test_another_contact_that_was_the_same_talk_takes_the_item_over(make, act, trajectory):
    first, second = (log(make, act, trajectory, "intake", key=key) for key in ("a", "b"))
    service.withdraw(act, first.id)
    assert states(trajectory, "intake") == ["done"]
    service.withdraw(act, second.id)
    assert states(trajectory, "intake") == ["open"]


def test_a_talk_whose_item_was_ticked_by_hand_takes_nothing_over(make, act, volunteer, trajectory):
    item = items(trajectory)["evaluation_3_months"]
    log(make, act, trajectory, "intake")  # of another kind
    make.contact(trajectory, volunteer.user, purpose="evaluation")
    checklists.tick(act, item.id, "client", item.version)
    contact = log(make, act, trajectory, "evaluation", key="later")
    assert states(trajectory) == ["done", "done", "open"]
    service.withdraw(act, contact.id)
    assert states(trajectory) == ["done", "open", "open"]


def test_the_days_of_an_item_do_not_move_with_its_talk(make, act, trajectory):
    due = items(trajectory)["intake"].due_on
    service.withdraw(act, log(make, act, trajectory, "intake").id)
    assert items(trajectory)["intake"].due_on == due == make.today - timedelta(days=1)


@rounds()
def test_rule_10_two_evaluations_at_once_close_two_items(make, volunteer, trajectory, rounds):
    coordinator = make.act(make.coordinator())
    for number in range(rounds):
        for item in items(trajectory).values():
            if item.state == "done":
                checklists.undo(coordinator, item.id, item.version)
        sent = [trajectory.id], talk(make, "evaluation"), f"key-{number}"
        steps = [partial(service.log, act, *sent) for act in (make.act(volunteer.user), coordinator)]
        answers = race(2, lambda who, steps=steps: steps[who]())
        assert not [each for each in answers if isinstance(each, Exception)]
        assert states(trajectory) == ["done", "done", "open"]


@rounds()
def test_who_ticks_by_hand_while_it_is_logged_keeps_the_item_when_the_contact_goes(make, volunteer, trajectory, rounds):
    act, coordinator = make.act(volunteer.user), make.act(make.coordinator())
    details = talk(make, "intake")
    for number in range(rounds):
        item = items(trajectory)["intake"]
        if item.state != "open":
            item = checklists.undo(coordinator, item.id, item.version)
        steps = (
            partial(service.log, act, [trajectory.id], details, f"key-{number}"),
            partial(checklists.tick, coordinator, item.id, "together", item.version),
        )
        answers = race(2, lambda who, steps=steps: steps[who]())
        assert not [each for each in answers if isinstance(each, Exception)]
        contact = db.session.scalars(select(ContactMoment).order_by(ContactMoment.id.desc())).first()
        service.withdraw(act, contact.id)
        assert states(trajectory, "intake") == ["done"]


@rounds()
def test_rule_10_withdrawn_while_it_is_corrected_it_counts_nowhere_and_the_item_is_open(
    make, volunteer, trajectory, rounds
):
    act = make.act(volunteer.user)
    for number in range(rounds):
        contact = log(make, act, trajectory, "intake", key=f"key-{number}")
        assert states(trajectory, "intake") == ["done"]
        steps = (
            partial(service.withdraw, act, contact.id),
            partial(service.correct, act, contact.id, talk(make, "evaluation"), contact.version),
        )
        answers = race(2, lambda who, steps=steps: steps[who]())
        assert not [each for each in answers if isinstance(each, Exception) and not isinstance(each, Refused)]
        assert states(trajectory, "intake", *EVALUATIONS) == ["open"] * 4
