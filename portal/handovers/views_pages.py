"""What the pages of a handover show, in words; and the answer when a step came too late."""

from typing import Any

from portal.access import Action, RoleKind, may
from portal.handovers import queries_clock, queries_meeting, rules, words_document, words_meeting
from portal.handovers.forms_kinds import CompleteForm
from portal.handovers.models import WarmHandover
from portal.handovers.queries_document import versions_for
from portal.handovers.queries_people import away_on_the_other_side
from portal.handovers.queries_snapshot import adults_of, content_of, names_in_language, readiness_facts
from portal.handovers.queries_versions import readable_versions
from portal.handovers.rules_readiness import offer_refusals, readiness
from portal.handovers.service_complete import overlap_weeks
from portal.handovers.service_reading import open_handover
from portal.handovers.views_around import around
from portal.handovers.views_given import given
from portal.handovers.views_timeline import steps_of
from portal.people.queries_places import has_reader
from portal.refusals import Refused
from portal.web.acting import this_act, today
from portal.web.rendering import answer
from portal.wording import label, say

STATE_KINDS = {
    "prepared": "neutral",
    "offered": "info",
    "accepted": "info",
    "planned": "info",
    "held": "warning",
    "completed": "positive",
    "checked": "positive",
    "returned": "warning",
    "lapsed": "warning",
    "withdrawn": "neutral",
}


def handover_page(reference: str, status: int = 200, refused: Refused | None = None, **shown: Any) -> Any:
    """The page of a handover as it is now; `refused` says above it why the last step did not go. `shown` takes the
    place of what the page shows by itself, such as a form with what was typed."""
    handover = open_handover(this_act(), reference)
    context = in_words(handover) | shown
    return answer("handovers/handover.html", status=status, problem=say(refused) if refused else None, **context)


def too_late(page: str, handover: WarmHandover, refused: Refused, **context: Any) -> Any:
    """The form again with everything that was typed, below what happened in between."""
    return answer(page, status=409, handover=handover, problem=say(refused), now=now_of(handover), **context)


def now_of(handover: WarmHandover) -> dict[str, Any]:
    """How the handover stands now and what was done to it last, for a page that was too old."""
    steps = steps_of(handover)[:2]
    return {"state": label("handover_state", handover.state), "steps": steps}


def in_words(handover: WarmHandover) -> dict[str, Any]:
    """Everything the page of a handover shows to this reader."""
    actor = this_act().actor
    team_side = actor.kind is RoleKind.TEAM_MEMBER
    snapshot = handover.snapshots[-1] if handover.snapshots else None
    may_read = may(actor, Action.VIEW_SNAPSHOT, handover)
    preparing = not team_side and handover.can("change")
    inside = handover.kind == rules.INTERNAL  # nothing goes to anybody new: no consent, nothing that goes along
    context: dict[str, Any] = {
        "handover": handover,
        "team_side": team_side,
        "about": _about(handover, team_side, may_read),
        "can": {step: handover.can(step) for step in rules.STEPS},
        "state_kind": STATE_KINDS[handover.state],
        "steps": steps_of(handover),
        "snapshot": readable(snapshot.content) if snapshot in readable_versions(actor, handover) else None,
        "snapshot_number": snapshot.number if snapshot else None,
        "documents": [each.number for each in versions_for(actor, handover)],
        "agreed": [each for each in handover.agreements if each.stage == "meeting"] if may_read else [],
        "meeting": words_meeting.held(handover) if may_read else None,
        "advice": handover.advice if may_read else None,
        "completing": completing(handover) if handover.can("complete") else None,
        "invited": queries_meeting.meeting_of(actor, handover) is not None,
        "waits": queries_clock.due_days(handover),
        "nobody_reads": handover.team_id is not None and handover.is_open and not has_reader(handover.team_id),
        "away": away_on_the_other_side(actor, handover, today()),
        "readiness": [],
        "missing": [],
        "adults": [],
        "consents": [],
        **around(handover),
    }
    if not team_side:
        context["consents"] = given(handover)
    if context["can_edit"] and not inside:
        context["adults"] = adults_of(handover)
    if preparing:
        items = readiness(readiness_facts(handover, today()), today())
        context.update(
            readiness=items,
            missing=offer_refusals(items),
            snapshot=None if inside else readable(content_of(handover)),
        )
    return context


def completing(handover: WarmHandover) -> CompleteForm:
    """The form with which a handover is completed, with the usual overlap chosen."""
    form = CompleteForm(data={"weeks": overlap_weeks()})
    form.offer_choices(overlap_weeks())
    return form


def _about(handover: WarmHandover, team_side: bool, readable: bool) -> str:
    """Whom it is about, for who may read that now."""
    if not team_side:
        return handover.trajectory.household.name
    people = handover.snapshots[-1].content["people"] if readable and handover.snapshots else []
    return ", ".join(person["name"] for person in people)


def readable(content: dict[str, Any]) -> dict[str, Any]:
    """A snapshot for the page: days as days, codes and names in the reader's words; no key more than it has."""
    return words_document.readable(content, names_in_language())
