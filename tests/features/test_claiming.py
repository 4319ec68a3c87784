"""Claiming and releasing, as the volunteer meets them (rules 1, 2, 3, 4 and 10)."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from portal.audit import AuditLine
from portal.db import db
from portal.people.models import Notice
from portal.trajectories.models import Assignment
from portal.trajectories.rules import months_after


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


def lines(event):
    return db.session.scalar(select(func.count()).where(AuditLine.event == event))


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
    assert lines("trajectory.claimed") == 1
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
    assert lines("trajectory.claimed") == 0


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
    ("function_does_not_fit", {"function": "interpreter"}, "vraagt een andere functie"),
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
    assert lines("trajectory.released") == 1


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

    assert (current(trajectory), lines("trajectory.released")) == (None, 2)


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

    line = db.session.scalars(select(AuditLine).where(AuditLine.event == "trajectory.listed")).one()
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
