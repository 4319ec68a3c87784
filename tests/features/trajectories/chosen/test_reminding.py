"""A coordinator reminds a volunteer of a household: a notice, once a day, without a name."""

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice
from portal.people.words import notice_sentence
from portal.refusals import NotVisible, Refused
from portal.trajectories.chosen import service
from tests.support.races import race, rounds

pytestmark = pytest.mark.each_database


def notices(volunteer):
    return list(db.session.scalars(select(Notice).where(Notice.user_id == volunteer.user_id)))


def lines():
    return list(db.session.scalars(select(AuditLine).where(AuditLine.event == "trajectory.reminded")))


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


def test_a_reminder_is_a_notice_without_a_name_that_leads_to_the_household(make, coordinator, volunteer, trajectory):
    service.remind(make.act(coordinator), trajectory.id)
    (notice,) = notices(volunteer)
    assert (notice.code, notice.path, notice.reminder) == (
        "reminded_of_household",
        f"/trajecten/{trajectory.id}",
        True,
    )
    assert notice.facts == {"area": "2132"}
    assert db.session.get(OutgoingMail, notice.mail_id).user_id == volunteer.user_id
    (line,) = lines()
    assert (line.subject_id, line.household_id, line.facts) == (
        trajectory.id,
        trajectory.household_id,
        {"volunteer_id": volunteer.id},
    )


def test_a_volunteer_reads_it_in_their_own_language(make, sign_in, coordinator, volunteer, trajectory):
    volunteer.user.locale = "en"
    make.save(volunteer.user)
    service.remind(make.act(coordinator), trajectory.id)
    assert "Your coordinator reminds you of the household in 2132." in sign_in(volunteer.user).page("/meldingen").text
    assert "2132" in notice_sentence("reminded_of_household", {"area": "2132"})


def test_one_day_knows_one_reminder_of_a_household_whoever_sends_it(make, clock, coordinator, volunteer, trajectory):
    other = make.trajectory(claimed_by=volunteer)
    service.remind(make.act(coordinator), trajectory.id)
    with pytest.raises(Refused, match="reminded_today"):
        service.remind(make.act(make.coordinator()), trajectory.id)
    service.remind(make.act(coordinator), other.id)
    clock.move(days=1)
    service.remind(make.act(coordinator), trajectory.id)
    assert len(notices(volunteer)) == len(lines()) == 3


@rounds()
def test_rule_10_two_coordinators_at_once_send_one_reminder(make, coordinator, volunteer, rounds):
    acts = [make.act(coordinator), make.act(make.coordinator())]
    for number in range(1, rounds + 1):
        trajectory = make.trajectory(claimed_by=volunteer)
        results = race(2, lambda place, key=trajectory.id: service.remind(acts[place], key))
        assert sorted(getattr(each, "code", "done") for each in results) == ["done", "reminded_today"]
        assert len(notices(volunteer)) == len(lines()) == number


def test_nobody_is_reminded_of_what_waits_is_closed_or_is_their_own(make, coordinator, volunteer):
    closed = make.trajectory(claimed_by=volunteer)
    closed.close(make.today, "completed")
    make.save(closed)
    mine = make.trajectory(claimed_by=make.volunteer(user=coordinator))
    for code, each in (
        ("nobody_to_remind", make.trajectory()),
        ("trajectory_closed", closed),
        ("reminds_oneself", mine),
    ):
        with pytest.raises(Refused, match=code):
            service.remind(make.act(coordinator), each.id)
    assert lines() == []


def test_rule_3_only_a_coordinator_of_the_location_reminds(make, coordinator, volunteer, trajectory):
    for user in (make.coordinator(make.location("Team Haarlem")), make.volunteer().user):
        with pytest.raises(NotVisible):
            service.remind(make.act(user), trajectory.id)
    assert notices(volunteer) == []
