"""A list of words that the functional admin keeps in order, such as topics. No row ever goes: one can be offered no
more, and what was recorded with it stays readable. A code never changes: reports count by it."""

import re
import unicodedata
from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Code, Key, Name, Versioned
from portal.refusals import Refused
from portal.work import Work, put

LONGEST_CODE = 40


class Listed(Versioned):
    """A row of such a list, in two languages. It is offered while it is `active`, in the order of `position`."""

    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    name_en: Mapped[str | None] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


L = TypeVar("L", bound=Listed)


def hold_all(work: Work, entity: type[L]) -> list[L]:
    """Every row of a list in its order, held: two who change the list take turns."""
    statement = select(entity).order_by(entity.id).with_for_update(key_share=True)
    found = work.session.scalars(statement, execution_options={"populate_existing": True})
    return sorted(found, key=lambda row: (row.position, row.id))


def add_last(work: Work, entity: type[L], name: str, name_en: str | None, taken: str) -> L:
    """A row at the end of a list, offered from now on. Raises Refused(`taken`) for a name that is there."""
    there = hold_all(work, entity)
    if name in {each.name for each in there}:
        raise Refused(taken, field="name")
    code, last = new_code(name, {each.code for each in there}), max((each.position for each in there), default=0)
    row = entity()
    put(row, code=code, name=name, name_en=name_en, position=last + 1, active=True)
    return work.add(row)


def move(work: Work, entity: type[L], row_id: int, version: int | None, steps: int) -> L:
    """Move a row up (-1) or down (1); at the end it stays. Raises NotVisible, or Refused("stale"): a double tap moves
    it once."""
    there = hold_all(work, entity)
    row = work.lock_as_seen(select(entity).where(entity.id == row_id), version)
    place = there.index(row)
    there.insert(min(max(place + steps, 0), len(there) - 1), there.pop(place))
    for position, each in enumerate(there, start=1):
        put(each, position=position)
    return row


def new_code(name: str, taken: Collection[str]) -> str:
    """A stable code from a name: small letters, digits and underscores, unlike any that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[: LONGEST_CODE - 4].rstrip("_") or "code"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}_{number}", number + 1
    return code
