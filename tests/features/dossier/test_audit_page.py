"""Who saw and changed what of a household: for its coordinator, in plain words."""

import pytest

from portal.audit import EVENTS, AuditLine
from portal.db import db
from portal.wording import labels
from tests.support.audit import lines
from tests.support.statements import statements


@pytest.fixture
def trajectory(make):
    return make.trajectory(claimed_by=make.volunteer())


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def fill(make, trajectory, user, size, event="trajectory.opened"):
    db.session.add_all(
        AuditLine(
            at=make.clock(),
            actor_id=user.id,
            role="volunteer",
            event=event,
            subject_kind="trajectory",
            subject_id=trajectory.id,
            household_id=trajectory.household_id,
            location_id=trajectory.location_id,
        )
        for _each in range(size)
    )
    db.session.commit()


def test_every_event_has_words():
    assert all(labels("event", EVENTS).values())


def test_a_coordinator_reads_who_did_what_when(make, sign_in, trajectory, coordinator):
    volunteer = trajectory.current.volunteer
    sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}")
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/inzage")
    assert "Dossier geopend" in page.text
    assert f"{volunteer.name}, Vrijwilliger" in page.text
    assert "ma 9 mrt 2026 10:00" in page.text


def test_reading_the_lines_leaves_a_line_too(sign_in, trajectory, coordinator):
    visitor = sign_in(coordinator)
    for _time in range(2):
        visitor.page(f"/trajecten/{trajectory.id}/inzage")
    assert [(line.actor_id, line.household_id) for line in lines("audit.opened")] == [
        (coordinator.id, trajectory.household_id)
    ]


def test_lines_of_another_household_are_not_there(make, sign_in, trajectory, coordinator):
    other = make.trajectory()
    fill(make, other, coordinator, 1, event="goal.set")
    assert "Doel opgeschreven" not in sign_in(coordinator).page(f"/trajecten/{trajectory.id}/inzage").text


def test_the_lines_come_a_page_at_a_time_each_once(make, sign_in, trajectory, coordinator):
    fill(make, trajectory, coordinator, 59)
    visitor = sign_in(coordinator)
    page, rows = visitor.page(f"/trajecten/{trajectory.id}/inzage"), []
    for _page in range(3):
        rows.append(len(page.all("tr")) - 1)
        if "Eerder" in page.links:
            page = visitor.page(page.links["Eerder"])
    assert rows == [25, 25, 10]


def test_the_volunteer_may_not_read_them_and_a_stranger_finds_nothing(make, sign_in, trajectory):
    sign_in(trajectory.current.volunteer.user).page(f"/trajecten/{trajectory.id}/inzage", status=403)
    sign_in(make.coordinator(make.location("Team Elders"))).page(f"/trajecten/{trajectory.id}/inzage", status=404)
    assert lines("audit.opened") == []


def test_the_page_asks_the_database_as_much_for_200_lines_as_for_5(app, make, sign_in, trajectory, coordinator):
    visitor = sign_in(coordinator)
    visitor.page(f"/trajecten/{trajectory.id}/inzage")
    counts = []
    for size in (5, 195):
        fill(make, trajectory, coordinator, size)
        with statements(app) as seen:
            visitor.page(f"/trajecten/{trajectory.id}/inzage")
        counts.append(len(seen))
    assert counts[0] == counts[1]
