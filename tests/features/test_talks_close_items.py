"""An intake or an evaluation that is logged closes the item that asked for it, and opens it again with the contact."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from portal.checklists import service as checklists
from portal.checklists.models import ChecklistItem
from portal.contacts import service, service_late
from portal.contacts.models import ContactMoment
from portal.contacts.rules_details import ContactDetails
from portal.contacts.rules_ticks import Ticks
from portal.db import db
from portal.refusals import Refused
from portal.trajectories.models import Trajectory
from portal.trajectories.service import release
from tests.support.audit import lines
from tests.support.races import race, rounds
from tests.support.ticking import address

EVALUATIONS = ("evaluation_3_months", "evaluation_6_months", "evaluation_9_months")
EVERY_TALK = ("intake", *EVALUATIONS, "evaluation_end")


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


def checklist(make, trajectory):
    """Its items: the intake a day late, each evaluation due a month after the one before."""
    made = make.checklist(trajectory, how_many=20)
    for item in made:
        code = item.template_item.code
        if code in EVERY_TALK:
            item.due_on = make.day(30 * EVERY_TALK.index(code) - 1)
        make.save(item)


def items(trajectory):
    found = select(ChecklistItem).where(ChecklistItem.trajectory_id == trajectory.id)
    db.session.expire_all()
    return {item.template_item.code: item for item in db.session.scalars(found)}


def states(trajectory, *codes):
    found = items(trajectory)
    return [found[code].state for code in codes or EVALUATIONS]


def talk(make, purpose, reached=True, days=0):
    topics = frozenset({make.topic(1).id}) if reached else frozenset()
    return ContactDetails(make.day(days), 60, "home_visit", purpose, reached, topics)


def log(make, act, trajectory, purpose, key="key", **more):
    return service.log(act, [trajectory.id], talk(make, purpose, **more), key)[0]


def test_the_form_opens_with_the_kind_that_was_asked_for_and_shows_it_first(visitor, trajectory):
    for asked, kind in (("intake", "intake"), ("evaluation", "evaluation"), ("x", "regular"), ("", "regular")):
        page = visitor.page(f"{address(trajectory)}?waarom={asked}")
        names = [node.get("name") for node in page.form("Vastleggen").node.all("select")]
        assert page.form("Vastleggen").fields["purpose"] == [kind]
        assert names == (["way", "purpose"] if kind == "regular" else ["purpose", "way"])


def test_a_form_that_was_refused_still_shows_the_kind_first(visitor, trajectory):
    page = visitor.page(f"{address(trajectory)}?waarom=intake").form("Vastleggen").submit()
    assert page.status == 422
    assert page.form("Vastleggen").fields["purpose"] == ["intake"]


def test_vandaag_asks_for_the_intake_that_is_missing_and_no_badge_survives_it(make, sign_in, volunteer, clock):
    trajectory = make.trajectory(claimed_by=volunteer, claimed_on=make.day(-20))
    checklist(make, trajectory)
    visitor = sign_in(volunteer.user)
    page = visitor.page("/vandaag")
    assert "Nog geen intake" in page.text
    assert "1 checklistpunt" in page.text
    form = visitor.page(next(url for url in page.links.values() if "waarom=intake" in url)).form("Vastleggen")
    after = form.submit(topics=[str(make.topic(1).id)]).follow()
    assert "Ook klaar op de checklist: Intake houden." in after.text
    assert "te laat" not in after.text
    page = visitor.page("/vandaag")
    assert "intake" not in page.text.lower()
    assert "checklistpunt" not in page.text
    board = sign_in(make.coordinator())
    assert trajectory.household.name not in board.page("/bord/zonder-intake").text
    assert [line.facts["done_by"] for line in lines("item.ticked")] == ["together"]


def test_the_item_and_the_readiness_list_lead_to_the_form_of_their_talk(make, visitor, trajectory):
    page = visitor.page(f"/trajecten/{trajectory.id}")
    wanted = {f"{address(trajectory)}?waarom={purpose}" for purpose in ("intake", "evaluation")}
    assert wanted <= set(page.links.values())


@pytest.mark.parametrize(("purpose", "reached"), [("regular", True), ("joint_review", True), ("evaluation", False)])
def test_another_contact_or_an_attempt_closes_nothing(make, act, trajectory, purpose, reached):
    log(make, act, trajectory, purpose, reached=reached)
    assert states(trajectory, "intake", *EVALUATIONS) == ["open"] * 4


def test_of_several_the_one_that_is_due_first_is_closed_and_each_talk_closes_one(make, act, trajectory):
    for number in range(1, 6):
        log(make, act, trajectory, "evaluation", key=f"key-{number}")
        assert states(trajectory, *EVERY_TALK[1:]) == (["done"] * number + ["open"] * 4)[:4]
    assert states(trajectory, "intake") == ["open"]


def test_rule_10_a_double_tap_closes_one(make, act, trajectory):
    for _tap in range(2):
        log(make, act, trajectory, "evaluation")
    assert states(trajectory) == ["done", "open", "open"]


def test_an_item_that_is_ticked_along_is_the_one_of_this_talk(make, act, trajectory):
    ticked = Ticks(frozenset({items(trajectory)["evaluation_6_months"].id}), "client")
    contact = service.log(act, [trajectory.id], talk(make, "evaluation"), "key", ticked)[0]
    service.log(act, [trajectory.id], talk(make, "evaluation"), "key", ticked)  # once more, as a phone does
    assert states(trajectory) == ["open", "done", "open"]
    assert items(trajectory)["evaluation_6_months"].done_by == "client"
    service.withdraw(act, contact.id)
    assert states(trajectory) == ["open"] * 3


def test_what_a_colleague_ticked_before_is_not_claimed_by_a_talk_that_ticks_it_too(make, act, trajectory):
    item = items(trajectory)["evaluation_3_months"]
    checklists.tick(make.act(make.coordinator()), item.id, "together", item.version)
    contact = service.log(act, [trajectory.id], talk(make, "evaluation"), "key", Ticks(frozenset({item.id})))[0]
    assert states(trajectory) == ["done", "open", "open"]
    service.withdraw(act, contact.id)
    assert states(trajectory) == ["done", "open", "open"]


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


def test_one_visit_to_several_households_closes_the_item_of_each(make, act, volunteer, trajectory):
    other = make.trajectory(claimed_by=volunteer)
    checklist(make, other)
    contacts = service.log(act, [trajectory.id, other.id], talk(make, "intake"), "key")
    assert states(trajectory, "intake") == states(other, "intake") == ["done"]
    service.withdraw(act, contacts[1].id)
    assert states(trajectory, "intake") == ["done"]
    assert states(other, "intake") == ["open"]


def test_an_entry_of_the_phone_closes_it_once(make, sign_in, volunteer, trajectory):
    entry = {
        "submission_key": "key-1",
        "on_date": make.today.isoformat(),
        "way": "home_visit",
        "purpose": "evaluation",
        "tapped_minutes": "30",
        "topics": [str(make.topic(1).id)],
    }
    phone = sign_in(volunteer.user)
    for _time in range(2):
        phone.send(f"/onderweg/{trajectory.id}", entry, status=201)
    assert states(trajectory) == ["done", "open", "open"]


def test_a_late_contact_that_is_put_in_the_file_closes_it_and_one_that_is_declined_does_not(make, act, trajectory):
    coordinator = make.act(make.coordinator())
    release(act, trajectory.id, db.session.get_one(Trajectory, trajectory.id).current.id, "no_time", None)
    lates = [
        service_late.hand_in(act, trajectory.id, talk(make, purpose, days=-1), f"key-{purpose}")
        for purpose in ("intake", "evaluation")
    ]
    service_late.decline(coordinator, lates[1].id, "Dubbel.")
    for _tap in range(2):
        service_late.put_in_file(coordinator, lates[0].id)
    assert states(trajectory, "intake", *EVALUATIONS) == ["done", "open", "open", "open"]


def test_what_comes_in_after_the_closure_leaves_the_list_as_it_was_closed(make, volunteer, trajectory):
    late = make.late_contact(trajectory, volunteer.user, on_date=make.day(-1), purpose="intake")
    closed = db.session.get_one(Trajectory, trajectory.id)
    closed.closed_on = closed.retention_from = make.today
    closed.closure_outcome = "completed"
    make.save(closed)
    service_late.put_in_file(make.act(make.coordinator()), late.id)
    assert states(trajectory, "intake") == ["open"]


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


def test_the_days_of_an_item_do_not_move_with_its_talk(make, act, trajectory):
    due = items(trajectory)["intake"].due_on
    service.withdraw(act, log(make, act, trajectory, "intake").id)
    assert items(trajectory)["intake"].due_on == due == make.today - timedelta(days=1)
