"""How long a session may be silent: the bounds within which people choose."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from portal.admin.page import change_row
from portal.i18n import gettext as _
from portal.people.rules import LONGEST_IDLE, SHORTEST_IDLE
from portal.people.sessions import queries, service
from portal.web import fields
from portal.web.acting import this_act
from portal.web.forms import VersionedForm
from portal.wording import N_

blueprint = Blueprint("idle", __name__, url_prefix="/beheer/vergrendelen")
MINUTES = N_("Vul een aantal minuten in van 5 tot en met 60.")


class BoundsForm(VersionedForm):
    """From and up to how many silent minutes people may choose."""

    shortest_idle = fields.whole(N_("Niet korter dan (minuten)"), SHORTEST_IDLE, LONGEST_IDLE, MINUTES)
    longest_idle = fields.whole(N_("Niet langer dan (minuten)"), SHORTEST_IDLE, LONGEST_IDLE, MINUTES)


@blueprint.route("", methods=["GET", "POST"])
def change() -> ResponseReturnValue:
    """Change the bounds."""
    form = BoundsForm(obj=queries.setting())
    return change_row(
        form,
        lambda: service.bound_idle(
            this_act(), form.expected_version(), form.shortest_idle.data, form.longest_idle.data
        ),
        _("Opgeslagen. Het geldt meteen, ook voor wie nu is ingelogd."),
        now=lambda: BoundsForm(formdata=None, obj=queries.setting()),
        title=_("Uitloggen na stilte"),
        lead=_("Wie een tijd niets doet, logt opnieuw in. Iedereen kiest zelf hoe lang, tussen deze grenzen."),
        back_url=url_for("admin.overview"),
    )
