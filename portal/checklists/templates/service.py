"""Commands on checklist lists, for the functional admin: draft, publish, discard.

A published version never changes what it asks. Changing a list means: copy it into a draft, work
on that, publish it. Running trajectories keep the version they started with.
"""

from typing import Any

from sqlalchemy import select

from portal.access import Action, require
from portal.checklists.models import ChecklistTemplate, TemplateItem
from portal.refusals import NotVisible, Refused
from portal.trajectories.configuration.rules import new_code
from portal.trajectories.models.configuration import TrajectoryType
from portal.work import Act, Work, constraint_refuses, put, unit_of_work

constraint_refuses("uq_checklist_template_draft", "checklist_template.code", code="draft_exists")

constraint_refuses("uq_checklist_template_code_number", code="draft_exists")

COPIED = (
    "position",
    "code",
    "title",
    "title_en",
    "explanation",
    "explanation_en",
    "anchor",
    "offset_days",
    "legal_regime",
    "municipality_id",
    "topic_id",
    "purpose",
    "statutory",
    "source",
    "verified_on",
)


def begin_list(act: Act, name: str, name_en: str | None, type_id: int | None) -> ChecklistTemplate:
    """The first draft of a new list. With a type it comes along with every start of that type;
    without one it is added by hand.

    Raises NotVisible (no such type), Forbidden, Refused("list_exists") for a name in use, or
    Refused("type_has_list").
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        if type_id is not None:
            work.lock(select(TrajectoryType).where(TrajectoryType.id == type_id))
        known = list(
            work.session.execute(select(*(ChecklistTemplate.__table__.c[c] for c in ("code", "name", "type_id"))))
        )
        if name in {row.name for row in known}:
            raise Refused("list_exists", field="name")
        if type_id is not None and type_id in {row.type_id for row in known}:
            raise Refused("type_has_list", field="type_id")
        code = new_code(name, {row.code for row in known})
        draft = work.add(
            ChecklistTemplate(code=code, name=name, name_en=name_en, type_id=type_id, number=1, status="draft")
        )
        work.commit("configuration.changed", draft, what=code, change="draft begun")
    return draft


def begin_draft(act: Act, code: str) -> ChecklistTemplate:
    """A copy of the current version to work on. One draft per list, whoever began it.

    Raises NotVisible (no such list), Forbidden or Refused("draft_exists").
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        current = work.lock(_with_status(code, "current"))
        if work.session.scalar(_with_status(code, "draft")):
            raise Refused("draft_exists")
        draft = ChecklistTemplate(
            code=code,
            name=current.name,
            name_en=current.name_en,
            type_id=current.type_id,
            number=current.number + 1,
            status="draft",
        )
        draft.items = [TemplateItem(**{name: getattr(item, name) for name in COPIED}) for item in current.items]
        work.add(draft)
        work.commit("configuration.changed", draft, what=code, change="draft begun")
    return draft


def rename_draft(act: Act, code: str, version: int | None, name: str, name_en: str | None) -> None:
    """Name the list anew; it counts when the draft is published.

    Raises Forbidden, Refused("draft_gone") or Refused("stale").
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        draft = lock_draft_as_seen(work, code, version)
        changed = put(draft, name=name, name_en=name_en)
        work.commit("configuration.changed", draft, what=code, change=",".join(changed))


def publish(act: Act, code: str, version: int | None) -> ChecklistTemplate:
    """Make the draft the current version, in one step: what starts from now on gets it.

    Raises Forbidden, Refused("draft_gone") when somebody published or discarded it,
    Refused("stale") when it is not the draft the person saw, or Refused("draft_empty").
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        # The current version is held first, as everywhere else: the other way round two people
        # could wait for each other for good.
        current = work.session.scalar(_with_status(code, "current").with_for_update(key_share=True))
        draft = lock_draft_as_seen(work, code, version)
        if not draft.items:
            raise Refused("draft_empty")
        if current is not None:
            current.status = "past"
            work.session.flush()
        draft.status = "current"
        draft.published_at = act.at
        work.commit("configuration.changed", draft, what=code, change=f"version {draft.number} published")
    return draft


def discard(act: Act, code: str, version: int | None) -> None:
    """Throw the draft away; the current version stays as it is.

    Raises Forbidden, Refused("draft_gone") or Refused("stale").
    """
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        draft = lock_draft_as_seen(work, code, version)
        work.session.delete(draft)
        work.commit("configuration.changed", draft, what=code, change="draft discarded")


def lock_draft(work: Work, code: str) -> ChecklistTemplate:
    """The draft of a list, held. Raises Refused("draft_gone")."""
    try:
        return work.lock(_with_status(code, "draft"))
    except NotVisible:
        raise Refused("draft_gone") from None


def lock_draft_as_seen(work: Work, code: str, version: int | None) -> ChecklistTemplate:
    """The draft, held, in the version the person saw. Raises also Refused("stale")."""
    draft = lock_draft(work, code)
    if draft.version != version:
        raise Refused("stale")
    return draft


def _with_status(code: str, status: str) -> Any:
    return select(ChecklistTemplate).where(ChecklistTemplate.code == code, ChecklistTemplate.status == status)
