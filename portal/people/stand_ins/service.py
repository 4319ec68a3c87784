"""The command by which somebody says who stands in for them, and when they are away."""

from datetime import date

from portal.people.models.stand_ins import StandIn
from portal.people.stand_ins.queries import own_role, possible_deputies, stand_in_of
from portal.people.stand_ins.rules import check_away
from portal.refusals import Refused
from portal.work import Act, put, unit_of_work


def set_stand_in(act: Act, deputy_id: int | None, away_from: date | None, away_until: date | None) -> None:
    """Keep who stands in for the role one acts in, and the days of an absence, both included. Raises NotVisible for a
    role without, Refused "deputy_unknown", "away_incomplete", "absence_order" or "absence_past"."""
    with unit_of_work(act) as work:
        role = work.lock(own_role(act.actor))
        if deputy_id is not None and deputy_id not in {each.id for each in possible_deputies(role)}:
            raise Refused("deputy_unknown", field="deputy")
        check_away(away_from, away_until, act.today)
        stand_in = stand_in_of(role.id) or work.add(StandIn(role_id=role.id))
        changed = put(stand_in, deputy_id=deputy_id, away_from=away_from, away_until=away_until)
        if changed:
            work.commit("stand_in.set", stand_in, fields=changed)
