"""The form of completion, as the page of a handover shows it."""

from portal.handovers.ending.forms import CompleteForm
from portal.handovers.ending.service import overlap_weeks
from portal.handovers.models.handover import WarmHandover


def completing(handover: WarmHandover) -> CompleteForm:
    """The form with which a handover is completed, with the usual overlap chosen."""
    form = CompleteForm(data={"weeks": overlap_weeks()})
    form.offer_choices(overlap_weeks())
    return form
