"""The answer of a team that gives a handover back. Pure: plain values, standard library only."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Returned:
    """A reason of domain.md section 4 with its facts. `until` is the day from which there is room, `team_id` the team
    that should have it, `worker` the name or function of who knows the household. `note` explains; where information
    is missing it is the question."""

    reason: str
    until: date | None = None
    note: str | None = None
    team_id: int | None = None
    worker: str | None = None

    def as_it_matters(self) -> "Returned":
        """Without what was filled in for another reason."""
        return Returned(
            self.reason,
            self.until if self.reason == "no_capacity" else None,
            self.note,
            self.team_id if self.reason == "other_area" else None,
            self.worker if self.reason == "known_already" else None,
        )


# The steps the sender can take with one tap after a return.
PASS_ON, WAIT, OFFER_AGAIN, ANSWER = "pass_on", "wait", "offer_again", "answer"


def next_tap(reason: str, parked: bool, question_open: bool) -> str:
    """The one tap that leads on from a return: pass it on to the other team, wait for the day, answer the question, or
    offer the same again."""
    if reason == "other_area":
        return PASS_ON
    if reason == "no_capacity" and parked:
        return WAIT
    if reason == "information_missing" and question_open:
        return ANSWER
    return OFFER_AGAIN
