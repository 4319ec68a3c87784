"""The key kept beside a name is always that of the name: whoever writes it, one row at a time or many."""

import ast

import pytest
import sqlalchemy as sa

from portal.bulk import change_rows, insert_rows, reserve_keys
from portal.config import ROOT
from portal.db import Base, db
from portal.handovers.models.organisation import OtherOrganisation
from portal.organisation.models import Language, Location, Municipality, NeighbourhoodTeam
from portal.people.models.people import User
from portal.trajectories.models.household import Client, Household
from tests.support.modules import read_modules
from tests.support.names import strange_keys
from tests.support.world import World

pytestmark = pytest.mark.each_database

PEOPLE, PLACES = (User, Client), (Municipality, Location, NeighbourhoodTeam, Language, OtherOrganisation)
NAMES = {"name", "first_name", "last_name"}


def test_each_table_of_people_teams_and_places_keeps_the_key_of_its_names():
    kept = {
        table.name: set(table.c.name_key.info["of"])
        for table in Base.metadata.tables.values()
        if "name_key" in table.c and table.c.name_key.info
    }
    assert kept == {
        **{model.__tablename__: {"first_name", "last_name"} for model in PEOPLE},
        **{model.__tablename__: {"name"} for model in PLACES},
    }


@pytest.mark.parametrize("model", PEOPLE)
def test_who_is_renamed_in_part_gets_the_key_of_the_whole_name(make, model):
    World(make)
    assert strange_keys() == []
    person = db.session.scalars(sa.select(model)).first()
    person.last_name = "van ’t Hof"
    assert person.name_key.startswith("hof  ")
    person.first_name = "Łucja"
    db.session.flush()
    db.session.expire_all()
    assert db.session.get(model, person.id).name_key == "hof  lucja  van t"
    assert strange_keys() == []


@pytest.mark.parametrize("model", PLACES)
def test_a_place_that_is_renamed_gets_another_key(make, model):
    World(make)
    place = db.session.scalars(sa.select(model)).first() or make.save(model(name="Oud", location_id=make.location().id))
    place.name = "Súdwest-Fryslân"
    db.session.flush()
    db.session.expire_all()
    assert db.session.get(model, place.id).name_key == "sudwest fryslan"
    assert strange_keys() == []


def test_many_rows_at_once_get_their_keys_and_keep_them_when_a_part_of_the_name_changes(make):
    home = make.household()
    table = Client.__table__
    keys = list(reserve_keys(db.session, table, 3))
    columns = ("id", "last_name", "household_id", "location_id", "first_name", "interpreter_needed", "version")
    lasts = ("de Boer", "Çınar", "'t Hoen")
    insert_rows(
        db.session,
        table,
        columns,
        [(key, last, home.id, home.location_id, "Noor", False, 1) for key, last in zip(keys, lasts, strict=True)],
    )
    stored = sa.select(table.c.name_key).where(table.c.id.in_(keys)).order_by(table.c.name_key)
    assert db.session.scalars(stored).all() == ["boer  noor  de", "cinar  noor", "hoen  noor  t"]

    changes = {keys[0]: {"first_name": "Zoë"}, keys[1]: {"last_name": "Şahin", "phone": None}, keys[2]: {"phone": None}}
    change_rows(db.session, table, changes)
    assert db.session.scalars(stored).all() == ["boer  zoe  de", "hoen  noor  t", "sahin  noor"]
    assert strange_keys() == []


def test_rows_without_names_are_left_alone_by_what_keeps_keys(make):
    home = make.household()
    change_rows(db.session, Household.__table__, {home.id: {"street": "Dorpsstraat"}})
    db.session.expire_all()
    assert db.session.get(Household, home.id).street == "Dorpsstraat"


def test_a_row_without_a_key_is_refused_by_the_database(make):
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.insert(Municipality.__table__).values(name="Ergens", version=1))
    db.session.rollback()


@pytest.mark.one_database
def test_nobody_gives_names_to_rows_past_the_object_and_the_bulk_that_keep_the_key():
    written = [
        f"{module.name}:{node.lineno}"
        for module in read_modules(ROOT).values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "values"
        if NAMES & {word.arg for word in node.keywords}
    ]
    assert written == []


@pytest.mark.one_database("sqlite")
@pytest.mark.parametrize(
    ("model", "order"), [(User, ("name_key", "id")), (NeighbourhoodTeam, ("name_key", "id")), (Client, ("name_key",))]
)
def test_a_page_in_order_is_read_from_an_index_and_nothing_is_sorted(app, model, order):
    columns = [model.__table__.c[name] for name in order]
    statement = sa.select(*columns).where(sa.tuple_(*columns) > sa.tuple_(*("b", 1)[: len(columns)])).order_by(*columns)
    if model is Client:
        statement = statement.where(Client.location_id == 1)
    plan = db.session.execute(
        sa.text(f"EXPLAIN QUERY PLAN {statement.compile(db.engine, compile_kwargs={'literal_binds': True})}")
    )
    said = " ".join(row.detail for row in plan)
    assert f"ix_{model.__tablename__}_name_key" in said
    assert "TEMP B-TREE" not in said
