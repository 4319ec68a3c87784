"""Migrations go up, down and up again without losing anything, and end where the models are, on both databases."""

import re
import warnings

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.access import RoleKind
from portal.config import ROOT
from portal.db import Base, db
from portal.people.models.people import Role
from tests.support.names import strange_keys
from tests.support.world import World

REFERENCE = "0002"  # the tables and the content a new portal begins with
# Mail that was to go still is (`test_what_was_to_be_mailed_still_is`); the settings come with their table.
REFILLED = {"outgoing_mail", "handover_setting", "search_word", "session_setting"}
BEFORE_THE_OUTBOX = "20261122_0545"
BEFORE_THE_NAME_KEYS = "20261130_1305"
NAMED_ANEW = {"source", "verified_on"}  # tests/test_sources.py tries their way down and up
CONTENT = ("language", "topic", "trajectory_type", "type_function", "phase", "checklist_template", "template_item")


def up(revision="head"):
    db.session.rollback()
    flask_migrate.upgrade(revision=revision)


def down(revision):
    db.session.rollback()
    flask_migrate.downgrade(revision=revision)


def reflected():
    """The tables as the database has them now."""
    tables = sa.MetaData()
    with warnings.catch_warnings():
        # SQLite cannot reflect indexes on expressions; `indexes_and_checks` compares those.
        warnings.simplefilter("ignore", sa.exc.SAWarning)
        tables.reflect(db.engine)
    return {name: table for name, table in tables.tables.items() if name != "alembic_version"}


def contents(tables):
    """Every row of these tables, as plain values, in a fixed order."""
    with db.engine.connect() as connection:
        return {
            name: sorted(repr(dict(row)) for row in connection.execute(sa.select(table)).mappings())
            for name, table in tables.items()
        }


def test_there_is_one_way_forward():
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_models_and_migrations_agree(app):
    with warnings.catch_warnings(), db.engine.connect() as connection:
        warnings.simplefilter("ignore")  # of the indexes on expressions: the next test compares those
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_indexes_and_checks_are_those_of_the_models(app, backend):
    """Alembic compares no checks, no conditions of indexes and no indexes on expressions; the databases know them."""
    with db.engine.connect() as connection:
        migrated = indexes_and_checks(connection)
        if backend.name == "postgresql":
            connection.execute(sa.text("CREATE SCHEMA fresh"))
            connection.execute(sa.text("SET search_path TO fresh"))
            Base.metadata.create_all(connection)
            modelled = indexes_and_checks(connection, "fresh")
            connection.rollback()
    if backend.name == "sqlite":
        with sa.create_engine("sqlite://").connect() as blank:
            Base.metadata.create_all(blank)
            modelled = indexes_and_checks(blank)

    assert migrated.items() ^ modelled.items() == set()
    assert {"ix_household_area", "uq_role_current", "ck_trajectory_closure"} <= migrated.keys()


def indexes_and_checks(connection, schema="public"):
    """Name → definition as the database tells it, of every index and check."""
    if connection.dialect.name == "sqlite":
        statement = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        found = dict(connection.execute(sa.text(statement)).all())
        for table in Base.metadata.tables:
            for check in sa.inspect(connection).get_check_constraints(table):
                found[check["name"]] = check["sqltext"]
    else:
        where = {"schema": schema}
        indexes = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = :schema AND tablename <> 'alembic_version'"
        )
        checks = (
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'c' AND connamespace = CAST(:schema AS regnamespace)"
        )
        found = dict(connection.execute(sa.text(indexes), where).all())
        found |= dict(connection.execute(sa.text(checks), where).all())
    return {name: plain(text).replace(f"{schema}.", "") for name, text in found.items()}


def plain(definition):
    """A definition without the differences that are none: quotes, spaces, capitals."""
    return re.sub(r"\s+", " ", definition.replace('"', "").replace("( ", "(").replace(" )", ")")).strip().lower()


def test_down_and_up_again_keeps_every_row(app, make):
    World(make)
    # A role that did not exist below has no place there.
    db.session.execute(sa.delete(Role).where(Role.kind == RoleKind.MUNICIPAL_READER))
    db.session.commit()
    before = reflected()
    rows = contents(before)

    down(REFERENCE)
    kept = {}
    for name, table in reflected().items():
        both = ({*table.c.keys()} & {*before[name].c.keys()}) - NAMED_ANEW
        kept[name] = sa.table(name, *(before[name].c[key]._copy() for key in both))
    assert {"warm_handover", "handover_event", "agreement", "location", "municipality"} <= kept.keys()
    below = contents(kept)
    up()

    gone = before.keys() - kept.keys()
    assert {name: len(there) for name, there in contents(reflected()).items()} == {
        name: 0 if name in gone - REFILLED else len(there) for name, there in rows.items()
    }
    assert {name for name in gone if rows[name]} == {
        "late_contact",
        "capacity_question",
        "loose_end",
        "invitation",
    } | REFILLED
    assert contents(kept) == below
    assert {name: len(there) for name, there in below.items()} == {name: len(rows[name]) for name in below}
    assert orphans() == []


