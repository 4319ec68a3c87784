"""The parts that tests of the functional admin's screens share: a checklist, and the place of a refusal."""

from sqlalchemy import select

from portal.checklists.models import ChecklistTemplate
from portal.db import db

LIST = "/beheer/checklists/language_coaching"
DRAFT = f"{LIST}/concept"


def version(status, code="language_coaching"):
    """The version of a list that is the draft, current or past; None when there is none."""
    db.session.expire_all()
    return db.session.scalar(
        select(ChecklistTemplate).where(ChecklistTemplate.code == code, ChecklistTemplate.status == status)
    )


def titles(status):
    """The titles of the items of that version, in order."""
    return [item.title for item in version(status).items]


def beside(answer, field):
    """The words of the refusal that stands beside a field."""
    return answer.all("p", id=f"{field}-error")[0].text
