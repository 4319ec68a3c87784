"""Questions for room of the demo: one that was answered, one that waits for an answer."""

from datetime import timedelta

from portal.capacity_questions import service as capacity_questions_service
from portal.capacity_questions.rules import Answer, Question
from portal.demo.people import Cast


def write(cast: Cast) -> None:
    """Ask the team one can sign in for, twice."""
    coordinator, member = cast.user_id("coordinator"), cast.user_id("team_member")
    team_id = cast.act(member, cast.today, hour=9).actor.team_id
    assert team_id is not None
    answered, waits = cast.today - timedelta(days=9), cast.today - timedelta(days=2)
    first = Question(team_id, answered + timedelta(days=14), 2, "B", "2132")
    asked = capacity_questions_service.ask(cast.act(coordinator, answered, hour=10), first, "demo-1")
    act = cast.act(member, answered + timedelta(days=1), hour=14)
    answer = Answer("from_day", cast.today + timedelta(days=20), "Dan is een collega terug.")
    capacity_questions_service.answer(act, asked.id, asked.version, answer)
    second = Question(team_id, cast.today + timedelta(days=21), 1, "A")
    capacity_questions_service.ask(cast.act(coordinator, waits, hour=11), second, "demo-2")
