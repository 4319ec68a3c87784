"""Commands on contact moments: log, correct, withdraw (rule 10)."""

from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from portal.access import Action, require
from portal.contacts import queries, rules
from portal.contacts.models import ContactMoment, ContactRevision
from portal.contacts.rules_details import COLUMNS, ContactDetails
from portal.refusals import Refused
from portal.trajectories.models import Trajectory
from portal.trajectories.models_configuration import Topic
from portal.trajectories.queries import visible_to
from portal.work import AMSTERDAM, Act, Work, unit_of_work


def log(act: Act, trajectory_id: int, details: ContactDetails, submission_key: str) -> ContactMoment:
    """Store a contact once, however often it is sent: the same author and key give the contact
    that is there already.

    Raises NotVisible, Forbidden, the refusals of `rules`, and Refused("already_stored") when the
    key was used for something else: an old form that was filled in anew.
    """
    with unit_of_work(act) as work:
        trajectory = work.lock(visible_to(act.actor).where(Trajectory.id == trajectory_id))
        require(act.actor, Action.LOG_CONTACT, trajectory)
        stored = queries.by_submission_key(act.actor.user_id, submission_key)
        if stored is not None:
            if (stored.trajectory_id, stored.said) != (trajectory.id, details):
                raise Refused("already_stored")
            return stored
        rules.check_day(details.on_date, act.today, trajectory.starts_on, trajectory.closed_on)
        rules.check_topics(details.reached, details.topic_ids)
        _check_appointment(act, details)
        contact = ContactMoment(
            trajectory=trajectory,
            author_id=act.actor.user_id,
            submission_key=submission_key,
            logged_at=act.at,
        )
        _put(work, contact, details)
        work.add(contact)
        work.commit("contact.logged", contact, contact_id=contact.id)
    return contact


def correct(act: Act, contact_id: int, details: ContactDetails, version: int | None) -> ContactMoment:
    """Change an own contact; what it said before stays as a revision.

    Sending the same again changes nothing. Raises NotVisible, Forbidden, the refusals of `rules`,
    Refused("contact_too_old"), Refused("contact_withdrawn"), or Refused("stale") when it was
    changed since the page with `version` was made.
    """
    with unit_of_work(act) as work:
        contact = _own_contact(work, contact_id)
        before = contact.said
        if before == details:
            return contact
        _refuse_when_settled(act, contact)
        if contact.version != version:
            raise Refused("stale")
        trajectory = contact.trajectory
        rules.check_day(details.on_date, act.today, trajectory.starts_on, trajectory.closed_on)
        rules.check_topics(details.reached, details.topic_ids)
        if _appointment(details) != _appointment(before):
            _check_appointment(act, details)
        work.session.add(
            ContactRevision(
                contact_id=contact.id,
                replaced_at=act.at,
                replaced_by_id=act.actor.user_id,
                content=before.as_content(),
            )
        )
        _put(work, contact, details)
        # Topics live in a table of their own: without this a change of topics alone would keep the
        # version, and a second device would overwrite it unseen.
        flag_modified(contact, "note")
        work.commit("contact.corrected", contact, contact_id=contact.id)
    return contact


def withdraw(act: Act, contact_id: int) -> ContactMoment:
    """Withdraw an own contact: it stays, struck through, and counts nowhere. Withdrawing twice is
    withdrawing once. Raises NotVisible, Forbidden or Refused("contact_too_old")."""
    with unit_of_work(act) as work:
        contact = _own_contact(work, contact_id)
        if contact.withdrawn_at is None:
            _refuse_when_settled(act, contact)
            contact.withdrawn_at = act.at
            work.commit("contact.withdrawn", contact, contact_id=contact.id)
    return contact


def _own_contact(work: Work, contact_id: int) -> ContactMoment:
    actor = work.act.actor
    contact = work.lock(queries.visible_to(actor).where(ContactMoment.id == contact_id))
    require(actor, Action.CORRECT_CONTACT, contact)
    return contact


def _refuse_when_settled(act: Act, contact: ContactMoment) -> None:
    if contact.withdrawn_at is not None:
        raise Refused("contact_withdrawn")
    if not contact.correctable(act.today):
        raise Refused("contact_too_old")


def _check_appointment(act: Act, details: ContactDetails) -> None:
    here = act.at.astimezone(AMSTERDAM)
    rules.check_appointment(*_appointment(details), today=here.date(), clock=here.time())


def _appointment(details: ContactDetails) -> tuple[date | None, time | None]:
    return details.next_appointment_on, details.next_appointment_at


def _put(work: Work, contact: ContactMoment, details: ContactDetails) -> None:
    for name in COLUMNS:
        setattr(contact, name, getattr(details, name))
    contact.topics = list(work.session.scalars(select(Topic).where(Topic.id.in_(details.topic_ids))))
