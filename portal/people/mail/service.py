"""The wishes of people about mail, and what an admin does about mail that reached nobody."""

from sqlalchemy import select

from portal.access import Action, require
from portal.people.mail.steps import hurry, try_again
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import User
from portal.work import Act, put, unit_of_work


def wish_mail(act: Act, daily: bool, reminders: bool) -> None:
    """Choose between mail at once and one mail a day, and whether reminders are mailed too.
    It holds for what waits already: it is looked at when it goes out."""
    with unit_of_work(act) as work:
        user = work.lock(select(User).where(User.id == act.actor.user_id))
        changed = put(user, mail_daily=daily, mail_reminders=reminders)
        if changed:
            hurry(work, user.id)
            work.commit("user.changed", user, fields=changed)


def try_given_up_again(act: Act) -> None:
    """Send once more what was given up, as after a mail server refused everybody by mistake. Raises Forbidden."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        try_again(work, OutgoingMail.state == "given_up")
        work.commit("mail.tried_again", None)
