"""Changing one's own password, and who may read one's own number."""

from sqlalchemy import select

from portal.db import db
from portal.people.models.people import User
from portal.people.passwords import service as passwords_service
from portal.people.sessions import steps as sessions_steps
from portal.people.sessions.steps import Entered, enter
from portal.people.sessions.tries import (
    Visit,
    count_failure,
    forget_failures,
    judge_one_at_a_time,
    refuse_when_too_many,
    tries_of,
)
from portal.refusals import NotVisible, Refused
from portal.work import Act, find, put, unit_of_work


def allow_phone(act: Act, allowed: bool) -> None:
    """Say whether a neighbourhood team that accepted a household of mine may read my number. Raises NotVisible for who
    is no volunteer."""
    if act.actor.volunteer_id is None:
        raise NotVisible
    with unit_of_work(act) as work:
        user = work.lock(select(User).where(User.id == act.actor.user_id))
        changed = put(user, phone_for_teams=allowed)
        if changed:
            work.commit("user.changed", user, fields=changed)


def change_password(act: Act, present: str, password: str, visit: Visit) -> Entered:
    """Give oneself a new password; needs the present one, and ends every session but a new one of the person.
    Raises Refused("too_many_tries"), Refused("present_password_wrong"), or the refusal of a weak one."""
    user = find(select(User).where(User.id == act.actor.user_id))
    passwords_service.refuse_weak(password, user.email)
    tries = tries_of(visit, user.email, user)
    refuse_when_too_many(db.session(), tries, act.at)
    looked_at = user.password_hash
    fits = passwords_service.matches(looked_at, present)
    password_hash = passwords_service.hash_password(password) if fits else ""
    with unit_of_work(act) as work:
        judge_one_at_a_time(work, tries)
        user = work.lock(select(User).where(User.id == act.actor.user_id))
        if fits and user.password_hash == looked_at:
            sessions_steps.set_password(work, user, password_hash)
            entered = enter(work, user, visit)
            forget_failures(work, tries)
            work.commit("user.password_set", user)
            return entered
        count_failure(work, tries)
        work.commit("session.refused", user, account=tries.account, address=tries.address)
    raise Refused("present_password_wrong", field="present_password")
