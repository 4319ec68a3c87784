"""The list of handovers, and the page of one in words; also when a step came too late."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from portal.access import Action, RoleKind, may
from portal.capacity_questions import queries as capacity_questions_queries
from portal.handovers import path as handover_path
from portal.handovers.clock import queries as clock_queries
from portal.handovers.clock.rules import answer_by
from portal.handovers.clock.words import term_in_words
from portal.handovers.consent.page import given
from portal.handovers.document import words as document_words
from portal.handovers.document.queries import versions_for
from portal.handovers.ending.page import completing
from portal.handovers.meeting import queries as meeting_queries
from portal.handovers.meeting import words as meeting_words
from portal.handovers.meeting.rules import has_come
from portal.handovers.models.handover import WarmHandover
from portal.handovers.offer.queries import content_of, names_in_language
from portal.handovers.page import listing, queries
from portal.handovers.page.contents import around
from portal.handovers.page.forms import FilterForm
from portal.handovers.page.standing import Now, arms_of, heading
from portal.handovers.page.timeline import steps_of
from portal.handovers.queries import away_on_the_other_side
from portal.handovers.readiness.queries import adults_of, readiness_facts
from portal.handovers.readiness.rules import offer_refusals, readiness
from portal.handovers.traces import listed, open_handover
from portal.handovers.versions.queries import readable_versions
from portal.people.roles.queries import has_reader
from portal.refusals import Forbidden, Refused
from portal.web.acting import this_act, today
from portal.web.editing import FormPage, Otherwise, done
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer
from portal.wording import label, say


def handover_page(
    reference: str, status: int = 200, refused: Refused | None = None, **shown: Any
) -> ResponseReturnValue:
    """The page of a handover as it is now; `refused` says above it why the last step did not go. `shown` takes the
    place of what the page shows by itself, such as a form with what was typed."""
    handover = open_handover(this_act(), reference)
    context = in_words(handover) | shown
    return answer("handovers/page/handover.html", status=status, problem=say(refused) if refused else None, **context)


def to_handover(
    reference: str, message: str | None = None, own_step: bool = False, place: str | None = None
) -> ResponseReturnValue:
    """Say what was done, and go on to the page of the handover."""
    return done(url_for("handovers.handover", reference=reference, _anchor=place), message, own_step)


def too_late(reopen: Callable[[], WarmHandover]) -> Otherwise:
    """Answer a form of which the handover moved on with everything that was typed, below what happened in between. A
    refusal with a field stands in the form."""

    def late(refused: Refused, page: FormPage) -> ResponseReturnValue | None:
        if refused.field is not None:
            return None
        handover = reopen()
        return page.show(status=409, handover=handover, problem=say(refused), now=now_of(handover))

    return late


def if_moved_on(reopen: Callable[[], WarmHandover]) -> Otherwise:
    """`too_late` only where somebody else was first; any other refusal stands in the form."""
    late = too_late(reopen)
    return lambda refused, page: late(refused, page) if refused.code in ("stale", "handover_moved_on") else None


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
    inside = handover.kind == handover_path.INTERNAL  # nothing goes to anybody new: no consent, nothing that goes along
    title, waits = _title(handover), clock_queries.due_days(handover)
    context: dict[str, Any] = {
        "handover": handover,
        "team_side": team_side,
        "title": title,
        "heading": heading(handover, title, team_side),
        "can": _steps(handover),
        "state_kind": listing.STATE_KINDS[handover.state],
        "steps": steps_of(handover),
        "snapshot": readable(snapshot.content) if snapshot in readable_versions(actor, handover) else None,
        "snapshot_number": snapshot.number if snapshot else None,
        "documents": [each.number for each in versions_for(actor, handover)],
        "agreed": [each for each in handover.agreements if each.stage == "meeting"] if may_read else [],
        "meeting": meeting_words.held(handover) if may_read else None,
        "advice": handover.advice if may_read else None,
        "completing": completing(handover) if handover.can("complete") else None,
        "invited": meeting_queries.meeting_of(actor, handover) is not None,
        "waits": waits,
        "ask_before": waits.remind_on if waits and answer_by(waits, today())[0] == "answer" else None,
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
    ends_on = None if team_side else handover.trajectory.ends_on
    context["arms"] = arms_of(handover, Now(today(), waits, len(context["missing"]), ends_on))
    return context


def _steps(handover: WarmHandover) -> dict[str, bool]:
    """The steps whose buttons the page may have. A planned meeting is recorded from its day on."""
    can = {step: handover.can(step) for step in handover_path.STEPS}
    planned = handover.meeting_on if handover.state == "planned" else None
    return can | {"hold": can["hold"] and has_come(planned, today())}


def readable(content: dict[str, Any]) -> dict[str, Any]:
    """A snapshot for the page: days as days, codes and names in the reader's words; no key more than it has."""
    return document_words.readable(content, names_in_language())


blueprint = Blueprint("handovers", __name__)
TEAM_FILTERS = ("open", "offered", "running", "to_check", "completed", "all")


@blueprint.get("/overdrachten")
def overview() -> ResponseReturnValue:
    """The handovers of the location, or those offered to the team; filtered, new first, paged."""
    actor = this_act().actor
    if actor.kind not in (RoleKind.COORDINATOR, RoleKind.TEAM_MEMBER):
        raise Forbidden("overview")
    team_side = actor.kind is RoleKind.TEAM_MEMBER
    filters = TEAM_FILTERS if team_side else tuple(queries.FILTERS)
    chosen = request.args.get("stand", "open")
    chosen = chosen if chosen in filters else "open"
    form = FilterForm(data={"stand": chosen}, formdata=None)
    form.stand.choices = [SelectChoice(code, label("handover_filter", code)) for code in filters]
    rows = listed(this_act(), queries.overview(actor, chosen, request.args.get("na"), PAGE_SIZE))
    page = page_of(rows, lambda handover: queries.overview_key(actor, handover))
    return answer(
        "handovers/page/overview.html",
        "handovers/page/_list.html",
        rows=page.rows,
        next_url=page.next_url,
        form=form,
        chosen=chosen,
        team_side=team_side,
        asked=team_side and capacity_questions_queries.unanswered(actor),
        titles={row.id: _title(row) for row in page.rows},
        terms={key: term_in_words(due, today()) for key, due in clock_queries.due_days_of(page.rows).items()},
        listing=listing,
    )


@blueprint.get("/overdrachten/<reference>")
def handover(reference: str) -> ResponseReturnValue:
    """One handover as this reader may see it; opening it leaves a line."""
    return handover_page(reference)


def _title(row: WarmHandover) -> str:
    """The names, for who may read them now: the sender and the supporter always, the team once it accepted, only of
    whom it may read."""
    actor = this_act().actor
    if actor.kind is not RoleKind.TEAM_MEMBER:
        return row.trajectory.household.name
    named = may(actor, Action.VIEW_SNAPSHOT, row) and row.accepted_by_id is not None and row.snapshots
    people = row.snapshots[-1].content["people"] if named else []
    return ", ".join(person["name"] for person in people) or row.reference
