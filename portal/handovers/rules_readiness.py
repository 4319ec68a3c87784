"""What a handover still lacks before it can be offered. Pure: plain values, standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.handovers.rules import NEEDED_SCOPES, SCOPES_OF

# The last look at the goals belongs to the last three months of support (domain.md section 4).
RECENT = timedelta(days=92)


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
    """What the readiness of a handover follows from. `goals` are the days they were looked at."""

    variant: str
    team_ended: bool
    adults: Sequence[AdultFacts]
    needs: int
    goals: Sequence[date]
    last_evaluation_on: date | None
    open_items: int


@dataclass(frozen=True)
class ReadinessItem:
    """One line of the readiness list. What is `needed` and not `done` refuses the offer, by the
    code `missing`; the rest is advice. `who` and `client_id` name the adult it is about."""

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
    """The readiness list, what is needed first."""
    items = [ReadinessItem("team", True, False, "team_ended")] if facts.team_ended else []
    items += [_consent_of(adult, facts.variant) for adult in facts.adults]
    if all(adult.stays_out for adult in facts.adults):
        items.append(ReadinessItem("somebody", True, False, "nobody_goes_along"))
    if facts.variant == "B":
        items.append(ReadinessItem("needs", True, facts.needs > 0, "needs_missing", count=facts.needs))
    if facts.variant == "C":
        items.append(ReadinessItem("question", True, facts.needs > 0, "question_missing", count=facts.needs))
    items += [
        ReadinessItem("phone", False, False, "phone_missing", adult.name, adult.client_id)
        for adult in facts.adults
        if goes_along(adult) and not adult.reachable
    ]
    if facts.variant == "C":
        return items  # the support goes on: nothing has to be rounded off for a question
    evaluated = facts.last_evaluation_on
    items.append(ReadinessItem("evaluation", False, _recent(evaluated, today), "evaluation_missing"))
    if facts.variant == "B":
        looked_at = bool(facts.goals) and all(_recent(day, today) for day in facts.goals)
        items.append(ReadinessItem("goals", False, looked_at, "goals_missing", count=len(facts.goals)))
    items.append(ReadinessItem("items", False, facts.open_items == 0, "items_open", count=facts.open_items))
    return items


def offer_refusals(items: Sequence[ReadinessItem]) -> list[ReadinessItem]:
    """What stands in the way of the offer."""
    return [item for item in items if item.needed and not item.done]


def _consent_of(adult: AdultFacts, variant: str) -> ReadinessItem:
    decided = adult.stays_out or NEEDED_SCOPES[variant] <= adult.scopes
    return ReadinessItem("consent", True, decided, "consent_missing", adult.name, adult.client_id)


def _recent(day: date | None, today: date) -> bool:
    return day is not None and today - RECENT <= day <= today
