"""The page of a trajectory, its goals and planned silence, and its household's audit lines for a coordinator."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload.words import phase_asks, phase_said
from portal.checklists.page import checklist_of
from portal.contacts import queries as contacts
from portal.dossier import queries, rules, service
from portal.dossier.forms import GoalForm, SilenceForm
from portal.i18n import _, in_language
from portal.positions import position
from portal.trajectories import traces
from portal.web.acting import require_here, this_act
from portal.web.editing import FormPage, done, edit, on_page, when_stale
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer

blueprint = Blueprint("dossier", __name__)
CONTACTS_A_PAGE = 10


@blueprint.get("/trajecten/<int:trajectory_id>")
def trajectory(trajectory_id: int) -> ResponseReturnValue:
    """Everything around one trajectory; every opening leaves its line (rule 11)."""
    act = this_act()
    traces.open_file(act, trajectory_id)
    after = request.args.get("na")
    file = queries.file_of(act.actor, trajectory_id, act.today)
    rows = contacts.newest_first(act.actor, trajectory_id, after, CONTACTS_A_PAGE)
    phase = file.phase
    return answer(
        "dossier/trajectory.html",
        "contacts/_contacts.html",
        **vars(file),
        phase_said=phase_said(
            [each.from_week for each in file.trajectory.type.phases], phase.from_week, in_language(phase)
        ),
        phase_asks=phase_asks(
            in_language(phase), phase.contacts_per_week, phase.hours_per_week, phase.quiet_after_days
        ),
        week=rules.week_of(file.trajectory.starts_on, file.trajectory.ends_on, act.today),
        checklist=checklist_of(file.trajectory, act.today, request.args.get("deel")),
        contacts=page_of(rows, lambda row: position(row.on_date, row.id), CONTACTS_A_PAGE),
        is_first_page=after is None,
        end_rule=rules.end_rule,
        handover_from=rules.handover_from,
    )


@blueprint.get("/trajecten/<int:trajectory_id>/inzage")
def audit(trajectory_id: int) -> ResponseReturnValue:
    """Who read and changed what of this household, and when."""
    act = this_act()
    found = service.read_audit(act, trajectory_id)
    before = rules.line_from(request.args.get("na", ""))
    rows = queries.audit_lines(found.household_id, before, PAGE_SIZE)
    return answer(
        "dossier/audit.html",
        "dossier/_audit.html",
        trajectory=found,
        lines=page_of(rows, lambda row: row[0].id),
        is_first_page=before is None,
    )


@blueprint.route("/trajecten/<int:trajectory_id>/doel", methods=["GET", "POST"])
def add_goal(trajectory_id: int) -> ResponseReturnValue:
    """Write down what the client wants."""
    act = this_act()
    trajectory = traces.read_name(act, "goal", trajectory_id)
    require_here(Action.SET_GOAL, trajectory)
    form = GoalForm()
    form.offer(contacts.suggestions(act.actor.user_id, trajectory.household_id).topics)
    return edit(
        on_page("dossier/goal.html", form, trajectory=trajectory, goal=None, stale=False),
        lambda: service.add_goal(act, trajectory_id, form.topic.data, form.words.data, form.scale.data),
        lambda _made: _done(trajectory_id, "goals", _("Het doel is opgeschreven.")),
    )


@blueprint.route("/doelen/<int:goal_id>", methods=["GET", "POST"])
def change_goal(goal_id: int) -> ResponseReturnValue:
    """Change a goal, or note how far the client is now."""
    act = this_act()
    goal = queries.goal_of(act.actor, goal_id)
    trajectory_id = goal.trajectory_id
    trajectory = traces.read_name(act, "goal", trajectory_id)
    require_here(Action.SET_GOAL, trajectory)
    form = GoalForm(data={"topic": goal.topic_id, "words": goal.words, "scale": goal.scale, "version": goal.version})
    form.offer([topic for topic in contacts.all_topics().values() if topic.active or topic.id == goal.topic_id])

    def show(status: int) -> ResponseReturnValue:
        fresh, stale = queries.goal_of(act.actor, goal_id), status == 409
        if stale:
            form.version.data = str(fresh.version)
        facts = {"form": form, "trajectory": trajectory, "goal": fresh, "stale": stale}
        return answer("dossier/goal.html", status=status, **facts)

    return edit(
        FormPage(form, show),
        lambda: service.change_goal(act, goal_id, form.expected_version(), form.said()),
        lambda _made: _done(trajectory_id, "goals", _("Het doel is bijgewerkt.")),
        otherwise=when_stale,
    )


@blueprint.route("/trajecten/<int:trajectory_id>/stilte", methods=["GET", "POST"])
def plan_silence(trajectory_id: int) -> ResponseReturnValue:
    """Note days on which no contact is expected."""
    act = this_act()
    trajectory = traces.read_name(act, "silence", trajectory_id)
    require_here(Action.PLAN_SILENCE, trajectory)
    form = SilenceForm(data={"starts_on": act.today})
    return edit(
        on_page("dossier/silence.html", form, trajectory=trajectory),
        lambda: service.plan_silence(act, trajectory_id, form.starts_on.data, form.ends_on.data, form.reason.data),
        lambda _made: _done(trajectory_id, "silence", _("De periode zonder contact is vastgelegd.")),
    )


@blueprint.post("/trajecten/<int:trajectory_id>/stilte/<int:silence_id>/weghalen")
def remove_silence(trajectory_id: int, silence_id: int) -> ResponseReturnValue:
    """Take a planned silence away."""
    service.remove_silence(this_act(), trajectory_id, silence_id)
    return _done(trajectory_id, "silence", _("De periode zonder contact is weggehaald."))


def _done(trajectory_id: int, place: str, message: str) -> ResponseReturnValue:
    return done(url_for("dossier.trajectory", trajectory_id=trajectory_id, _anchor=place), message)
