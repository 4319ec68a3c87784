"""A file and a handover with something of everything on them, for tests that read every page."""

from portal.people.models.people import Volunteer
from portal.trajectories.models.trajectory import Goal, PlannedSilence, Trajectory
from tests.make import Maker
from tests.support.handovers import Scene


def say_something(make: Maker, scene: Scene) -> None:
    """A conversation, and a question for room with an answer and one without."""
    scene.write(scene.member, "Welke dag?").write(scene.coordinator, "Dinsdag.")
    asked = {"location_id": scene.now.location_id, "team_id": scene.team_id, "asked_by_id": scene.coordinator.id}
    make.capacity_question(**asked, postcode_area="2132")
    said = {"answer": "from_day", "room_from": make.day(20), "note": "Eén plek.", "answered_at": make.clock()}
    make.capacity_question(**asked, **said, answered_by_id=scene.member.id)


def fill_file(make: Maker, trajectory: Trajectory, volunteer: Volunteer) -> None:
    """Something of everything that a file can hold, and some households around it."""
    items = make.checklist(trajectory, how_many=6, due_on=make.day(-3))
    for item, state in zip(items, ("done", "not_applicable"), strict=False):
        item.state, item.changed_by_id, item.changed_at = state, volunteer.user_id, make.clock()
        item.done_by, item.reason = ("together", None) if state == "done" else (None, "Geen kinderen.")
    for purpose, day in (("intake", -12), ("regular", -3)):
        make.contact(trajectory, volunteer.user, purpose=purpose, on_date=make.day(day), interpreter_used=True)
    late, _waits = (make.late_contact(trajectory, volunteer.user, note="", on_date=make.day(-day)) for day in (1, 2))
    late.outcome, late.reason, late.settled_at, late.settled_by = "declined", "⟦X⟧", make.clock(), volunteer.user
    make.save(Goal(trajectory_id=trajectory.id, topic_id=make.topic().id, words="Zelf lezen.", looked_at_on=make.today))
    make.save(PlannedSilence(trajectory_id=trajectory.id, starts_on=make.day(2), ends_on=make.day(9), reason="Weg"))
    make.absence(volunteer, make.day(3), make.day(5))
    make.trajectory("language_coaching", urgent=True)
    make.trajectory()
    make.trajectory("settlement_coaching", closed_on=make.day(-1), closure_outcome="moved_away", closure_reason="Weg")
    make.volunteer(status="leaving", conduct_certificate_seen_on=None, languages=("Tigrinya",))
