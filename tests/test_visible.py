"""Rule 3 in what is asked of the database: what a person finds is what they may see."""

import pytest
from sqlalchemy import select

from portal.access import Action, may
from portal.capacity_questions import queries as capacity_questions_queries
from portal.checklists import queries as checklists
from portal.contacts import queries as contacts
from portal.contacts.late import queries as late_queries
from portal.db import db
from portal.handovers import queries as handovers
from portal.handovers.path import STATES
from portal.people.queries import volunteers_visible_to
from portal.people.volunteers.queries import absence_planned_by
from portal.trajectories import queries as trajectories
from tests.support.world import ACTORS, World

SEEN = {
    "trajectories": (trajectories.visible_to, Action.VIEW_TRAJECTORY),
    "households": (trajectories.households_visible_to, Action.EDIT_HOUSEHOLD),
    "contacts": (contacts.visible_to, Action.VIEW_TRAJECTORY),
    "late contacts": (late_queries.visible_to, Action.SETTLE_LATE_CONTACT),
    "checklist items": (checklists.visible_to, Action.VIEW_TRAJECTORY),
    "handovers": (handovers.visible_to, Action.VIEW_HANDOVER),
    "questions for room": (capacity_questions_queries.visible_to, Action.VIEW_CAPACITY),
    "volunteers": (volunteers_visible_to, Action.VIEW_VOLUNTEER),
    "absences": (absence_planned_by, Action.PLAN_ABSENCE),
}


@pytest.fixture
def mix(make):
    """The world, and more of everything: at both locations, with both teams, in every state."""
    world = World(make)
    for team in (world.team, world.others):
        for volunteer in (world.volunteer, world.elsewhere, None):
            for state in STATES:
                location = volunteer.location if volunteer else world.there
                trajectory = make.trajectory(claimed_by=volunteer, location=location)
                make.handover(trajectory, team, state=state)
            asked = {"location_id": location.id, "team_id": team.id}
            make.capacity_question(asked_by_id=world.user["coordinator"].id, **asked)
            make.contact(trajectory, world.user["coordinator"])
            make.late_contact(trajectory, world.former.user)
            make.checklist(trajectory, 1)
    make.trajectory(claimed_by=world.volunteer, closed_on=make.today, closure_outcome="moved_away")
    return world


def test_rule_3_what_a_person_finds_is_what_they_may_see(mix, make):
    for kind, (visible_to, action) in SEEN.items():
        entity = visible_to(make.actor(mix.user["admin"])).column_descriptions[0]["entity"]
        shown = 0
        for actor in [make.actor(mix.user[name]) for name in ACTORS]:
            found = set(db.session.scalars(visible_to(actor)).unique())
            everything = set(db.session.scalars(select(entity)).unique())
            assert found == {row for row in everything if may(actor, action, row)}, (kind, actor.kind)
            assert found < everything, kind
            shown += len(found)
        assert shown > 0, kind
