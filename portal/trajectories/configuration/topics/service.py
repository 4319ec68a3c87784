"""Commands on topics, for the functional admin."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.access import Action, require
from portal.listed import add_last, move
from portal.trajectories.models.configuration import Topic
from portal.work import Act, constraint_refuses, put, unit_of_work

constraint_refuses("uq_topic_code", "topic.code", code="try_again")


def add_topic(act: Act, name: str, name_en: str | None) -> Topic:
    """A topic at the end of the list, offered from now on. Raises Forbidden or Refused("topic_exists")."""
    require(act.actor, Action.CONFIGURE)
    with unit_of_work(act) as work:
        topic = add_last(work, Topic, name, name_en, taken="topic_exists")
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
        topic = move(work, Topic, topic_id, version, steps)
        work.commit("configuration.changed", topic, what=topic.code, change="moved")
