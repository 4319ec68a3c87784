"""Keep or forget one's own view of a register, and leave the line of a file that was taken along."""

from urllib.parse import urlencode

from sqlalchemy import select

from portal.access import Action, require
from portal.caseload.registers import queries
from portal.caseload.registers.models import SavedView
from portal.caseload.registers.rules import Asked, Register, told
from portal.organisation.models import Location
from portal.people.models.people import User
from portal.work import Act, Work, unit_of_work


def save_view(act: Act, register: Register, asked: Asked) -> None:
    """Let the register open like this for this person, at the location of the role in use; replaces what was kept.
    Raises Forbidden."""
    require(act.actor, Action.VIEW_BOARD)
    address = urlencode(asked.pairs())
    with unit_of_work(act) as work:
        _hold(work)
        kept = queries.saved_view(act.actor, register)
        if kept is None:
            whose = {"user_id": act.actor.user_id, "location_id": act.actor.location_id}
            kept = SavedView(**whose, register=register.name, address="")
        if kept.address != address:
            kept.address = address
            work.add(kept)
            work.commit("view.saved", kept, list=register.name)


def forget_view(act: Act, register: Register) -> None:
    """Let the register open for this person as it does for everybody. Raises Forbidden."""
    require(act.actor, Action.VIEW_BOARD)
    with unit_of_work(act) as work:
        _hold(work)
        kept = queries.saved_view(act.actor, register)
        if kept is not None:
            work.session.delete(kept)
            work.commit("view.removed", kept, list=register.name)


def downloaded(act: Act, register: Register, asked: Asked, form: str, count: int) -> None:
    """Leave the line of a file with so many rows; each row leaves that of a list as well. Raises Forbidden."""
    require(act.actor, Action.VIEW_BOARD)
    with unit_of_work(act) as work:
        here = work.session.get(Location, act.actor.location_id)
        facts = {"list": register.name, "form": form, "filters": told(asked), "count": count}
        work.commit("list.downloaded", here, **facts)


def _hold(work: Work) -> None:
    """Two taps at once keep one view."""
    work.hold(select(User.id).where(User.id == work.act.actor.user_id))
