"""An intake or an evaluation that is logged closes the item that asked for it, whoever logs it and how."""

import pytest

from portal.checklists import service as checklists
from portal.contacts import service
from portal.contacts.late import service as late_service
from portal.contacts.ticks.rules import Ticks
from portal.db import db
from portal.trajectories.assignments.service import release
from portal.trajectories.models.trajectory import Trajectory
from tests.support.audit import lines
from tests.support.talks import EVALUATIONS, EVERY_TALK, checklist, items, log, states, talk
from tests.support.ticking import address


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
    page = visitor.page(f"/trajecten/{trajectory.id}?deel=later")
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
        late_service.hand_in(act, trajectory.id, talk(make, purpose, days=-1), f"key-{purpose}")
        for purpose in ("intake", "evaluation")
    ]
    late_service.decline(coordinator, lates[1].id, "Dubbel.")
    for _tap in range(2):
        late_service.put_in_file(coordinator, lates[0].id)
    assert states(trajectory, "intake", *EVALUATIONS) == ["done", "open", "open", "open"]


def test_what_comes_in_after_the_closure_leaves_the_list_as_it_was_closed(make, volunteer, trajectory):
    late = make.late_contact(trajectory, volunteer.user, on_date=make.day(-1), purpose="intake")
    closed = db.session.get_one(Trajectory, trajectory.id)
    closed.closed_on = closed.retention_from = make.today
    closed.closure_outcome = "completed"
    make.save(closed)
    late_service.put_in_file(make.act(make.coordinator()), late.id)
    assert states(trajectory, "intake") == ["open"]
