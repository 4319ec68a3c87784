"""Who is told when somebody is away, so that nothing waits for one person.
Pure: plain values. Source: issue 4 (clock): nobody absent blocks; a deputy per team and per coordinator."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.refusals import Refused


@dataclass(frozen=True)
class Post:
    """A coordinator or team member at one place. `in_service` when they still have the role and may be
    in; `deputy_id` is the post of who stands in for them."""

    role_id: int
    user_id: int
    place: tuple[str, int]
    in_service: bool = True
    away_from: date | None = None
    away_until: date | None = None
    deputy_id: int | None = None

    def away(self, today: date) -> bool:
        """Whether they said not to be there on this day."""
        return self.away_from is not None and self.away_until is not None and self.away_from <= today <= self.away_until

    def here(self, today: date) -> bool:
        """Whether they can act today."""
        return self.in_service and not self.away(today)


def told_for(chosen: Iterable[int], posts: Mapping[int, Post], today: date) -> set[int]:
    """The users to tell when these posts are to be told. Who is away is told too. Besides them it is their deputy or,
    without one who is there, everybody of the same place who is."""
    told: set[int] = set()
    for role_id in chosen:
        post = posts[role_id]
        told |= {post.user_id} if post.in_service else set()
        told |= {each.user_id for each in in_place_of(post, posts, today)}
    return told


def in_place_of(post: Post, posts: Mapping[int, Post], today: date) -> list[Post]:
    """Who acts for a post today: itself when it is there, else its deputy, or the deputy's deputy. Without one who is
    there, everybody of the same place who is."""
    passed: set[int] = set()
    acting: Post | None = post
    while acting is not None and not acting.here(today):
        passed.add(acting.role_id)
        following = posts.get(acting.deputy_id or 0)
        acting = following if following is not None and _fits(following, post, passed) else None
    if acting is not None:
        return [acting]
    return [each for each in posts.values() if each.place == post.place and each.here(today)]


def _fits(deputy: Post, post: Post, passed: Collection[int]) -> bool:
    return deputy.place == post.place and deputy.role_id not in passed


def check_away(away_from: date | None, away_until: date | None, today: date) -> None:
    """Both days or none, in order, and not over already.
    Raises Refused "away_incomplete", "absence_order" or "absence_past"."""
    if (away_from is None) != (away_until is None):
        raise Refused("away_incomplete", field="away_from" if away_from is None else "away_until")
    if away_from is None or away_until is None:
        return
    if away_until < away_from:
        raise Refused("absence_order", field="away_until")
    if away_until < today:
        raise Refused("absence_past", field="away_until")
