"""The page of a trajectory, and what the coordinator may read of its household's audit lines."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from portal.contacts import queries as contacts
from portal.contacts.rules import key_of
from portal.dossier import queries, rules, service, views_changes
from portal.trajectories import traces
from portal.web.acting import this_act
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer

blueprint = Blueprint("dossier", __name__)
blueprint.register_blueprint(views_changes.blueprint)
CONTACTS_A_PAGE = 10


@blueprint.get("/trajecten/<int:trajectory_id>")
def trajectory(trajectory_id: int) -> ResponseReturnValue:
    """Everything around one trajectory; every opening leaves its line (rule 11)."""
    act = this_act()
    traces.open_file(act, trajectory_id)
    after = request.args.get("na")
    rows = contacts.newest_first(act.actor, trajectory_id, after, CONTACTS_A_PAGE)
    return answer(
        "dossier/trajectory.html",
        "contacts/_contacts.html",
        **vars(queries.file_of(act.actor, trajectory_id, act.today)),
        contacts=page_of(rows, lambda row: key_of(row.on_date, row.id), CONTACTS_A_PAGE),
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
