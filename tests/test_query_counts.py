"""No page asks more of the database for two hundred rows than for five."""

import re
from collections import Counter

import pytest

from portal.db import db
from tests.support.asking import table, visitor
from tests.support.crowd import Crowd
from tests.support.statements import statements
from tests.support.world import World, routes

FEW, MANY = 5, 200
# SQLite first reads the whole of the tables that are joined within a join.
NESTED = re.compile(r"JOIN \((?!SELECT)")
PEOPLE = ("coordinator", "volunteer", "team_member", "admin")


def asked(app, world, clock):
    """(person, address) → the statements of a visit to every page."""
    rows, addresses = table(), app.url_map.bind("localhost")
    world.upload.created_at = clock()  # a file waits for a day, and many quarters of an hour go by
    db.session.commit()
    found = {}
    for person in PEOPLE:
        for method, rule in routes(app):
            if method != "GET" or rows[f"GET {rule.rule}"][person] != "+":
                continue
            begins, calendar = clock(), rule.endpoint == "calendar.feed"
            if calendar and person != PEOPLE[0]:
                continue  # it is the same calendar, whoever asks
            clock.move(days=int(calendar))  # and it leaves its lines once a day
            address = addresses.build(rule.endpoint, world.values_for(rule, person))
            client = visitor(app, world, clock, person)
            db.session.rollback()
            with statements(app) as seen:
                answer = client.open(address)
            assert answer.status_code in (200, 303), address
            found[person, rule.rule] = list(seen)
            clock.set(begins)
            clock.move(minutes=16)  # nothing counts as read lately: the lines of reading are written each time
    return found


@pytest.mark.slow(seconds=15)
@pytest.mark.one_database
def test_every_page_asks_the_database_as_often_for_many_rows_as_for_few(app, make, clock):
    world = World(make)
    assert world.ways.all()
    crowd = Crowd(world)
    crowd.add(FEW)
    few = asked(app, world, clock)
    crowd.add(MANY - FEW)
    many = asked(app, world, clock)

    assert len(few) > 100
    assert {page for page in few if any(NESTED.search(each) for each in few[page])} == set()
    assert {page: more(few[page], many[page]) for page in few if len(few[page]) != len(many[page])} == {}


def more(few, many):
    """How often each, and which statements came more often."""
    return len(few), len(many), *(Counter(many) - Counter(few)).most_common(2)
