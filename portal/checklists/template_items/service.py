"""Commands on the items of a draft checklist, and on what was verified, for the functional admin."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.access import Action, require
from portal.checklists.models import ChecklistTemplate, TemplateItem
from portal.checklists.templates.service import COPIED, lock_draft, lock_draft_as_seen
from portal.refusals import Refused
from portal.trajectories.configuration.rules import new_code
from portal.work import Act, count_as_change, put, unit_of_work

# When it was verified says nothing about what is asked: two items that differ only in this are the same.
_SAYING = tuple(name for name in COPIED if name not in ("position", "verified_on"))


@dataclass(frozen=True)
class ItemText:
    """The values of an item. The deadline is `offset_days` from its anchor, negative for before it; no regime or
    municipality means for all. `purpose` is the talk that closes it, None when none does.
    `statutory`: the law sets its term."""

    title: str
    title_en: str | None
    explanation: str
    explanation_en: str | None
    anchor: str
    offset_days: int
    legal_regime: str | None
    municipality_id: int | None
    topic_id: int | None
    purpose: str | None
    statutory: bool
    source: str | None
    verified_on: date | None


def add_item(act: Act, code: str, text: ItemText) -> TemplateItem:
    """An item at the end of the draft.

    Raises Forbidden, Refused("draft_gone"), Refused("verified_in_future"), or
    Refused("item_exists") for a title the draft has: a double tap adds one item.
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        draft = lock_draft(work, code)
        _refuse_future(act, text)
        if text.title in {each.title for each in draft.items}:
            raise Refused("item_exists", field="title")
        item = TemplateItem(
            code=new_code(text.title, {each.code for each in draft.items}),
            position=max((each.position for each in draft.items), default=0) + 1,
            **vars(text),
        )
        draft.items.append(item)
        count_as_change(draft)
        work.commit("configuration.changed", draft, what=code, change=f"item {item.code} added")
    return item


def change_item(act: Act, code: str, item_id: int, version: int | None, text: ItemText) -> None:
    """Change an item of the draft; its code stays, so that reports can follow it.

    Raises Forbidden, Refused("draft_gone"), Refused("stale") or Refused("verified_in_future").
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        draft = lock_draft_as_seen(work, code, version)
        _refuse_future(act, text)
        item = _item(draft, item_id)
        put(item, **vars(text))
        count_as_change(draft)
        work.commit("configuration.changed", draft, what=code, change=f"item {item.code} changed")


def remove_item(act: Act, code: str, item_id: int, version: int | None) -> None:
    """Take an item out of the draft. Raises Forbidden, Refused("draft_gone") or Refused("stale")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        draft = lock_draft_as_seen(work, code, version)
        item = _item(draft, item_id)
        draft.items.remove(item)
        count_as_change(draft)
        work.commit("configuration.changed", draft, what=code, change=f"item {item.code} removed")


def move_item(act: Act, code: str, item_id: int, version: int | None, steps: int) -> None:
    """Move an item of the draft up (-1) or down (1); at the end it stays.

    Raises Forbidden, Refused("draft_gone"), or Refused("stale"): a double tap moves it once.
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        draft = lock_draft_as_seen(work, code, version)
        item = _item(draft, item_id)
        order = sorted(draft.items, key=lambda each: (each.position, each.id))
        place = order.index(item)
        order.insert(min(max(place + steps, 0), len(order) - 1), order.pop(place))
        for position, each in enumerate(order, start=1):
            put(each, position=position)
        count_as_change(draft)
        work.commit("configuration.changed", draft, what=code, change=f"item {item.code} moved")


def verify_item(act: Act, code: str, item_id: int) -> None:
    """Record that an item of the current version was compared with its source today.

    It makes no new version: the item stays the same, and trajectories that run with it may know that it still holds.
    The same item in an open draft is marked too, or publishing the draft would take the mark back. Raises Forbidden,
    or Refused("item_gone") when the item is no longer in the current version.
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        versions = {
            each.status: each
            for each in work.session.scalars(
                select(ChecklistTemplate)
                .where(ChecklistTemplate.code == code, ChecklistTemplate.status.in_(("current", "draft")))
                .order_by(ChecklistTemplate.id)
                .with_for_update(key_share=True),
                execution_options={"populate_existing": True},
            )
        }
        current, draft = versions.get("current"), versions.get("draft")
        item = next((each for each in current.items if each.id == item_id), None) if current else None
        if item is None:
            raise Refused("item_gone")
        item.verified_on = act.today
        for twin in draft.items if draft else ():
            if all(getattr(twin, name) == getattr(item, name) for name in _SAYING):
                twin.verified_on = act.today
                count_as_change(draft)
        work.commit("configuration.changed", current, what=code, change=f"item {item.code} verified")


def _item(draft: ChecklistTemplate, item_id: int) -> TemplateItem:
    found = next((item for item in draft.items if item.id == item_id), None)
    if found is None:
        raise Refused("item_gone")
    return found


def _refuse_future(act: Act, text: ItemText) -> None:
    if text.verified_on and text.verified_on > act.today:
        raise Refused("verified_in_future", field="verified_on")
