"""Mail: whether it goes out, and whom it does not reach."""

from flask import Blueprint, current_app, request, url_for
from flask.typing import ResponseReturnValue

from portal.db import key
from portal.i18n import gettext as _
from portal.people.mail import queries as mail_queries
from portal.people.mail import service as mail_service
from portal.web.acting import this_act
from portal.web.editing import press
from portal.web.paging import PAGE_SIZE, page_of
from portal.web.rendering import answer

blueprint = Blueprint("mail", __name__, url_prefix="/beheer/mail")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """How the outbox stands, and the people whose mail was given up."""
    rows = mail_queries.given_up_rows(request.args.get("na", type=key), PAGE_SIZE + 1)
    return answer(
        "admin/mail/mail.html",
        outbox=mail_queries.outbox(),
        mails=page_of(rows, lambda mail: mail.id),
        set_up=current_app.extensions["config"].sends_mail,
    )


@blueprint.post("/opnieuw")
def try_again() -> ResponseReturnValue:
    """Send what was given up once more."""
    return press(
        lambda: mail_service.try_given_up_again(this_act()),
        url_for(".overview"),
        _("Deze mails gaan er opnieuw uit."),
    )
