"""Commands on trajectory types and their phases, for the functional admin.
A code never changes. A new duration counts for later starts, a changed phase at once for everyone's hours."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from portal.access import Action, require
from portal.refusals import Refused
from portal.trajectories.configuration.rules import new_code, phases_refusal
from portal.trajectories.models.configuration import Phase, TrajectoryType, TypeFunction
from portal.work import Act, constraint_refuses, count_as_change, put, unit_of_work

constraint_refuses("uq_trajectory_type_code", "trajectory_type.code", code="try_again")


@dataclass(frozen=True)
class TypeText:
    """The values of a type. At most one of days and months; neither means that the duration rules decide.
    `functions` are those that fit (rule 4)."""

    name: str
    name_en: str | None
    duration_days: int | None
    duration_months: int | None
    starts_from: str
    ends_with: str
    next_type_id: int | None
    source: str | None
    active: bool
    functions: tuple[str, ...]


@dataclass(frozen=True)
class PhaseText:
    """The values of a phase: its first week (0 is the first of the trajectory), contacts and hours a week, and the days
    of silence after which a trajectory has gone quiet."""

    name: str
    name_en: str | None
    from_week: int
    contacts_per_week: Decimal
    hours_per_week: Decimal
    quiet_after_days: int
    source: str | None


def add_type(act: Act, text: TypeText, phase: PhaseText) -> TrajectoryType:
    """A type at the end of the list, with the phase it starts in: without one nobody could tell what it asks.
    Raises Forbidden, Refused("type_exists") or Refused("phase_from_start")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        known = list(
            work.session.scalars(select(TrajectoryType).order_by(TrajectoryType.id).with_for_update(key_share=True))
        )
        if text.name in {each.name for each in known}:
            raise Refused("type_exists", field="name")
        type_ = TrajectoryType(
            code=new_code(text.name, {each.code for each in known}),
            position=max((each.position for each in known), default=0) + 1,
            phases=[Phase(code=new_code(phase.name, ()), **vars(phase))],
        )
        _refuse_impossible(type_)
        _fill(type_, text)
        work.add(type_)
        work.commit("configuration.changed", type_, what=type_.code, change="added")
    return type_


def change_type(act: Act, type_id: int, version: int | None, text: TypeText) -> None:
    """Change a type. Raises NotVisible, Forbidden, Refused("stale") or Refused("follows_itself")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        type_ = work.lock_as_seen(select(TrajectoryType).where(TrajectoryType.id == type_id), version)
        if text.next_type_id == type_id:
            raise Refused("follows_itself", field="next_type_id")
        changed = _fill(type_, text)
        count_as_change(type_)
        work.commit("configuration.changed", type_, what=type_.code, change=",".join(changed))


def _fill(type_: TrajectoryType, text: TypeText) -> list[str]:
    values = {name: value for name, value in vars(text).items() if name != "functions"}
    by_rule = text.duration_days is None and text.duration_months is None
    changed = put(type_, duration_by_rule=by_rule, **values)
    if {each.function for each in type_.functions} != set(text.functions):
        kept = [each for each in type_.functions if each.function in text.functions]
        new = set(text.functions) - {each.function for each in kept}
        type_.functions = kept + [TypeFunction(function=function) for function in sorted(new)]
        changed.append("functions")
    return changed


def add_phase(act: Act, type_id: int, text: PhaseText) -> None:
    """A phase more. Raises NotVisible, Forbidden or Refused("phase_week_taken")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        type_ = work.lock(select(TrajectoryType).where(TrajectoryType.id == type_id))
        code = new_code(text.name, {each.code for each in type_.phases})
        with work.session.no_autoflush:
            type_.phases.append(Phase(code=code, **vars(text)))
            _refuse_impossible(type_)
        count_as_change(type_)
        work.commit("configuration.changed", type_, what=type_.code, change="phase added")


def change_phase(act: Act, type_id: int, phase_id: int, version: int | None, text: PhaseText) -> None:
    """Change a phase; from now on it counts for everyone in it. Raises NotVisible, Forbidden, Refused("stale"),
    Refused("phase_week_taken"), or Refused("phase_from_start") when no phase would be left from the first week."""

    def change(type_: TrajectoryType) -> None:
        put(_phase(type_, phase_id), **vars(text))

    _change_phases(act, type_id, version, "phase changed", change)


def remove_phase(act: Act, type_id: int, phase_id: int, version: int | None) -> None:
    """Take a phase away; the one before it then lasts longer.
    Raises NotVisible, Forbidden, Refused("stale") or Refused("phase_from_start")."""

    def remove(type_: TrajectoryType) -> None:
        type_.phases.remove(_phase(type_, phase_id))

    _change_phases(act, type_id, version, "phase removed", remove)


def _change_phases(
    act: Act, type_id: int, version: int | None, what: str, change: Callable[[TrajectoryType], None]
) -> None:
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        type_ = work.lock_as_seen(select(TrajectoryType).where(TrajectoryType.id == type_id), version)
        with work.session.no_autoflush:
            change(type_)
            _refuse_impossible(type_)
        count_as_change(type_)
        work.commit("configuration.changed", type_, what=type_.code, change=what)


def _phase(type_: TrajectoryType, phase_id: int) -> Phase:
    found = next((phase for phase in type_.phases if phase.id == phase_id), None)
    if found is None:
        raise Refused("stale")
    return found


def _refuse_impossible(type_: TrajectoryType) -> None:
    code = phases_refusal([phase.from_week for phase in type_.phases])
    if code:
        raise Refused(code, field="from_week")
