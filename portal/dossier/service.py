"""Commands of the trajectory's page: goals and planned silence."""

from datetime import date

from portal import audit
from portal.access import Action, require
from portal.dossier import rules
from portal.refusals import NotVisible, Refused
from portal.trajectories.models.trajectory import Goal, PlannedSilence, Trajectory
from portal.trajectories.queries import visible_to
from portal.work import Act, Work, unit_of_work


def add_goal(act: Act, trajectory_id: int, topic_id: int, words: str, scale: str) -> Goal:
    """Write down a goal in the client's own words. The same words on the same topic are the same
    goal: sending twice stores once. Raises NotVisible, Forbidden, Refused("trajectory_closed")."""
    with unit_of_work(act) as work:
        trajectory = _open_trajectory(work, trajectory_id, Action.SET_GOAL)
        same = [goal for goal in trajectory.goals if (goal.topic_id, goal.words) == (topic_id, words)]
        if same:
            return same[0]
        goal = Goal(trajectory_id=trajectory.id, topic_id=topic_id, words=words, scale=scale, looked_at_on=act.today)
        work.add(goal)
        work.commit("goal.set", trajectory, goal_id=goal.id)
    return goal


def change_goal(act: Act, goal_id: int, version: int | None, said: rules.GoalSaid) -> Goal:
    """Change a goal or how far the client is. Raises NotVisible, Forbidden,
    Refused("trajectory_closed"), or Refused("stale") when it was changed since the page was made."""
    with unit_of_work(act) as work:
        goal = work.session.get(Goal, goal_id)
        if goal is None:
            raise NotVisible
        trajectory = _open_trajectory(work, goal.trajectory_id, Action.SET_GOAL)
        now = said.topic_id, said.words, said.scale, act.today
        if (goal.topic_id, goal.words, goal.scale, goal.looked_at_on) == now:
            return goal
        if goal.version != version:
            raise Refused("stale")
        goal.topic_id, goal.words, goal.scale, goal.looked_at_on = now
        work.commit("goal.set", trajectory, goal_id=goal.id)
    return goal


def plan_silence(act: Act, trajectory_id: int, starts_on: date, ends_on: date, reason: str) -> None:
    """Note days on which no contact is expected, first and last included. Sending twice stores once.
    Raises NotVisible, Forbidden, Refused("trajectory_closed") and the refusals of `rules`."""
    with unit_of_work(act) as work:
        trajectory = _open_trajectory(work, trajectory_id, Action.PLAN_SILENCE)
        known = [(each.starts_on, each.ends_on, each.reason) for each in trajectory.silences]
        if (starts_on, ends_on, reason) in known:
            return
        rules.check_silence(starts_on, ends_on, act.today)
        work.add(PlannedSilence(trajectory_id=trajectory.id, starts_on=starts_on, ends_on=ends_on, reason=reason))
        work.commit("silence.planned", trajectory, until=ends_on.isoformat())


def remove_silence(act: Act, trajectory_id: int, silence_id: int) -> None:
    """Take a planned silence away; taking it away twice is once.
    Raises NotVisible, Forbidden or Refused("trajectory_closed")."""
    with unit_of_work(act) as work:
        trajectory = _open_trajectory(work, trajectory_id, Action.PLAN_SILENCE)
        silence = next((each for each in trajectory.silences if each.id == silence_id), None)
        if silence is not None:
            until = silence.ends_on.isoformat()
            work.session.delete(silence)
            work.commit("silence.removed", trajectory, until=until)


def read_audit(act: Act, trajectory_id: int) -> Trajectory:
    """The trajectory whose household's audit lines a coordinator reads, which leaves a line too.
    Raises NotVisible or Forbidden."""
    with unit_of_work(act) as work:
        trajectory = _trajectory(work, trajectory_id)
        require(act.actor, Action.VIEW_AUDIT, trajectory)
        if audit.unread(work.session, act, "audit.opened", [trajectory]):
            work.commit("audit.opened", trajectory)
    return trajectory


def _trajectory(work: Work, trajectory_id: int) -> Trajectory:
    found = work.session.scalars(visible_to(work.act.actor).where(Trajectory.id == trajectory_id)).first()
    if found is None:
        raise NotVisible
    return found


def _open_trajectory(work: Work, trajectory_id: int, action: Action) -> Trajectory:
    trajectory = work.lock(visible_to(work.act.actor).where(Trajectory.id == trajectory_id))
    require(work.act.actor, action, trajectory)
    if not trajectory.open:
        raise Refused("trajectory_closed")
    return trajectory
