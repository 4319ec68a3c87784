"""Ticking items of the checklist in the form that logs a contact: stored together with it."""

import pytest
from sqlalchemy import select

from portal.checklists.models import ChecklistItem
from portal.contacts.models import ContactMoment
from portal.db import db
from tests.support.audit import lines
from tests.support.statements import statements
from tests.support.ticking import address, beside, done, fold, keys, offered, stored, ticked


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def items(make, trajectory):
    """Three open items, the last of them two days late."""
    items = make.checklist(trajectory, how_many=3)
    items[2].due_on = make.day(-2)
    return [make.save(item) for item in items]


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


@pytest.fixture
def form(visitor, trajectory, items):
    """The form as the volunteer finds it."""
    return visitor.page(address(trajectory)).form("Vastleggen")


@pytest.fixture
def topics(make):
    return [str(make.topic(1).id)]


def test_the_items_that_are_due_first_stand_in_the_form_with_their_deadline(make, visitor, trajectory, topics):
    made = make.checklist(trajectory, how_many=9)
    for place, item in enumerate(made):
        item.due_on = make.day(9 - 2 * place)
        make.save(item)
    made[8].state, made[8].done_by = "done", "client"
    make.save(made[8])

    page = visitor.page(address(trajectory))

    assert offered(page) == keys(*reversed(made[2:8]))
    assert ticked(page) == []
    assert page.form("Vastleggen").fields["done_by"] == ["together"]
    for words in ("5 dagen te laat", "1 dag te laat", "Uiterlijk 10 maart 2026", "De hele checklist"):
        assert words in fold(page).text
    assert "open" not in fold(page).attrs


def test_what_is_due_today_says_so(make, visitor, trajectory):
    item = make.checklist(trajectory, how_many=1, due_on=make.today)[0]
    assert f"{item.template_item.title} Vandaag" in fold(visitor.page(address(trajectory))).text


@pytest.mark.parametrize("who", ["volunteer", "together", "client"])
def test_what_was_ticked_is_stored_with_the_contact_and_with_who_did_it(
    make, form, trajectory, items, volunteer, topics, who
):
    answer = form.submit(topics=topics, ticks=keys(items[0], items[2]), done_by=who)

    assert answer.status == 303
    assert stored() == 1
    assert done(make, *items) == [("done", who), ("open", None), ("done", who)]
    contact = db.session.scalars(select(ContactMoment)).one()
    assert {(item.changed_by_id, item.changed_at) for item in (items[0], items[2])} == {
        (volunteer.user_id, contact.logged_at)
    }
    assert "Het contact is vastgelegd. 2 punten zijn afgevinkt." in answer.follow().text


def test_each_tick_leaves_its_line_beside_that_of_the_contact(form, trajectory, items, volunteer, topics):
    form.submit(topics=topics, ticks=keys(items[1], items[0]), done_by="client")

    assert [line.facts for line in lines("item.ticked")] == [
        {"item_id": item.id, "done_by": "client"} for item in items[:2]
    ]
    assert {(line.actor_id, line.household_id, line.subject_kind) for line in lines("item.ticked")} == {
        (volunteer.user_id, trajectory.household_id, "checklist_item")
    }
    assert len(lines("contact.logged")) == 1


def test_without_a_tick_nothing_is_said_of_the_checklist(make, form, items, topics):
    answer = form.submit(topics=topics, done_by="client")

    assert done(make, *items) == [("open", None)] * 3
    assert "afgevinkt" not in answer.follow().text


def test_a_coordinator_is_not_called_i(make, sign_in, trajectory, items):
    words = fold(sign_in(make.coordinator()).page(address(trajectory))).text
    assert "Begeleider Samen Zij zelf" in words


@pytest.mark.parametrize("state", ["none", "over"])
def test_with_nothing_open_there_is_no_fold(make, visitor, trajectory, state):
    if state == "over":
        make.checklist(trajectory, how_many=2, state="done", done_by="client")
    assert fold(visitor.page(address(trajectory))) is None


def test_one_visit_to_several_ticks_for_the_household_of_the_page_alone(make, visitor, volunteer, trajectory, topics):
    sister = make.trajectory(claimed_by=volunteer)
    here, there = make.checklist(trajectory, 1)[0], make.checklist(sister, 1)[0]
    form = visitor.page(address(trajectory)).form("Vastleggen")

    assert form.submit(topics=topics, also=[str(sister.id)], ticks=keys(here)).status == 303

    assert stored() == 2
    assert done(make, here, there) == [("done", "together"), ("open", None)]


def test_an_attempt_can_tick_what_was_done_without_them(make, form, items):
    answer = form.submit(_button="Niet bereikt", ticks=keys(items[0]), done_by="volunteer")

    assert done(make, items[0]) == [("done", "volunteer")]
    assert "Probeer het opnieuw op woensdag 11 maart. 1 punt is afgevinkt." in answer.follow().text


def test_nothing_is_done_together_with_people_nobody_spoke_to(make, form, items):
    answer = form.submit(_button="Niet bereikt", ticks=keys(items[0]))

    assert answer.status == 422
    assert "Kies wie het wel deed" in beside(answer, "done_by")
    assert ticked(answer) == keys(items[0])
    assert (stored(), done(make, items[0])) == (0, [("open", None)])


def test_an_attempt_without_a_tick_stays_one_tap(form):
    assert form.submit(_button="Niet bereikt").status == 303


def test_the_form_asks_one_statement_more_whatever_the_length_of_the_list(app, make, visitor, trajectory):
    path = address(trajectory)
    visitor.page(path)
    with statements(app) as without:
        visitor.page(path)
    make.checklist(trajectory, how_many=9)
    with statements(app) as shown:
        visitor.page(path)
    assert len(shown) == len(without)
    assert len([each for each in shown if ChecklistItem.__tablename__ in each]) == 1


def test_storing_without_a_tick_asks_nothing_of_the_checklist(app, form, topics):
    with statements(app) as asked:
        form.submit(topics=topics)
    assert [each for each in asked if ChecklistItem.__tablename__ in each] == []
