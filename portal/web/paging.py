"""Paging by key: the next page starts after the last row seen, however many rows came before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

PAGE_SIZE = 25


@dataclass(frozen=True)
class Page:
    """The rows of one page and the address of the next, None at the end."""

    rows: Sequence[Any]
    next_url: str | None


def page_of(rows: Sequence[Any], key: Any, size: int = PAGE_SIZE) -> Page:
    """Make a page of the rows that a query with `limit(size + 1)` gave.

    `key(row)` is the text that the query takes back as `na` ("after") to continue behind the row.
    """
    if len(rows) <= size:
        return Page(rows, None)
    shown = rows[:size]
    arguments = {**request.args.to_dict(), **(request.view_args or {}), "na": key(shown[-1])}
    assert request.endpoint is not None
    return Page(shown, url_for(request.endpoint, **arguments))
