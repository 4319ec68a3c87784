"""Which ways a handover can go, and to which team. Pure: plain values, standard library only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from portal.handovers.organisations.rules import Choice
from portal.handovers.path import INTERNAL, ORGANISATION, PASSING, TEAM, VARIANTS_OF, Agreed
from portal.refusals import Refused


@dataclass(frozen=True)
class ToTeam:
    """A neighbourhood team."""

    team_id: int
    kind: ClassVar[str] = TEAM


@dataclass(frozen=True)
class ToOrganisation:
    """Another organisation, known or typed."""

    choice: Choice
    kind: ClassVar[str] = ORGANISATION


@dataclass(frozen=True)
class ToNextType:
    """The type of trajectory that follows, inside the organisation."""

    kind: ClassVar[str] = INTERNAL


@dataclass(frozen=True)
class Course:
    """To whom a handover goes, in which variant; `reason` says why another team than the one that covers the
    postcode."""

    to: ToTeam | ToOrganisation | ToNextType
    variant: str = "A"
    reason: str | None = None


@dataclass(frozen=True)
class Content:
    """The content of variant B: a sentence for each need (topic key, sentence), who else helps, and the agreements."""

    needs: Sequence[tuple[int, str]]
    who_else_helps: str | None
    agreements: Sequence[Agreed]


def ways_for(ends_with: str, has_next: bool, runs: bool = True) -> dict[str, tuple[str, ...]]:
    """The kinds of handover a trajectory can have, each with its variants, by what its type ends with. Only a team
    beside the support can be consulted (domain.md section 2), while the trajectory still `runs`. A type that ends by
    closure may still need another helper, such as debt help after budget coaching."""
    if ends_with == "neighbourhood_handover":
        return {TEAM: VARIANTS_OF[TEAM] if runs else PASSING, ORGANISATION: VARIANTS_OF[ORGANISATION]}
    if ends_with == "closure":
        return {TEAM: PASSING, ORGANISATION: VARIANTS_OF[ORGANISATION]}
    if ends_with == "internal_handover" and has_next:
        return {INTERNAL: VARIANTS_OF[INTERNAL]}
    return {}


def check_way(ends_with: str, has_next: bool, kind: str, variant: str, runs: bool = True) -> None:
    """Raise Refused "handover_not_for_type", "variant_not_for_type" or "question_after_closing" when it cannot go
    this way."""
    ways = ways_for(ends_with, has_next)
    if kind not in ways:
        raise Refused("handover_not_for_type")
    if variant in ways[kind] and variant not in ways_for(ends_with, has_next, runs)[kind]:
        raise Refused("question_after_closing", field="variant")
    if variant not in ways[kind]:
        raise Refused("variant_not_for_type", field="variant")


def proposed_team(covering: Collection[int]) -> int | None:
    """The team to propose: the only one that covers the address; None when none or several do."""
    return next(iter(covering)) if len(covering) == 1 else None


def needs_reason(team_id: int, covering: Collection[int], reason: str | None) -> bool:
    """Whether nothing says why it goes to this team: neither the address nor a reason."""
    return team_id != proposed_team(covering) and not reason


def check_team(team_id: int, covering: Collection[int], reason: str | None) -> None:
    """Another team than the proposed one needs a reason that is kept (issue: coverage decides).
    Raises Refused("other_team_needs_reason")."""
    if needs_reason(team_id, covering, reason):
        raise Refused("other_team_needs_reason", field="reason")
