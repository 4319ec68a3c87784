"""The warnings before a coordinator puts a late contact in the file: its day, a closure, the same day."""

import pytest
from sqlalchemy import select

from portal.contacts.late import service as late_service
from portal.contacts.models import ContactMoment
from portal.db import db


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def coordinator(make):
    return make.coordinator(first_name="Carla", last_name="Coster")


@pytest.fixture
def trajectory(make, volunteer):
    trajectory = make.trajectory()
    make.assignment(trajectory, volunteer, ends_on=make.day(-2), end_reason="no_time")
    return make.reload(trajectory)


@pytest.fixture
def late(make, trajectory, volunteer):
    return make.late_contact(trajectory, volunteer.user, on_date=make.day(-2))


def contacts():
    return list(db.session.scalars(select(ContactMoment).order_by(ContactMoment.id)))


@pytest.mark.parametrize(("days", "warned"), [(2, False), (14, False), (1, True), (15, True)])
def test_a_day_outside_the_support_is_told_with_the_days_of_that_support(
    make, sign_in, coordinator, volunteer, trajectory, days, warned
):
    late = make.late_contact(trajectory, volunteer.user, on_date=make.day(-days))
    page = sign_in(coordinator).page(f"/nagekomen/{late.id}")

    assert ("Deze dag valt buiten de begeleiding" in page.text) is warned
    assert "23 februari 2026 tot en met 7 maart 2026" in page.text
    assert page.form("In het dossier zetten").submit().status == 303
    assert len(contacts()) == 1


def test_a_day_after_the_closure_cannot_come_into_the_file(make, sign_in, coordinator, volunteer):
    closed = make.trajectory(closed_on=make.day(-3), closure_outcome="moved_away")
    make.assignment(closed, volunteer, ends_on=make.day(-3), end_reason="closed")
    after = make.late_contact(closed, volunteer.user, on_date=make.day(-2))
    visitor = sign_in(coordinator)
    page = visitor.page(f"/nagekomen/{after.id}")
    answer = visitor.send(f"/nagekomen/{after.id}/in-dossier")

    for each in (page, answer):
        assert "Het traject is op 6 maart 2026 gesloten, en dit contact is van daarna." in each.text
        assert "In het dossier zetten" not in each.buttons
    assert answer.status == 409
    before = make.late_contact(closed, volunteer.user, on_date=make.day(-3))
    assert visitor.page(f"/nagekomen/{before.id}").form("In het dossier zetten").submit().status == 303
    assert [each.trajectory_id for each in contacts()] == [closed.id]


def test_a_day_that_came_to_lie_long_before_the_start_cannot_come_into_the_file(
    make, sign_in, coordinator, trajectory, late
):
    trajectory.starts_on = make.day(27)
    make.save(trajectory)
    visitor = sign_in(coordinator)
    assert "In het dossier zetten" in visitor.page(f"/nagekomen/{late.id}").buttons
    early = make.late_contact(trajectory, late.author, on_date=make.day(-29))
    page = visitor.page(f"/nagekomen/{early.id}")
    assert "Kies een dag vanaf 09-02-2026." in page.text
    assert "gesloten" not in page.text
    assert "In het dossier zetten" not in page.buttons


def test_what_the_file_says_of_that_day_already_stands_beside_it(make, sign_in, coordinator, trajectory, late):
    make.contact(trajectory, coordinator, on_date=make.day(-2), way="phone", minutes=20)
    make.contact(trajectory, coordinator, on_date=make.day(-2), way="office", withdrawn_at=make.clock())
    page = sign_in(coordinator).page(f"/nagekomen/{late.id}")

    assert "Telefoon · 20 minuten · Carla Coster" in page.links
    assert "Op kantoor" not in page.text


def test_what_its_author_logged_meanwhile_with_the_same_key_is_not_logged_twice(
    make, coordinator, volunteer, trajectory, late
):
    said = {name: getattr(late.said, name) for name in ("on_date", "note")}
    contact = make.contact(trajectory, volunteer.user, submission_key=late.submission_key, **said)
    elsewhere = make.late_contact(trajectory, volunteer.user, on_date=make.day(-2))
    make.contact(make.trajectory(), volunteer.user, submission_key=elsewhere.submission_key)
    for each in (late, elsewhere):
        late_service.put_in_file(make.act(coordinator), each.id)

    assert make.reload(late).contact_id == contact.id
    assert [each.trajectory_id for each in contacts()].count(trajectory.id) == 2
