"""The demo for somebody who tries Wegwijs: a team that is alive today, and five people to be."""

import pytest
from sqlalchemy import func, select

from portal.capacity_questions.models import CapacityQuestion
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.demo.loading import ACCOUNTS, ADMIN, COORDINATOR, PASSWORD, READER, TEAM_MEMBER, VOLUNTEER, load_demo
from portal.handovers.conversation.models import HandoverMessage
from portal.handovers.models.handover import WarmHandover
from portal.people.models.people import User
from portal.trajectories.models.trajectory import Assignment, Trajectory
from tests.support.handovers import WAYS
from tests.support.names import strange_keys

pytestmark = [pytest.mark.slow, pytest.mark.one_database]


def test_the_demo_gives_every_screen_something_true_to_show(app, client, clock):
    assert load_demo(clock()) is True
    today = clock().date()

    # Those of the file, and what followed on an internal handover.
    assert db.session.scalar(select(func.count(Trajectory.id))) == 256 + 1
    ways = {tuple(row) for row in db.session.execute(select(WarmHandover.kind, WarmHandover.variant).distinct())}
    assert {("team", "A"), ("team", "B"), ("team", "C"), ("internal", "A"), ("organisation", "A")} <= ways
    assert set(db.session.scalars(select(WarmHandover.state))) == set(WAYS)
    assert db.session.scalar(select(func.count(ContactMoment.id)).where(ContactMoment.on_date > today)) == 0
    assert db.session.scalar(select(func.max(ContactMoment.on_date))) >= today.replace(day=1)
    assert db.session.scalar(select(func.count(Assignment.id)).where(Assignment.ends_on.is_(None))) > 30
    assert db.session.scalar(select(func.count(LateContact.id)).where(LateContact.settled_at.is_(None))) == 1
    assert not db.session.scalar(select(User.id).where(User.demo.is_(False)).limit(1))
    sides = select(HandoverMessage.side, HandoverMessage.asks).distinct()
    assert {tuple(row) for row in db.session.execute(sides)} == {("sender", False), ("team", False), ("team", True)}
    assert set(db.session.scalars(select(CapacityQuestion.answer))) == {None, "from_day"}

    assert strange_keys() == []

    starts = {
        VOLUNTEER: "/vandaag",
        COORDINATOR: "/bord",
        TEAM_MEMBER: "/overdrachten",
        ADMIN: "/beheer",
        READER: "/cijfers",
    }
    assert set(starts) == set(ACCOUNTS)
    for account in ACCOUNTS:
        visitor = app.test_client()
        form = visitor.page("/inloggen").form("/inloggen")
        assert form.submit(email=account.email, password=PASSWORD).location == "/"
        home = visitor.page("/", status=303)
        assert home.location == starts[account]
        home = home.follow()
        assert home.status == 200
    # The last of them, the reader of the municipality, tries both: numbers, and numbers that are not shown.
    numbers = [cell.text for cell in home.all("td", class_="number")]
    assert "niet getoond" in numbers
    assert [number for number in numbers if number.isdigit() and int(number) >= 5]

    before = db.session.scalar(select(func.count(User.id)))
    assert load_demo(clock()) is False
    assert db.session.scalar(select(func.count(User.id))) == before
