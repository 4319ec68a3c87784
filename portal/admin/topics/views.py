"""Topics: what a contact, a goal and a checklist item are about."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.admin.page import change_row, form_page
from portal.admin.topics import queries
from portal.admin.topics.forms import TopicForm
from portal.db import key
from portal.i18n import gettext as _
from portal.trajectories.configuration.topics import service as topics_service
from portal.web.acting import this_act
from portal.web.editing import done, edit, press
from portal.web.rendering import answer

blueprint = Blueprint("topics", __name__, url_prefix="/beheer/onderwerpen")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Every topic, in the order in which it is offered."""
    return answer("admin/topics/topics.html", topics=queries.topics())


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a topic at the end."""
    form = TopicForm()
    del form.active
    return edit(
        form_page(form, title=_("Onderwerp toevoegen"), back_url=url_for(".overview"), button=_("Toevoegen")),
        lambda: topics_service.add_topic(this_act(), form.name.data, form.name_en.data),
        lambda _made: done(url_for(".overview"), _("Het onderwerp is toegevoegd.")),
    )


@blueprint.route("/<int:topic_id>", methods=["GET", "POST"])
def change(topic_id: int) -> ResponseReturnValue:
    """Rename a topic, or stop offering it."""
    form = TopicForm(obj=queries.topic(topic_id))
    return change_row(
        form,
        lambda: topics_service.change_topic(
            this_act(),
            topic_id,
            form.expected_version(),
            topics_service.TopicNamed(form.name.data, form.name_en.data, form.active.data),
        ),
        _("De wijziging is opgeslagen."),
        now=lambda: TopicForm(formdata=None, obj=queries.topic(topic_id)),
        title=_("Onderwerp wijzigen"),
        back_url=url_for(".overview"),
    )


@blueprint.post("/<int:topic_id>/omhoog")
def move_up(topic_id: int) -> ResponseReturnValue:
    """One place up."""
    return _move(topic_id, -1)


@blueprint.post("/<int:topic_id>/omlaag")
def move_down(topic_id: int) -> ResponseReturnValue:
    """One place down."""
    return _move(topic_id, 1)


def _move(topic_id: int, steps: int) -> ResponseReturnValue:
    version = request.form.get("version", type=key)
    return press(lambda: topics_service.move_topic(this_act(), topic_id, version, steps), url_for(".overview"))
