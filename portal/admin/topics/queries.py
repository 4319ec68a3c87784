"""Reads of topics for the functional admin."""

from sqlalchemy import select

from portal.trajectories.models.configuration import Topic
from portal.work import fetch_all, find


def topics() -> list[Topic]:
    """Every topic in its order, also those no longer offered."""
    return fetch_all(select(Topic).order_by(Topic.position, Topic.id))


def topic(topic_id: int) -> Topic:
    """A topic. Raises NotVisible."""
    return find(select(Topic).where(Topic.id == topic_id))
