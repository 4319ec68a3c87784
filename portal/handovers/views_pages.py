"""What the pages of a handover show, in words; and the answer when a step came too late."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from portal import i18n
from portal.access import Action, RoleKind, may
from portal.handovers import queries, rules
from portal.handovers import words as words
from portal.handovers.forms_kinds import CompleteForm
from portal.handovers.models import WarmHandover
from portal.handovers.models_consent import Consent
from portal.handovers.models_timeline import HandoverEvent
from portal.handovers.queries_snapshot import adults_of, content_of, names_in_language, readiness_facts
from portal.handovers.rules_readiness import offer_refusals, readiness
from portal.handovers.service_complete import overlap_weeks
from portal.handovers.service_reading import open_handover
from portal.handovers.words_kinds import party_label, step_title
from portal.i18n import gettext as _
from portal.identifiers import display_phone
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
STEP_ICONS = {"return": "back", "withdraw": "close", "consent_withdrawn": "close", "plan": "calendar", "seen": "info"}


@dataclass(frozen=True)
class Step:
    """A line of the timeline, in words."""

    title: str
    when: str
    iso: str
    who: str
    text: str
    icon: str
    kind: str


@dataclass(frozen=True)
class Given:
    """What an adult consented to for one recipient, in words; `to` is what the form to withdraw it sends,
    `complete` when there is no more to ask."""

    client_id: int
    name: str
    to: dict[str, int]
    recipient: str
    parts: str
    when: str
    how: str
    complete: bool


def handover_page(reference: str, status: int = 200, refused: Refused | None = None) -> Any:
    """The page of a handover as it is now; `refused` says above it why the last step did not go."""
    handover = open_handover(this_act(), reference)
    context = in_words(handover)
    return answer("handovers/handover.html", status=status, problem=say(refused) if refused else None, **context)


def too_late(page: str, handover: WarmHandover, refused: Refused, **context: Any) -> Any:
    """The form again with everything that was typed, below what happened in between."""
    return answer(page, status=409, handover=handover, problem=say(refused), now=now_of(handover), **context)


def now_of(handover: WarmHandover) -> dict[str, Any]:
    """How the handover stands now and what was done to it last, for a page that was too old."""
    steps = _steps(handover)[:2]
    return {"state": label("handover_state", handover.state), "steps": steps}


def in_words(handover: WarmHandover) -> dict[str, Any]:
    """Everything the page of a handover shows to this reader."""
    actor = this_act().actor
    team_side = actor.kind is RoleKind.TEAM_MEMBER
    snapshot = handover.snapshots[-1] if handover.snapshots else None
    readable = may(actor, Action.VIEW_SNAPSHOT, handover)
    preparing = not team_side and handover.can("change") and handover.kind != rules.INTERNAL
    context: dict[str, Any] = {
        "handover": handover,
        "team_side": team_side,
        "about": _about(handover, team_side, readable),
        "can": {step: handover.can(step) for step in rules.STEPS},
        "state_kind": STATE_KINDS[handover.state],
        "steps": _steps(handover),
        "snapshot": _readable(snapshot.content) if snapshot and readable else None,
        "snapshot_number": snapshot.number if snapshot else None,
        "agreed": [each for each in handover.agreements if each.stage == "meeting"] if readable else [],
        "present": [party_label(handover.path, each.party) for each in handover.presences] if readable else [],
        "advice": handover.advice if readable else None,
        "completing": completing(handover) if handover.can("complete") else None,
        "readiness": [],
        "missing": [],
        "adults": [],
        "consents": [],
    }
    if not team_side:
        context["consents"] = _given(handover)
    if preparing:
        items = readiness(readiness_facts(handover), today())
        context.update(
            readiness=items,
            missing=offer_refusals(items),
            adults=adults_of(handover),
            snapshot=_readable(content_of(handover)),
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


def _given(handover: WarmHandover) -> list[Given]:
    """The standing consents of the household, one line per adult and recipient."""
    here = handover.team_id, handover.organisation_id
    grouped: dict[tuple[int, int | None, int | None], list[Consent]] = {}
    for consent in queries.standing_consents(handover.household_id):
        grouped.setdefault((consent.client_id, consent.team_id, consent.organisation_id), []).append(consent)
    return [
        Given(
            client_id=client_id,
            name=parts[0].client.name,
            to={"team": team_id} if team_id else {"organisation": organisation_id or 0},
            recipient=parts[0].recipient,
            parts=", ".join(label("scope", each.scope).lower() for each in parts),
            when=i18n.day(parts[0].given_on),
            how=label("consent_way", parts[0].how).lower(),
            complete=(team_id, organisation_id) != here or len(parts) == len(rules.SCOPES_OF[handover.variant]),
        )
        for (client_id, team_id, organisation_id), parts in grouped.items()
    ]


def _readable(content: dict[str, Any]) -> dict[str, Any]:
    """A snapshot for the page: days as days, codes and names in words; no key more than it has."""
    names = names_in_language()
    shown = {**content, "ends_on": date.fromisoformat(content["ends_on"])}
    shown["people"] = [
        {
            **each,
            "phone": display_phone(each["phone"]) if each["phone"] else None,
            "preferred_contact": label("reached_by", each["preferred_contact"]),
            "languages": [names.get(name, name) for name in each["languages"]],
        }
        for each in content["people"]
    ]
    for part in {"needs", "goals"} & content.keys():
        shown[part] = [{**each, "topic": names.get(each["topic"], each["topic"])} for each in content[part]]
    if "agreements" in content:
        shown["agreements"] = [
            {**each, "before": date.fromisoformat(each["before"]) if each["before"] else None}
            for each in content["agreements"]
        ]
    return shown


def _steps(handover: WarmHandover) -> list[Step]:
    """The timeline in words. Where a meeting was planned may be somebody's home: who may not read
    what went along does not read that either (rule 9)."""
    actor = this_act().actor
    with_place = may(actor, Action.VIEW_SNAPSHOT, handover)
    return [_step(event, handover.path, with_place) for event in queries.timeline(actor, handover)]


def _step(event: HandoverEvent, path: str, with_place: bool) -> Step:
    return Step(
        title=step_title(path, event.step),
        when=i18n.moment(event.at),
        iso=event.at.isoformat(),
        who=f"{event.by.name} ({label('handover_side', event.side)})",
        text=" ".join(_details(event, with_place)),
        icon=STEP_ICONS.get(event.step, "check"),
        kind="negative" if event.step in ("return", "withdraw", "consent_withdrawn") else "",
    )


def _details(event: HandoverEvent, with_place: bool) -> list[str]:
    facts, parts = event.facts, []
    if event.step in ("prepare", "redirect") and facts.get("team"):
        parts.append(_("Voor %(team)s.", team=facts["team"]))
    if event.step == "offer":
        parts.append(_("Aan %(team)s, versie %(n)s.", team=facts["team"], n=facts["number"]))
    if event.step == "return":
        parts.append(label("return_reason", facts["reason"]) + ".")
    if facts.get("until"):
        parts.append(_("Weer plek vanaf %(day)s.", day=i18n.day(date.fromisoformat(facts["until"]))))
    if facts.get("outcome"):
        parts.append(_("Het traject is afgesloten: %(why)s.", why=label("closure_outcome", facts["outcome"]).lower()))
    if event.step in ("plan", "hold", "answer"):
        parts.append(_meeting(facts, with_place))
    return [*parts, event.note] if event.note else parts


def _meeting(facts: dict[str, Any], with_place: bool) -> str:
    day = i18n.day(date.fromisoformat(facts["on"]))
    if not facts.get("at") or not with_place:
        return _("Op %(day)s.", day=day)
    clock = i18n.clock_time(time.fromisoformat(facts["at"]))
    return _("Op %(day)s om %(clock)s, %(place)s.", day=day, clock=clock, place=facts["place"])
