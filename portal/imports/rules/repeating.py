"""A row that stands in the file twice, or under a number that belongs to somebody else there."""

from collections.abc import Hashable
from typing import NamedTuple

from portal.imports.rules.cells import Cells
from portal.imports.rules.columns import folded
from portal.imports.rules.rows import Row, TrajectoryRow, VolunteerRow
from portal.names import person_key


class _Identity(NamedTuple):
    """The identity of a row: its key, its person, the number or address by which they are known, and the column that
    shows it."""

    key: Hashable
    person: Hashable
    known_by: Hashable
    column: str


class _Seen(NamedTuple):
    """The first good row with a key."""

    line: int
    person: Hashable
    content: int  # a hash: 50,000 whole rows would weigh more than the file


class Earlier:
    """The good rows above the one that is judged now."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, _Seen] = {}
        self._people: dict[Hashable, _Seen] = {}

    def refuse_repetition(self, cells: Cells, row: Row) -> None:
        """Refuse the row when an earlier one with its key, or about its number, contradicts it."""
        identity = _identity(row)
        this = _Seen(cells.line, identity.person, hash(row))
        somebody = self._people.setdefault(identity.known_by, this)
        if somebody.person != identity.person:
            cells.refuse(identity.column, "other_person", first_line=somebody.line)
            return
        first = self._rows.setdefault(identity.key, this)
        if first.line != cells.line:
            same = first.content == this.content
            cells.refuse(identity.column, "row_repeated" if same else "row_contradicts", first_line=first.line)


def _identity(row: Row) -> _Identity:
    if isinstance(row, TrajectoryRow):
        number = row.client_number.casefold()
        person = (person_key(row.first_name, row.last_name), row.birth_year)
        return _Identity((number, row.trajectory_type), person, number, "clientnummer")
    if isinstance(row, VolunteerRow):
        return _Identity(row.email, person_key(row.first_name, row.last_name), row.email, "e-mail")
    return _Identity((folded(row.name), folded(row.municipality)), None, None, "team")
