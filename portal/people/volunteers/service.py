"""Commands on volunteers: adding them, what they offer, their papers, when they are away."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from portal.access import Action, RoleKind, require
from portal.organisation.models import Language
from portal.people.invitations.queries import waiting_invitations
from portal.people.invitations.rules import plain_offer
from portal.people.invitations.steps import invite
from portal.people.models.invitations import Invitation
from portal.people.models.people import Absence, Role, User, Volunteer
from portal.people.queries import volunteers_visible_to
from portal.people.volunteers.queries import absence_planned_by
from portal.refusals import NotVisible, Refused
from portal.work import Act, Work, constraint_refuses, count_as_change, put, unit_of_work

constraint_refuses("uq_user_account_email", "user_account.email", code="email_just_taken")

constraint_refuses(
    "uq_volunteer_user_id_location_id", "volunteer.user_id, volunteer.location_id", code="volunteer_exists"
)


def add_volunteer(
    act: Act, account: dict[str, object], offer: dict[str, object], language_ids: list[int]
) -> Volunteer | None:
    """A volunteer at the coordinator's location, with an account and a role; None when they are invited. `account`
    holds first_name, last_name, email and phone; `offer` columns of Volunteer. The owner of a present account gets an
    invitation; nothing more is told. Raises Forbidden, Refused("volunteer_exists"), Refused("account_closed") or, in a
    race for the address, Refused("email_just_taken")."""
    require(act.actor, Action.ADD_VOLUNTEER)
    with unit_of_work(act) as work:
        # Held: a link to this account must not be used while it is offered another role.
        same_address = select(User).where(User.email == account["email"])
        user = work.session.scalars(same_address.with_for_update(key_share=True)).first()
        if user is not None and (existing := _volunteer_here(work, user)):
            if put(existing, **offer) or put(user, **account):
                raise Refused("volunteer_exists", field="email")
            return existing
        if user is not None:
            _invite(work, user, plain_offer(offer, language_ids))
            return None
        user = work.add(User(created_at=act.at, **account))
        place = act.actor.location_id
        work.session.add(Role(user_id=user.id, kind=RoleKind.VOLUNTEER, location_id=place, granted_on=act.today))
        volunteer = work.add(Volunteer(user=user, location_id=place, languages=_languages(work, language_ids), **offer))
        work.commit("volunteer.added", volunteer, volunteer_id=volunteer.id)
    return volunteer


def _invite(work: Work, user: User, offer: dict[str, object]) -> None:
    """Offer somebody with an account to volunteer here, unless the very same waits for their answer."""
    if not user.active:
        raise Refused("account_closed", field="email")
    here = waiting_invitations(work.act.actor).where(Invitation.user_id == user.id)
    waiting = work.session.scalars(here).first()
    if waiting is not None:
        if waiting.offer != offer:
            raise Refused("invited_already", field="email")
        return
    place: dict[str, int | None] = {"location_id": work.act.actor.location_id}
    invitation = invite(work, user, RoleKind.VOLUNTEER, place, offer)
    work.commit("volunteer.invited", invitation)


@dataclass(frozen=True)
class VolunteerTold:
    """The offer of a volunteer, in columns of Volunteer, the languages they speak and their phone number."""

    offer: dict[str, object]
    language_ids: list[int]
    phone: str | None


def change_volunteer(act: Act, volunteer_id: int, version: int | None, told: VolunteerTold) -> None:
    """Change what a volunteer offers and their papers; the phone number only of somebody who is nothing but a volunteer
    here. Raises NotVisible, or Refused("stale") when it was changed since `version`."""
    with unit_of_work(act) as work:
        volunteer = work.lock(volunteers_visible_to(act.actor).where(Volunteer.id == volunteer_id))
        require(act.actor, Action.EDIT_VOLUNTEER, volunteer)
        fresh = volunteer.version == version
        changed = put(volunteer, **told.offer)
        wanted = _languages(work, told.language_ids)
        if {each.id for each in wanted} != {each.id for each in volunteer.languages}:
            volunteer.languages = wanted
            changed.append("languages")
        if volunteer.user.only_volunteer_at == volunteer.location_id:
            changed += put(volunteer.user, phone=told.phone)
        if changed and not fresh:
            raise Refused("stale")
        if changed:
            count_as_change(volunteer)
            work.commit("volunteer.changed", volunteer, volunteer_id=volunteer.id, fields=changed)


def _volunteer_here(work: Work, user: User) -> Volunteer | None:
    return work.session.scalars(volunteers_visible_to(work.act.actor).where(Volunteer.user_id == user.id)).first()


def _languages(work: Work, ids: list[int]) -> list[Language]:
    return list(work.session.scalars(select(Language).where(Language.id.in_(ids)).order_by(Language.name_key)))


def plan_absence(act: Act, volunteer_id: int, starts_on: date, ends_on: date) -> None:
    """Plan an absence, first and last day included. The same days twice are one absence. Raises NotVisible, Forbidden,
    Refused("absence_order") when it ends before it starts, Refused("absence_past") when it is over already."""
    if ends_on < starts_on:
        raise Refused("absence_order", field="ends_on")
    if ends_on < act.today:
        raise Refused("absence_past", field="ends_on")
    with unit_of_work(act) as work:
        volunteer = _lock(work, volunteer_id)
        if all((each.starts_on, each.ends_on) != (starts_on, ends_on) for each in volunteer.absences):
            work.add(Absence(volunteer_id=volunteer.id, starts_on=starts_on, ends_on=ends_on))
            work.commit("absence.planned", volunteer, volunteer_id=volunteer.id)


def remove_absence(act: Act, volunteer_id: int, absence_id: int) -> None:
    """Take back a planned absence; of one that began, only the days from today on.
    Raises NotVisible when there is none that still lasts or comes."""
    with unit_of_work(act) as work:
        volunteer = _lock(work, volunteer_id)
        absence = work.session.scalars(
            select(Absence).where(
                Absence.id == absence_id, Absence.volunteer_id == volunteer.id, Absence.ends_on >= act.today
            )
        ).first()
        if absence is None:
            raise NotVisible
        if absence.starts_on < act.today:
            absence.ends_on = act.today - timedelta(days=1)
        else:
            work.session.delete(absence)
        work.commit("absence.removed", volunteer, volunteer_id=volunteer.id)


def _lock(work: Work, volunteer_id: int) -> Volunteer:
    volunteer = work.lock(absence_planned_by(work.act.actor).where(Volunteer.id == volunteer_id))
    require(work.act.actor, Action.PLAN_ABSENCE, volunteer)
    return volunteer
