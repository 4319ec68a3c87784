"""Ticks along with a contact that are refused: it is said beside the box, nothing is stored and nothing is lost."""

import pytest

from portal.checklists import service as checklists
from tests.support.audit import lines
from tests.support.talks import checklist, log, states
from tests.support.ticking import address, beside, done, fold, keys, offered, set_aside, stored, ticked


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def items(make, trajectory):
    """Three open items."""
    return make.checklist(trajectory, how_many=3)


@pytest.fixture
def form(sign_in, volunteer, trajectory, items):
    """The form as the volunteer finds it."""
    return sign_in(volunteer.user).page(address(trajectory)).form("Vastleggen")


@pytest.fixture
def topics(make):
    return [str(make.topic(1).id)]


def test_what_is_wrong_with_the_contact_keeps_the_ticks_and_opens_the_fold(make, form, items):
    answer = form.submit(topics=[], ticks=keys(items[0]), done_by="client")

    assert answer.status == 422
    assert ticked(answer) == keys(items[0])
    assert answer.form("Vastleggen").fields["done_by"] == ["client"]
    assert "open" in fold(answer).attrs
    assert done(make, *items) == [("open", None)] * 3


def test_a_tick_stays_in_the_form_also_where_six_others_are_due_before_it(make, form, trajectory, items):
    for item in make.checklist(make.trajectory(), 9)[3:]:
        item.trajectory_id, item.due_on = trajectory.id, make.day(-9)
        make.save(item)

    answer = form.submit(topics=[], ticks=keys(items[1]))

    assert len(offered(answer)) == 7
    assert ticked(answer) == keys(items[1])


def test_an_item_that_became_not_applicable_is_named_and_nothing_is_stored(make, form, items, topics):
    set_aside(make, items[0])

    answer = form.submit(topics=topics, ticks=keys(items[0], items[1]), note="Alles staat er nog.")

    assert answer.status == 422
    error = beside(answer, "ticks")
    assert "Iemand zette dit intussen op niet van toepassing" in error
    assert items[0].template_item.title in error
    assert items[1].template_item.title not in error
    assert (stored(), done(make, items[1])) == (0, [("open", None)])
    assert answer.form("Vastleggen").fields["note"] == ["Alles staat er nog."]

    assert offered(answer) == keys(items[1], items[2])
    assert answer.form("Vastleggen").submit().status == 303
    assert done(make, *items) == [("not_applicable", None), ("done", "together"), ("open", None)]


def test_when_the_last_open_item_became_not_applicable_the_words_stand_above_the_form(
    make, sign_in, volunteer, trajectory, topics
):
    item = make.checklist(trajectory, 1)[0]
    form = sign_in(volunteer.user).page(address(trajectory)).form("Vastleggen")
    set_aside(make, item)

    answer = form.submit(topics=topics, ticks=keys(item))

    assert answer.status == 422
    assert item.template_item.title in answer.all("div", id="error-summary")[0].text
    assert fold(answer) is None
    assert answer.form("Vastleggen").submit().status == 303


def test_who_was_first_ticked_it(make, form, items, topics):
    checklists.tick(make.act(make.coordinator()), items[0].id, "client", items[0].version)

    assert form.submit(topics=topics, ticks=keys(items[0], items[1])).status == 303

    assert done(make, items[0], items[1]) == [("done", "client"), ("done", "together")]
    assert [line.facts["item_id"] for line in lines("item.ticked")] == [items[0].id, items[1].id]


def test_an_item_that_was_changed_and_is_open_is_ticked(make, form, items, topics):
    items[0].due_on = make.day(99)
    make.save(items[0])

    assert form.submit(topics=topics, ticks=keys(items[0])).status == 303
    assert done(make, items[0]) == [("done", "together")]


def test_rule_3_an_item_of_another_trajectory_is_no_choice(make, form, items, volunteer, topics):
    for claimed_by in (volunteer, make.volunteer()):
        other = make.checklist(make.trajectory(claimed_by=claimed_by), 1)[0]
        answer = form.submit(topics=topics, ticks=keys(items[0], other))
        assert answer.status == 422
        assert "staat niet open bij dit traject" in beside(answer, "ticks")
        assert ticked(answer) == keys(items[0])
        assert (stored(), done(make, items[0], other)) == (0, [("open", None)] * 2)


@pytest.mark.each_database
@pytest.mark.parametrize("value", ["0", "999999999", "99999999999999999999", "x", "-1", ""])
def test_what_is_no_item_is_refused(form, topics, value):
    assert form.submit(topics=topics, ticks=[value]).status == 422
    assert stored() == 0


def test_who_did_it_is_one_of_three(make, form, items, topics):
    assert form.submit(topics=topics, ticks=keys(items[0]), done_by="nobody").status == 422
    assert (stored(), done(make, items[0])) == (0, [("open", None)])


def test_a_closed_trajectory_offers_nothing_and_takes_no_tick(make, sign_in, topics):
    closed = make.trajectory(closed_on=make.day(-3), closure_outcome="moved_away")
    item = make.checklist(closed, 1)[0]
    page = sign_in(make.coordinator()).page(address(closed))
    assert fold(page) is None
    sent = {**page.form("Vastleggen").fields, "topics": topics, "on_date": make.day(-3).isoformat()}

    answer = page.client.send(address(closed), {**sent, "ticks": keys(item)})

    assert answer.status == 422
    assert "staat niet open bij dit traject" in answer.text
    assert (stored(), done(make, item)) == (0, [("open", None)])


def test_a_talk_that_is_written_down_after_the_closure_closes_no_item(make):
    coordinator = make.coordinator()
    closed = make.trajectory(starts_on=make.day(-90), closed_on=make.day(-3), closure_outcome="moved_away")
    checklist(make, closed)
    log(make, make.act(coordinator), closed, "intake", days=-10)
    assert stored() == 1
    assert states(closed, "intake") == ["open"]
