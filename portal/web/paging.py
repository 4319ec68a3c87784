"""Paging by key: the next page starts after the last row seen, however many rows came before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote, urlencode

from flask import request

PAGE_SIZE = 25
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """The rows of one page and the address of the next, None at the end."""

    rows: Sequence[T]
    next_url: str | None


def page_of(rows: Sequence[T], key: Callable[[T], object], size: int = PAGE_SIZE) -> Page[T]:
    """Make a page of the rows that a query with `limit(size + 1)` gave.
    `key(row)` is the text that the query takes back as `na` ("after") to continue behind the row."""
    if len(rows) <= size:
        return Page(rows, None)
    shown = rows[:size]
    return Page(shown, this_page(na=key(shown[-1])))


def this_page(**changes: object) -> str:
    """The address of the page that is read, with these arguments changed, and without those that are None or empty.
    `url_for` would take an argument such as `_scheme` for an order: a crafted address could lead elsewhere."""
    others = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    kept = [(name, value) for name, value in (*others, *changes.items()) if value not in (None, "")]
    path = request.script_root + quote(request.path)
    return f"{path}?{urlencode(kept)}" if kept else path


def next_page(cursor: str | None) -> str | None:
    """The address of the rows behind a cursor, None at the end."""
    return this_page(na=cursor) if cursor else None


def sort_url(column: str) -> str:
    """The address that sorts by a column: again, and it turns around. Sorting starts at the top."""
    turned = f"-{column}" if request.args.get("sorteer") == column else column
    return this_page(sorteer=turned, na=None)
