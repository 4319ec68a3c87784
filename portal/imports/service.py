"""Commands of the importer: apply a file at once, or keep it as a draft that its maker confirms."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import Flask
from sqlalchemy import Select, delete, select
from sqlalchemy.exc import IntegrityError

from portal.access import Action, require
from portal.imports.files.service import (
    NOTHING_DECIDED,
    Decisions,
    Reading,
    carry_out,
    compare,
    compare_alone,
    read_file,
    refused_later,
    safe_filename,
)
from portal.imports.models import ImportDraft
from portal.imports.queries import drafts_visible_to
from portal.imports.rules.comparing import COMPARED, STATES, Comparison, Numbered
from portal.imports.rules.keeping import (
    decisions_from,
    from_plain,
    plain_decisions,
    plain_findings,
    plain_outcome,
    to_plain,
)
from portal.imports.steps import Subject
from portal.jobs import Job, register
from portal.refusals import Refused
from portal.work import Act, Work, unit_of_work

DRAFT_LIVES = timedelta(hours=24)
KEPT = timedelta(days=7)


def import_file(act: Act, reading: Reading, location_id: int, decisions: Decisions = NOTHING_DECIDED) -> Comparison:
    """Apply the good rows of a file, compared with the portal in the same transaction. `decisions` are about rows that
    resemble somebody. Raises Forbidden, or Refused("import_overtaken") when somebody added the same meanwhile."""
    require(act.actor, Action.IMPORT)
    try:
        with unit_of_work(act) as work:
            plan = compare_alone(work, reading.kind, reading.rows, location_id, decisions)
            carry_out(work, reading.kind, plan, location_id)
            counts = plan.counts(len(reading.refused))
            work.commit(
                "import.applied", Subject("location", location_id, None, location_id), kind=reading.kind, **counts
            )
    except IntegrityError as error:
        raise Refused("import_overtaken") from error
    return plan


def upload(act: Act, kind: str, data: bytes, filename: str | None) -> ImportDraft:
    """Read an uploaded file and keep what was understood of it. Raises Unreadable or Forbidden."""
    require(act.actor, Action.IMPORT)
    return keep_draft(act, read_file(act, kind, data, act.actor.location_id or 0), filename or "")


def keep_draft(act: Act, reading: Reading, filename: str) -> ImportDraft:
    """Keep what was understood of a file until its maker confirms it, a day at most.
    Drafts of everybody that are older than that go. Raises Forbidden."""
    require(act.actor, Action.IMPORT)
    location_id = act.actor.location_id or 0
    plan = compare(act, reading.kind, reading.rows, location_id)
    draft = ImportDraft(
        kind=reading.kind,
        user_id=act.actor.user_id,
        location_id=location_id,
        filename=safe_filename(filename),
        created_at=act.at,
        headings=list(reading.layout.names),
        rows=to_plain(reading.kind, reading.rows),
        refused=[plain_outcome(each) for each in reading.refused],
        warnings=plain_findings(reading.notices),
        decisions={},
    )
    _note(draft, plan, reading.rows)
    with unit_of_work(act) as work:
        work.session.execute(delete(ImportDraft).where(ImportDraft.created_at <= oldest_draft(act)))
        work.add(draft)
        work.commit("import.previewed", draft, kind=draft.kind, **draft.counts)
    return draft


def decide(act: Act, draft_id: int, decisions: Decisions) -> ImportDraft:
    """Keep what the maker of a draft decided about rows that resemble somebody, and preview anew. A decision without a
    choice takes back an earlier one. One made beside what is no longer so is not kept: it is missing in
    `draft.decisions`. Raises NotVisible or Forbidden."""
    with unit_of_work(act) as work:
        draft = work.lock(draft_of(act, draft_id))
        require(act.actor, Action.IMPORT)
        if draft.applied_at is not None:
            return draft
        before = _as_shown(draft)
        wanted = {**decisions_from(draft.decisions), **decisions}
        draft.decisions = plain_decisions({line: each for line, each in wanted.items() if each.choice})
        _preview(work, draft)
        if _as_shown(draft) != before:
            work.commit("import.previewed", draft, kind=draft.kind, **draft.counts)
    return draft


def confirm(act: Act, draft_id: int, seen: str) -> ImportDraft:
    """Apply a draft once. `seen` is what its maker saw, as `seen_of` writes it: when the rows now mean something else,
    nothing is applied and the draft holds the new preview.
    Raises NotVisible, Forbidden or Refused("import_overtaken")."""
    try:
        with unit_of_work(act) as work:
            draft = work.lock(draft_of(act, draft_id))
            require(act.actor, Action.IMPORT)
            if draft.applied_at is not None:
                return draft
            before = (_as_shown(draft), seen_of(draft))
            plan = _preview(work, draft)
            if before != (_as_shown(draft), seen):
                work.commit("import.previewed", draft, kind=draft.kind, **draft.counts)
                return draft
            carry_out(work, draft.kind, plan, draft.location_id)
            draft.applied_at = act.at
            draft.rows, draft.changed, draft.resembling, draft.decisions = [], [], [], {}
            work.commit("import.applied", draft, kind=draft.kind, **draft.counts)
    except IntegrityError as error:
        raise Refused("import_overtaken") from error
    return draft


def draft_of(act: Act, draft_id: int) -> Select[ImportDraft]:
    """One draft, for its maker while it lives."""
    return drafts_visible_to(act.actor, oldest_draft(act)).where(ImportDraft.id == draft_id)


def oldest_draft(act: Act) -> datetime:
    """The moment before which a draft no longer lives."""
    return act.at - DRAFT_LIVES


def seen_of(draft: ImportDraft) -> str:
    """The preview in one word, for the form that confirms it: the counts, and a mark of the decisions."""
    counts = [str(draft.counts[state]) for state in STATES]
    decided = sha256(repr(sorted(draft.decisions.items())).encode()).hexdigest()[:16]
    return "-".join([*counts, decided] if draft.decisions else counts)


def _as_shown(draft: ImportDraft) -> Any:
    """Everything of a preview on which a confirmation rests."""
    return draft.counts, draft.changed, draft.resembling, draft.decisions


def _preview(work: Work, draft: ImportDraft) -> Comparison:
    """Compare the rows of a draft with the portal as it is now, and note what they mean."""
    rows, decisions = from_plain(draft.kind, draft.rows), decisions_from(draft.decisions)
    plan = compare_alone(work, draft.kind, rows, draft.location_id, decisions)
    _note(draft, plan, rows)
    return plan


def _note(draft: ImportDraft, plan: Comparison, rows: Sequence[Numbered[Any]]) -> None:
    """Put a comparison in the draft. A row that the portal can take no longer goes to the refused ones, with only its
    key left to show. A row that waits for a person is refused too, and stays. Decisions beside other candidates than
    those of now go."""
    read = {each.line for each in rows}
    refused = [each for each in draft.refused if each[0] not in read]
    draft.counts = plan.counts(len(refused))
    draft.changed = [[each.line, each.key, list(each.columns)] for each in plan.changed()]
    draft.warnings = [each for each in draft.warnings if each[2] not in COMPARED] + plain_findings(plan.notices)
    lost, waiting = refused_later(plan, rows, draft.headings)
    draft.refused = sorted([*refused, *map(plain_outcome, [*lost, *waiting])], key=lambda each: each[0])
    if lost:
        lines = {each.line for each in lost}
        draft.rows = [row for row in draft.rows if row[0] not in lines]
    draft.resembling = json.loads(json.dumps(plan.resemblances))
    marks = {str(line): each.mark for each in plan.resemblances for line in each.lines}
    draft.decisions = {line: said for line, said in draft.decisions.items() if said[1] == marks.get(line)}


def init_drafts(app: Flask) -> None:
    """Have the portal erase drafts, every hour."""
    register(
        app, Job("import-drafts", "erase what was uploaded to import a week ago", timedelta(hours=1), erase_drafts)
    )


def erase_drafts(act: Act) -> dict[str, int]:
    """Erase the drafts that were made seven days ago or longer, confirmed or not, with their refused rows."""
    with unit_of_work(act) as work:
        old = list(work.session.scalars(select(ImportDraft.id).where(ImportDraft.created_at <= act.at - KEPT)))
        if old:
            work.session.execute(delete(ImportDraft).where(ImportDraft.id.in_(old)))
            work.commit("import.erased", None, drafts=len(old))
    return {"erased": len(old)}
