"""The warm handovers of a location: some checked, some being prepared, and all that goes with them."""

from typing import Any

from portal.handovers.afterwards.models import HandoverFeedback
from portal.handovers.conversation.models import HandoverMessage
from portal.handovers.loose_ends.models import LooseEndDecision
from portal.handovers.models.consent import Consent
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Agreement, HandoverEvent, HandoverNeed, NotGoing, Presence, Snapshot
from portal.handovers.terms.models import FreeDay
from tests.support.region.households import ITEMS
from tests.support.region.place import OPEN, OVER, PARTS, Place, Rows

STEPS = (("offer", "sender"), ("accept", "team"), ("plan", "team"), ("hold", "team"), ("complete", "sender"))
LATER = ("offered_at", "accepted_at", "held_on", "accepted_by_id", "completed_at", "checked_at", "arrival")


def _both(place: Place) -> Any:
    return place.trajectories(OVER, OPEN)


def _handovers(place: Place) -> Rows:
    for key in _both(place):
        over = key % 10 == OVER
        own = {"id": key, "trajectory_id": key, "location_id": place.first, "team_id": place.first, "variant": "B"}
        done: dict[str, Any] = {"accepted_by_id": place.members[0], "held_on": place.day(40)}
        done |= {"offered_at": place.at(60), "accepted_at": place.at(50), "completed_at": place.at(40)}
        done |= {"checked_at": place.at(10), "arrival": "not_arrived" if key % 100 == 0 else "arrived"}
        steps = done if over else dict.fromkeys(LATER)
        state = {"state": "checked" if over else "prepared", "reference": f"WH-{key}", "prepared_at": place.at(70)}
        yield {**own, **state, **steps}


def _events(place: Place) -> Rows:
    for key in place.trajectories(OVER):
        for number, (step, side) in enumerate(STEPS):
            by = place.first if side == "sender" else place.members[0]
            what = {"step": step, "at": place.at(60 - 5 * number), "facts": {}}
            yield {"handover_id": key, "by_id": by, "side": side, "team_id": place.first, **what}


def _needs(place: Place) -> Rows:
    for key in _both(place):
        yield {"handover_id": key, "topic_id": place.known.topics[0], "sentence": "Hulp bij brieven van de gemeente."}


def _agreements(place: Place) -> Rows:
    yield from ({"handover_id": key, "what": "Bellen", "who": "Wim", "stage": "offer"} for key in _both(place))


def _presences(place: Place) -> Rows:
    for key in place.trajectories(OVER):
        yield from ({"handover_id": key, "party": party} for party in ("client", "supporter", "team_member"))


def _snapshots(place: Place) -> Rows:
    content = {"variant": "B", "people": [], "area": "2132", "duration_months": 12, "ends_on": "2026-01-01"}
    for key in place.trajectories(OVER):
        yield {"handover_id": key, "number": 1, "team_id": place.first, "content": content, "made_at": place.at(60)}


def _not_going(place: Place) -> Rows:
    yield from ({"handover_id": key, "client_id": key} for key in _both(place) if key % 50 == OPEN)


def _messages(place: Place) -> Rows:
    for key in place.trajectories(OVER):
        said = {
            "at": place.at(45),
            "by_id": place.first,
            "side": "sender",
            "text": "Wij bellen dinsdag.",
            "asks": False,
        }
        yield {"handover_id": key, "team_id": place.first, "submission_key": f"message-{key}", **said}


def _feedback(place: Place) -> Rows:
    for key in place.trajectories(OVER):
        told = {"told_at": place.at(5), "told_by_id": place.members[0], "categories": [], "asked_again": False}
        yield {"handover_id": key, "months": 6, **told}


def _consents(place: Place) -> Rows:
    for key in _both(place):
        given = {"given_on": place.day(65), "how": "spoken", "recorded_by_id": place.first, "recorded_at": place.at(65)}
        for scope in ("contact", "needs"):
            yield {"client_id": key, "team_id": place.first, "organisation_id": None, "scope": scope, **given}


def _loose_ends(place: Place) -> Rows:
    for key in place.trajectories(OPEN):
        decided = {"decided_by_id": place.first, "decided_at": place.at(50), "decision": "passed_on"}
        yield {"handover_id": key, "item_id": key * PARTS + ITEMS - 1, **decided}


def _free_days(place: Place) -> Rows:
    if place.number == 1:
        yield {"day": place.day(9000), "name": "Verhuizing", "worked": False}


# In the order in which they refer to each other.
TABLES = {
    WarmHandover: _handovers,
    HandoverEvent: _events,
    HandoverNeed: _needs,
    Agreement: _agreements,
    Presence: _presences,
    Snapshot: _snapshots,
    NotGoing: _not_going,
    HandoverMessage: _messages,
    HandoverFeedback: _feedback,
    Consent: _consents,
    LooseEndDecision: _loose_ends,
    FreeDay: _free_days,
}
