"""Steps that everything which changes an item shares; they commit nothing."""

from portal.checklists.models import ChecklistItem
from portal.checklists.rules import ItemState
from portal.refusals import Refused
from portal.work import Act


def becomes(act: Act, item: ChecklistItem, version: int | None, now: ItemState) -> bool:
    """Change the item and sign it; False when it already is so, whoever did it. From then on it stands by itself:
    what a contact closed, and a person says again, does not open with that contact any more.

    Raises Refused("item_moved_on") when somebody changed it since this version.
    """
    if (item.state, item.done_by, item.reason) == (now.state, now.done_by, now.reason):
        closed_by, item.closed_by_contact_id = item.closed_by_contact_id, None
        return closed_by is not None
    if item.version != version:
        raise Refused("item_moved_on")
    item.state, item.done_by, item.reason = now.state, now.done_by, now.reason
    item.closed_by_contact_id = None
    item.changed_by_id = act.actor.user_id
    item.changed_at = act.at
    return True
