"""Commands on duration rules, for the functional admin. A rule is never overwritten: changing one makes a new rule and
ends the old one. Trajectories that run keep the end date and the rule they had."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.access import Action, require
from portal.refusals import Refused
from portal.trajectories import queries
from portal.trajectories.configuration.rules import overlapping
from portal.trajectories.models.configuration import DurationRule, TrajectoryType
from portal.trajectories.rules import Duration
from portal.work import Act, Work, constraint_refuses, unit_of_work

constraint_refuses("uq_duration_rule_current", code="rules_overlap")


@dataclass(frozen=True)
class RuleText:
    """The values of a duration rule. `housed_before` is the first housing date it no longer holds for; no
    municipality means everywhere."""

    type_id: int
    municipality_id: int | None
    housed_from: date | None
    housed_before: date | None
    months: int
    source: str
    verified_on: date | None


def add_rule(act: Act, text: RuleText) -> DurationRule:
    """A rule that counts for trajectories that start from now on. Raises NotVisible (no such type), Forbidden,
    Refused("ends_before_start"), Refused("verified_in_future") or Refused("rules_overlap")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        type_ = work.lock(select(TrajectoryType).where(TrajectoryType.id == text.type_id))
        rule = _new_rule(work, text)
        work.commit("configuration.changed", rule, what=type_.code, change="rule added")
    return rule


def replace_rule(act: Act, rule_id: int, version: int | None, text: RuleText) -> DurationRule:
    """A new rule in the place of one that counts now, which ends today; of the same type. Raises as add_rule, and
    Refused("rule_gone") or Refused("stale") when the old one was replaced, ended or verified in between."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        type_ = work.lock(select(TrajectoryType).where(TrajectoryType.id == text.type_id))
        old = _lock(work, rule_id, version)
        old.ended_on = act.today
        work.session.flush()
        rule = _new_rule(work, text)
        work.commit("configuration.changed", rule, what=type_.code, change=f"rule {old.id} replaced")
    return rule


def end_rule(act: Act, rule_id: int, version: int | None) -> None:
    """Let a rule count no longer, from today.
    Raises NotVisible, Forbidden, Refused("rule_gone") or Refused("stale")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        rule = _lock(work, rule_id, version)
        rule.ended_on = act.today
        work.commit("configuration.changed", rule, what=rule.type.code, change="rule ended")


def verify_rule(act: Act, rule_id: int) -> None:
    """Record that the rule was compared with its source today; what it says stays as it is.
    Raises NotVisible, Forbidden or Refused("rule_gone")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        rule = work.lock(select(DurationRule).where(DurationRule.id == rule_id))
        _refuse_ended(rule)
        rule.verified_on = act.today
        work.commit("configuration.changed", rule, what=rule.type.code, change="rule verified")


def _lock(work: Work, rule_id: int, version: int | None) -> DurationRule:
    """The rule, held, while it counts and as the person saw it."""
    rule = work.lock(select(DurationRule).where(DurationRule.id == rule_id))
    _refuse_ended(rule)
    if rule.version != version:
        raise Refused("stale")
    return rule


def _refuse_ended(rule: DurationRule) -> None:
    if rule.ended_on is not None:
        raise Refused("rule_gone")


def _new_rule(work: Work, text: RuleText) -> DurationRule:
    if text.housed_from and text.housed_before and text.housed_before <= text.housed_from:
        raise Refused("ends_before_start", field="housed_before")
    if text.verified_on and text.verified_on > work.act.today:
        raise Refused("verified_in_future", field="verified_on")
    new = Duration(0, text.municipality_id, text.housed_from, text.housed_before, text.months)
    if overlapping(new, queries.duration_rules(text.type_id)):
        raise Refused("rules_overlap", field="housed_from")
    return work.add(DurationRule(**vars(text)))
