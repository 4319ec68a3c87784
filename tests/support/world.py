"""A small world with one of everything, and everybody who could ask for it; and the portal's routes with real keys."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from portal.access import RoleKind
from portal.calendar.models import CalendarFeed
from portal.calendar.rules import hash_of
from portal.checklists.models import ChecklistTemplate
from portal.db import db
from portal.handovers.loose_ends.models import LooseEndDecision
from portal.handovers.models.parts import HandoverEvent, Snapshot
from portal.handovers.offer.queries import content_of
from portal.imports.models import ImportDraft
from portal.imports.rules.columns import VOLUNTEERS
from portal.people.links import service as links_service
from portal.people.models.invitations import Invitation
from portal.people.models.people import Volunteer
from portal.trajectories.models.configuration import DurationRule
from portal.trajectories.models.trajectory import Goal, PlannedSilence
from tests.make import Maker
from tests.support.world_keys import DRAFT_CODE, keys_at, keys_of, reference_at
from tests.support.world_ways import Ways

# Everybody with a session that holds, in the order of the columns of the table.
ACTORS = (
    "volunteer",
    "former",
    "colleague",
    "elsewhere",
    "coordinator",
    "other_coordinator",
    "team_member",
    "other_team",
    "too_early",
    "admin",
    "reader",
)
# Nobody of these comes in: never signed in, the only role ended, the account closed.
STRANGERS = ("stranger", "role_ended", "account_closed")


class World:
    """A household with a volunteer, a file full of rows and a handover to a team; and everybody around it."""

    def __init__(self, make: Maker) -> None:
        self.make = make
        self.here, self.there = make.location(), make.location("Team Elders")
        self.team, self.others = make.team(), make.team()
        self.people()
        self.file()
        self.handovers()
        self.configuration()

    def people(self) -> None:
        """Everybody who could ask."""
        make = self.make
        self.volunteer, self.former, self.colleague = (make.volunteer(self.here) for _each in range(3))
        self.elsewhere = make.volunteer(self.there)
        ended, closed = make.user(), make.user(active=False)
        role = make.role(ended, RoleKind.COORDINATOR, location=self.here)
        role.ended_on = make.today
        make.role(closed, RoleKind.COORDINATOR, location=self.here)
        self.user: dict[str, Any] = {
            "volunteer": self.volunteer.user,
            "former": self.former.user,
            "colleague": self.colleague.user,
            "elsewhere": self.elsewhere.user,
            "coordinator": make.coordinator(self.here),
            "other_coordinator": make.coordinator(self.there),
            "team_member": make.team_member(self.team),
            "other_team": make.team_member(self.others),
            "admin": make.admin(),
            "reader": make.reader(),
            "role_ended": ended,
            "account_closed": closed,
        }
        # The same person as `team_member`, before the handover is offered: see `values_for`.
        self.user["too_early"] = self.user["team_member"]

    def file(self) -> None:
        """A trajectory that changed hands, with a row of each kind; one that waits."""
        make, author = self.make, self.volunteer.user
        self.trajectory = make.trajectory(location=self.here)
        make.assignment(self.trajectory, self.former, ends_on=make.day(-1), end_reason="no_time")
        make.assignment(self.trajectory, self.volunteer)
        self.trajectory = make.reload(self.trajectory)
        self.household = self.trajectory.household
        self.waiting = make.trajectory(location=self.here)
        self.contact = make.contact(self.trajectory, author)
        self.late = make.late_contact(self.trajectory, self.former.user)
        self.item = make.checklist(self.trajectory)[0]
        self.goal = make.save(
            Goal(trajectory_id=self.trajectory.id, topic=make.topic(), words="Fietsen", looked_at_on=make.today)
        )
        self.silence = make.save(
            PlannedSilence(trajectory_id=self.trajectory.id, starts_on=make.today, ends_on=make.day(7), reason="Reis")
        )
        self.absence = make.absence(self.volunteer, make.day(10), make.day(12))
        self.notice = make.notice(author)
        self.invitation = make.save(
            Invitation(
                user_id=self.elsewhere.user_id,
                kind=RoleKind.VOLUNTEER,
                location_id=self.here.id,
                offer={"function": "supporter", "hours_per_week": "8", "max_households": 4},
                created_at=make.clock(),
            )
        )

    def handovers(self) -> None:
        """One that was offered to the team, one that is still being prepared for it."""
        make, coordinator = self.make, self.user["coordinator"]
        self.offered = make.handover(self.trajectory, self.team, state="offered", seen_at=make.clock())
        self.prepared = make.handover(make.trajectory(location=self.here), self.team)
        meeting = make.trajectory(location=self.here)
        make.assignment(meeting, self.former, ends_on=make.day(-1), end_reason="no_time")
        make.assignment(meeting, self.volunteer)
        self.planned = make.handover(make.reload(meeting), self.team, state="planned")
        asked = {"location_id": self.here.id, "team_id": self.team.id, "asked_by_id": coordinator.id}
        self.question = make.capacity_question(**asked)
        self.consent = make.consent(self.household.clients[0], self.team, coordinator)
        content = {**content_of(self.offered), "team": self.team.name}
        make.save(
            Snapshot(handover_id=self.offered.id, number=1, team_id=self.team.id, content=content, made_at=make.clock())
        )
        make.save(
            LooseEndDecision(
                handover_id=self.offered.id,
                item_id=self.item.id,
                decision="kept",
                kept_by="Taalcoach",
                decided_by_id=coordinator.id,
                decided_at=make.clock(),
            )
        )
        event = {"step": "offer", "at": make.clock(), "by": coordinator, "side": "sender", "team_id": self.team.id}
        event["facts"] = {"team": self.team.name, "number": 1}
        make.save(HandoverEvent(handover_id=self.offered.id, **event))
        planned = {"step": "plan", "by": self.user["team_member"], "side": "team", "facts": {"on": "2026-03-16"}}
        make.save(HandoverEvent(handover_id=self.offered.id, **{**event, **planned}))

    def configuration(self) -> None:
        """A checklist being drafted, a rule, a file that waits for confirmation."""
        make = self.make
        self.draft = make.save(
            ChecklistTemplate(code=DRAFT_CODE, name="Taal", type=make.type(DRAFT_CODE), number=2, status="draft")
        )
        current = db.session.query(ChecklistTemplate).filter_by(code=DRAFT_CODE, status="current").one()
        first = current.items[0]
        copied = {c.key: getattr(first, c.key) for c in first.__table__.columns if c.key not in ("id", "template_id")}
        self.template_item = make.save(type(first)(template_id=self.draft.id, **copied))
        self.token = links_service.hand_out(make.act(self.user["admin"]), self.former.user_id, 7)
        self.rule = db.session.query(DurationRule).first()
        self.upload = make.save(
            ImportDraft(
                kind="volunteers",
                user_id=self.user["coordinator"].id,
                location_id=self.here.id,
                filename="vrijwilligers.csv",
                created_at=make.clock(),
                headings=list(VOLUNTEERS.required),
                rows=[],
                refused=[],
                warnings=[],
                counts={"new": 0, "changed": 0, "unchanged": 0, "refused": 0},
            )
        )

    def values_for(self, rule: Rule, actor: str = "") -> dict[str, Any]:
        """A key of a real row for each part of the address. Whoever claims asks for what waits."""
        known = {**self.keys, **keys_at(self, rule.endpoint)}
        if "reference" in rule.arguments:
            known["reference"] = reference_at(self, rule.endpoint, actor)
        if "organisation_id" in rule.arguments:
            known["organisation_id"] = self.ways.organisation.id
        return {name: known[name] for name in rule.arguments}

    @cached_property
    def keys(self) -> dict[str, Any]:
        """The name in an address → the key of a row, read once: hundreds of addresses ask for them."""
        return keys_of(self)

    @cached_property
    def ways(self) -> Ways:
        """Handovers that go another way than to a team, each made when it is first asked for."""
        return Ways(self)

    @cached_property
    def secret(self) -> str:
        """That of the volunteer's calendar, made when it is first asked for."""
        secret = f"geheim-{next(self.make.numbers)}"
        values = {"user_id": self.volunteer.user_id, "secret_hash": hash_of(secret), "made_at": self.make.clock()}
        self.make.save(CalendarFeed(**values))
        return secret

    def role_of(self, volunteer: Volunteer) -> Any:
        """The role by which they volunteer."""
        return volunteer.user.roles[0]

    def body_for(self, rule: Rule, actor: str) -> dict[str, Any]:
        """The body of a POST: nothing, unless the address alone does not say what is asked."""
        if rule.endpoint == "people.switch_role" and actor in ACTORS:
            return {"role": self.user[actor].roles[0].id}
        return {}


def routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Every method and address of the portal."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
        for method in sorted({"GET", "POST", "PUT", "PATCH", "DELETE"} & (rule.methods or set())):
            yield method, rule
