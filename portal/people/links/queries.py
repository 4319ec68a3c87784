"""A link that can be used now."""

from datetime import datetime

from sqlalchemy import Select, exists, or_, select

from portal.people.models.invitations import Invitation
from portal.people.models.people import OneTimeLink, Role, User


def usable_link(token_hash: str, at: datetime) -> Select[OneTimeLink]:
    """The link with this hash, while it is unused and valid, and its person may be in: they have a role, or may take
    one on."""
    return (
        select(OneTimeLink)
        .join(OneTimeLink.user)
        .where(
            OneTimeLink.token_hash == token_hash,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > at,
            User.active,
            or_(
                exists().where(Role.user_id == User.id, Role.ended_on.is_(None)),
                exists().where(Invitation.user_id == User.id, Invitation.answer.is_(None)),
            ),
        )
    )
