"""The needs of an answer: a reason to return, a day and who took part. Pure: plain values, standard library only."""

from collections.abc import Collection
from datetime import date

from portal.handovers.path import CONSULTATION, meeting_counts
from portal.refusals import Refused


def check_return(reason: str, until: date | None, note: str | None, today: date, worker: str | None = None) -> None:
    """Check that a refusal has a next step for the sender (rule 8): a question, a day, or who knows the household.
    Raises Refused "until_missing", "until_in_past", "note_missing" or "worker_missing"."""
    if reason == "no_capacity" and until is None:
        raise Refused("until_missing", field="until")
    if reason == "no_capacity" and until is not None and until <= today:
        raise Refused("until_in_past", field="until")
    if reason in ("information_missing", "other") and not note:
        raise Refused("note_missing", field="note")
    if reason == "known_already" and not worker:
        raise Refused("worker_missing", field="worker")


LONGEST_ADVICE = 1000


def check_answer(on: date, parties: Collection[str], accepted_on: date, today: date) -> None:
    """The day of the talk or the answer, and who took part.
    Raises Refused "answer_in_future", "answer_before_acceptance" or "asker_absent"."""
    if on > today:
        raise Refused("answer_in_future", field="held_on")
    if on < accepted_on:
        raise Refused("answer_before_acceptance", field="held_on")
    if not meeting_counts(CONSULTATION, parties):
        raise Refused("asker_absent", field="parties")
