"""Rule 3 in searching: nobody finds, counts or is led to anything that they may not open."""

import pytest
from sqlalchemy import select

from portal.access import Action, may
from portal.db import db
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Snapshot
from portal.handovers.path import STATES
from portal.people.models.people import User, Volunteer
from portal.search import queries, rules
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Trajectory
from tests.support.world import ACTORS, World

pytestmark = pytest.mark.each_database


@pytest.fixture
def mix(make):
    """The world, and at both locations the same names again: with both teams, in every state."""
    world = World(make)
    for team in (world.team, world.others):
        for volunteer in (world.volunteer, world.elsewhere, None):
            location = volunteer.location if volunteer else world.there
            for state in STATES:
                make.handover(make.trajectory(claimed_by=volunteer, location=location), team, state=state)
    gone = make.trajectory(claimed_by=world.volunteer).household
    gone.clients[0].left_on = make.today
    db.session.commit()
    return world


def found(actor, text, among):
    return {match.key for match in queries.matches(rules.asked(text), among(actor))}


def everything(entity):
    return db.session.scalars(select(entity)).unique().all()


def test_rule_3_everybody_finds_what_they_may_open_and_nothing_else(mix, make):
    counted = dict.fromkeys(("households", "volunteers", "handovers", "users"), 0)
    for actor in [make.actor(mix.user[name]) for name in ACTORS]:
        may_open = {each.household_id for each in everything(Trajectory) if may(actor, Action.VIEW_TRAJECTORY, each)}
        if not may(actor, Action.VIEW_BOARD):  # who supports a household reads who lives there now
            may_open = {key for key in may_open if any(who.left_on is None for who in clients_of(key))}
        wanted = {
            "households": may_open,
            "volunteers": {each.id for each in everything(Volunteer) if may(actor, Action.VIEW_VOLUNTEER, each)},
            "handovers": {each.id for each in everything(WarmHandover) if may(actor, Action.VIEW_HANDOVER, each)},
            "users": {each.id for each in everything(User) if may(actor, Action.CONFIGURE)},
        }
        for text, kind in (("tekle", "households"), ("vries", "volunteers"), ("wo-", "handovers"), ("vries", "users")):
            assert found(actor, text, getattr(queries, kind)) == wanted[kind], (actor.kind, kind)
            counted[kind] += len(wanted[kind])
    assert all(counted.values())


def clients_of(household_id):
    return db.session.scalars(select(Client).where(Client.household_id == household_id)).all()


def test_rule_9_a_team_finds_by_the_names_it_may_read_now(mix, make):
    """Everything that was offered names somebody; some is closed, and half of it is of the other team."""
    for each in everything(WarmHandover):
        if each.team_id and each.offered_at and not each.snapshots:
            content = {"people": [{"name": "Merhawi Tekle", "phone": "+31612340000"}]}
            db.session.add(
                Snapshot(handover_id=each.id, number=1, team_id=each.team_id, content=content, made_at=make.clock())
            )
    db.session.commit()
    for team in ("team_member", "other_team"):
        actor = make.actor(mix.user[team])
        may_read = [each for each in everything(WarmHandover) if may(actor, Action.VIEW_SNAPSHOT, each)]
        read = {each.id: each.snapshots[-1].content["people"] for each in may_read if each.snapshots}
        readable = {key for key, people in read.items() if any("Tekle" in who["name"] for who in people)}
        assert len(readable) > 5
        assert found(actor, "tekle", queries.handovers) == readable

    handover = db.session.get(WarmHandover, min(readable))
    handover.snapshot_closed_at = make.clock()
    db.session.commit()
    assert found(actor, "tekle", queries.handovers) == readable - {handover.id}
    assert handover.id in found(actor, handover.reference, queries.handovers)


def test_a_volunteer_does_not_find_by_a_number_that_they_do_not_read(mix, make):
    number = mix.household.clients[0].client_number
    assert found(make.actor(mix.user["coordinator"]), number, queries.households) == {mix.household.id}
    assert not found(make.actor(mix.user["volunteer"]), number, queries.households)


def test_rule_3_the_answer_is_the_same_whatever_others_have(mix, make, sign_in):
    """More of the same name elsewhere, and nothing changes here: not the rows, nor their order, nor a number."""
    people = [
        name for name in ACTORS if name not in ("admin", "reader", "other_coordinator", "elsewhere", "other_team")
    ]
    texts = ("tekle", "merhawi tekle", "merhawi onbekend", "wo-", "0000")
    before = {(name, text): answer(sign_in(mix.user[name]), text) for name in people for text in texts}
    for _each in range(3):
        make.trajectory(location=mix.there, claimed_by=mix.elsewhere)
        make.handover(make.trajectory(location=mix.there), mix.others, state="offered")
    assert {key: answer(sign_in(mix.user[key[0]]), key[1]) for key in before} == before
    assert any("Tekle" in text for text in before.values())


def answer(visitor, text):
    return visitor.fragment(f"/zoeken?q={text.replace(' ', '+')}").text
