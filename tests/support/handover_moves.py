"""The moves the sender's side can try with a handover, each as one step of a walk."""

from collections.abc import Callable
from typing import Any, Protocol

from portal.access import Actor
from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content, Course, ToNextType, ToOrganisation, ToTeam
from portal.handovers.consent import service as consent_service
from portal.handovers.consent.rules import GivenConsent
from portal.handovers.ending import service as ending_service
from portal.handovers.ending.rules import EXCEPTIONS, Closing
from portal.handovers.loose_ends import service as loose_ends_service
from portal.handovers.loose_ends.queries import loose_ends
from portal.handovers.loose_ends.rules import DECISIONS, Decision
from portal.handovers.meeting import service as meeting_service
from portal.handovers.models.consent import Recipient
from portal.handovers.models.handover import WarmHandover
from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.handovers.organisations.rules import NewOrganisation
from portal.handovers.path import NEEDED_SCOPES, SCOPES, SCOPES_OF, VARIANTS, Agreed
from portal.handovers.readiness import service as readiness_service
from portal.handovers.returned import service as returned_service
from portal.handovers.versions import service as versions_service
from portal.work import Act
from tests.support.handover_home import Home, Now

REASON = "Daar kent men het gezin."


class Walking(Protocol):
    """The parts of a walk that a move needs."""

    make: Any
    clock: Any
    chance: Any
    home: Home
    now: Now
    path: str

    def act(self, who: Actor) -> Act:
        """An act of somebody, now."""

    def handover(self) -> WarmHandover:
        """The handover the walk is at, as it is in the database. Raises NotVisible before it is begun."""


Move = Callable[[Walking, Actor], None]


def begin(walk: Walking, who: Actor) -> None:
    """The way of this walk; now and then another, that may not be there for this type of trajectory."""
    path = walk.chance.choice((walk.path, walk.path, walk.path, "team", "internal", "organisation"))
    act, trajectory_id = walk.act(who), walk.home.trajectory_id
    variant = "C" if path == "consultation" else walk.chance.choice("AB")
    if path == "internal":
        beginning_service.prepare(act, trajectory_id, Course(ToNextType()))
    elif path == "organisation":
        beginning_service.prepare(act, trajectory_id, Course(ToOrganisation(_organisation(walk)), variant))
    else:
        beginning_service.prepare(
            act, trajectory_id, Course(ToTeam(walk.chance.choice(walk.home.team_ids)), variant, REASON)
        )


def fill(walk: Walking, who: Actor) -> None:
    """Write what goes along, with an agreement or without; seldom from a page that is old by now."""
    sentence = f"Hulp bij brieven van {next(walk.make.numbers)} instanties."
    version = walk.now.version - (walk.chance.random() < 0.1)
    needs = [(walk.home.topic_id, sentence)]
    agreed = [Agreed("Naar het spreekuur.", "Begeleider")] * walk.chance.randint(0, 1)
    beginning_service.change_content(walk.act(who), walk.now.reference, version, Content(needs, None, agreed))


def change_variant(walk: Walking, who: Actor) -> None:
    _course(walk, who, same=True, variant=walk.chance.choice(VARIANTS))


def redirect(walk: Walking, who: Actor) -> None:
    """To another team or organisation; now and then in the way of another kind."""
    _course(walk, who, same=False, variant=walk.now.variant)


def _course(walk: Walking, who: Actor, same: bool, variant: str) -> None:
    act, now, astray = walk.act(who), walk.now, walk.chance.random() < 0.1
    if (now.kind == "organisation") != astray:
        known = now.organisation_id if same else None
        choice = known or _organisation(walk, besides=now.organisation_id)
        beginning_service.change_course(act, now.reference, now.version, Course(ToOrganisation(choice), variant))
    else:
        team_id = (now.team_id if same else None) or walk.home.other_team(now.team_id)
        beginning_service.change_course(act, now.reference, now.version, Course(ToTeam(team_id), variant, REASON))


def read_draft(walk: Walking, who: Actor) -> None:
    act = walk.act(who)
    readiness_service.record_read(act, walk.now.reference, act.today)


