"""The open handovers of a neighbourhood team, and who is told when nobody reads there any more.
The factory hands this to the accounts, which know nothing of handovers."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select

from portal import places
from portal.capacity_questions.models import CapacityQuestion
from portal.capacity_questions.queries import askers_of
from portal.handovers.models.handover import WarmHandover
from portal.handovers.path import WITH_TEAM_STATES
from portal.handovers.queries import senders_of
from portal.handovers.steps import path_of
from portal.people.notices.steps import notify
from portal.people.stand_ins.queries import told_for
from portal.work import Work, fetch_all, rows


def lies_open(place_ids: Collection[int]) -> Counter[int]:
    """How many handovers are with each of these teams, with the questions for room it did not answer."""
    found: Counter[int] = Counter()
    for model in (WarmHandover, CapacityQuestion):
        counted = select(model.team_id, func.count(model.id)).where(*_open(model, place_ids)).group_by(model.team_id)
        found.update({key: count for key, count in rows(counted) if key})
    return found


def tell(work: Work, place_id: int, place: str) -> None:
    """Tell the coordinators who wait for the team."""
    for handover in fetch_all(select(WarmHandover).where(*_open(WarmHandover, [place_id])).order_by(WarmHandover.id)):
        _tell(work, senders_of(handover), path_of(handover), place)
    for question in fetch_all(select(CapacityQuestion).where(*_open(CapacityQuestion, [place_id]))):
        _tell(work, askers_of(question), places.CAPACITY_QUESTIONS, place)


def _tell(work: Work, role_ids: list[int], path: str, team: str) -> None:
    for user_id in told_for(role_ids, work.act.today):
        notify(work, user_id, "team_deserted", path, team=team)


def _open(model: type[WarmHandover] | type[CapacityQuestion], team_ids: Collection[int]) -> list[ColumnElement[bool]]:
    waits = CapacityQuestion.answer.is_(None) if model is CapacityQuestion else WarmHandover.state.in_(WITH_TEAM_STATES)
    return [model.team_id.in_(team_ids), waits]
