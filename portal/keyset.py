"""Paging by key over any order: the next page starts after the last row, however many came before."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal, or_

from portal.db import Columns


@dataclass(frozen=True)
class Order:
    """The order of a list; none of its values is null. The row's own key decides among equals."""

    columns: tuple[ColumnElement[Any], ...]
    key: ColumnElement[int]
    descending: bool = False


def keyset_page(statement: Columns, order: Order, after: str | None, size: int) -> Columns:
    """One row more than a page of the statement, in order, from behind `after`. The values of the order come along as
    the last columns: see `cursor`. An `after` that was not made by `cursor` is the beginning."""
    columns = (*order.columns, order.key)
    assert all(column.type.python_type is not object for column in columns), "a cursor needs to know the types"
    values = _values(columns, after)
    if values is not None:
        statement = statement.where(_behind(columns, values, order.descending))
    sorting = [column.desc() if order.descending else column.asc() for column in columns]
    named = [column.label(f"key_{place}") for place, column in enumerate(columns)]
    return statement.add_columns(*named).order_by(*sorting).limit(size + 1)


def cursor(row: Any, order: Order) -> str:
    """The text that continues behind a row of `keyset_page`."""
    last = row[-len(order.columns) - 1 :]
    return json.dumps([each.isoformat() if isinstance(each, date) else each for each in last], separators=(",", ":"))


def _behind(columns: Sequence[ColumnElement[Any]], values: list[Any], descending: bool) -> ColumnElement[bool]:
    """Sorted behind these values: the first column that differs decides."""
    alternatives = []
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        bound = literal(value, column.type)
        further = column < bound if descending else column > bound
        same = [earlier == literal(values[i], earlier.type) for i, earlier in enumerate(columns[:place])]
        alternatives.append(and_(*same, further))
    return or_(false(), *alternatives)


def _values(columns: Sequence[ColumnElement[Any]], after: str | None) -> list[Any] | None:
    """The values of a cursor, None when it is none or was tampered with."""
    if not after:
        return None
    try:
        given = json.loads(after)
        if not isinstance(given, list) or len(given) != len(columns):
            return None
        return [_value(column.type.python_type, each) for column, each in zip(columns, given, strict=True)]
    except (ValueError, TypeError, RecursionError):
        return None


def _value(kind: type, given: Any) -> Any:
    if kind in (date, datetime):
        return kind.fromisoformat(given)
    if type(given) is not kind or (kind is int and abs(given) >= 2**31):
        raise TypeError
    if kind is str and "\0" in given.encode().decode():  # half a surrogate has no encoding either
        raise ValueError
    return given
