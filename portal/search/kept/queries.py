"""The rows that can be found, and their words: a client by name, phone and number, a user by name, phone and address, a
handover by its reference, and for a team by the names in what went along."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from portal.finding import code_words, people_words, person_words, reference_words
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Snapshot
from portal.people.models.people import User
from portal.searched import Row, Searched, Touch, register
from portal.trajectories.models.household import Client, ClientAlias

CLIENT, NUMBER, USER, HANDOVER, PEOPLE = "client", "number", "user", "handover", "people"
NOWHERE = 0  # what is found everywhere by who may see it


def init_search() -> None:
    """Let all of these be found from now on."""
    register(
        Searched(CLIENT, (_touch("client", "id", "first_name", "last_name", "phone", "location_id"),), _clients),
        Searched(
            NUMBER,
            (_touch("client", "id", "client_number", "location_id"), _touch("client_alias", "client_id", "number")),
            _numbers,
        ),
        Searched(USER, (_touch("user_account", "id", "first_name", "last_name", "phone", "email"),), _users),
        Searched(HANDOVER, (_touch("warm_handover", "id", "reference", "location_id"),), _handovers),
        Searched(PEOPLE, (_touch("handover_snapshot", "handover_id", "number", "team_id", "content"),), _people),
    )


def _touch(table: str, key: str, *columns: str) -> Touch:
    return Touch(table, key, frozenset(columns))


def _clients(connection: Connection, keys: Sequence[int]) -> Iterator[Row]:
    columns = Client.id, Client.location_id, Client.first_name, Client.last_name, Client.phone
    for key, place, first, last, phone in connection.execute(select(*columns).where(Client.id.in_(keys))).all():
        yield key, place, person_words(first, last, phone)


def _numbers(connection: Connection, keys: Sequence[int]) -> Iterator[Row]:
    others: dict[int, list[str]] = defaultdict(list)
    aliases = select(ClientAlias.client_id, ClientAlias.number).where(ClientAlias.client_id.in_(keys))
    for key, number in connection.execute(aliases).all():
        others[key].append(number)
    own = select(Client.id, Client.location_id, Client.client_number).where(Client.id.in_(keys))
    for key, place, number in connection.execute(own).all():
        yield key, place, code_words(number, *others[key])


def _users(connection: Connection, keys: Sequence[int]) -> Iterator[Row]:
    columns = User.id, User.email, User.first_name, User.last_name, User.phone
    for key, email, first, last, phone in connection.execute(select(*columns).where(User.id.in_(keys))).all():
        yield key, NOWHERE, person_words(first, last, phone) | code_words(email)


def _handovers(connection: Connection, keys: Sequence[int]) -> Iterator[Row]:
    columns = WarmHandover.id, WarmHandover.location_id, WarmHandover.reference
    for key, place, reference in connection.execute(select(*columns).where(WarmHandover.id.in_(keys))).all():
        yield key, place, reference_words(reference)


def _people(connection: Connection, keys: Sequence[int]) -> Iterator[Row]:
    newest = select(func.max(Snapshot.id)).where(Snapshot.handover_id.in_(keys)).group_by(Snapshot.handover_id)
    sent = select(Snapshot.handover_id, Snapshot.team_id, Snapshot.content).where(Snapshot.id.in_(newest))
    for key, team, content in connection.execute(sent).all():
        if team:
            yield key, team, people_words(content)
