"""The part of a handover's page for somebody who can accept it."""

from portal.handovers.answer.forms import AcceptForm
from portal.handovers.models.handover import WarmHandover
from portal.people.roles.queries import named, team_members


def who_can_take_it(handover: WarmHandover, reader_id: int) -> dict[str, object]:
    """The colleagues for whom a reader can accept; the one it is meant for is proposed."""
    if not handover.can("accept") or not handover.snapshots:
        return {}
    members = team_members(handover.team_id)
    meant = named(members, handover.for_worker)
    colleagues = [each for each in members if each.id != reader_id]
    form = AcceptForm.offering(colleagues, handover.snapshots[-1].number) if colleagues else None
    return {"accept_form": form, "proposed": meant if meant in colleagues else None}
