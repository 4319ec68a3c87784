"""Releasing, by a volunteer or a coordinator (rules 3, 8, 10 and 11)."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.people.models.people import Notice
from portal.trajectories.models.trajectory import Assignment
from tests.support.audit import lines


@pytest.fixture
def volunteer(make):
    return make.volunteer()


def claim_url(trajectory):
    return f"/trajecten/{trajectory.id}/claimen"


def release_url(trajectory):
    return f"/trajecten/{trajectory.id}/vrijgeven"


def current(trajectory):
    return db.session.scalars(
        select(Assignment).where(Assignment.trajectory_id == trajectory.id, Assignment.ends_on.is_(None))
    ).one_or_none()


def test_a_volunteer_releases_with_a_reason_and_the_coordinators_know(make, sign_in, volunteer):
    coordinators = [make.coordinator(), make.coordinator()]
    make.coordinator(make.location("Team Haarlem"))
    trajectory = make.trajectory(claimed_by=volunteer)
    assignment = current(trajectory)

    form = sign_in(volunteer.user).page(release_url(trajectory)).form("Traject vrijgeven")
    answer = form.submit(reason="no_time", note=" Nieuwe baan. ")

    assert (answer.status, answer.location) == (303, "/vandaag")
    assert "Het traject is vrijgegeven" in answer.follow().text
    ended = make.reload(assignment)
    assert (ended.ends_on, ended.end_reason, ended.end_note) == (make.today, "no_time", "Nieuwe baan.")
    assert make.reload(trajectory).waiting_since == make.today
    notices = list(db.session.scalars(select(Notice)))
    assert {notice.user_id for notice in notices} == {user.id for user in coordinators}
    assert {notice.path for notice in notices} == {f"/trajecten/{trajectory.id}"}
    assert notices[0].facts == {"area": "2132", "volunteer": volunteer.name}


def test_rule_3_after_releasing_the_file_is_closed_to_the_volunteer(make, sign_in, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    visitor = sign_in(volunteer.user)

    visitor.send(release_url(trajectory), {"reason": "stops"}, status=303)

    visitor.page(release_url(trajectory), status=404)
    assert "Merhawi" not in visitor.page("/vandaag").html


def test_rule_10_a_second_tap_on_release_is_no_second_release(make, sign_in, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    visitor = sign_in(volunteer.user)

    answers = [visitor.send(release_url(trajectory), {"reason": "illness"}) for _tap in range(2)]

    assert [answer.location for answer in answers] == ["/vandaag"] * 2
    assert len(lines("trajectory.released")) == 1


def test_rule_3_the_day_after_it_is_as_if_the_file_did_not_exist(make, sign_in, volunteer, clock):
    trajectory = make.trajectory(claimed_by=volunteer)
    sign_in(volunteer.user).send(release_url(trajectory), {"reason": "illness"}, status=303)

    clock.move(days=1)

    sign_in(volunteer.user).send(release_url(trajectory), {"reason": "illness"}, status=404)


def test_a_volunteer_who_claims_again_the_same_day_can_release_again(make, sign_in, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    visitor = sign_in(volunteer.user)
    visitor.send(release_url(trajectory), {"reason": "illness"}, status=303)
    visitor.send(claim_url(trajectory), status=303)

    visitor.send(release_url(trajectory), {"reason": "illness"}, status=303)

    assert (current(trajectory), len(lines("trajectory.released"))) == (None, 2)


def test_a_coordinator_releases_and_the_volunteer_knows_without_a_name(make, sign_in, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    coordinator = make.coordinator()
    visitor = sign_in(coordinator)

    page = visitor.page(release_url(trajectory))
    answer = page.form("Traject vrijgeven").submit(reason="illness")

    assert volunteer.name in page.text
    assert (answer.status, answer.location) == (303, f"/trajecten/{trajectory.id}")
    notice = db.session.scalars(select(Notice)).one()
    assert (notice.user_id, notice.code, notice.path) == (volunteer.user_id, "released_by_coordinator", "/vandaag")
    assert notice.facts == {"area": "2132"}
    assert "geen begeleider meer" in visitor.send(release_url(trajectory), {"reason": "illness"}, status=409).text
    visitor.page(release_url(trajectory), status=409)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"note": "Geen reden gekozen"}, "reason", "Kies een reden."),
        ({"reason": "other", "note": "  "}, "note", "Schrijf kort op wat de reden is."),
        ({"reason": "no_time", "note": "x" * 501}, "note", "ten hoogste 500 tekens"),
        ({"reason": "no_time", "note": "Nummer 111222333"}, "note", "burgerservicenummer"),
        ({"reason": "made_up"}, "reason", ""),
    ],
)
def test_a_release_that_is_not_complete_keeps_what_was_typed(make, sign_in, volunteer, values, field, words):
    trajectory = make.trajectory(claimed_by=volunteer)

    answer = sign_in(volunteer.user).send(release_url(trajectory), values, status=422)

    form = answer.form("Traject vrijgeven")
    assert field in form.errors
    assert words in answer.text
    assert form.fields["note"] == [values.get("note", "").strip()]
    assert answer.title.startswith("Fout:")
    assert current(trajectory) is not None


def test_rule_3_nobody_else_releases(make, sign_in, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    strangers = [make.volunteer().user, make.coordinator(make.location("Team Haarlem")), make.admin()]

    for user in strangers:
        sign_in(user).page(release_url(trajectory), status=404)
        sign_in(user).send(release_url(trajectory), {"reason": "other", "note": "x"}, status=404)
    assert current(trajectory) is not None


def test_rule_11_the_form_with_the_name_of_the_household_leaves_a_line(make, sign_in, volunteer):
    trajectory = make.trajectory(claimed_by=volunteer)
    visitor = sign_in(volunteer.user)

    for _look in range(2):
        visitor.page(release_url(trajectory))

    (line,) = lines("trajectory.listed")
    assert (line.household_id, line.facts) == (trajectory.household_id, {"list": "release"})


@pytest.mark.parametrize("state", ["prepared", "offered", "planned"])
def test_rule_8_an_open_handover_goes_on_when_the_volunteer_releases(make, sign_in, volunteer, state):
    trajectory = make.trajectory(claimed_by=volunteer)
    handover = make.handover(trajectory, make.team(), state=state)
    coordinator = sign_in(make.coordinator())

    page = sign_in(volunteer.user).page(release_url(trajectory))
    page.form("Traject vrijgeven").submit(reason="stops")

    assert "Een warme overdracht die al loopt, gaat gewoon door." in page.text
    assert (make.reload(handover).state, current(trajectory)) == (state, None)
    coordinator.page(f"/overdrachten/{handover.reference}")


def test_who_read_of_one_volunteer_does_not_send_away_another(make, sign_in, volunteer):
    trajectory, next_one = make.trajectory(claimed_by=volunteer), make.volunteer()
    form = sign_in(make.coordinator()).page(release_url(trajectory)).form("Traject vrijgeven")
    before = current(trajectory)
    before.ends_on, before.end_reason = make.today, "stops"
    db.session.commit()
    make.assignment(trajectory, next_one, starts_on=make.today)

    answer = form.submit(reason="other", note="Verhuisd.")

    assert answer.status == 409
    assert "Intussen begeleidt iemand anders" in answer.text
    assert next_one.name in answer.text
    assert current(trajectory).volunteer_id == next_one.id
    again = answer.form("Traject vrijgeven")
    assert again.fields["note"] == ["Verhuisd."]
    assert again.submit().status == 303
    assert current(trajectory) is None
