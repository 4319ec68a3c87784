"""Whom a household can ring besides its supporter."""

from sqlalchemy import select

from portal.db import db
from portal.organisation.models import Language
from portal.trajectories.models_helpers import HouseholdHelper
from portal.trajectories.models_households import Client, ClientLanguage


def helpers_of(household_id: int) -> dict[str, HouseholdHelper]:
    """The helpers of a household by what they do."""
    rows = db.session.scalars(select(HouseholdHelper).where(HouseholdHelper.household_id == household_id))
    return {row.role: row for row in rows}


def languages_spoken(household_id: int) -> list[str]:
    """The codes of the languages that the people who live there now speak, in the order of the people."""
    return list(
        db.session.scalars(
            select(Language.code)
            .join(ClientLanguage, ClientLanguage.language_id == Language.id)
            .join(Client, Client.id == ClientLanguage.client_id)
            .where(Client.household_id == household_id, Client.left_on.is_(None))
            .order_by(Client.id, Language.id)
        )
    )
