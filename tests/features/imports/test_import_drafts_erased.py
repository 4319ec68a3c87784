"""An uploaded file is not kept: a week later a job has erased it, the refused rows too."""

from datetime import timedelta

from sqlalchemy import func, select

from portal.audit import AuditLine
from portal.db import db
from portal.imports.models import ImportDraft
from portal.jobs import jobs_of
from tests.support.uploading import one_row, upload


def test_a_draft_is_erased_after_seven_days_and_not_before(app, make, sign_in, clock):
    visitor = sign_in(make.coordinator())
    upload(visitor, "trajectories", one_row())
    job = jobs_of(app)["import-drafts"]
    assert job.every <= timedelta(hours=1)
    for days, kept in ((6.99, 1), (0.02, 0)):
        clock.move(days=days)
        assert job.run(make.act(make.admin())) == {"erased": 1 - kept}
        assert db.session.scalar(select(func.count(ImportDraft.id))) == kept
    lines = list(db.session.scalars(select(AuditLine.facts).where(AuditLine.event == "import.erased")))
    assert lines == [{"drafts": 1}]
