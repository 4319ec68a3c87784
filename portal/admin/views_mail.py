"""Mail: whether it goes out, and whom it does not reach."""

from typing import Any

from flask import Blueprint, current_app, request, url_for

from portal.admin.views_editing import press
from portal.db import key
from portal.i18n import gettext as _
from portal.people import queries_mail, service_mail_wishes
from portal.web.acting import this_act
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer

blueprint = Blueprint("mail", __name__, url_prefix="/beheer/mail")


@blueprint.get("")
def overview() -> Any:
    """How the outbox stands, and the people whose mail was given up."""
    rows = queries_mail.given_up_rows(request.args.get("na", type=key), PAGE_SIZE + 1)
    return answer(
        "admin/mail.html",
        outbox=queries_mail.outbox(),
        mails=page_of(rows, lambda mail: mail.id),
        set_up=current_app.extensions["config"].sends_mail,
    )


@blueprint.post("/opnieuw")
def try_again() -> Any:
    """Send what was given up once more."""
    return press(
        lambda: service_mail_wishes.try_given_up_again(this_act()),
        url_for(".overview"),
        _("Deze mails gaan er opnieuw uit."),
    )
