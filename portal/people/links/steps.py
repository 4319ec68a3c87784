"""Ending one-time links: steps that the commands on links, roles and accounts share."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select, update

from portal.access import RoleKind
from portal.people.models.people import OneTimeLink, Role
from portal.work import Work


def void_links(work: Work, user_id: int) -> None:
    """Every open link of a user is used up."""
    _void(work, OneTimeLink.user_id == user_id)


def void_links_of_coordinators(work: Work, user_ids: Collection[int]) -> None:
    """Use up the open links of people who get another role: who handed one out would get that role with it. Those of a
    functional admin, who gives the role, stay, and so do those from the command line."""
    admins = select(Role.user_id).where(Role.kind == RoleKind.FUNCTIONAL_ADMIN, Role.ended_on.is_(None))
    trusted = OneTimeLink.by_admin & (
        (OneTimeLink.handed_out_by_id == OneTimeLink.user_id) | OneTimeLink.handed_out_by_id.in_(admins)
    )
    _void(work, OneTimeLink.user_id.in_(user_ids) & ~trusted)


def _void(work: Work, whose: ColumnElement[bool]) -> None:
    work.session.execute(
        update(OneTimeLink)
        .where(whose, OneTimeLink.used_at.is_(None))
        .values(used_at=work.act.at)
        .execution_options(synchronize_session=False)
    )
