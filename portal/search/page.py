"""The rows that were found, in words: groups of rows, each with a name, what is said of it and where it leads."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import url_for

from portal.access import Action, RoleKind, may
from portal.handovers import traces as handover_traces
from portal.handovers.models.handover import WarmHandover
from portal.i18n import day, gettext, in_language
from portal.identifiers import display_phone
from portal.people.models.people import User
from portal.search import queries
from portal.search.queries import Source
from portal.search.rules import Asked, Match, answers, is_typed_code, is_typed_number, marked
from portal.trajectories import traces
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Trajectory
from portal.wording import N_, label
from portal.work import Act, fetch_all

LIST = "search"
T = TypeVar("T")
Pieces = list[tuple[str, bool]]


@dataclass
class Line:
    """Something said of a row, with where it leads; `pieces` are the parts of which some were typed."""

    pieces: Pieces
    url: str | None = None


@dataclass
class Row:
    """One household, person or handover; `alike`: found by another spelling of the name. `key` and `shape` draw the
    sign of it."""

    key: int
    name: Pieces
    url: str
    alike: bool
    lines: list[Line] = field(default_factory=list)
    phone: str | None = None
    shape: str = "face"

    @property
    def title(self) -> str:
        """The name as one text."""
        return "".join(piece for piece, _typed in self.name)


@dataclass
class Group:
    """The rows of one kind: those shown, and how many there are."""

    code: str
    title: str
    rows: list[Row]
    total: int
    partly: bool


@dataclass(frozen=True)
class Kind:
    """A kind of thing to find: among what, and how its rows are read and said."""

    code: str
    title: str
    among: Callable[[Any], list[Source]]
    rows: Callable[[Act, Asked, Sequence[Match]], Iterator[Row]]


def groups(act: Act, asked: Asked, most: int) -> list[Group]:
    """Everything that this person finds, at most so many rows of each kind; leaves the trace of a list. Rows that
    answer some of the words alone are shown where nothing answers all."""
    found = [(kind, queries.matches(asked, kind.among(act.actor))) for kind in KINDS]
    whole = asked.needed.bit_count()
    best = max((matches[0].count for _kind, matches in found if matches), default=0)
    return [
        Group(kind.code, gettext(kind.title), list(kind.rows(act, asked, matches[:most])), len(matches), best < whole)
        for kind, matches in found
        if matches and matches[0].count == best
    ]


def _households(act: Act, asked: Asked, found: Sequence[Match]) -> Iterator[Row]:
    keys = [match.key for match in found]
    seen: dict[int, list[Trajectory]] = defaultdict(list)
    for each in traces.listed(act, LIST, lambda: fetch_all(queries.shown_trajectories(act.actor, keys))):
        seen[each.household_id].append(each)
    for match, trajectories in _still(found, seen):
        yield _household(act, asked, match, trajectories)


def _still(found: Sequence[Match], rows: Mapping[int, T]) -> Iterator[tuple[Match, T]]:
    """The matches with their rows, but for those that somebody took away since."""
    return ((match, rows[match.key]) for match in found if match.key in rows)


def _household(act: Act, asked: Asked, match: Match, trajectories: Sequence[Trajectory]) -> Row:
    household = trajectories[0].household
    coordinates = may(act.actor, Action.EDIT_HOUSEHOLD, household)
    people = household.clients if coordinates else household.members
    lines = [
        Line([(gettext("met"), False), (" ", False), *marked(who.name, asked)])
        for who in people
        if _beside(who, household, asked)
    ]
    lines += [
        Line([(display_phone(who.phone), True)]) for who in people if who.phone and is_typed_number(who.phone, asked)
    ]
    if coordinates:
        lines += [
            Line([(gettext("cliëntnummer"), False), (" ", False), (number, True)])
            for who in people
            for number in who.numbers
            if is_typed_code(number, asked)
        ]
    lines += [Line([(_about(each), False)], _address(each)) for each in trajectories]
    lines.append(Line([(f"{household.city} {household.area}", False)]))
    phone = next((who.phone for who in household.members if who.phone), None)
    return Row(match.key, marked(household.name, asked), _address(trajectories[0]), match.alike, lines, phone, "door")


def _beside(who: Client, household: Any, asked: Asked) -> bool:
    """Whether somebody was found by whose name the household is not called."""
    return who.name != household.name and answers(who.name, asked)


def _address(trajectory: Trajectory) -> str:
    return url_for("dossier.trajectory", trajectory_id=trajectory.id)


def _about(trajectory: Trajectory) -> str:
    name = in_language(trajectory.type)
    if trajectory.closed_on:
        return gettext("%(type)s, gesloten op %(day)s", type=name, day=day(trajectory.closed_on))
    if trajectory.current:
        return gettext("%(type)s, bij %(name)s", type=name, name=trajectory.current.volunteer.name)
    return gettext("%(type)s, wacht sinds %(day)s", type=name, day=day(trajectory.waiting_since))


def _volunteers(act: Act, asked: Asked, found: Sequence[Match]) -> Iterator[Row]:
    rows = {each.id: each for each in fetch_all(queries.shown_volunteers(act.actor, [match.key for match in found]))}
    for match, who in _still(found, rows):
        about = f"{label('function', who.function)}, {label('volunteer_status', who.status)}"
        lines = [Line([(about, False)]), *_reached_by(who.user, asked)]
        url = url_for("volunteers.volunteer", volunteer_id=who.id)
        yield Row(who.user_id, marked(who.name, asked), url, match.alike, lines, who.user.phone)


def _reached_by(user: User, asked: Asked) -> Iterator[Line]:
    """The number or address of somebody, where that is what was typed."""
    if is_typed_number(user.phone, asked):
        yield Line([(display_phone(user.phone or ""), True)])
    if is_typed_code(user.email, asked):
        yield Line([(user.email, True)])


def _handovers(act: Act, asked: Asked, found: Sequence[Match]) -> Iterator[Row]:
    statement = queries.shown_handovers(act.actor, [match.key for match in found])
    rows = {each.id: each for each in handover_traces.listed(act, statement)}
    for match, each in _still(found, rows):
        lines = [
            Line([(each.reference, is_typed_code(each.reference, asked))]),
            Line([(label("handover_state", each.state), False)]),
        ]
        url = url_for("handovers.handover", reference=each.reference)
        yield Row(each.trajectory.household_id, marked(_who(act, each), asked), url, match.alike, lines, shape="door")


def _who(act: Act, handover: WarmHandover) -> str:
    """The people a handover is about, for who may read that now."""
    if act.actor.kind is not RoleKind.TEAM_MEMBER:
        return handover.trajectory.household.name
    sent = handover.snapshots[-1:] if may(act.actor, Action.VIEW_SNAPSHOT, handover) else []
    return ", ".join(person["name"] for each in sent for person in each.content["people"]) or handover.reference


def _users(act: Act, asked: Asked, found: Sequence[Match]) -> Iterator[Row]:
    rows = {each.id: each for each in fetch_all(queries.shown_users([match.key for match in found]))}
    for match, who in _still(found, rows):
        roles = dict.fromkeys(label("role", role.kind) for role in who.roles if role.ended_on is None)
        lines = [Line([(", ".join(roles) or gettext("geen rol"), False)]), *_reached_by(who, asked)]
        url = url_for("admin.users.show", user_id=who.id)
        yield Row(who.id, marked(who.name, asked), url, match.alike, lines)


KINDS = (
    Kind("households", N_("Huishoudens"), queries.households, _households),
    Kind("volunteers", N_("Vrijwilligers"), queries.volunteers, _volunteers),
    Kind("handovers", N_("Overdrachten"), queries.handovers, _handovers),
    Kind("users", N_("Gebruikers"), queries.users, _users),
)