def test_what_was_to_be_mailed_still_is_and_what_was_mailed_is_not_mailed_again(app, make):
    """Two notices of each kind, of people of two locations: new, mailed, and read before a mail went out."""
    people = [make.volunteer(make.location(name)).user_id for name in ("Team Elders", "Team Haarlemmermeer")]
    down(BEFORE_THE_OUTBOX)
    at = "2026-03-09 09:00:00.000000"
    insert = sa.text(
        "INSERT INTO notice (user_id, code, facts, path, created_at, read_at, mailed_at)"
        " VALUES (:user, 'new', '{}', '/vandaag', :at, :read, :mailed)"
    )
    kinds = ((None, None), (at, at), (at, None), (None, at))  # when it was read, and when mailed
    with db.engine.begin() as connection:
        for user in people:
            for read, mailed in kinds:
                connection.execute(insert, {"user": user, "at": at, "read": read, "mailed": mailed})
    told = sa.text("SELECT user_id, read_at, mailed_at FROM notice ORDER BY id")
    with db.engine.connect() as connection:
        before = connection.execute(told).all()
    up()

    found = sa.text(
        "SELECT m.user_id, m.state, m.attempts, m.settled_at IS NULL FROM notice n JOIN outgoing_mail m"
        " ON m.id = n.mail_id AND m.user_id = n.user_id AND m.next_try_at = n.created_at ORDER BY n.id"
    )
    with db.engine.connect() as connection:
        assert connection.execute(found).all() == [
            row for user in people for row in ((user, "waiting", 0, True), *[(user, "sent", 1, False)] * 2)
        ]
        assert connection.scalar(sa.text("SELECT count(DISTINCT message_key) FROM outgoing_mail")) == 6
        assert set(connection.execute(sa.text("SELECT mail_daily, mail_reminders FROM user_account"))) == {
            (False, True)
        }
    down(BEFORE_THE_OUTBOX)
    with db.engine.connect() as connection:
        assert connection.execute(told).all() == before


def test_names_of_before_get_the_key_that_the_portal_makes_of_them(app, make):
    World(make)
    down(BEFORE_THE_NAME_KEYS)
    names = [{"name": f"Gemeente {number}, Çınar 's"} for number in range(2_500)]
    with db.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO municipality (name) VALUES (:name)"), names)
        connection.execute(sa.text("DELETE FROM municipality WHERE id % 7 = 3 AND name LIKE 'Gemeente %'"))
    up()
    assert strange_keys() == []
    assert (
        db.session.scalar(sa.text("SELECT count(*) FROM municipality WHERE name_key LIKE 'gemeente % cinar s'")) > 2_000
    )


def test_the_way_down_to_nothing_and_up_again_brings_the_same_portal(app, make):
    tables = reflected()
    before = {name: table for name, table in tables.items() if name in CONTENT}
    rows, columns = contents(before), {name: sorted(table.c.keys()) for name, table in tables.items()}

    down("base")
    assert reflected() == {}
    up()

    assert contents(before) == rows
    assert {name: sorted(table.c.keys()) for name, table in reflected().items()} == columns
    assert len(rows["topic"]) == 12


def test_content_in_use_is_not_taken_away(app, make):
    make.trajectory()
    down(REFERENCE)

    with pytest.raises(IntegrityError):
        down("0001")


def test_after_a_migration_the_same_process_still_holds_the_keys(app, make):
    down(REFERENCE)
    up()

    orphan = "INSERT INTO phase (type_id, code, name, from_week, contacts_per_week, hours_per_week, quiet_after_days)"
    for _each in range(3):
        with pytest.raises(IntegrityError), db.engine.begin() as connection:
            connection.execute(sa.text(f"{orphan} VALUES (77077, 'x', 'x', 0, 1, 1, 1)"))


def orphans():
    """Rows that point at nothing; PostgreSQL never lets one in."""
    if db.engine.dialect.name != "sqlite":
        return []
    with db.engine.connect() as connection:
        return connection.execute(sa.text("PRAGMA foreign_key_check")).all()


@pytest.mark.parametrize("again", [False, True], ids=["as installed", "down and up again"])
def test_rule_11_the_database_refuses_to_change_or_remove_an_audit_line(app, make, again):
    if again:
        down("base")
        up()
    World(make)
    with db.engine.connect() as connection:
        count = connection.scalar(sa.text("SELECT count(*) FROM audit_line"))
        for act in ("UPDATE audit_line SET event = 'x'", "DELETE FROM audit_line"):
            with pytest.raises(DBAPIError, match="never changed"):
                connection.execute(sa.text(act))
            connection.rollback()
            assert connection.scalar(sa.text("SELECT count(*) FROM audit_line")) == count > 0
