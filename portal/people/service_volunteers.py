"""Commands on volunteers: adding them, changing what they offer and their papers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.access import Action, RoleKind, require
from portal.db import apply, touch
from portal.organisation.models import Language
from portal.people.models import Role, User, Volunteer
from portal.people.queries import volunteers_visible_to
from portal.people.service_link_steps import void_links_of_coordinators
from portal.refusals import Refused
from portal.work import Act, Work, constraint_refuses, unit_of_work

constraint_refuses("uq_user_account_email", "user_account.email", code="email_just_taken")
constraint_refuses(
    "uq_volunteer_user_id_location_id", "volunteer.user_id, volunteer.location_id", code="volunteer_exists"
)


@dataclass(frozen=True)
class Added:
    """A volunteer, and whether their account was there before."""

    volunteer: Volunteer
    account_was_there: bool


def add_volunteer(act: Act, account: dict[str, Any], offer: dict[str, Any], language_ids: list[int]) -> Added:
    """A volunteer at the coordinator's location, with an account and a role.

    `account` holds first_name, last_name, email and phone; `offer` columns of Volunteer. When the
    address has an account already, that account gets the role and stays as it is. Adding the same
    once more is no second adding. Raises Forbidden, Refused("volunteer_exists"),
    Refused("account_closed") or, in a race for the address, Refused("email_just_taken").
    """
    require(act.actor, Action.ADD_VOLUNTEER)
    with unit_of_work(act) as work:
        # Held: a link to this account must not be used while it gets another role.
        user = work.session.scalars(select(User).where(User.email == account["email"]).with_for_update()).first()
        known = user is not None
        if user is None:
            user = work.add(User(created_at=act.at, **account))
        elif existing := _volunteer_here(work, user):
            if apply(existing, offer) or apply(user, account):
                raise Refused("volunteer_exists", field="email")
            return Added(existing, account_was_there=False)
        elif not user.active:
            raise Refused("account_closed", field="email")
        _grant(work, user)
        volunteer = work.add(
            Volunteer(
                user=user,
                location_id=act.actor.location_id,
                languages=_languages(work, language_ids),
                **offer,
            )
        )
        work.commit("volunteer.added", volunteer, volunteer_id=volunteer.id)
    return Added(volunteer, known)


def change_volunteer(
    act: Act,
    volunteer_id: int,
    version: int | None,
    offer: dict[str, Any],
    language_ids: list[int],
    phone: str | None,
) -> None:
    """Change what a volunteer offers and their papers.

    The phone number belongs to the account: it changes only for somebody who is nothing but a
    volunteer here. Saving what is so already changes nothing. Raises NotVisible, or
    Refused("stale") when it was changed since `version`.
    """
    with unit_of_work(act) as work:
        volunteer = work.lock(volunteers_visible_to(act.actor).where(Volunteer.id == volunteer_id))
        require(act.actor, Action.EDIT_VOLUNTEER, volunteer)
        fresh = volunteer.version == version
        changed = apply(volunteer, offer)
        wanted = _languages(work, language_ids)
        if {each.id for each in wanted} != {each.id for each in volunteer.languages}:
            volunteer.languages = wanted
            changed.append("languages")
        if volunteer.user.only_volunteer_at == volunteer.location_id:
            changed += apply(volunteer.user, {"phone": phone})
        if changed and not fresh:
            raise Refused("stale")
        if changed:
            touch(volunteer)
            work.commit("volunteer.changed", volunteer, volunteer_id=volunteer.id, fields=changed)


def _volunteer_here(work: Work, user: User) -> Volunteer | None:
    return work.session.scalars(volunteers_visible_to(work.act.actor).where(Volunteer.user_id == user.id)).first()


def _grant(work: Work, user: User) -> None:
    """The role of a volunteer at this location, unless they have it."""
    place = work.act.actor.location_id
    current = (role for role in user.roles if role.ended_on is None and role.kind == RoleKind.VOLUNTEER)
    if all(role.location_id != place for role in current):
        work.session.add(Role(user_id=user.id, kind=RoleKind.VOLUNTEER, location_id=place, granted_on=work.act.today))
        void_links_of_coordinators(work, [user.id])


def _languages(work: Work, ids: list[int]) -> list[Language]:
    return list(work.session.scalars(select(Language).where(Language.id.in_(ids)).order_by(Language.name)))
