"""Whom a household can ring besides its supporter."""

from sqlalchemy import select

from portal.db import db
from portal.trajectories.models_helpers import HouseholdHelper


def helpers_of(household_id: int) -> dict[str, HouseholdHelper]:
    """The helpers of a household by what they do."""
    rows = db.session.scalars(select(HouseholdHelper).where(HouseholdHelper.household_id == household_id))
    return {row.role: row for row in rows}
