"""How a test begins, worked out once per worker and from then on only written.

Test after test begins with the same: a coordinator, a volunteer, a handover that was accepted. When a `@remembered`
method first makes it, the statements that write are noted; for the next test they are carried out as they stand,
without the commands, the questions and the objects that led to them. That holds as long as the database is as the
migrations made it and holds, besides, only what such methods made, in the same order and at the same moment. Whatever
anybody else writes ends it: from there on all is worked out as usual.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import wraps
from threading import get_ident
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from portal.db import Base, db

PLAIN = (str, int, Decimal, date, time, Enum, frozenset, type(None))
# Besides what only reads: that somebody signed in changes nothing for what is made.
READING = ("SELECT", "BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "SET", "INSERT INTO user_session")


class Unknown(ValueError):
    """A value of a kind that is not remembered."""


class Numbers:
    """1, 2, 3 and on, for the names of what a maker makes. `last` is the one that was given last."""

    def __init__(self) -> None:
        self.last = 0

    def __next__(self) -> int:
        self.last += 1
        return self.last


@dataclass
class Stage:
    """The state of a database once a method made something: the statements for it, and the result of the method.

    `onward` has the stages that came next: the request there → the stage after it.
    """

    writes: list[tuple[str, Any]] = field(default_factory=list)
    gave: Any = None
    last_number: int = 0
    onward: dict[Hashable, "Stage"] = field(default_factory=dict)

    @property
    def changes_rows(self) -> bool:
        """Rows that were there are others now."""
        return any(not statement.startswith("INSERT") for statement, _values in self.writes)


class History:
    """The history of the database of one test: the stage it is at, or None once somebody else wrote."""

    def __init__(self, first: Stage) -> None:
        self.stage: Stage | None = first
        self.thread = get_ident()
        self.noted: list[tuple[str, Any]] | None = None

    def end(self) -> None:
        """From here on nothing is remembered."""
        self.stage = None

    def hear(self, statement: str, values: Any) -> None:
        """A statement is about to run on the database."""
        if statement.startswith(READING):
            return
        if self.noted is not None and get_ident() == self.thread:
            self.noted.append((statement, values))
        else:
            self.end()

    def make(self, maker: Any, asked: tuple[Any, ...], work: Callable[[], Any]) -> Any:
        """The result of `work`, by its own doing or as it was the first time that this was asked at this stage."""
        if self.stage is None or self.noted is not None or get_ident() != self.thread or _is_underway():
            return work()
        try:
            key = (_told(asked), maker.clock.moment, maker.numbers.last)
        except Unknown:
            return work()
        known = self.stage.onward.get(key)
        return self._work_out(maker, key, work) if known is None else self._repeat(maker, known)

    def _work_out(self, maker: Any, key: Hashable, work: Callable[[], Any]) -> Any:
        here, self.stage, self.noted = self.stage, Stage(), []
        made = self.stage
        try:
            gave = work()
            made.writes, made.gave, made.last_number = self.noted, _kept(gave), maker.numbers.last
        except Unknown:
            self.end()
            return gave
        except BaseException:
            self.end()
            raise
        finally:
            self.noted = None
        if here is not None and self.stage is made:
            here.onward[key] = made
        return gave

    def _repeat(self, maker: Any, made: Stage) -> Any:
        if made.writes:
            db.session.commit()  # what was read may be old by now
            connection = db.session.connection(execution_options={"writing": True})
            cursor = connection.connection.cursor()
            for statement, values in made.writes:
                (cursor.executemany if isinstance(values, list) else cursor.execute)(statement, values)
            cursor.close()
            db.session.commit()
            if made.changes_rows:
                db.session.expire_all()
        maker.numbers.last = made.last_number
        if self.stage is not None:
            self.stage = made
        return _given(made.gave)


def remembered(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of a maker that is worked out once at each stage."""

    @wraps(method)
    def ask(maker: Any, *args: Any, **kwargs: Any) -> Any:
        if maker.history is None:
            return method(maker, *args, **kwargs)
        return maker.history.make(maker, (method.__name__, args, kwargs), lambda: method(maker, *args, **kwargs))

    return ask


def remembered_step(method: Callable[..., Any]) -> Callable[..., Any]:
    """A step of a scene that is worked out once at each stage; all that the scene knows is remembered with it."""

    @wraps(method)
    def take(scene: Any, *args: Any, **kwargs: Any) -> Any:
        def known() -> dict[str, Any]:
            return {name: value for name, value in vars(scene).items() if name != "make"}

        def work() -> dict[str, Any]:
            method(scene, *args, **kwargs)
            return known()

        if scene.make.history is None:
            work()
        else:
            asked = (type(scene).__qualname__, method.__name__, args, kwargs, known())
            vars(scene).update(scene.make.history.make(scene.make, asked, work))
        return scene

    return take


@dataclass
class _Row:
    """A row a method gave, with those of its values that are plain."""

    model: type[Any]
    key: int
    values: dict[str, Any]


def _is_underway() -> bool:
    """The test changed something it did not store yet."""
    return bool(db.session.new or db.session.dirty or db.session.deleted)


def _is_plain(value: Any) -> bool:
    """Nobody can change it."""
    return isinstance(value, PLAIN) or (is_dataclass(value) and value.__dataclass_params__.frozen)


def _told(value: Any) -> Hashable:
    """A request in a form in which it is found again. Raises Unknown."""
    if _is_plain(value):
        return type(value), value
    if isinstance(value, (list, tuple)):
        return tuple(_told(each) for each in value)
    if isinstance(value, dict):
        return tuple((name, _told(each)) for name, each in value.items())
    if isinstance(value, Base):
        return type(value), _key_of(value)
    raise Unknown(value)


def _kept(value: Any) -> Any:
    """The result of a method, apart from the session of its test. Raises Unknown."""
    if _is_plain(value):
        return value
    if isinstance(value, (list, tuple)):
        return type(value)(_kept(each) for each in value)
    if isinstance(value, dict):
        return {name: _kept(each) for name, each in value.items()}
    if isinstance(value, Base):
        loaded, columns = inspect(value).dict, inspect(type(value)).column_attrs.keys()
        plain = {name: loaded[name] for name in columns if _is_plain(loaded.get(name, ...))}
        return _Row(type(value), _key_of(value), plain)
    raise Unknown(value)


def _key_of(row: Any) -> int:
    state = inspect(row)
    if not state.persistent or state.modified or len(state.identity) != 1:
        raise Unknown(row)
    return state.identity[0]


def _given(value: Any) -> Any:
    """The same in the session of this test."""
    if isinstance(value, _Row):
        return _in_session(value)
    if isinstance(value, (list, tuple)):
        return type(value)(_given(each) for each in value)
    if isinstance(value, dict):
        return {name: _given(each) for name, each in value.items()}
    return value


def _in_session(row: _Row) -> Any:
    mapper = inspect(row.model)
    found = db.session.identity_map.get(mapper.identity_key_from_primary_key((row.key,)))
    if found is not None:
        return found
    made = mapper.class_manager.new_instance()
    for name, value in row.values.items():
        set_committed_value(made, name, value)
    make_transient_to_detached(made)
    db.session.add(made)
    return made
