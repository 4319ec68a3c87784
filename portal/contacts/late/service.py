"""Commands on late contacts: hand in, put in the file, decline (rules 3 and 10)."""

from typing import Any

from sqlalchemy import select

from portal import places
from portal.access import Action, require
from portal.bsn.finding import mask_bsn
from portal.contacts.late import queries, rules
from portal.contacts.late.models import TEXT, LateContact
from portal.contacts.models import PURPOSES, WAYS
from portal.contacts.rules import ContactDetails
from portal.contacts.service import store
from portal.contacts.ticks import service as ticks_service
from portal.i18n import short_day
from portal.people.notices.steps import notify
from portal.people.queries import coordinators_at
from portal.refusals import Refused
from portal.trajectories.models.trajectory import Trajectory
from portal.work import Act, Work, unit_of_work


def hand_in(act: Act, trajectory_id: int, details: ContactDetails, submission_key: str) -> LateContact:
    """Keep a contact for the coordinators of a household, open or closed, that the author supports no longer; they get
    a notice. It is kept once, however often it is sent: the same author, key and content give the one that is there
    already, settled or not.

    Raises NotVisible to whoever never supported it; Refused("late_still_yours") while they do (log it),
    Refused("late_in_file") when it was logged before, Refused("already_stored") when the same form said
    something else before, Refused("late_malformed"), and the refusals of `rules.check_handed_in`.
    """
    author_id = act.actor.user_id
    with unit_of_work(act) as work:
        trajectory = work.lock(queries.supported_by(act.actor).where(Trajectory.id == trajectory_id))
        if not rules.well_formed(details, submission_key, WAYS, PURPOSES):
            raise Refused("late_malformed")
        earlier = queries.by_submission_key(author_id, trajectory_id, submission_key)
        if earlier is not None:
            if earlier.said != details:
                raise Refused("already_stored")
            return earlier
        if queries.is_mine(act.actor, trajectory_id):
            raise Refused("late_still_yours")
        _refuse_logged(author_id, trajectory_id, details, submission_key)
        rules.check_handed_in(details, act.said.date(), trajectory.starts_on)
        key = _key_for(author_id, trajectory_id, submission_key)
        late = _keep(work, trajectory, details.as_content(), key)
        work.commit("late_contact.handed_in", late)
    return late


def hand_in_text(act: Act, trajectory_id: int, text: str, submission_key: str) -> LateContact:
    """Keep a typed text once for the coordinators of a household that its author supports, or once did. The portal
    failed to read it as a contact, and a person will. Another text, sent before anybody settled this one, takes its
    place. A BSN in it is made unreadable.

    Raises NotVisible to whoever never supported it, the refusals of `rules.check_text`,
    Refused("late_in_file") when the form was logged after all, and Refused("already_stored") when the entry came as
    a contact, or was settled with another text.
    """
    with unit_of_work(act) as work:
        trajectory = work.lock(queries.supported_by(act.actor).where(Trajectory.id == trajectory_id))
        rules.check_text(text, submission_key)
        content = {TEXT: mask_bsn(text)}
        late = queries.by_submission_key(act.actor.user_id, trajectory_id, submission_key)
        if late is not None and late.content == content:
            return late
        if late is not None and (late.text is None or late.settled):
            raise Refused("already_stored")
        if queries.in_file(act.actor.user_id, trajectory_id, submission_key) is not None:
            raise Refused("late_in_file")
        if late is None:
            late = _keep(work, trajectory, content, submission_key)
        late.content = content
        work.commit("late_contact.handed_in", late)
    return late


def put_in_file(act: Act, late_id: int) -> LateContact:
    """Log a late contact in the name of its author, by the rules of every contact; they get a notice. A contact they
    logged with the same key meanwhile is not logged twice. A second tap is the first.

    Raises NotVisible, Forbidden, Refused("late_settled") when somebody settled it before, and the
    refusals of `rules.check_day`; Refused("late_is_text") for what came as text.
    """
    with unit_of_work(act) as work:
        late = _lock(work, late_id)
        if late.outcome == "logged" and late.settled_by_id == act.actor.user_id:
            return late
        _refuse_settled(late)
        if late.text is not None:
            raise Refused("late_is_text")
        trajectory = work.lock(select(Trajectory).where(Trajectory.id == late.trajectory_id))
        late.check_day()
        contact = queries.in_file(late.author_id, trajectory.id, late.submission_key)
        if contact is None or contact.said != late.said:
            contact = store(work, trajectory, late.said, late.author_id, _free_key(late))
            work.note("contact.logged", contact, contact_id=contact.id)
            ticks_service.close(work, contact)
        late.contact_id = contact.id
        _settle(work, late, "logged")
        _tell(work, late, late.author_id, "late_contact_logged", places.TODAY)
        work.commit("late_contact.logged", late, contact_id=contact.id)
    return late


