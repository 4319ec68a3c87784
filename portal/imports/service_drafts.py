"""Drafts of imports go by themselves: they hold names and addresses, the refused rows too."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, select

from portal.imports.models import ImportDraft
from portal.jobs import Job, register
from portal.work import Act, unit_of_work

KEPT = timedelta(days=7)


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
