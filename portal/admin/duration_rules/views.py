"""Duration rules: for whom support lasts how long."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.admin import queries as admin_queries
from portal.admin.duration_rules import queries
from portal.admin.duration_rules.forms import RuleForm
from portal.admin.page import change_row, form_page
from portal.db import key
from portal.i18n import gettext as _
from portal.i18n import in_language
from portal.trajectories.configuration.duration_rules import service as duration_rules_service
from portal.trajectories.configuration.duration_rules.service import RuleText
from portal.web.acting import this_act, today
from portal.web.editing import done, edit, press
from portal.web.rendering import answer

blueprint = Blueprint("rules", __name__, url_prefix="/beheer/duurregels")


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Every rule, with how many trajectories rest on it."""
    return answer(
        "admin/duration_rules/rules.html",
        rules=queries.rules(),
        uses=queries.rule_uses(),
        verify_before=admin_queries.verify_before(today()),
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a rule."""
    form = RuleForm(verified_on=today())
    return edit(
        form_page(form, title=_("Duurregel toevoegen"), back_url=url_for(".overview"), button=_("Toevoegen")),
        lambda: duration_rules_service.add_rule(this_act(), RuleText(**form.values())),
        lambda _made: done(
            url_for(".overview"), _("De regel is toegevoegd. Trajecten die nu lopen, houden hun einddatum.")
        ),
    )


@blueprint.route("/<int:rule_id>/wijzigen", methods=["GET", "POST"])
def replace(rule_id: int) -> ResponseReturnValue:
    """Put a new rule in the place of this one."""
    rule = queries.rule(rule_id)
    form = _form(rule_id)
    return change_row(
        form,
        lambda: duration_rules_service.replace_rule(
            this_act(), rule_id, form.expected_version(), RuleText(type_id=rule.type_id, **form.values())
        ),
        _("De nieuwe regel geldt vanaf nu. Trajecten die nu lopen, houden hun einddatum."),
        now=lambda: _form(rule_id, formdata=None),
        title=_("Duurregel wijzigen"),
        lead=_("%(type)s. De oude regel blijft bekend bij de trajecten die erop rusten.", type=in_language(rule.type)),
        back_url=url_for(".overview"),
    )


def _form(rule_id: int, **kwargs: Any) -> RuleForm:
    form = RuleForm(obj=queries.rule(rule_id), **kwargs)
    del form.type_id
    return form


@blueprint.get("/<int:rule_id>/beeindigen")
def ask_end(rule_id: int) -> ResponseReturnValue:
    """Ask once before a rule ends."""
    rule = queries.rule(rule_id)
    return answer(
        "admin/confirm.html",
        title=_("Duurregel beëindigen"),
        text=_(
            "Nieuwe trajecten krijgen dan de regel voor overal, en anders 12 maanden. "
            "Trajecten die nu lopen, houden hun einddatum."
        ),
        version=rule.version,
        button=_("Beëindigen"),
        back_url=url_for(".overview"),
    )


@blueprint.post("/<int:rule_id>/beeindigen")
def end(rule_id: int) -> ResponseReturnValue:
    """End a rule today."""
    version = request.form.get("version", type=key)
    return press(
        lambda: duration_rules_service.end_rule(this_act(), rule_id, version),
        url_for(".overview"),
        _("De regel is beëindigd."),
    )


@blueprint.post("/<int:rule_id>/gecontroleerd")
def verify(rule_id: int) -> ResponseReturnValue:
    """Record that the rule was compared with its source today."""
    return press(
        lambda: duration_rules_service.verify_rule(this_act(), rule_id),
        url_for(".overview"),
        _("Vastgelegd: vandaag gecontroleerd."),
    )
