"""Commands on topics, for the functional admin. A code never changes: reports count by it."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.access import Action, require
from portal.refusals import Refused
from portal.trajectories.configuration.rules import new_code
from portal.trajectories.models.configuration import Topic
from portal.work import Act, Work, constraint_refuses, put, unit_of_work

constraint_refuses("uq_topic_code", "topic.code", code="try_again")


def add_topic(act: Act, name: str, name_en: str | None) -> Topic:
    """A topic at the end of the list, offered from now on. Raises Forbidden or Refused("topic_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        topics = _all_topics(work)
        if name in {each.name for each in topics}:
            raise Refused("topic_exists", field="name")
        topic = work.add(
            Topic(
                code=new_code(name, {each.code for each in topics}),
                name=name,
                name_en=name_en,
                position=max((each.position for each in topics), default=0) + 1,
                active=True,
            )
        )
        work.commit("configuration.changed", topic, what=topic.code, change="added")
    return topic


@dataclass(frozen=True)
class TopicNamed:
    """A topic as it was typed, in both languages, and whether it is offered."""

    name: str
    name_en: str | None
    active: bool


def change_topic(act: Act, topic_id: int, version: int | None, named: TopicNamed) -> None:
    """Rename a topic, or stop or resume offering it; what was recorded under it stays readable.
    Raises NotVisible, Forbidden or Refused("stale")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        topic = work.lock_as_seen(select(Topic).where(Topic.id == topic_id), version)
        changed = put(topic, **vars(named))
        work.commit("configuration.changed", topic, what=topic.code, change=",".join(changed))


def move_topic(act: Act, topic_id: int, version: int | None, steps: int) -> None:
    """Move a topic up (-1) or down (1) in the order in which it is offered; at the end it stays.
    Raises NotVisible, Forbidden, or Refused("stale"): a double tap moves it once."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        topics = _all_topics(work)
        topic = work.lock_as_seen(select(Topic).where(Topic.id == topic_id), version)
        place = topics.index(topic)
        topics.insert(min(max(place + steps, 0), len(topics) - 1), topics.pop(place))
        for position, each in enumerate(topics, start=1):
            put(each, position=position)
        work.commit("configuration.changed", topic, what=topic.code, change="moved")


def _all_topics(work: Work) -> list[Topic]:
    """Every topic in its order, held: two moves at once wait for each other."""
    topics = work.session.scalars(
        select(Topic).order_by(Topic.id).with_for_update(key_share=True), execution_options={"populate_existing": True}
    )
    return sorted(topics, key=lambda topic: (topic.position, topic.id))
