"""The end of each chosen trajectory, on the page to which somebody goes back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from flask import session

from portal.people.models.people import Volunteer
from portal.people.queries import volunteers_visible_to
from portal.trajectories import traces
from portal.trajectories.chosen import queries, words
from portal.trajectories.chosen.rules import Outcome
from portal.web.acting import this_act
from portal.work import fetch_all

KEPT = "chosen"


@dataclass(frozen=True)
class Became:
    """The last step in words: how many it was done to, how many not, and each by name: (whether it was done,
    the household, its words)."""

    heading: str
    not_done: str
    rows: list[tuple[bool, str, str]]


def keep(did: str, outcomes: Sequence[Outcome], volunteer_id: int | None = None) -> None:
    """Keep it for the next page in keys and codes: names do not travel, and fifty of them would not fit. That page
    says them to this reader, so each leaves its line here."""
    act, keys = this_act(), [each.trajectory_id for each in outcomes]
    traces.listed(act, "chosen", lambda: fetch_all(queries.chosen(act.actor, keys)))
    session[KEPT] = {"did": did, "rows": [asdict(each) for each in outcomes], "volunteer": volunteer_id}


def became() -> Became | None:
    """The last step, said once; None when nothing waits to be said."""
    kept = cast("dict[str, Any]", session.pop(KEPT, None))
    if not kept:
        return None
    act, did = this_act(), str(kept["did"])
    outcomes = [Outcome(**each) for each in kept["rows"]]
    keys = [each.trajectory_id for each in outcomes]
    known = {each.id: each for each in fetch_all(queries.chosen(act.actor, keys))}
    whom = volunteers_visible_to(act.actor).where(Volunteer.id == kept["volunteer"])
    volunteer = next((each.name for each in fetch_all(whom)), "")
    rows = []
    for each in outcomes:
        trajectory = known.get(each.trajectory_id)
        supporter = trajectory.current.volunteer.name if trajectory and trajectory.current else ""
        name = trajectory.household.name if trajectory else ""
        rows.append((each.code is None, name, words.became(each, did, volunteer or supporter)))
    failed = any(each.code for each in outcomes)
    return Became(words.heading(did, outcomes, volunteer), words.not_done(outcomes) if failed else "", rows)
