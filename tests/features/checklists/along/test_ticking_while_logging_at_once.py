"""Rule 10 on ticks along with a contact: once however often they are sent, and whoever else ticks."""

import pytest

from portal.checklists import service as checklists
from portal.contacts import service
from portal.contacts.rules import ContactDetails
from portal.contacts.ticks.rules import Ticks
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.races import race
from tests.support.ticking import address, done, keys, stored


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


def log(make, user, trajectory, item, done_by):
    """Logs a contact that ticks an item, with a key of its author; gives the key of the contact."""
    act, trajectory_id = make.act(user), trajectory.id
    details = ContactDetails(make.today, 60, "phone", "regular", True, frozenset({make.topic(1).id}))
    ticks = Ticks(frozenset({item.id}), done_by)
    return lambda _number: service.log(act, [trajectory_id], details, "key", ticks)[0].id


def test_rule_10_the_same_form_twice_ticks_once_and_says_the_same(make, form, items, topics):
    answers = [form.submit(topics=topics, ticks=keys(items[0]), done_by="client") for _tap in range(2)]

    assert {(answer.status, answer.location) for answer in answers} == {(303, answers[0].location)}
    assert (stored(), len(lines("item.ticked")), len(lines("contact.logged"))) == (1, 1, 1)
    assert "1 punt is afgevinkt" in answers[1].follow().text


def test_rule_10_a_retry_does_not_undo_what_happened_since(make, form, items, clock, topics):
    sent = {"topics": topics, "ticks": keys(items[0], items[1], items[2])}
    form.submit(**sent)
    clock.move(minutes=5)
    act = make.act(make.coordinator())
    first, second, _third = (make.reload(item) for item in items)
    checklists.undo(act, first.id, first.version)
    checklists.set_not_applicable(act, second.id, "Er zijn geen kinderen.", second.version)

    assert form.submit(**sent).status == 303

    assert done(make, *items) == [("open", None), ("not_applicable", None), ("done", "together")]
    assert (stored(), len(lines("item.ticked"))) == (1, 3)


def test_rule_10_a_tick_more_comes_with_the_contact_that_is_there(make, form, items, clock, topics):
    form.submit(topics=topics, ticks=keys(items[0]))
    clock.move(minutes=5)

    assert form.submit(topics=topics, ticks=keys(*items)).status == 303

    assert done(make, *items) == [("done", "together")] * 3
    assert (stored(), len(lines("contact.logged"))) == (1, 1)
    assert sorted(line.facts["item_id"] for line in lines("item.ticked")) == sorted(item.id for item in items)


@pytest.mark.parametrize("other", [{"ticks": None}, {"done_by": "client"}])
def test_rule_10_another_tick_than_was_stored_is_no_retry(make, form, items, clock, topics, other):
    sent = {"topics": topics, "ticks": keys(items[0])}
    form.submit(**sent)
    clock.move(minutes=5)

    answer = form.submit(**{**sent, **other})

    assert answer.status == 422
    assert "al eerder opgeslagen, met een andere inhoud" in answer.text
    assert (stored(), done(make, items[0])) == (1, [("done", "together")])


def test_rule_10_sent_six_times_at_once_is_one_contact_and_one_tick(make, volunteer, trajectory, items):
    answers = race(6, log(make, volunteer.user, trajectory, items[0], "client"))

    assert len(set(answers)) == stored() == len(lines("item.ticked")) == 1
    assert done(make, items[0]) == [("done", "client")]


def test_two_who_tick_the_same_at_once_both_log_and_one_ticks(make, volunteer, trajectory, items):
    mine = log(make, volunteer.user, trajectory, items[0], "volunteer")
    theirs = log(make, make.coordinator(), trajectory, items[0], "client")

    answers = race(2, lambda number: (mine, theirs)[number](number))

    assert {type(answer) for answer in answers} == {int}
    assert (stored(), len(lines("item.ticked"))) == (2, 1)
    assert done(make, items[0]) == [("done", lines("item.ticked")[0].facts["done_by"])]


def test_setting_aside_at_the_same_moment_leaves_no_half(make, volunteer, trajectory, items):
    item_id, version, act = items[0].id, items[0].version, make.act(make.coordinator())
    mine = log(make, volunteer.user, trajectory, items[0], "volunteer")

    answers = race(
        2,
        lambda number: (
            checklists.set_not_applicable(act, item_id, "Geen kinderen.", version).state if number else mine(number)
        ),
    )

    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(each) for each in refused] == [Refused]
    assert refused[0].code in ("item_set_aside", "item_moved_on")
    assert (stored(), done(make, items[0])[0][0]) in {(0, "not_applicable"), (1, "done")}
