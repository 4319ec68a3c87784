"""The portal's own database, the naming of constraints and our column types."""

from datetime import UTC, datetime
from typing import Annotated, Any, cast

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ColumnElement, DateTime, Integer, MetaData, Select, String, Text, TypeDecorator
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from portal import database_file
from portal.config import ROOT, Config
from portal.engine import engine_options, path_of, tune
from portal.refusals import Refused

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. Refuses a datetime without a zone, returns one with it on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """The type of a moment in Python."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Root(DeclarativeBase):
    """The base of all tables: the names of constraints, and moments in UTC."""

    registry = registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: Moment})


db = SQLAlchemy(
    model_class=_Root,
    session_options={"expire_on_commit": False},
    disable_autonaming=True,
)
# The base of all tables, known to Flask-SQLAlchemy; plain `Mapped[]` models.
Base = cast(type[_Root], db.Model)
migrate = Migrate(directory=str(ROOT / "migrations"), render_as_batch=True)
# A statement of plain columns; whoever reads its rows knows which.
Columns = Select[*tuple[Any, ...]]
Key = Annotated[int, mapped_column(Integer, primary_key=True)]
Code = Annotated[str, mapped_column(String(40))]
Name = Annotated[str, mapped_column(String(120))]
LongText = Annotated[str, mapped_column(Text)]
KEY_DIGITS = 9  # what always fits in 32 bits


def key(text: str) -> int:
    """A key, as it stands in a form or an address: `request.args.get("na", type=key)`.
    Raises ValueError for what cannot be one: no database is asked for a key it cannot hold."""
    if not (text.isascii() and text.isdigit() and len(text) <= KEY_DIGITS):
        raise ValueError("no key")
    return int(text)


class days_between(FunctionElement[int]):  # noqa: N801 - reads as the function it is in SQL
    """The whole days from the second day to the first: `days_between(today, started)`."""

    type = Integer()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _days_on_sqlite(element: FunctionElement[int], compiler: SQLCompiler, **options: object) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _days_on_postgresql(element: FunctionElement[int], compiler: SQLCompiler, **options: object) -> str:
    later, earlier = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({later} - {earlier})"


def there_is(statement: Select[int]) -> ColumnElement[bool]:
    """Whether a statement about a row of another finds anything. For `exists` as a column PostgreSQL may read the whole
    table first, for whatever row."""
    return statement.limit(1).scalar_subquery().is_not(None)


class Versioned:
    """A row that two people may edit: the second of two changes to the same version is refused."""

    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 - it is the class's own
        return {"version_id_col": cls.version}


def init_database(app: Flask, config: Config) -> None:
    """Bind the database, tune the connections and make the migrations known."""
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(config.database_url)
    db.init_app(app)
    migrate.init_app(app, db)
    with app.app_context():
        tune(db.engine)


def hold_database(app: Flask) -> None:
    """Hold the file of an SQLite database until this process ends, also while it has no connection."""
    with app.app_context():
        if path := path_of(db.engine):
            app.extensions["held"] = database_file.hold(path)


_CONSTRAINTS: dict[str, str] = {}


def constraint_refuses(*marks: str, code: str) -> None:
    """Register the refusal for a broken constraint. `marks` are what the databases say of it: the index name
    (PostgreSQL) and `table.column` (SQLite). Raises ValueError for a constraint that is refused with another code."""
    for mark in marks:
        if _CONSTRAINTS.setdefault(mark, code) != code:
            raise ValueError(f"{mark} is refused as {_CONSTRAINTS[mark]}, not as {code}")


def refusal(error: IntegrityError) -> Exception:
    """The refusal of the domain for this broken constraint; the error itself when there is none."""
    text = str(error.orig)
    for mark, code in _CONSTRAINTS.items():
        if mark in text:
            return Refused(code)
    return error
