"""Taking a handover along as a file: every download leaves its line (rule 11). The same unit reads the content; the
file itself is made after it."""

from portal.access import Action, may
from portal.handovers import queries
from portal.handovers.document.queries import document_of, draft_of, version_for
from portal.handovers.document.rules import HandoverDocument
from portal.handovers.traces import mark_seen
from portal.refusals import NotVisible
from portal.work import Act, find, unit_of_work


def download(act: Act, reference: str, number: int | None, form: str) -> HandoverDocument:
    """The newest version this person may have, or the one with a number.
    `form` is "pdf" or "json". A team that takes it along has seen it. Raises NotVisible."""
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        snapshot = version_for(act.actor, handover, number)
        document = document_of(handover, snapshot)
        mark_seen(work, handover)
        work.commit("handover.downloaded", handover, snapshot_version=snapshot.number, form=form)
    return document


def download_draft(act: Act, reference: str) -> HandoverDocument:
    """The draft, before the offer or between two; for who offers it.
    Raises NotVisible for everybody else, and while the team has it: its content is frozen then."""
    with unit_of_work(act) as work:
        handover = find(queries.by_reference(act.actor, reference))
        if not (handover.can("offer") and may(act.actor, Action.OFFER, handover)):
            raise NotVisible
        document = draft_of(handover, act.at)
        work.commit("handover.downloaded", handover, snapshot_version=None, form="draft")
    return document
