"""Who a row is about: somebody known, somebody of another row, somebody new, or one for a person to decide. An unknown
number of somebody who resembles a client or an earlier row waits: no second household comes in silence. A decision
counts for every row of that number, while the candidates beside it are the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from portal.imports.rules.comparing import Numbered
from portal.imports.rules.present import ClientNow, PresentTrajectories, identity_of, shown
from portal.imports.rules.resembling import ANOTHER, Candidate, Decision, Resemblance
from portal.imports.rules.rows import TrajectoryRow
from portal.imports.rules.values import Unfit
from portal.trajectories.recognising.rules import Alike, Identity, alike, meeting_places

MOST_CANDIDATES = 5  # more than anybody compares side by side
MOST_MET = 20  # a thousand people of one name at one address take no longer than twenty
Rows = list[Numbered[TrajectoryRow]]


@dataclass(frozen=True, slots=True)
class Who:
    """The person the rows of a number are about: a client, or who becomes one under the folded ``number``."""

    number: str
    now: ClientNow | None = None

    @property
    def home(self) -> int | str:
        """The household, by its key or by the number that makes it."""
        return self.now.home.id if self.now else self.number


@dataclass
class Recognised:
    """Who each folded number of a file is. ``learned`` has, by its first line, a number by which somebody is known from
    now on. ``alone`` are the lines that no person needed to decide. ``resemblances`` is everything a person may look
    at, ``refused`` why a line waits: nobody decided, or it cannot be carried out."""

    who: dict[str, Who] = field(default_factory=dict)
    learned: dict[int, tuple[Who, str]] = field(default_factory=dict)
    alone: list[int] = field(default_factory=list)
    resemblances: list[Resemblance] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


class _Somebody(NamedTuple):
    """Who may be met: a client, or who stands in a row above."""

    who: Who
    identity: Identity
    row: Numbered[TrajectoryRow] | None = None

    @property
    def key(self) -> str:
        """Their name in a decision."""
        return f"client-{self.who.now.id}" if self.who.now else f"line-{self.row.line if self.row else 0}"

    def beside(self, features: Sequence[str]) -> Candidate:
        """Their facts beside the row that resembles them."""
        now = self.who.now
        facts = shown(now) if now else shown(self.row.row) if self.row else ()
        return Candidate(self.key, now.home.id if now else None, facts, features)


def recognise(
    rows: Sequence[Numbered[TrajectoryRow]], present: PresentTrajectories, decisions: Mapping[int, Decision]
) -> Recognised:
    """Find out whom each row is about, in as many steps as there are rows and clients."""
    groups: dict[str, Rows] = defaultdict(list)
    for numbered in rows:
        groups[numbered.row.client_number.casefold()].append(numbered)
    found = Recognised()
    lookout = _Lookout(present, [group for number, group in groups.items() if number not in present.clients])
    for number, group in groups.items():
        if now := present.clients.get(number):
            found.who[number] = Who(number, now)
        else:
            said = next((decisions[each.line] for each in group if each.line in decisions), None)
            _settle(found, group, lookout.who_resemble(group), said)
        if number in found.who:
            lookout.remember(group, found.who[number])
    return found


def _settle(found: Recognised, group: Rows, met: list[tuple[_Somebody, Alike]], said: Decision | None) -> None:
    """Decide about the rows of a number that nobody has."""
    line, number = group[0].line, group[0].row.client_number
    beside = _beside(group, met) if met else None
    if said is not None and said.beside not in ("", beside.mark if beside else None):
        said = None
    try:
        choice = _choice_of(said, met) if said else _choice_alone(met)
    except Unfit as no:
        choice = ""
        found.refused |= {each.line: no.code for each in group}
    if choice == ANOTHER:
        found.who[number.casefold()] = Who(number.casefold())
    elif choice:
        who = next(somebody.who for somebody, _same in met if somebody.key == choice)
        found.who[number.casefold()] = who
        found.learned[line] = (who, number)
        found.alone += [] if said else [line]
    if beside:
        found.resemblances.append(beside._replace(choice=choice))


def _beside(group: Rows, met: list[tuple[_Somebody, Alike]]) -> Resemblance:
    candidates = [somebody.beside(same.features) for somebody, same in met]
    return Resemblance([each.line for each in group], shown(group[0].row), candidates)


def _choice_alone(met: list[tuple[_Somebody, Alike]]) -> str:
    """The choice that needs no person: who resembles nobody is new, who certainly is somebody is the same.
    Raises Unfit `resembles` for everybody else."""
    if not met:
        return ANOTHER
    somebody, same = met[0]
    here = somebody.who.now is not None and not somebody.who.now.left
    if len(met) > 1 or not same.certain or not here:
        raise Unfit("resembles")
    return somebody.key


def _choice_of(said: Decision, met: list[tuple[_Somebody, Alike]]) -> str:
    """The choice of a person. Raises Unfit when that cannot be: `same_as_nobody`, `same_as_which`, `client_left`."""
    if said.choice == ANOTHER:
        return ANOTHER
    chosen = [somebody for somebody, _same in met if said.choice in ("", somebody.key)]
    if len(chosen) != 1:
        raise Unfit("same_as_which" if met else "same_as_nobody")
    if (now := chosen[0].who.now) and now.left:
        raise Unfit("client_left")
    return chosen[0].key


class _Lookout:
    """Everybody of the portal, and of the rows above, where a row with an unknown number could meet them."""

    def __init__(self, present: PresentTrajectories, unknown: Sequence[Rows]) -> None:
        self._identities = {each.line: identity_of(each.row) for group in unknown for each in group}
        self._there: dict[int, list[_Somebody]] = {
            place: [] for identity in self._identities.values() for place in meeting_places(identity)
        }
        if unknown:
            for client in present.people:
                self._put(_Somebody(Who("", client), identity_of(client)))

    def remember(self, group: Rows, who: Who) -> None:
        """Let the rows below meet these."""
        if self._there:
            for each in group:
                self._put(_Somebody(who, self._identities.get(each.line) or identity_of(each.row), each))

    def who_resemble(self, group: Rows) -> list[tuple[_Somebody, Alike]]:
        """The people these rows resemble, the most alike first."""
        met: dict[str, tuple[_Somebody, Alike]] = {}
        for each in group:
            identity = self._identities[each.line]
            for place in meeting_places(identity):
                for somebody in self._there[place]:
                    if somebody.key not in met and (same := alike(identity, somebody.identity)):
                        met[somebody.key] = somebody, same
        return sorted(met.values(), key=lambda each: (not each[1].certain, -len(each[1].features)))[:MOST_CANDIDATES]

    def _put(self, somebody: _Somebody) -> None:
        for place in meeting_places(somebody.identity):
            if (here := self._there.get(place)) is not None and len(here) < MOST_MET:
                here.append(somebody)
