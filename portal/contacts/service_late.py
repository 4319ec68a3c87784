"""Commands on late contacts: hand in, put in the file, decline (rules 3 and 10)."""

from sqlalchemy import select

from portal.access import Action, require
from portal.contacts import queries_late, rules_late
from portal.contacts.models import PURPOSES, WAYS
from portal.contacts.models_late import LateContact
from portal.contacts.rules_details import ContactDetails
from portal.contacts.service_steps import store
from portal.i18n import short_day
from portal.people.queries import coordinators_at
from portal.people.service_notices import notify
from portal.refusals import Refused
from portal.trajectories.models import Trajectory
from portal.work import Act, Work, unit_of_work


def hand_in(act: Act, trajectory_id: int, details: ContactDetails, submission_key: str) -> LateContact:
    """Keep a contact for the coordinators of a household that the person who acts supports no longer,
    open or closed; they get a notice. Once, however often it is sent: the same author, key and content
    give what is there already, settled or not.

    Raises NotVisible to whoever never supported it; Refused("late_still_yours") while they do (log it),
    Refused("late_in_file") when it was logged before, Refused("already_stored") when the same form said
    something else before, Refused("late_malformed"), and the refusals of `rules_late.check_handed_in`.
    """
    author_id = act.actor.user_id
    with unit_of_work(act) as work:
        trajectory = work.lock(queries_late.supported_by(act.actor).where(Trajectory.id == trajectory_id))
        if not rules_late.well_formed(details, submission_key, WAYS, PURPOSES):
            raise Refused("late_malformed")
        earlier = queries_late.by_submission_key(author_id, trajectory_id, submission_key)
        if earlier is not None:
            if earlier.said != details:
                raise Refused("already_stored")
            return earlier
        if queries_late.is_mine(act.actor, trajectory_id):
            raise Refused("late_still_yours")
        _refuse_logged(author_id, trajectory_id, details, submission_key)
        rules_late.check_handed_in(details, act.today, trajectory.starts_on)
        late = work.add(
            LateContact(
                trajectory=trajectory,
                author_id=author_id,
                content=details.as_content(),
                submission_key=_key_for(author_id, trajectory_id, submission_key),
                handed_in_at=act.at,
            )
        )
        for user_id in work.session.scalars(coordinators_at(trajectory.location_id)).all():
            _tell(work, late, user_id, "late_contact", f"/nagekomen/{late.id}", volunteer=act.actor.name)
        work.commit("late_contact.handed_in", late)
    return late


def put_in_file(act: Act, late_id: int) -> LateContact:
    """Log a late contact in the name of its author, by the rules of every contact; they get a notice.
    What they logged with the same key meanwhile is not logged twice. A second tap is the first.

    Raises NotVisible, Forbidden, Refused("late_settled") when somebody settled it before, and the
    refusals of `rules.check_day`.
    """
    with unit_of_work(act) as work:
        late = _lock(work, late_id)
        if late.outcome == "logged" and late.settled_by_id == act.actor.user_id:
            return late
        _refuse_settled(late)
        trajectory = work.lock(select(Trajectory).where(Trajectory.id == late.trajectory_id))
        contact = queries_late.in_file(late.author_id, trajectory.id, late.submission_key)
        if contact is None or contact.said != late.said:
            contact = store(work, trajectory, late.said, late.author_id, _free_key(late))
            work.note("contact.logged", contact, contact_id=contact.id)
        late.contact_id = contact.id
        _settle(work, late, "logged")
        _tell(work, late, late.author_id, "late_contact_logged", "/vandaag")
        work.commit("late_contact.logged", late, contact_id=contact.id)
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
        _tell(work, late, late.author_id, "late_contact_declined", "/vandaag", reason=reason)
        work.commit("late_contact.declined", late)
    return late


def _lock(work: Work, late_id: int) -> LateContact:
    late = work.lock(queries_late.visible_to(work.act.actor).where(LateContact.id == late_id))
    require(work.act.actor, Action.SETTLE_LATE_CONTACT, late)
    return late


def _refuse_settled(late: LateContact) -> None:
    if late.settled_by is not None:
        raise Refused("late_settled", who=late.settled_by.name)


def _refuse_logged(author_id: int, trajectory_id: int, details: ContactDetails, key: str) -> None:
    """Refuse what its author logged while they still could, and whose answer they never saw."""
    contact = queries_late.in_file(author_id, trajectory_id, key)
    if contact is not None:
        raise Refused("late_in_file" if contact.said == details else "already_stored")


def _key_for(author_id: int, trajectory_id: int, key: str) -> str:
    """The key of the form, for the first that is handed in with it; one visit may be about several."""
    own, further = rules_late.keys_of(key, trajectory_id)
    return further if queries_late.handed_in_with(author_id, own) else own


def _free_key(late: LateContact) -> str:
    """The key under which it is logged: its own, so that a phone which sends it once more stores nothing
    twice; another one where the same form was logged in another file."""
    taken = queries_late.logged_with(late.author_id, late.submission_key)
    return f"late-{late.id}" if taken else late.submission_key


def _settle(work: Work, late: LateContact, outcome: str) -> None:
    late.outcome, late.settled_at, late.settled_by_id = outcome, work.act.at, work.act.actor.user_id


def _tell(work: Work, late: LateContact, user_id: int, code: str, path: str, **facts: str) -> None:
    """Leave a notice without the household's name: it outlives the right to know it (rule 3)."""
    area, on_date = late.trajectory.household.area, short_day(late.said.on_date)
    notify(work, user_id, code, path, area=area, day=on_date, **facts)
