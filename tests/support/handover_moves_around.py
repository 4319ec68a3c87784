"""The moves the recipient's side, the portal itself and others can try with a handover, each as one step of a walk."""

from datetime import time, timedelta

from portal.access import NOBODY, Actor
from portal.handovers import traces as handover_traces
from portal.handovers.afterwards import service as afterwards_service
from portal.handovers.answer import service as answer_service
from portal.handovers.conversation import service as conversation_service
from portal.handovers.ending import service as ending_service
from portal.handovers.jobs import JOBS
from portal.handovers.meeting import service as meeting_service
from portal.handovers.meeting.rules import HeldMeeting, PlannedMeeting
from portal.handovers.organisations import service as organisations_service
from portal.handovers.path import ARRIVALS, NEEDED_OF, RETURN_REASONS, Agreed
from portal.handovers.returned.rules import Returned
from portal.people.stand_ins.service import set_stand_in
from portal.trajectories.assignments import service as trajectories
from portal.trajectories.clients import service as clients_service
from portal.trajectories.households.steps import Adult
from portal.work import Act
from tests.support.handover_moves import Walking

# Nobody can leave an offer unanswered for so long: it lapses, after a warning and then its own term.
LONG = timedelta(days=35)


def accept(walk: Walking, who: Actor) -> None:
    """In one's own name or for a colleague; seldom a version that is not the newest."""
    read = walk.now.versions - (walk.chance.random() < 0.1)
    colleague_id = walk.chance.choice((None, None, *(each.user_id for each in walk.home.colleagues)))
    if walk.chance.random() < (0.9 if walk.now.kind == "organisation" else 0.1):
        organisations_service.record_accepted(walk.act(who), walk.now.reference, "intaker")
    else:
        answer_service.accept(walk.act(who), walk.now.reference, read, colleague_id)


def give_back(walk: Walking, who: Actor) -> None:
    act, chance = walk.act(who), walk.chance
    until = act.today + timedelta(days=chance.randint(1, 40))
    suggested = chance.choice((None, walk.home.other_team(walk.now.team_id)))
    answer = Returned(chance.choice(RETURN_REASONS), until, "Belt u even?", suggested, "Kim")
    answer_service.return_to_sender(act, walk.now.reference, answer)


def plan(walk: Walking, who: Actor) -> None:
    """At a place or online."""
    act, online = walk.act(who), walk.chance.random() < 0.3
    place = "https://gesprek.example/1" if online else "Wijkcentrum"
    on = act.today + timedelta(days=walk.chance.randint(-1, 14))
    meeting_service.plan(act, walk.now.reference, PlannedMeeting(on, time(14, 30), place, online))


def hold(walk: Walking, who: Actor) -> None:
    """With everybody who is needed."""
    _hold(walk, who, [walk.chance.choice(group) for group in NEEDED_OF[walk.now.path]])


def miss(walk: Walking, who: Actor) -> None:
    """Without one of those who are needed, or without more of them."""
    groups = walk.chance.sample(NEEDED_OF[walk.now.path], walk.chance.randint(0, len(NEEDED_OF[walk.now.path]) - 1))
    _hold(walk, who, [group[0] for group in groups])


def _hold(walk: Walking, who: Actor, parties: list[str]) -> None:
    act, meant = walk.act(who), walk.chance.random() < 0.9
    day = act.today - timedelta(days=walk.chance.random() < 0.1)
    agreed = [Agreed("Samen naar de bibliotheek.", "Begeleider")] * walk.chance.randint(0, 1)
    more = walk.chance.choice(([], ["interpreter"]))
    meeting_service.hold(act, walk.now.reference, HeldMeeting(day, parties + more, agreed, not_all_there=meant))


def answer(walk: Walking, who: Actor) -> None:
    """The answer to a question; not always with who asked it."""
    act = walk.act(who)
    parties = ["supporter", "team_member"] if walk.chance.random() < 0.6 else ["client", "team_member"]
    answer_service.answer(act, walk.now.reference, act.today, parties, "Bel de gemeente.")


def complete(walk: Walking, who: Actor) -> None:
    ending_service.complete(walk.act(who), walk.now.reference, walk.chance.choice((None, 0, 2, 13)))


def check(walk: Walking, who: Actor) -> None:
    afterwards_service.check(walk.act(who), walk.now.reference, walk.chance.choice(ARRIVALS), None)


def tell(walk: Walking, who: Actor) -> None:
    """Whether the household asked again, months later."""
    tapped = walk.chance.choice(("no", "money", "letters"))
    afterwards_service.tell(walk.act(who), walk.now.reference, walk.chance.choice((6, 12)), tapped)


# by everybody


def write(walk: Walking, who: Actor) -> None:
    """In the conversation."""
    key = f"walk-{next(walk.make.numbers)}"
    conversation_service.write(walk.act(who), walk.now.reference, "Dinsdag past het beste.", key)


def look_in(walk: Walking, who: Actor) -> None:
    """Open the page: the first reading by the team stands in the timeline."""
    handover_traces.open_handover(walk.act(who), walk.now.reference)


def be_away(walk: Walking, who: Actor) -> None:
    """For some days, with or without a deputy."""
    act = walk.act(who)
    deputy_id = walk.chance.choice((None, *(each.role_id for each in walk.home.colleagues)))
    until = act.today + timedelta(days=walk.chance.randint(0, 20))
    set_stand_in(act, deputy_id, act.today, until)


def claim_next(walk: Walking, who: Actor) -> None:
    """Claim the trajectory that started after an internal handover."""
    trajectories.claim(walk.act(who), walk.now.next_id)


# the household, by the coordinator


def change_phone(walk: Walking, who: Actor) -> None:
    client_id = walk.home.client_ids[0]
    version = walk.home.version_of(client_id)
    clients_service.change_client(walk.act(who), client_id, version, Adult({"phone": _phone(walk)}, walk.home.spoken))


def adult_comes(walk: Walking, who: Actor) -> None:
    """Somebody of whom nothing goes along until they consented too."""
    number = next(walk.make.numbers)
    values = {"first_name": f"Selam {number}", "last_name": "Tekle", "birth_year": 1991, "phone": _phone(walk)}
    if len(walk.home.client_ids) < 3:
        clients_service.add_client(walk.act(who), walk.home.household_id, Adult(values, walk.home.spoken))


def adult_leaves(walk: Walking, who: Actor) -> None:
    act = walk.act(who)
    clients_service.leave(act, walk.chance.choice(walk.home.client_ids), act.today)


def _phone(walk: Walking) -> str:
    return f"+316{next(walk.make.numbers):08}"


# the portal


def night(walk: Walking, _who: Actor) -> None:
    """Some days later the portal does what it does by itself."""
    walk.clock.move(days=walk.chance.randint(1, 12))
    run_jobs(walk)


def let_lapse(walk: Walking, _who: Actor) -> None:
    """Nobody answers for as long as it takes."""
    for _time in range(2):
        walk.clock.move(days=LONG.days)
        run_jobs(walk)


def months_later(walk: Walking, _who: Actor) -> None:
    """Long enough for a team to be asked whether the household came back."""
    walk.clock.move(days=walk.chance.randint(100, 200))
    run_jobs(walk)


def run_jobs(walk: Walking) -> None:
    """Everything the portal does by itself about handovers, once."""
    for _name, _does, run in JOBS:
        run(Act(NOBODY, walk.clock()))
