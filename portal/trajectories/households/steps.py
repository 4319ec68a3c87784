"""Steps that commands on households share: whom a row resembles, which languages are spoken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.names import name_key
from portal.organisation.models import Location
from portal.refusals import Refused
from portal.trajectories.models.household import Client, ClientLanguage, Household
from portal.trajectories.recognising.queries import Resembling, has_another_number, mark_of
from portal.trajectories.recognising.rules import house_number_key

# Key of a language → level (A1 to C2), None where it is not known.
Spoken = dict[int, str | None]
# Written otherwise, these still say the same.
_NAMES = {"first_name", "last_name", "street", "city", "case_manager"}


@dataclass(frozen=True)
class Adult:
    """An adult as typed: columns of Client and the languages. `another` marks the people who were shown beside it when
    somebody said that this is another person (`recognising.queries.mark_of`)."""

    values: dict[str, Any]
    spoken: Spoken
    another: str = ""


def holds(row: Household | Client, values: dict[str, Any]) -> bool:
    """Whether a row says the same as these values, in whatever capitals or accents its names are written."""
    return all(_same(name, getattr(row, name), value) for name, value in values.items())


def _same(name: str, now: Any, value: Any) -> bool:
    if now is None or value is None:
        return now is value
    if name == "house_number":
        return house_number_key(now) == house_number_key(value)
    return name_key(now) == name_key(value) if name in _NAMES else bool(now == value)


def refuse_resembling(found: Sequence[Resembling], another: str) -> None:
    """Raise Refused for somebody who resembles a client, unless it was said beside exactly these that they are not:
    "household_exists" when they have the name and the address in common, else "person_resembles"."""
    if mark_of(found) == another or not found:
        return
    if any({"name", "address"} <= set(each.features) for each in found):
        raise Refused("household_exists", field="street")
    raise Refused("person_resembles", field="last_name")


def refuse_taken_number(location_id: int | None, number: str | None, client_id: int | None = None) -> None:
    """Raise Refused("client_number_taken") for a number by which another client is known too."""
    if has_another_number(client_id, location_id, number):
        raise Refused("client_number_taken", field="client_number")


def refuse_foreign(location: Location, municipality_id: int) -> None:
    """Raise Refused("not_our_municipality") for one that the location does not serve."""
    if all(each.id != municipality_id for each in location.municipalities):
        raise Refused("not_our_municipality", field="municipality_id")


def spoken_by(client: Client) -> Spoken:
    """The languages a client speaks, as they are stored."""
    return {each.language_id: each.level for each in client.spoken}


def set_spoken(client: Client, wanted: Spoken) -> bool:
    """Let a client speak these languages and no others; tells whether that changed anything."""
    if spoken_by(client) == wanted:
        return False
    kept = [each for each in client.spoken if each.language_id in wanted]
    for each in kept:
        each.level = wanted[each.language_id]
    known = {each.language_id for each in kept}
    new = [ClientLanguage(language_id=key, level=level) for key, level in wanted.items() if key not in known]
    client.spoken = kept + new
    return True
