"""The page of what waits, in words."""

from datetime import date

from portal.caseload.demand.rules import Asked
from portal.caseload.words import hours_said
from portal.i18n import gettext, ngettext


def heading(whole: Asked | None) -> str:
    """The conclusion: how much waits."""
    if whole is None:
        return gettext("Er wacht niets")
    return ngettext(
        "%(n)s traject wacht: %(hours)s per week",
        "%(n)s trajecten wachten: %(hours)s per week",
        whole.trajectories,
        hours=hours_said(whole.hours),
    )


def waited(since: date, today: date) -> str:
    """For how long the first of them waits; what begins later waits no day."""
    days = (today - since).days
    return ngettext("%(n)s dag", "%(n)s dagen", days) if days > 0 else gettext("begint nog")
