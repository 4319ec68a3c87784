"""What anybody can try with a handover, each as one step of a walk; and what brings it on, state by state."""

from collections.abc import Callable
from datetime import time
from typing import Any, Protocol

from portal.access import NOBODY
from portal.handovers import (
    service,
    service_after,
    service_answer,
    service_clock,
    service_closing,
    service_complete,
    service_consent,
    service_draft,
    service_meeting,
    service_thread,
    service_versions,
)
from portal.handovers.models import WarmHandover
from portal.handovers.queries_snapshot import content_of, fingerprint
from portal.handovers.rules import ARRIVALS, EXCEPTIONS, PARTIES, RETURN_REASONS
from portal.handovers.rules_returned import Returned
from portal.work import Act

# What ends a walk is tried seldom, so that the walk gets somewhere.
SELDOM = 0.15
ALL_SCOPES = ("contact", "needs", "goals", "agreements")


class Walking(Protocol):
    """What a move needs of the walk."""

    make: Any
    clock: Any
    chance: Any
    scene: Any

    def act(self, who: Any) -> Act:
        """An act of somebody, now."""

    def handover(self) -> WarmHandover | None:
        """The handover the walk is at, None before it is begun."""

    def seldom(self) -> bool:
        """Whether to do now what is done seldom."""


Move = Callable[[Walking, Any], None]


def prepare(walk: Walking, who: Any) -> None:
    scene = walk.scene
    made = service.prepare(walk.act(who), scene.trajectory_id, scene.team_id, scene.variant)
    scene.reference = made.reference


def fill(walk: Walking, who: Any) -> None:
    handover = walk.handover()
    version = handover.version if handover else None
    needs = [(walk.make.topic().id, walk.chance.choice(("Hulp bij brieven.", "Hulp bij energie.")))]
    service.change_content(walk.act(who), walk.scene.reference, version, needs, None, [])


def read_draft(walk: Walking, who: Any) -> None:
    act = walk.act(who)
    service_draft.record_read(act, walk.scene.reference, act.today)


def consent(walk: Walking, who: Any) -> None:
    scopes, act = walk.chance.choice((ALL_SCOPES[:1], ALL_SCOPES[:2], ALL_SCOPES)), walk.act(who)
    service_consent.record(act, walk.scene.reference, walk.scene.client_id, scopes, "spoken", act.today)


def stay_out(walk: Walking, who: Any) -> None:
    if walk.seldom():
        service_consent.stay_out(walk.act(who), walk.scene.reference, walk.scene.client_id)


def take_back_consent(walk: Walking, who: Any) -> None:
    if walk.seldom():
        service_consent.withdraw(walk.act(who), walk.scene.reference, walk.scene.client_id, walk.scene.team_id)


def offer(walk: Walking, who: Any) -> None:
    handover = walk.handover()
    if handover is not None:
        service.offer(walk.act(who), walk.scene.reference, fingerprint(content_of(handover)))


def renew(walk: Walking, who: Any) -> None:
    handover = walk.handover()
    if handover is not None:
        service_versions.renew(walk.act(who), walk.scene.reference, fingerprint(content_of(handover)))


def accept(walk: Walking, who: Any) -> None:
    handover = walk.handover()
    read = len(handover.snapshots) - (walk.chance.random() < 0.2) if handover else None
    service_answer.accept(walk.act(who), walk.scene.reference, read)


def give_back(walk: Walking, who: Any) -> None:
    answer = Returned(walk.chance.choice(RETURN_REASONS), walk.make.day(5), "Belt u even?", None, "Kim")
    service_answer.return_to_sender(walk.act(who), walk.scene.reference, answer)


def reply(walk: Walking, who: Any) -> None:
    key = f"walk-{next(walk.make.numbers)}"
    service_thread.write(walk.act(who), walk.scene.reference, "Dinsdag past het beste.", key)


def let_lapse(walk: Walking, _who: Any) -> None:
    for _time in range(2):
        walk.clock.move(days=35)
        service_clock.run_clock(Act(NOBODY, walk.clock()))


def plan(walk: Walking, who: Any) -> None:
    act = walk.act(who)
    service_meeting.plan(act, walk.scene.reference, act.today, time(14, 30), "Wijkcentrum")


def hold(walk: Walking, who: Any) -> None:
    act, absent = walk.act(who), walk.chance.random() < 0.3
    parties = PARTIES[1:4] if absent else PARTIES[:3]
    service_meeting.hold(act, walk.scene.reference, act.today, parties, [], not_all_there=absent)


def count(walk: Walking, who: Any) -> None:
    service_meeting.count(walk.act(who), walk.scene.reference, "De cliënt sprak ons later die dag.")


def complete(walk: Walking, who: Any) -> None:
    service_complete.complete(walk.act(who), walk.scene.reference)


def withdraw(walk: Walking, who: Any) -> None:
    if walk.seldom():
        service.withdraw(walk.act(who), walk.scene.reference, "Toch niet.")


def close(walk: Walking, who: Any) -> None:
    if walk.seldom():
        outcome = walk.chance.choice(("handed_over", "completed", *EXCEPTIONS))
        service_closing.close(walk.act(who), walk.scene.trajectory_id, outcome, "Verhuisd.")


def check(walk: Walking, who: Any) -> None:
    service_after.check(walk.act(who), walk.scene.reference, walk.chance.choice(ARRIVALS), None)


MOVES: tuple[Move, ...] = (
    *(prepare, fill, read_draft, consent, stay_out, take_back_consent, offer, renew, accept, give_back, reply),
    *(plan, hold, count, complete, withdraw, close, check),
)
BY_THE_TEAM = (accept, give_back, plan, hold, complete, check)
# What brings a handover on, per state; "none" before it is begun.
ONWARD: dict[str, tuple[Move, ...]] = {
    "none": (prepare,),
    "prepared": (fill, consent, read_draft, offer),
    "offered": (accept, accept, give_back, let_lapse),
    "returned": (reply, offer, withdraw),
    "lapsed": (offer,),
    "accepted": (plan, hold, count),
    "planned": (hold,),
    "held": (complete,),
    "completed": (check,),
    "checked": (prepare,),
}