def handle(act: Act, late_id: int) -> LateContact:
    """Settle what came as text: whoever settles it logged what it says, or did what it asks. A second tap is the
    first. Raises NotVisible, Forbidden, Refused("late_settled"), and Refused("late_no_text") for a contact, which
    goes into the file."""
    with unit_of_work(act) as work:
        late = _lock(work, late_id)
        if late.outcome == "handled" and late.settled_by_id == act.actor.user_id:
            return late
        _refuse_settled(late)
        if late.text is None:
            raise Refused("late_no_text")
        _settle(work, late, "handled")
        _tell(work, late, late.author_id, "late_text_handled", places.TODAY)
        work.commit("late_contact.handled", late)
    return late


def decline(act: Act, late_id: int, reason: str) -> LateContact:
    """Leave a late contact out of the file, with a reason that its author reads in a notice. It stays,
    for who asks what is kept about them. A second tap is the first.

    Raises NotVisible, Forbidden, Refused("late_settled") when somebody settled it before, or
    Refused("late_without_reason").
    """
    with unit_of_work(act) as work:
        late = _lock(work, late_id)
        if (late.outcome, late.reason, late.settled_by_id) == ("declined", reason, act.actor.user_id):
            return late
        _refuse_settled(late)
        if not reason.strip():
            raise Refused("late_without_reason", field="reason")
        late.reason = reason
        _settle(work, late, "declined")
        _tell(work, late, late.author_id, "late_contact_declined", places.TODAY, reason=reason)
        work.commit("late_contact.declined", late)
    return late


def _keep(work: Work, trajectory: Trajectory, content: dict[str, Any], key: str) -> LateContact:
    """Keep what was handed in now, and tell the coordinators."""
    act = work.act
    late = LateContact(trajectory=trajectory, author_id=act.actor.user_id, content=content, submission_key=key)
    late.location_id = trajectory.location_id
    late.handed_in_at, late.said_at = act.at, act.said
    work.add(late)
    for user_id in work.session.scalars(coordinators_at(trajectory.location_id)).all():
        _tell(work, late, user_id, "late_contact", places.late_contact(late.id), volunteer=act.actor.name)
    return late


def _lock(work: Work, late_id: int) -> LateContact:
    late = work.lock(queries.visible_to(work.act.actor).where(LateContact.id == late_id))
    require(work.act.actor, Action.SETTLE_LATE_CONTACT, late)
    return late


def _refuse_settled(late: LateContact) -> None:
    if late.settled_by is not None:
        raise Refused("late_settled", who=late.settled_by.name)


def _refuse_logged(author_id: int, trajectory_id: int, details: ContactDetails, key: str) -> None:
    """Refuse what its author logged while they still could, and whose answer they never saw."""
    contact = queries.in_file(author_id, trajectory_id, key)
    if contact is not None:
        raise Refused("late_in_file" if contact.said == details else "already_stored")


def _key_for(author_id: int, trajectory_id: int, key: str) -> str:
    """The key of the form, for the first that is handed in with it; one visit may be about several."""
    own, further = rules.keys_of(key, trajectory_id)
    return further if queries.handed_in_with(author_id, own) else own


def _free_key(late: LateContact) -> str:
    """The key under which it is logged: its own, so that a phone which sends it once more stores nothing twice. It is
    another one where the same form was logged in another file."""
    taken = queries.logged_with(late.author_id, late.submission_key)
    return f"late-{late.id}" if taken else late.submission_key


def _settle(work: Work, late: LateContact, outcome: str) -> None:
    late.outcome, late.settled_at, late.settled_by_id = outcome, work.act.at, work.act.actor.user_id


def _tell(work: Work, late: LateContact, user_id: int, code: str, path: str, **facts: str) -> None:
    """Leave a notice without the household's name: it outlives the right to know it (rule 3)."""
    area, on_date = late.trajectory.household.area, short_day(late.day)
    notify(work, user_id, code, path, reminder=False, area=area, day=on_date, **facts)
