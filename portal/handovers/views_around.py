"""What stands around a handover on its page: its versions, the conversation, who can take it, what follows a return."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal import i18n
from portal.access import Action, RoleKind, may
from portal.handovers import (
    queries,
    queries_after,
    queries_loose_ends,
    queries_team,
    queries_thread,
    rules,
    rules_returned,
    words_ready,
)
from portal.handovers.forms_thread import AcceptForm, MessageForm
from portal.handovers.models import WarmHandover
from portal.handovers.models_timeline import Snapshot
from portal.handovers.queries_versions import content_now, readable_versions
from portal.handovers.rules_loose_ends import can_decide
from portal.handovers.rules_versions import changed_parts
from portal.handovers.service_loose_ends import to_decide, undecided
from portal.web.acting import this_act, today
from portal.wording import label


@dataclass(frozen=True)
class Version:
    """A version of what went along, as a reader may open it."""

    number: int
    when: str
    url: str
    accepted: bool


@dataclass(frozen=True)
class Said:
    """A message of the conversation, in words."""

    who: str
    when: str
    iso: str
    text: str
    asks: bool
    own: bool


def around(handover: WarmHandover) -> dict[str, Any]:
    """What the page of a handover shows beside what `in_words` gives."""
    actor = this_act().actor
    team_side = actor.kind is RoleKind.TEAM_MEMBER
    writable = handover.state in rules.THREAD_STATES and may(actor, Action.CONVERSE, handover)
    return {
        "begins_again": not team_side and handover.came_back and queries_after.begins_again(handover),
        "can_edit": not team_side and rules.can_edit(handover.path, handover.state),
        "versions": [_version(handover, each) for each in readable_versions(actor, handover)],
        "changed": [] if team_side else changed_since_sending(handover),
        "said": [_said(each, actor.user_id) for each in queries_thread.messages(actor, handover)],
        "message_form": MessageForm.fresh() if writable else None,
        "writable": writable,
        **(dict.fromkeys(("kept", "undecided")) if team_side else left_over(handover)),
        "parked_until": handover.parked_until(today()),
        **dict.fromkeys(("accept_form", "proposed", "tap", "differs", "other_team")),
        **(_who_can_take_it(handover, actor.user_id) if team_side else _after_return(handover)),
    }


def left_over(handover: WarmHandover) -> dict[str, Any]:
    """For the sender, what is left over once there was a meeting: how much nobody decided about, and who keeps what
    after the completion."""
    actor, done = this_act().actor, handover.state in rules.DONE_STATES
    asks = handover.state in ("held", "completed") and can_decide(handover.path, handover.state)
    open_now = queries_loose_ends.loose_ends(handover, today()) if asks else []
    kept = [each for each in queries_loose_ends.decided(handover) if each.decision == "kept"] if done else []
    return {
        "undecided": len(undecided(to_decide(actor, handover, open_now))),
        "kept": words_ready.in_facts(to_decide(actor, handover, kept)),
    }


def changed_since_sending(handover: WarmHandover) -> list[str]:
    """The parts that would go along otherwise in a new version, in words; empty where none can be sent."""
    if not handover.can("renew") or not handover.snapshots:
        return []
    parts = changed_parts(handover.snapshots[-1].content, content_now(handover))
    return [label("snapshot_part", part) for part in parts]


def _version(handover: WarmHandover, snapshot: Snapshot) -> Version:
    return Version(
        number=snapshot.number,
        when=i18n.moment(snapshot.made_at),
        url=url_for("handovers_versions.version", reference=handover.reference, number=snapshot.number),
        accepted=snapshot.number == handover.accepted_version,
    )


def _said(message: Any, reader_id: int) -> Said:
    return Said(
        who=f"{message.by.name} ({label('handover_side', message.side)})",
        when=i18n.moment_in_full(message.at),
        iso=message.at.isoformat(),
        text=message.text,
        asks=message.asks,
        own=message.by_id == reader_id,
    )


def _who_can_take_it(handover: WarmHandover, reader_id: int) -> dict[str, Any]:
    """The colleagues for whom a reader can accept; the one it is meant for is proposed."""
    if not handover.can("accept") or not handover.snapshots:
        return {}
    members = queries_team.members_of(handover.team_id)
    meant = queries_team.named(members, handover.for_worker)
    colleagues = [each for each in members if each.id != reader_id]
    form = AcceptForm.offering(colleagues, handover.snapshots[-1].number) if colleagues else None
    return {"accept_form": form, "proposed": meant if meant in colleagues else None}


def _after_return(handover: WarmHandover) -> dict[str, Any]:
    """What the sender does next with a handover that came back; `differs` when something else would go along by now."""
    if handover.state != "returned" or handover.returned_reason is None:
        return {}
    parked = handover.parked_until(today()) is not None
    asked = queries_thread.question_answered(handover) is False
    tap = rules_returned.next_tap(handover.returned_reason, parked, asked)
    return {
        "tap": tap,
        "differs": not handover.snapshots or handover.snapshots[-1].content != content_now(handover),
        "other_team": _other_team(handover) if tap == rules_returned.PASS_ON else None,
    }


def _other_team(handover: WarmHandover) -> Any:
    """The team that should have it: as the one that returned it says, else the one that covers the address."""
    if handover.suggested_team is not None:
        return handover.suggested_team
    covering = queries.covering(handover.trajectory.household, today())
    only = rules.proposed_team([each.id for each in covering])
    return next((each for each in covering if each.id == only and only != handover.team_id), None)
