"""After claiming a household that waited: nobody is late with what lay before, and the first step is a button."""

import pytest

from portal.caseload import queries
from portal.checklists.models import ChecklistItem
from portal.db import db


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    """A household that waited two weeks and was claimed yesterday; its adult has a number."""
    trajectory = make.trajectory(claimed_by=volunteer, claimed_on=make.day(-1))
    trajectory.household.clients[0].phone = "+31612340000"
    return make.save(trajectory)


@pytest.fixture
def file(sign_in, volunteer, trajectory):
    """The file as the one who claimed reads it."""
    return lambda: sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}")


def badges(page, item):
    (shown,) = page.all("li", id=f"item-{item.id}")
    return [badge.text for badge in shown.all("span", class_="badge")], shown.text


def test_rule_14_what_passed_before_the_claim_is_to_be_caught_up_and_nothing_is_red(make, file, trajectory):
    law, ours = make.checklist(trajectory, how_many=2, due_on=make.day(-2))
    law.template_item.statutory = True
    make.save(law)
    page = file()
    assert "2 punten in te halen" in page.text
    assert "te laat" not in page.text
    assert "Te laat" not in page.text
    words, whole = badges(page, law)
    assert (words, "Moest uiterlijk 7 maart 2026" in whole) == (["wettelijk"], True)
    words, whole = badges(page, ours)
    assert (words, "uiterlijk" in whole) == ([], False)


def test_what_passes_after_the_claim_is_late_as_before(make, file, trajectory):
    law, ours = make.checklist(trajectory, how_many=2, due_on=make.day(-1))
    law.template_item.statutory = True
    make.save(law)
    page = file()
    assert "2 punten te laat" in page.text
    assert [badges(page, each)[0] for each in (law, ours)] == [["1 dag te laat"]] * 2


def test_neither_the_signals_nor_the_form_speak_of_what_lay_before(make, sign_in, volunteer, trajectory):
    make.checklist(trajectory, how_many=1, due_on=make.day(-2))
    assert [each.code for each in queries.signals_for([trajectory], make.today)[trajectory.id]] == ["first_contact"]
    form = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}/contact")
    assert "In te halen" in form.text
    assert "te laat" not in form.text


def test_claiming_moves_no_deadline(make, sign_in, volunteer):
    waiting = make.trajectory()
    (item,) = make.checklist(waiting, how_many=1, due_on=make.day(-2))
    page = sign_in(make.coordinator()).page(f"/trajecten/{waiting.id}")
    assert "1 punt in te halen" in page.text
    make.assignment(waiting, volunteer)
    db.session.expire_all()
    assert db.session.get_one(ChecklistItem, item.id).due_on == make.day(-2)


def test_the_first_step_is_to_call_then_to_plan_the_intake_then_there_is_none(make, file, volunteer, trajectory):
    call, plan = "Bel om kennis te maken", "Plan de intake"
    name = trajectory.household.name
    assert file().links[f"{call} {name}"] == "tel:+31612340000"
    make.contact(trajectory, volunteer.user)
    page = file()
    assert page.links[f"{plan} {name}"] == f"/trajecten/{trajectory.id}/contact#next_appointment_on"
    assert f"{call} {name}" not in page.links
    make.contact(trajectory, volunteer.user, purpose="intake")
    assert not [words for words in file().links if words.startswith((call, plan))]


def test_without_a_number_the_intake_is_planned_and_nobody_else_is_asked_to(make, sign_in, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    trajectory.household.clients[0].phone = None
    make.save(trajectory)
    place, words = f"/trajecten/{trajectory.id}", f"Plan de intake {trajectory.household.name}"
    assert words in sign_in(volunteer.user).page(place).links
    assert words not in sign_in(make.coordinator()).page(place).links
