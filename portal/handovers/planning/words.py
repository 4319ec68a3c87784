"""Words of the steps with their days."""

from typing import Any

from portal.i18n import day, gettext
from portal.wording import N_, label

LABELS = {
    "handover_next": {
        "start": N_("doelen bekijken en beginnen"),
        "consent": N_("toestemming vragen"),
        "draft": N_("concept lezen met de cliënt"),
        "offer": N_("overdracht aanbieden"),
        "plan": N_("gesprek plannen"),
        "hold": N_("gesprek voeren"),
        "complete": N_("overdracht afronden"),
    },
}


def step_in_words(step: Any) -> str:
    """The next step of a handover with its day, in one line."""
    words = {"step": label("handover_next", step.code), "day": day(step.due_on)}
    if step.overdue:
        return gettext("Overdracht: %(step)s. Dat moest uiterlijk %(day)s.", **words)
    return gettext("Overdracht: %(step)s, uiterlijk %(day)s", **words)
