"""Steps that the commands on contacts share; they commit nothing."""

from sqlalchemy import select

from portal.contacts.models import ContactMoment
from portal.contacts.rules_details import COLUMNS, ContactDetails
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Work


def store(work: Work, trajectory: Trajectory, details: ContactDetails, author_id: int, key: str) -> ContactMoment:
    """A new contact of an author with a trajectory, logged now."""
    contact = ContactMoment(trajectory=trajectory, author_id=author_id, submission_key=key, logged_at=work.act.at)
    put(work, contact, details)
    return work.add(contact)


def put(work: Work, contact: ContactMoment, details: ContactDetails) -> None:
    """Let a contact say this."""
    for name in COLUMNS:
        setattr(contact, name, getattr(details, name))
    contact.topics = list(work.session.scalars(select(Topic).where(Topic.id.in_(details.topic_ids))))
