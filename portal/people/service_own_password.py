"""Changing one's own password."""

from sqlalchemy import select

from portal.people import service_passwords
from portal.people.models import User
from portal.people.service_tries import account_key, address_key, count_try, forget_tries
from portal.refusals import Refused
from portal.work import Act, find, unit_of_work


def change_password(act: Act, present: str, password: str, address: str, pepper: str) -> None:
    """Give oneself a new password; needs the present one, and ends every session.

    Guessing the present one, at a session left open, is slowed as signing in is. Raises
    Refused("too_many_tries"), Refused("present_password_wrong"), or the refusal of a weak one.
    """
    user = find(select(User).where(User.id == act.actor.user_id))
    service_passwords.refuse_weak(password, user.email)
    keys = account_key(pepper, user.email), address_key(pepper, address)
    with unit_of_work(act) as work:
        count_try(work, *keys)
        work.commit("session.attempted", None)
    if not service_passwords.matches(user.password_hash, present):
        raise Refused("present_password_wrong", field="present_password")
    password_hash = service_passwords.hash_password(password)
    with unit_of_work(act) as work:
        user = work.lock(select(User).where(User.id == act.actor.user_id))
        service_passwords.set_password(user, password_hash)
        forget_tries(work, *keys)
        work.commit("user.password_set", user)
