"""A region of locations, written straight into all tables: small and large, and each location of a size alike."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Table, func, select, text

from portal.bulk import insert_rows
from portal.contacts.models import ContactMoment
from portal.db import Base, db
from tests.support.region import handing_over, households, people
from tests.support.region.place import Place, Reference, Rows, Size

TABLES = {**people.TABLES, **households.TABLES, **handing_over.TABLES}


class Region:
    """Locations, each with a number and a size."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.known = Reference.read()
        self.places: dict[int, Place] = {}

    def fill(self, sizes: Mapping[int, Size]) -> None:
        """Write the locations with these numbers."""
        made = [Place(number, size, self.today, self.known) for number, size in sizes.items()]
        self.places |= {place.number: place for place in made}
        for model, rows in TABLES.items():
            _write(model.__table__, (row for place in made for row in rows(place)))
        _look_again()

    def remember(self, number: int, many: int) -> None:
        """So many contacts more with each household of a location, all before those it has."""
        found = list(households.contacts(self.places[number]))
        _write(ContactMoment.__table__, (households.earlier(row, each) for each in range(many) for row in found))
        _look_again()


def _write(table: Table, rows: Rows) -> None:
    """Write rows that all name the same columns; a default of Python's own fills what they leave out."""
    first = next(rows, None)
    if first is None:
        return
    db.session.commit()  # what was read may be old by now, and SQLite refuses to write after that
    db.session.connection(execution_options={"writing": True})
    given = {each.name: each.default.arg for each in table.columns if each.default and each.default.is_scalar}
    left_out = {name: value for name, value in given.items() if name not in first}
    names, rest = [*first, *left_out], tuple(left_out.values())
    insert_rows(db.session(), table, names, ((*row.values(), *rest) for row in _alike(first, rows)))
    db.session.commit()


def _alike(first: dict[str, Any], rows: Rows) -> Iterable[dict[str, Any]]:
    order = list(first)
    for row in chain([first], rows):
        yield row if list(row) == order else {name: row[name] for name in order}


def _look_again() -> None:
    """Tell PostgreSQL what there is, as it finds out by itself after a while, and which keys are taken."""
    if db.engine.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.c and (last := db.session.scalar(select(func.max(table.c.id)))):
            db.session.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"),
                {
                    "table": table.name,
                    "last": last,
                },
            )
    db.session.execute(text("ANALYZE"))
    db.session.commit()
