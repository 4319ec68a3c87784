"""Commands on the reasons for fewer hours, for the functional admin."""

from dataclasses import dataclass

from portal.access import Action, require
from portal.listed import add_last, hold_all, move
from portal.people.models.reductions import ReductionReason
from portal.refusals import NotVisible, Refused
from portal.work import Act, constraint_refuses, put, unit_of_work

constraint_refuses("uq_reduction_reason_code", "reduction_reason.code", code="try_again")


def add_reason(act: Act, name: str, name_en: str | None) -> ReductionReason:
    """A reason at the end of the list, offered from now on. Raises Forbidden or Refused("reason_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        reason = add_last(work, ReductionReason, name, name_en, taken="reason_exists")
        work.commit("configuration.changed", reason, what=reason.code, change="added")
    return reason


@dataclass(frozen=True)
class ReasonNamed:
    """A reason as it was typed, in both languages, and whether it is offered."""

    name: str
    name_en: str | None
    active: bool


def change_reason(act: Act, reason_id: int, version: int | None, named: ReasonNamed) -> None:
    """Rename a reason, or stop or resume offering it; what was planned with it keeps it.
    Raises NotVisible, Forbidden, Refused("stale"), Refused("reason_exists") for the name of another, or
    Refused("last_reason") when nobody could choose any."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        there = {each.id: each for each in hold_all(work, ReductionReason)}
        reason = there.pop(reason_id, None)
        if reason is None:
            raise NotVisible
        if reason.version != version:
            raise Refused("stale")
        if named.name in {each.name for each in there.values()}:
            raise Refused("reason_exists", field="name")
        if not named.active and not any(each.active for each in there.values()):
            raise Refused("last_reason", field="active")
        changed = put(reason, **vars(named))
        work.commit("configuration.changed", reason, what=reason.code, change=",".join(changed))


def move_reason(act: Act, reason_id: int, version: int | None, steps: int) -> None:
    """Move a reason up (-1) or down (1) in the order in which it is offered; the first is chosen already in a form.
    Raises NotVisible, Forbidden, or Refused("stale"): a double tap moves it once."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        reason = move(work, ReductionReason, reason_id, version, steps)
        work.commit("configuration.changed", reason, what=reason.code, change="moved")
