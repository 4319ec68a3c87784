"""The migration of the words by which rows are found fills them for every row there is, down and up again."""

import flask_migrate
import sqlalchemy as sa

from portal.db import db
from portal.searched import SearchWord
from tests.support import found_words
from tests.support.world import World

BEFORE = "20261130_1400"
KINDS = {"client", "number", "user", "handover", "people"}


def stored():
    with db.engine.connect() as connection:
        return found_words.stored(connection)


def test_rows_of_before_are_found_as_new_ones_are(app, make):
    """In the world stands every kind of row that can be found; its names were written by the models."""
    World(make)
    before = stored()
    assert {kind for kind, *_row in before} == KINDS

    db.session.rollback()
    flask_migrate.downgrade(revision=BEFORE)
    assert SearchWord.__tablename__ not in sa.inspect(db.engine).get_table_names()
    flask_migrate.upgrade()

    assert stored() == before
    found_words.check(db.engine)
