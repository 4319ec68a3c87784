"""Who begins or stops offering fewer hours within a week, and other days for one of them."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, RoleKind
from portal.i18n import gettext
from portal.people.models.reductions import Reduction
from portal.people.reductions import queries, service
from portal.people.reductions.forms import DaysForm
from portal.people.reductions.words import days_in_words, this_week, what, when
from portal.refusals import NotVisible
from portal.web.acting import require_here, this_act, today
from portal.web.editing import done, edit, on_page
from portal.web.rendering import answer
from portal.work import find

blueprint = Blueprint("reductions", __name__)


@blueprint.get("/vrijwilligers/komende-week")
def coming() -> ResponseReturnValue:
    """Who begins, ends or asks for a look within a week at my location."""
    found = queries.within_a_week(require_here(Action.VIEW_BOARD), today())
    rows = [{"volunteer": row.volunteer, "what": what(row), "when": when(turn, today())} for turn, row in found]
    return answer("people/reductions/coming.html", rows=rows, heading=this_week(len(rows)))


@blueprint.route("/minder-uren/<int:reduction_id>", methods=["GET", "POST"])
def change(reduction_id: int) -> ResponseReturnValue:
    """Give a reduction another last day, or another day to look again."""
    row = _mine(reduction_id)
    form = DaysForm(obj=row)
    lead, (back_url, back_label) = f"{days_in_words(row)} · {what(row)}", _back(row)
    return edit(
        on_page("people/reductions/days.html", form, lead=lead, back_url=back_url, back_label=back_label),
        lambda: service.change_days(this_act(), reduction_id, form.expected_version(), form.days_of(row)),
        lambda _made: done(back_url, gettext("De wijziging is opgeslagen.")),
        now=lambda: DaysForm(formdata=None, obj=_mine(reduction_id)),
    )


def _mine(reduction_id: int) -> Reduction:
    row = find(queries.changed_by(this_act().actor).where(Reduction.id == reduction_id))
    if row.days.are_over(today()):
        raise NotVisible
    return row


def _back(row: Reduction) -> tuple[str, str]:
    """Where it stands among the others: with the volunteer, for oneself with the own data."""
    if this_act().actor.kind is RoleKind.VOLUNTEER:
        return url_for("own.data"), gettext("Mijn gegevens")
    return url_for("volunteers.volunteer", volunteer_id=row.volunteer_id), row.volunteer.name
