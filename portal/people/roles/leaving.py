"""Who leaves a place as the last one there: what would be left that nobody reads.
People know nothing of handovers and trajectories: those register what lies open at a place, and whom to tell."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from portal.access import RoleKind
from portal.people.models.people import Role
from portal.people.roles.queries import colleagues_left, place_key, place_of
from portal.refusals import Refused
from portal.work import Work


class Duty(Protocol):
    """The work of people of one kind of role at their place."""

    @abstractmethod
    def lies_open(self, place_ids: Collection[int]) -> Mapping[int, int]:
        """How much waits for somebody at each of these places; those where nothing does may be left out."""

    @abstractmethod
    def tell(self, work: Work, place_id: int, place: str) -> None:
        """Tell whoever waits that nobody is there any more."""


_duties: dict[RoleKind, Duty] = {}


def init_duty(kind: RoleKind, duty: Duty) -> None:
    """Have this looked at before the last one with such a role leaves a place."""
    _duties[kind] = duty


def before_leaving(work: Work, roles: Sequence[Role], knowingly: bool) -> None:
    """Look, before these roles of one person end, whether anybody stays at each of their places; holds these in key
    order. Raises Refused "last_team_member" or "last_coordinator" (`place`, `count`) when nobody would stay while
    something waits. `knowingly` lets them go all the same, and whoever waits is told."""
    ending = {place_key(role): role for role in roles if role.kind in _duties}
    for (kind, place_id), role in sorted(ending.items()):
        place = place_of(role)
        work.hold(place.key)
        count = 0 if colleagues_left([role]) else _duties[kind].lies_open([place_id]).get(place_id, 0)
        if count and not knowingly:
            raise Refused(f"last_{kind}", place=place.name, count=count)
        if count:
            _duties[kind].tell(work, place_id, place.name)


def would_leave(roles: Sequence[Role]) -> Refused | None:
    """The refusal that `before_leaving` would give now, for a page that asks first."""
    for kind, duty in _duties.items():
        ending = [role for role in roles if role.kind == kind]
        alone = {place_key(role)[1]: role for role in ending}
        for _kind, place_id in colleagues_left(ending):
            del alone[place_id]
        for place_id, count in sorted(duty.lies_open(alone).items()):
            if count:
                return Refused(f"last_{kind}", place=place_of(alone[place_id]).name, count=count)
    return None
