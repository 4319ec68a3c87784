"""The readiness list of a handover before its offer. Pure: plain values, standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.handovers.loose_ends.rules import LooseEnd
from portal.handovers.path import INTERNAL, NEEDED_SCOPES, SCOPES_OF, TEAM
from portal.refusals import Refused

# The last look at the goals belongs to the last three months of support (domain.md section 4).
RECENT = timedelta(days=92)
# The lines of loose ends. Every trajectory has a checklist; the others are named when there are any.
LINES = {"item": "items", "appointment": "appointments", "late": "late"}


@dataclass(frozen=True)
class AdultFacts:
    """An adult of the household: what they consented to for this team, or that they stay out."""

    client_id: int
    name: str
    scopes: frozenset[str]
    stays_out: bool = False
    reachable: bool = True


@dataclass(frozen=True)
class ReadinessFacts:
    """The facts that decide the readiness of a handover. `goals` are the days they were looked at, `loose_ends` come
    with their decisions. `question_answered` is about the question of the team that returned it, None without one.
    `team_fits`: the address or a reason says why this team. `team_reads`: somebody there has an account."""

    variant: str
    team_ended: bool
    adults: Sequence[AdultFacts]
    needs: int
    goals: Sequence[date]
    last_evaluation_on: date | None
    loose_ends: Sequence[LooseEnd] = ()
    draft_read_on: date | None = None
    path: str = TEAM
    question_answered: bool | None = None
    team_fits: bool = True
    team_reads: bool = True


@dataclass(frozen=True)
class ReadinessItem:
    """One line of the readiness list. A line that is `needed` and not `done` refuses the offer with the code
    `missing`; the rest is advice. `who` and `client_id` name the adult it is about, or `who` the first loose end
    nobody decided about."""

    code: str
    needed: bool
    done: bool
    missing: str
    who: str = ""
    client_id: int | None = None
    count: int = 0


def goes_along(adult: AdultFacts) -> bool:
    """Whether anything of this adult is shared: only with their own consent (rule 9)."""
    return not adult.stays_out and "contact" in adult.scopes


def covered(scope: str, variant: str, adults: Sequence[AdultFacts]) -> bool:
    """Whether a part about the whole household goes along: the variant has it, and every adult
    who goes along consented to it."""
    going = [adult for adult in adults if goes_along(adult)]
    return scope in SCOPES_OF[variant] and bool(going) and all(scope in adult.scopes for adult in going)


def readiness(facts: ReadinessFacts, today: date) -> list[ReadinessItem]:
    """The readiness list: what the recipient asks, what is still open, then the advice. Inside the organisation
    nothing is shared with anybody new, so nobody is asked and no draft is read. After a question the support goes
    on: nothing has to be rounded off for it."""
    items = [] if facts.path == INTERNAL else _of_sharing(facts)
    if facts.variant == "C":
        return items
    items += _of_loose_ends(facts.loose_ends)
    evaluated = facts.last_evaluation_on
    items.append(ReadinessItem("evaluation", False, _recent(evaluated, today), "evaluation_missing"))
    if facts.variant == "B" or facts.path == INTERNAL:
        looked_at = bool(facts.goals) and all(_recent(day, today) for day in facts.goals)
        items.append(ReadinessItem("goals", False, looked_at, "goals_missing", count=len(facts.goals)))
    return items


def offer_refusals(items: Sequence[ReadinessItem]) -> list[ReadinessItem]:
    """The lines that stand in the way of the offer."""
    return [item for item in items if item.needed and not item.done]


def check_draft_read(read_on: date, prepared_on: date, today: date) -> None:
    """A draft is read when it is there, and before it is said. Raises Refused "draft_in_future" or
    "draft_before_start"."""
    if read_on > today:
        raise Refused("draft_in_future", field="read_on")
    if read_on < prepared_on:
        raise Refused("draft_before_start", field="read_on")


def _of_sharing(facts: ReadinessFacts) -> list[ReadinessItem]:
    items = [ReadinessItem("team", True, False, "team_ended")] if facts.team_ended else []
    if not facts.team_ended and not facts.team_reads:
        items.append(ReadinessItem("reader", True, False, "team_without_reader"))
    if not facts.team_ended and not facts.team_fits:
        items.append(ReadinessItem("coverage", True, False, "other_team_needs_reason"))
    if facts.question_answered is not None:
        items.append(ReadinessItem("question", True, facts.question_answered, "question_open"))
    items += [_consent_of(adult, facts.variant) for adult in facts.adults]
    if all(adult.stays_out for adult in facts.adults):
        items.append(ReadinessItem("somebody", True, False, "nobody_goes_along"))
    if facts.variant == "C":
        items.append(ReadinessItem("asks", True, facts.needs > 0, "question_missing", count=facts.needs))
    elif "needs" in NEEDED_SCOPES[facts.variant]:
        items.append(ReadinessItem("needs", True, facts.needs > 0, "needs_missing", count=facts.needs))
    # In variant B sentences about the client go along: each is read with them (domain.md section 4).
    items.append(ReadinessItem("draft", facts.variant == "B", facts.draft_read_on is not None, "draft_not_read"))
    items += [
        ReadinessItem("phone", False, False, "phone_missing", adult.name, adult.client_id)
        for adult in facts.adults
        if goes_along(adult) and not adult.reachable
    ]
    return items


def _of_loose_ends(ends: Sequence[LooseEnd]) -> list[ReadinessItem]:
    items: list[ReadinessItem] = []
    for kind, code in LINES.items():
        there = [each for each in ends if each.kind == kind]
        undecided = [each for each in there if each.decision is None]
        if there or kind == "item":
            first = undecided[0].title if undecided else ""
            items.append(ReadinessItem(code, True, not undecided, f"{code}_undecided", who=first, count=len(undecided)))
    return items


def _consent_of(adult: AdultFacts, variant: str) -> ReadinessItem:
    decided = adult.stays_out or NEEDED_SCOPES[variant] <= adult.scopes
    return ReadinessItem("consent", True, decided, "consent_missing", adult.name, adult.client_id)


def _recent(day: date | None, today: date) -> bool:
    return day is not None and today - RECENT <= day <= today
