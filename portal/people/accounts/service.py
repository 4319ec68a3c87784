"""Commands of the functional admin on accounts: add, change, close and open again."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.access import Action, require
from portal.people.links.steps import mail_to_new_address, void_links
from portal.people.mail.steps import try_again
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Role, User
from portal.people.roles.leaving import before_leaving
from portal.people.roles.service import refuse_last_admin
from portal.people.sessions.steps import end_sessions
from portal.refusals import Refused
from portal.work import Act, Work, put, unit_of_work


def add_user(act: Act, email: str, first_name: str, last_name: str, phone: str | None = None) -> User:
    """An account without password or role. `email` in lower case: it is the key to sign in with.
    Raises Forbidden or Refused("email_taken"); in a race for the address Refused("email_just_taken")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        _refuse_taken(work, email, 0)
        user = work.add(User(email=email, first_name=first_name, last_name=last_name, phone=phone, created_at=act.at))
        work.commit("user.added", user)
    return user


@dataclass(frozen=True)
class Account:
    """An account as it was typed; `email` in lower case: it is the key to sign in with."""

    email: str
    first_name: str
    last_name: str
    phone: str | None = None


def change_user(act: Act, user_id: int, version: int | None, account: Account) -> None:
    """Correct a person's name, address or phone number.
    Raises NotVisible, Forbidden, Refused("stale") or Refused("email_taken")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        user = work.lock_as_seen(select(User).where(User.id == user_id), version)
        _refuse_taken(work, account.email, user_id)
        changed = put(user, **vars(account))
        if "email" in changed:
            # Mail that the old address did not take goes to the new one, without waiting out its tries.
            try_again(work, OutgoingMail.user_id == user_id)
            mail_to_new_address(work, user)
        work.commit("user.changed", user, fields=changed)


def close_account(act: Act, user_id: int, knowingly: bool = False) -> None:
    """Let a person in no longer, and end their open sessions and links. Their roles and work stay known.
    Raises NotVisible, Forbidden, Refused("last_admin"), and as `before_leaving` does."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        now = select(Role).join(Role.user).where(Role.user_id == user_id, Role.ended_on.is_(None), User.active)
        before_leaving(work, work.session.scalars(now).all(), knowingly)
        refuse_last_admin(work, user_id)
        user = work.lock(select(User).where(User.id == user_id))
        if not user.active:
            return
        user.active = False
        end_sessions(work, user_id)
        void_links(work, user_id)
        work.commit("user.changed", user, fields=["active"])


def open_account(act: Act, user_id: int) -> None:
    """Let a person in again, with the roles they still have. Raises NotVisible or Forbidden."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        user = work.lock(select(User).where(User.id == user_id))
        if not user.active:
            user.active = True
            work.commit("user.changed", user, fields=["active"])


def _refuse_taken(work: Work, email: str, own_id: int) -> None:
    if work.session.scalar(select(User.id).where(User.email == email, User.id != own_id)):
        raise Refused("email_taken", field="email")
