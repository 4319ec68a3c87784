"""Nothing is left behind unnoticed: every loose end is passed on, closed, or kept by somebody named."""

import pytest
from sqlalchemy import func, select

from portal.checklists import service as checklists
from portal.db import db
from portal.handovers.loose_ends.models import LooseEndDecision
from portal.handovers.loose_ends.rules import Decision
from portal.handovers.models.parts import Snapshot
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.handovers import Scene
from tests.support.loose_ends import decide, decide_all, decided, names, with_loose_ends


@pytest.fixture
def scene(make):
    return with_loose_ends(make)


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code


def test_a_handover_cannot_be_offered_while_one_loose_end_is_undecided(scene):
    first, second, appointment, late = names(scene)
    for decision, code in (
        (None, "items_undecided"),
        (Decision(first, "passed_on"), "items_undecided"),
        (Decision(second, "passed_on"), "appointments_undecided"),
        (Decision(appointment, "closed"), "late_undecided"),
    ):
        if decision:
            decide(scene, decision)
        assert refusal(scene.offer) == code
    decide(scene, Decision(late, "kept", "Coördinator"))
    scene.offer()
    assert scene.now.state == "offered"


def test_a_new_open_item_after_deciding_asks_for_a_decision_again(scene, make):
    decide_all(scene)
    make.save(type(scene.items[0])(trajectory_id=scene.trajectory_id, due_on=make.day(9), **_another_item(scene)))
    assert refusal(scene.offer) == "items_undecided"


def _another_item(scene):
    template = scene.items[0].template_item.template
    return {"template_item_id": template.items[5].id}


def test_what_counts_from_the_end_of_the_support_is_a_step_of_the_ending_and_not_left_over(scene, make):
    decide_all(scene)
    template = scene.items[0].template_item.template
    at_the_end = next(each for each in template.items if each.anchor == "end")
    make.save(
        type(scene.items[0])(trajectory_id=scene.trajectory_id, template_item_id=at_the_end.id, due_on=make.today)
    )
    scene.offer()
    assert scene.now.state == "offered"


def test_an_appointment_that_is_moved_asks_for_a_decision_again(scene, make):
    decide_all(scene)
    scene.contact.next_appointment_on = make.day(8)
    db.session.commit()
    assert refusal(scene.offer) == "appointments_undecided"


def test_an_appointment_that_was_kept_is_no_loose_end_any_more(scene, make):
    first, second, _appointment, late = names(scene)
    decide(scene, Decision(first, "passed_on"), Decision(second, "passed_on"), Decision(late, "kept", "Coördinator"))
    make.clock.move(days=4)
    make.contact(scene.trajectory, scene.volunteer.user)
    scene.offer()
    assert scene.now.state == "offered"


def test_the_recipient_reads_what_is_passed_on_and_who_keeps_what(scene, make, sign_in):
    decide_all(scene)
    scene.offer()
    content = db.session.scalars(select(Snapshot)).one().content
    title = scene.items[0].template_item.title
    assert [(each["kind"], each["decision"], each["who"]) for each in content["loose_ends"]] == [
        ("item", "passed_on", None),
        ("item", "kept", "Taalcoach Anna"),
        ("appointment", "kept", "Begeleider"),
    ]
    assert content["loose_ends"][0]["what"] == title
    assert content["loose_ends"][2]["on"] == make.day(4).isoformat()
    page = sign_in(scene.member).page(scene.url)
    assert title in page.text
    assert "Taalcoach Anna" in page.text


def test_rule_9_loose_ends_stay_behind_without_consent_for_agreements(make, sign_in):
    scene = Scene(make, "B").prepare().consent("contact", "needs").fill().read()
    item = make.checklist(scene.trajectory, 1)[0]
    decide(scene, Decision(f"item-{item.id}", "passed_on"))
    scene.offer()
    assert "loose_ends" not in db.session.scalars(select(Snapshot)).one().content
    assert item.template_item.title not in sign_in(scene.member).page(scene.url).text


def test_what_is_ticked_after_deciding_does_not_go_along(scene):
    decide_all(scene)
    item = scene.items[0]
    checklists.tick(scene.act(scene.coordinator), item.id, "client", item.version)
    scene.offer()
    content = db.session.scalars(select(Snapshot)).one().content
    assert [each["who"] for each in content["loose_ends"]] == ["Taalcoach Anna", "Begeleider"]


def test_closing_an_item_says_so_on_the_checklist_with_the_reason_and_ticks_nothing(scene, make):
    decide(scene, Decision(names(scene)[0], "closed", "Is al geregeld door de school."))
    item = make.reload(scene.items[0])
    assert (item.state, item.reason, item.done_by) == ("not_applicable", "Is al geregeld door de school.", None)
    assert item.changed_by_id == scene.coordinator.id
    assert len(lines("item.not_applicable")) == 1
    assert lines("loose_ends.decided")[0].facts == {
        "reference": scene.reference,
        "passed_on": 0,
        "closed": 1,
        "kept": 0,
    }


def test_an_item_that_was_closed_and_is_open_again_asks_for_a_decision(scene, make):
    decide_all(scene)
    first = names(scene)[0]
    seen = db.session.scalar(select(LooseEndDecision.decided_at).limit(1)).isoformat()
    decide(scene, Decision(first, "closed", "Niet nodig.", seen))
    item = make.reload(scene.items[0])
    checklists.undo(scene.act(scene.coordinator), item.id, item.version)
    assert refusal(scene.offer) == "items_undecided"


def test_an_earlier_decision_is_kept_for_the_next_offer_of_the_same_handover(scene):
    decide_all(scene)
    scene.offer().send_back("information_missing", "Welke dag?").write(scene.coordinator, "Dinsdag.")
    scene.offer()
    assert len(decided()) == 4
    assert scene.now.state == "offered"


def test_deciding_the_same_twice_is_once(scene):
    decide_all(scene)
    decide_all(scene)
    assert len(decided()) == 4
    assert len(lines("loose_ends.decided")) == 1


def test_one_decision_that_cannot_be_leaves_all_as_they_were(scene):
    first, second, *_others = names(scene)
    code = refusal(decide, scene, Decision(first, "passed_on"), Decision(second, "kept"))
    assert code == "kept_by_missing"
    assert decided() == []


@pytest.mark.parametrize("end", ["withdraw", "check"])
def test_after_the_handover_is_over_nothing_is_decided(scene, end):
    decide_all(scene)
    if end == "check":
        scene.offer().accept().hold().complete()
    getattr(scene, end)()
    assert refusal(decide, scene, Decision(names(scene)[0], "passed_on")) == "handover_moved_on"


def test_an_item_that_leaves_the_checklist_takes_its_decision_along(scene):
    decide_all(scene)
    db.session.delete(scene.items[0])
    db.session.commit()
    assert db.session.scalar(select(func.count(LooseEndDecision.id))) == 3
