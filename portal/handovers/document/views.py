"""A handover as a file: on paper (PDF), for a team's own system (JSON), and the schema of that."""

import json

from flask import Blueprint, Response, current_app, request, session, url_for
from flask.typing import ResponseReturnValue

from portal import i18n
from portal.config import ROOT
from portal.db import key
from portal.handovers.document import words
from portal.handovers.document.rules import SCHEMA, HandoverDocument, in_format
from portal.handovers.document.service import download, download_draft
from portal.handovers.offer.queries import names_in_language
from portal.paper.typesetting import Sheet, typeset
from portal.refusals import NotVisible
from portal.web.acting import this_act
from portal.web.security import public

blueprint = Blueprint("handovers_document", __name__)
PDF, JSON_TYPE = "application/pdf", "application/json"
PUBLISHED = (ROOT / "docs" / "schemas" / SCHEMA).read_text("utf-8")
A_DAY = 24 * 60 * 60


@blueprint.get("/overdrachten/<reference>/overdracht.pdf")
def as_pdf(reference: str) -> ResponseReturnValue:
    """A version as PDF, to print or to keep in a team's own file."""
    return _pdf(download(this_act(), reference, _version(), "pdf"))


@blueprint.get("/overdrachten/<reference>/concept.pdf")
def as_draft(reference: str) -> ResponseReturnValue:
    """The content of now as PDF, marked as a draft."""
    return _pdf(download_draft(this_act(), reference))


@blueprint.get("/overdrachten/<reference>/overdracht.json")
def as_json(reference: str) -> ResponseReturnValue:
    """A version for another system: the published format, whatever the reader's language."""
    document = download(this_act(), reference, _version(), "json")
    body = json.dumps(in_format(document, _organisation()), ensure_ascii=False, indent=2)
    response = _file(body, JSON_TYPE, document, "attachment")
    response.headers["Link"] = f'<{url_for("handovers_document.schema")}>; rel="describedby"'
    return response


@blueprint.get(f"/schemas/{SCHEMA}")
@public
def schema() -> ResponseReturnValue:
    """The schema of the JSON, for whoever builds something that reads it."""
    # Any cache on the way may keep this answer: it must not carry the cookie of whoever happened to ask.
    session.modified = False
    response = Response(PUBLISHED, content_type="application/schema+json")
    response.cache_control.public, response.cache_control.max_age = True, A_DAY
    response.add_etag()
    return response.make_conditional(request)


def _version() -> int | None:
    """The version that was asked for, None for the newest. Raises NotVisible for what is no number."""
    asked = request.args.get("versie")
    try:
        return None if asked is None else key(asked)
    except ValueError:
        raise NotVisible from None


def _pdf(document: HandoverDocument) -> Response:
    body = typeset(
        "handover",
        words.on_paper(document, names_in_language(), _organisation()),
        Sheet(
            title=words.title(document),
            language=i18n.locale.get(),
            made_at=document.made_at,
            organisation=_organisation(),
            footer=words.mark(document),
        ),
    )
    return _file(body, PDF, document, "inline")


def _file(body: str | bytes, kind: str, document: HandoverDocument, disposition: str) -> Response:
    """The name of the file says the reference and nothing more: it stays in lists of downloads."""
    response = Response(body, content_type=kind)
    name = f"{document.reference}.{kind.rpartition('/')[2]}"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response


def _organisation() -> str:
    return current_app.extensions["config"].organisation_name
