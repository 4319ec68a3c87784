"""Claiming, as the volunteer meets it (rules 1, 3, 4 and 10)."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.db import db
from portal.trajectories.models.trajectory import Assignment
from portal.trajectories.rules import months_after
from tests.support.audit import lines


@pytest.fixture
def volunteer(make):
    return make.volunteer()


def claim_url(trajectory):
    return f"/trajecten/{trajectory.id}/claimen"


def current(trajectory):
    return db.session.scalars(
        select(Assignment).where(Assignment.trajectory_id == trajectory.id, Assignment.ends_on.is_(None))
    ).one_or_none()


def test_claiming_asks_once_and_shows_the_household_at_once(make, sign_in, volunteer):
    trajectory = make.trajectory()

    question = sign_in(volunteer.user).page(claim_url(trajectory))
    answer = question.form("Ja, ik begeleid dit huishouden").submit()

    assert (answer.status, answer.location) == (303, f"/trajecten/{trajectory.id}")
    assert "U begeleidt dit huishouden nu." in answer.follow().text
    assert current(trajectory).volunteer_id == volunteer.id


def test_rule_10_a_second_tap_on_claim_leads_to_the_same_household(make, sign_in, volunteer):
    trajectory = make.trajectory()
    visitor = sign_in(volunteer.user)

    answers = [visitor.send(claim_url(trajectory)) for _tap in range(2)]

    assert {(answer.status, answer.location) for answer in answers} == {(303, f"/trajecten/{trajectory.id}")}
    assert len(lines("trajectory.claimed")) == 1
    assert visitor.page(claim_url(trajectory), status=303).location == f"/trajecten/{trajectory.id}"


def test_rule_1_who_comes_second_reads_a_friendly_page_with_what_is_still_free(make, sign_in, volunteer):
    trajectory = make.trajectory()
    make.trajectory("har_pretrajectory")
    visitor = sign_in(volunteer.user)
    question = visitor.page(claim_url(trajectory))
    make.assignment(trajectory, make.volunteer())

    for answer in (
        question.form("Ja, ik begeleid dit huishouden").submit(),
        visitor.page(claim_url(trajectory), status=None),
    ):
        assert answer.status == 409
        assert "Iemand anders was u net voor." in answer.text
        assert "HAR-voortraject in 2132" in answer.text
    assert lines("trajectory.claimed") == []


def test_rule_3_what_was_closed_is_elsewhere_or_never_was_reads_the_same(make, sign_in, volunteer):
    closed = make.trajectory(closed_on=make.today, closure_outcome="moved_away")
    elsewhere = make.trajectory(location=make.location("Team Haarlem"))
    visitor = sign_in(volunteer.user)

    pages = [visitor.page(f"/trajecten/{key}/claimen", status=404) for key in (closed.id, elsewhere.id, 99999)]
    answers = [visitor.send(f"/trajecten/{key}/claimen", status=404) for key in (closed.id, elsewhere.id, 99999)]

    assert len({page.text for page in (*pages, *answers)}) == 1
    assert "niet meer vrij" in pages[0].heading


REFUSALS = [
    ("volunteer_not_active", {"status": "inactive"}, "U staat niet als actief."),
    ("certificate_missing", {"conduct_certificate_seen_on": None}, "Uw VOG is nog niet gezien."),
    ("certificate_expired", {}, "Uw VOG is ouder dan drie jaar."),
    ("confidentiality_not_signed", {"confidentiality_signed_on": None}, "nog niet getekend"),
    ("basic_course_not_done", {"basic_course_on": None}, "U hebt de basiscursus nog niet gedaan."),
    ("households_full", {"max_households": 0}, "U begeleidt al het aantal huishoudens"),
    ("function_does_not_fit", {"function": "interpreter"}, "andere functie nodig"),
    ("hours_full", {"hours_per_week": Decimal("2.9")}, "Past niet in uw uren"),
]


@pytest.mark.parametrize(("code", "values", "words"), REFUSALS, ids=[each[0] for each in REFUSALS])
def test_rule_4_server_and_button_refuse_by_the_same_rule(make, sign_in, code, values, words):
    if code == "certificate_expired":
        values = {"conduct_certificate_seen_on": months_after(make.today, -36)}
    trajectory = make.trajectory()
    visitor = sign_in(make.volunteer(**values).user)

    question = visitor.page(claim_url(trajectory))
    answer = visitor.send(claim_url(trajectory), status=409)

    assert words in question.text
    assert "Ja, ik begeleid dit huishouden" not in question.buttons
    assert "Dit is niet gelukt" in answer.text
    assert words in answer.text
    assert current(trajectory) is None


def test_rule_4_a_certificate_is_good_until_the_day_it_is_three_years_old(make, sign_in):
    trajectory = make.trajectory()
    seen_on = months_after(make.day(1), -36)

    answer = sign_in(make.volunteer(conduct_certificate_seen_on=seen_on).user).send(claim_url(trajectory))

    assert answer.status == 303


@pytest.mark.parametrize("kind", ["coordinator", "admin"])
def test_only_volunteers_claim(make, sign_in, kind):
    trajectory = make.trajectory()
    visitor = sign_in(getattr(make, kind)())

    assert visitor.page(claim_url(trajectory), status=403)
    assert visitor.send(claim_url(trajectory), status=None).status in {403, 404}
    assert current(trajectory) is None
