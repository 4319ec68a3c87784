"""Commands on contact moments: log, correct, withdraw (rule 10)."""

from collections.abc import Sequence
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from portal.access import Action, require
from portal.contacts import queries, rules
from portal.contacts.models import ContactMoment, ContactRevision
from portal.contacts.rules import COLUMNS, ContactDetails
from portal.contacts.ticks import service as ticks_service
from portal.contacts.ticks.rules import NO_TICKS, Ticks, check_doer
from portal.refusals import Refused
from portal.trajectories.models.configuration import Topic
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.queries import visible_to
from portal.work import Act, Work, unit_of_work


def log(
    act: Act,
    trajectory_ids: Sequence[int],
    details: ContactDetails,
    submission_key: str,
    ticks: Ticks = NO_TICKS,
) -> list[ContactMoment]:
    """Store one contact with one or more trajectories, an entry for each, and tick items of the first of them, all or
    none. It is stored once, however often it is sent: the same author, key and content give the entries that are there
    already. An intake or an evaluation closes the item of each trajectory that asks for it.

    Raises NotVisible, Forbidden, the refusals of `rules` and of the checklist, and Refused("already_stored") when the
    key was used for something else: an old form that was filled in anew. A tick more is nothing else: it comes with the
    contact that is there.
    """
    keys = {each: rules.key_for(submission_key, each, trajectory_ids[0]) for each in trajectory_ids}
    with unit_of_work(act) as work:
        # Always in the same order, or two who send the same couple wait for each other.
        theirs = [work.lock(visible_to(act.actor).where(Trajectory.id == each)) for each in sorted(keys)]
        for trajectory in theirs:
            require(act.actor, Action.LOG_CONTACT, trajectory)
        stored = queries.by_submission_key(act.actor.user_id, submission_key)
        if stored:
            if {each.trajectory_id: each.said for each in stored} != dict.fromkeys(keys, details):
                raise Refused("already_stored")
            contacts = sorted(stored, key=lambda each: trajectory_ids.index(each.trajectory_id))
            ticks_service.store_again(work, contacts[0], contacts[0].trajectory, ticks)
            return contacts
        for each in theirs:
            rules.check_day(details.on_date, act.said.date(), each.starts_on, each.closed_on)
        rules.check_topics(details.reached, details.topic_ids)
        check_doer(details.reached, ticks)
        _check_appointment(act, details)
        author_id = act.actor.user_id
        found = {each.id: store(work, each, details, author_id, keys[each.id]) for each in theirs}
        contacts = [found[each] for each in keys]
        ticks_service.store(work, contacts[0].trajectory, ticks)
        for contact in contacts:
            ticks_service.close(work, contact, ticks.item_ids if contact is contacts[0] else ())
        for contact in contacts[1:]:
            work.note("contact.logged", contact, contact_id=contact.id)
        work.commit("contact.logged", contacts[0], contact_id=contacts[0].id)
    return contacts


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
        rules.check_day(details.on_date, act.said.date(), trajectory.starts_on, trajectory.closed_on)
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
        put(work, contact, details)
        # Topics live in a table of their own: without this a change of topics alone would keep the
        # version, and a second device would overwrite it unseen.
        flag_modified(contact, "note")
        ticks_service.follow(work, contact, before)
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
            ticks_service.follow(work, contact, contact.said)
            work.commit("contact.withdrawn", contact, contact_id=contact.id)
    return contact


def _own_contact(work: Work, contact_id: int) -> ContactMoment:
    actor = work.act.actor
    own = queries.visible_to(actor).where(ContactMoment.id == contact_id)
    # First the trajectory, as whoever logs: what is logged meanwhile for it waits, and its items with it.
    work.hold(own.with_only_columns(Trajectory.id))
    contact = work.lock(own)
    require(actor, Action.CORRECT_CONTACT, contact)
    return contact


def _refuse_when_settled(act: Act, contact: ContactMoment) -> None:
    if contact.withdrawn_at is not None:
        raise Refused("contact_withdrawn")
    if not contact.correctable(act.today):
        raise Refused("contact_too_old")


def _check_appointment(act: Act, details: ContactDetails) -> None:
    rules.check_appointment(*_appointment(details), today=act.said.date(), clock=act.said.time())


def _appointment(details: ContactDetails) -> tuple[date | None, time | None]:
    return details.next_appointment_on, details.next_appointment_at


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
