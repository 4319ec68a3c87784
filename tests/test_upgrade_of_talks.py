"""Upgrading gives the items of the portal's lists their talk, and closes what was logged before."""

import sqlalchemy as sa

from portal.checklists.models import ChecklistItem, TemplateItem
from portal.db import db
from tests.support.talks import EVALUATIONS, checklist, items, states
from tests.test_migrations import down, up

BEFORE = "20261130_1501"


def test_the_reference_content_says_which_items_are_for_a_talk(app):
    found = db.session.execute(sa.select(TemplateItem.code, TemplateItem.purpose)).all()
    assert {code for code, purpose in found if purpose == "intake"} == {"intake"}
    evaluations = {code for code, purpose in found if purpose == "evaluation"}
    assert evaluations == {*EVALUATIONS, "evaluation_end", "evaluation_halfway"}
    assert {purpose for code, purpose in found if code == "closing_talk"} == {None}


def test_what_was_logged_before_closes_its_item_once_and_what_was_ticked_by_hand_counts(app, make):
    volunteer = make.volunteer(max_households=9)
    logged, by_hand, attempt, closed = (make.trajectory(claimed_by=volunteer) for _each in range(4))
    for trajectory in (logged, by_hand, attempt, closed):
        checklist(make, trajectory)
    for trajectory in (logged, by_hand, closed):
        make.contact(trajectory, volunteer.user, purpose="intake")
        make.contact(trajectory, volunteer.user, purpose="evaluation")
    second = make.contact(logged, volunteer.user, purpose="evaluation")
    make.contact(attempt, volunteer.user, purpose="intake", reached=False)
    make.contact(attempt, volunteer.user, purpose="evaluation", withdrawn_at=make.clock())
    item = items(by_hand)["evaluation_3_months"]
    item.state, item.done_by = "done", "client"
    make.save(item)
    closed = make.reload(closed)
    closed.closed_on = closed.retention_from = make.today
    closed.closure_outcome = "moved_away"
    make.save(closed)
    second_id = second.id
    down(BEFORE)
    up()

    assert states(logged, "intake", *EVALUATIONS) == ["done", "done", "done", "open"]
    assert items(logged)["evaluation_6_months"].closed_by_contact_id == second_id
    assert items(logged)["intake"].done_by == "together"
    assert states(by_hand, "intake", *EVALUATIONS) == ["done", "done", "open", "open"]
    assert states(attempt, "intake", *EVALUATIONS) == ["open"] * 4
    assert states(closed, "intake", *EVALUATIONS) == ["open"] * 4
    closed_twice = sa.select(ChecklistItem.closed_by_contact_id).where(ChecklistItem.closed_by_contact_id.is_not(None))
    found = list(db.session.scalars(closed_twice))
    assert len(found) == len(set(found)) == 4


def test_an_admins_own_copy_of_an_item_keeps_its_talk(app, make):
    """A list that was changed before keeps the code of an item, whatever its title became."""
    down(BEFORE)
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE template_item SET title = 'Kennismaken' WHERE code = 'intake'"))
    up()
    assert set(db.session.scalars(sa.select(TemplateItem.purpose).where(TemplateItem.title == "Kennismaken"))) == {
        "intake"
    }
