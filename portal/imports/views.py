"""The coordinator's import: upload, preview, confirm, and the refused rows to mend."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import defer
from werkzeug.exceptions import RequestEntityTooLarge

from portal.access import Action, may
from portal.i18n import gettext
from portal.imports import queries, service, words
from portal.imports.forms import ConfirmForm, UploadForm, choices_form, decisions
from portal.imports.models import ImportDraft
from portal.imports.page import Preview
from portal.imports.reading.sheet import MAX_BYTES
from portal.imports.rules.columns import KINDS
from portal.imports.rules.findings import Unreadable
from portal.imports.rules.keeping import decisions_from
from portal.refusals import Refused
from portal.spreadsheets import csv_file
from portal.trajectories import traces
from portal.web.acting import require_here, this_act, this_actor
from portal.web.editing import attempt
from portal.web.errors import error_page
from portal.web.forms import submitted
from portal.web.incoming import takes_files
from portal.web.rendering import answer
from portal.wording import say
from portal.work import fetch_all, find

blueprint = Blueprint("imports", __name__, url_prefix="/importeren")


@blueprint.get("")
def upload() -> ResponseReturnValue:
    """Choose a file."""
    return _form(UploadForm(), 200)


@blueprint.post("")
@takes_files(Action.IMPORT)
def receive() -> ResponseReturnValue:
    """Read the file and show what it would do."""
    require_here(Action.IMPORT)
    form = UploadForm()
    if submitted(form):
        try:
            draft = service.upload(this_act(), form.kind.data, form.file.data.read(), form.file.data.filename)
            return redirect(url_for("imports.preview", draft_id=draft.id), 303)
        except Unreadable as no:
            form.file.errors = [words.file_sentence(no)]
    return _form(form, 422)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """A file so large that it was not even received; said where the others are. None of a stranger is
    received: their session ended while they chose it, and they choose it again."""
    if this_actor() is None:
        flash(gettext("U was uitgelogd. Log in en kies het bestand nog een keer."))
        return redirect(url_for("people.sign_in", next=url_for("imports.upload")), 303)
    if not may(this_actor(), Action.IMPORT):
        return error_page(413)
    form = UploadForm(formdata=None)
    form.file.errors = [words.file_sentence(Unreadable("too_large", limit=MAX_BYTES // 1024 // 1024))]
    return _form(form, 413)


@blueprint.get("/<int:draft_id>")
def preview(draft_id: int) -> ResponseReturnValue:
    """The changes that the file would make; after it was applied, those it made."""
    require_here(Action.IMPORT)
    shown = Preview(_draft(draft_id))
    traces.read_beside(this_act(), shown.households_beside)
    form = ConfirmForm(formdata=None, seen=service.seen_of(shown.draft))
    page = "imports/preview.html" if shown.draft.applied_at is None else "imports/result.html"
    return answer(page, preview=shown, form=form, choices=choices_form(shown.to_decide, formdata=None))


@blueprint.post("/<int:draft_id>")
def confirm(draft_id: int) -> ResponseReturnValue:
    """Apply the good rows, once."""
    here = url_for("imports.preview", draft_id=draft_id)

    def confirmed(draft: ImportDraft) -> ResponseReturnValue:
        if draft.applied_at is None:
            flash(gettext("Wegwijs is intussen veranderd. Kijk de nieuwe aantallen na en bevestig opnieuw."), "warning")
        return redirect(here, 303)

    def refuse(no: Refused) -> ResponseReturnValue:
        flash(say(no), "negative")
        return redirect(here, 303)

    return attempt(lambda: service.confirm(this_act(), draft_id, ConfirmForm().seen.data or ""), confirmed, refuse)


@blueprint.post("/<int:draft_id>/keuzes")
def decide(draft_id: int) -> ResponseReturnValue:
    """Keep what was decided about rows that resemble somebody, and show the preview anew."""
    require_here(Action.IMPORT)
    sent = [each for each in Preview(_draft(draft_id)).resemblances if f"line_{each.lines[0]}" in request.form]
    asked = decisions(choices_form(sent))
    draft = service.decide(this_act(), draft_id, asked)
    kept = decisions_from(draft.decisions)
    if draft.applied_at is None and any(each.choice and kept.get(line) != each for line, each in asked.items()):
        flash(gettext("Wegwijs is intussen veranderd. Kijk de rijen na en kies opnieuw."), "warning")
    return redirect(url_for("imports.preview", draft_id=draft_id), 303)


@blueprint.get("/<int:draft_id>/geweigerd.csv")
def refused(draft_id: int) -> ResponseReturnValue:
    """The refused rows as a file, with the reason in the last column."""
    require_here(Action.IMPORT)
    shown = Preview(_draft(draft_id))
    table = words.refused_table(shown.draft.headings, shown.refused)
    return Response(
        csv_file(table),
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="geweigerd.csv"'},
    )


def _form(form: UploadForm, status: int) -> ResponseReturnValue:
    actor = require_here(Action.IMPORT)
    drafts = fetch_all(queries.drafts_waiting(actor, service.oldest_draft(this_act())))
    waiting = [draft for draft in drafts if draft.to_apply]
    return answer("imports/upload.html", status=status, form=form, kinds=KINDS.values(), waiting=waiting)


def _draft(draft_id: int) -> ImportDraft:
    return find(service.draft_of(this_act(), draft_id).options(defer(ImportDraft.rows)))