def consent(walk: Walking, who: Actor) -> None:
    """One of the adults consents to some parts."""
    _consent(walk, who, walk.chance.choice((SCOPES[:1], SCOPES[:2], SCOPES)))


def consent_to_enough(walk: Walking, who: Actor) -> None:
    """One of the adults consents to all that the variant shares, or to what it cannot do without."""
    least = tuple(each for each in SCOPES if each in NEEDED_SCOPES[walk.now.variant])
    _consent(walk, who, walk.chance.choice((SCOPES_OF[walk.now.variant], least)))


def _consent(walk: Walking, who: Actor, scopes: tuple[str, ...]) -> None:
    act = walk.act(who)
    client_id = walk.chance.choice(walk.home.client_ids)
    consent_service.record(act, walk.now.reference, client_id, GivenConsent(scopes, "spoken", act.today))


def stay_out(walk: Walking, who: Actor) -> None:
    consent_service.stay_out(walk.act(who), walk.now.reference, walk.chance.choice(walk.home.client_ids))


def take_back_consent(walk: Walking, who: Actor) -> None:
    """For who has it now."""
    _take_back(walk, who, (walk.now.team_id, walk.now.organisation_id))


def take_back_any_consent(walk: Walking, who: Actor) -> None:
    """For one or two who had it before, or never."""
    recipients = [(each, None) for each in walk.home.team_ids] + [(None, each) for each in walk.home.organisation_ids]
    _take_back(walk, who, *walk.chance.choices(recipients, k=walk.chance.randint(1, 2)))


def _take_back(walk: Walking, who: Actor, *recipients: Recipient) -> None:
    client_id = walk.chance.choice(walk.home.client_ids)
    keys = [[each for each in side if each] for side in zip(*recipients, strict=True)]
    consent_service.withdraw(walk.act(who), walk.now.reference, client_id, *keys)


def decide(walk: Walking, who: Actor) -> None:
    """Decide about every loose end."""
    act, decisions = walk.act(who), []
    for end in loose_ends(walk.handover(), act.today):
        said = walk.chance.choice(DECISIONS) if end.kind != "late" else "kept"
        words = "Coördinator" if said == "kept" or (said == "closed" and end.kind == "item") else None
        decisions.append(Decision(end.name, said, words, end.seen))
    loose_ends_service.decide(act, walk.now.reference, decisions)


def offer(walk: Walking, who: Actor) -> None:
    """Offer what goes along now; seldom as an older page showed it."""
    seen = fingerprint(content_of(walk.handover())) if walk.chance.random() < 0.9 else "of an old page"
    offer_service.offer(walk.act(who), walk.now.reference, seen)


def offer_again(walk: Walking, who: Actor) -> None:
    returned_service.offer_again(walk.act(who), walk.now.reference)


def pass_on(walk: Walking, who: Actor) -> None:
    """To the team that should have it."""
    team_id = walk.home.other_team(walk.now.team_id)
    returned_service.pass_on(walk.act(who), walk.now.reference, team_id, REASON)


def renew(walk: Walking, who: Actor) -> None:
    versions_service.renew(walk.act(who), walk.now.reference, fingerprint(content_of(walk.handover())))


def count(walk: Walking, who: Actor) -> None:
    meeting_service.count(walk.act(who), walk.now.reference, "De cliënt sprak ons later die dag.")


def withdraw(walk: Walking, who: Actor) -> None:
    offer_service.withdraw(walk.act(who), walk.now.reference, "Toch niet.")


def close(walk: Walking, who: Actor) -> None:
    """With an outcome that may fit, with a reason or without, and with what follows or without."""
    outcome = walk.chance.choice(("handed_over", "completed", walk.chance.choice(EXCEPTIONS)))
    reason, goes_on = walk.chance.choice(("Verhuisd.", None)), walk.chance.random() < 0.5
    ending_service.close(walk.act(who), walk.home.trajectory_id, Closing(outcome, reason, goes_on, goes_on))


def _organisation(walk: Walking, besides: int | None = None) -> Any:
    """One of those that are known, seldom a new one."""
    if walk.chance.random() < 0.1:
        return NewOrganisation(f"Schuldhulp {next(walk.make.numbers)}")
    return walk.chance.choice([each for each in walk.home.organisation_ids if each != besides])
