"""More of everything in a world: further rows wherever a page could show rows, each with relations of its own."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

from portal.access import RoleKind
from portal.audit import AuditLine
from portal.checklists.models import ChecklistItem, ChecklistTemplate, TemplateItem
from portal.contacts.models import ContactRevision
from portal.contacts.rules import ContactDetails
from portal.db import db
from portal.handovers.beginning.forms import MOST_ROWS
from portal.handovers.loose_ends.models import LooseEndDecision
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Agreement, HandoverEvent, HandoverNeed, Snapshot
from portal.imports.models import ImportDraft
from portal.organisation.models import Coverage, Language, Location, Municipality, NeighbourhoodTeam
from portal.people.models.people import Notice, User, Volunteer
from portal.trajectories.models.configuration import DurationRule, Phase, Topic, TrajectoryType, TypeFunction
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Goal, PlannedSilence, Trajectory
from tests.make import Maker
from tests.support.world import ACTORS, World


class Bulk(Maker):
    """A maker that leaves storing to whoever asked for much, and looks up once what is there."""

    def __init__(self, world: World) -> None:
        super().__init__(world.make.app, world.make.clock)
        self.numbers = world.make.numbers
        for name in ("municipality", "location", "language", "type", "topic"):
            setattr(self, name, cache(getattr(self, name)))

    def save(self, thing: Any, *others: Any) -> Any:
        db.session.add_all([thing, *others])
        return thing

    def reload(self, thing: Any) -> Any:
        return thing


class Crowd:
    """Adds rows to a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.written = count()  # needs and agreements; their form takes no more than MOST_ROWS

    def add(self, many: int) -> None:
        """So many more of everything."""
        make = Bulk(self.world)
        rounds = [Round(self.world, make, next(self.written) < MOST_ROWS).steps() for _each in range(many)]
        with db.session.no_autoflush:
            # A step of each in turn, for all at once: storing each thing by itself took five times as long.
            for _step in zip(*rounds, strict=True):
                db.session.flush()
        db.session.commit()
        db.session.expire_all()


class Round:
    """One more of everything. Each step gives the next the keys of the rows it made."""

    def __init__(self, world: World, make: Bulk, writes: bool) -> None:
        self.world, self.make, self.writes = world, make, writes
        self.at = make.clock()

    def steps(self) -> Iterator[None]:
        number = next(self.make.numbers)
        for part in (self.configuration, self.people, self.file, self.caseload):
            yield from part(number)
            yield

    def configuration(self, number: int) -> Iterator[None]:
        """A place, a team, a topic, a type with its phase, a rule, a checklist and an item; a file that waits."""
        make, world = self.make, self.world
        self.municipality = make.save(Municipality(name=f"Gemeente {number}"))
        self.location = make.save(Location(name=f"Locatie {number}", municipalities=[self.municipality]))
        here = db.session.get(Location, world.here.id)
        here.municipalities.append(self.municipality)
        self.team = make.save(NeighbourhoodTeam(name=f"Team {number}", municipality=self.municipality))
        self.topic = make.save(Topic(code=f"topic-{number}", name=f"Onderwerp {number}", position=number))
        self.type = make.save(
            TrajectoryType(
                code=f"type-{number}",
                name=f"Soort {number}",
                duration_months=6,
                starts_from="match",
                ends_with="closure",
                position=number,
                functions=[TypeFunction(function="supporter")],
            )
        )
        template = make.save(ChecklistTemplate(code=f"list-{number}", name="Lijst", number=1, status="current"))
        drafted = db.session.get(ChecklistTemplate, world.draft.id)
        past = make.save(ChecklistTemplate(code=drafted.code, name="Oud", number=1000 + number, status="past"))
        yield
        amounts = {"contacts_per_week": Decimal(1), "hours_per_week": Decimal(1), "quiet_after_days": 3}
        for type_, week in ((self.type, 0), (make.type("social_support"), 1000 + number)):
            make.save(Phase(type_id=type_.id, code=f"phase-{number}", name="Fase", from_week=week, **amounts))
        texts = {"title": "Punt", "explanation": "Uitleg", "anchor": "start", "offset_days": 1, "topic": self.topic}
        current = world.item.template_item.template_id
        self.item: Any = None
        for list_ in (template.id, drafted.id, past.id, current):
            item = TemplateItem(template_id=list_, position=number, code=f"item-{number}", **texts)
            item.municipality = self.municipality
            self.earlier_item, self.item = self.item, make.save(item)
        rule = {"type": make.type("social_support"), "municipality": self.municipality, "months": 12, "source": "Brief"}
        waiting = {"kind": "volunteers", "location_id": world.here.id, "created_at": self.at, "filename": "a.csv"}
        waiting |= {name: [] for name in ("headings", "rows", "refused", "warnings")}
        db.session.add_all(
            [
                DurationRule(**rule),
                Coverage(team_id=self.team.id, postcode_area="2132", valid_from=make.day(-9)),
                Coverage(team_id=world.team.id, postcode_area=f"{3000 + number}", valid_from=make.day(-9)),
                Language(code=f"taal-{number}", name=f"Taal {number}"),
                ImportDraft(
                    user_id=world.user["coordinator"].id,
                    counts=dict.fromkeys(("new", "changed", "unchanged", "refused"), 1),
                    **waiting,
                ),
            ]
        )

    def people(self, number: int) -> Iterator[None]:
        """A volunteer who is away, a colleague of each actor, roles and notices."""
        make, world = self.make, self.world
        self.volunteer = make.volunteer(db.session.get(Location, world.here.id), languages=("Engels", "Nederlands"))
        yield
        for volunteer in (self.volunteer, world.volunteer, world.colleague):
            make.absence(volunteer, make.day(20 + number), make.day(21 + number))
        self.member = make.team_member(db.session.get(NeighbourhoodTeam, world.team.id))
        make.role(db.session.get(User, world.colleague.user_id), RoleKind.COORDINATOR, location=self.location)
        for name in ACTORS:
            notice = {"code": "new", "path": "/vandaag", "created_at": self.at}
            db.session.add(Notice(user_id=world.user[name].id, **notice))

    def file(self, number: int) -> Iterator[None]:
        """Everything once more in the file that everybody looks at."""
        make, world = self.make, self.world
        trajectory = db.session.get(Trajectory, world.trajectory.id)
        author = self.volunteer.user
        contact = make.contact(trajectory, author, topics=[self.topic, make.topic()], on_date=make.day(-number))
        former = db.session.get(Volunteer, world.former.id)
        make.assignment(trajectory, former, ends_on=make.day(-1), end_reason="no_time")
        late = make.late_contact(trajectory, author)
        late.outcome, late.reason, late.settled_at, late.settled_by_id = "declined", "Dubbel.", self.at, author.id
        revision = {
            "replaced_at": self.at,
            "replaced_by_id": author.id,
            "content": ContactDetails.of(contact).as_content(),
        }
        closed = {"closed_on": make.today, "retention_from": make.today, "closure_outcome": "moved_away"}
        closed["ends_on"] = make.day(9)
        dates = {"starts_on": make.day(-9), "waiting_since": make.day(-9), "legal_regime": "WI2021"}
        own = {"household_id": world.household.id, "location_id": world.here.id, "type": self.type}
        earlier = make.save(Trajectory(**own, **dates, **closed))
        left = make.save(ChecklistItem(trajectory_id=trajectory.id, template_item=self.earlier_item, due_on=make.today))
        client = {"household_id": world.household.id, "location_id": world.here.id, "first_name": "Saba"}
        adult = make.save(Client(last_name=f"Tekle {number}", phone="+31612340000", **client))
        yield
        make.handover(earlier, self.team, state="completed", accepted_by=self.member)
        line = {"at": self.at, "role": "volunteer", "event": "contact.logged", "subject_kind": "contact_moment"}
        line["facts"] = {"contact_id": contact.id}
        step = {"step": "seen", "at": self.at, "by_id": self.member.id, "side": "team", "team_id": world.team.id}
        period = {"starts_on": make.day(number), "ends_on": make.day(number)}
        item = {"trajectory_id": trajectory.id, "template_item_id": self.item.id, "state": "done", "done_by": "client"}
        decision = {"handover_id": world.offered.id, "decision": "passed_on", "decided_at": self.at}
        make.consent(adult, db.session.get(NeighbourhoodTeam, world.team.id), world.user["coordinator"])
        db.session.add_all(
            [
                ContactRevision(contact_id=world.contact.id, **revision),
                AuditLine(actor_id=author.id, household_id=world.household.id, **line),
                Goal(trajectory_id=trajectory.id, topic=self.topic, words="Werk", looked_at_on=make.today),
                PlannedSilence(trajectory_id=trajectory.id, reason="Reis", **period),
                ChecklistItem(due_on=make.today, changed_by_id=author.id, changed_at=self.at, **item),
                HandoverEvent(handover_id=world.offered.id, **step),
                LooseEndDecision(item_id=left.id, decided_by_id=author.id, **decision),
            ]
        )
        if self.writes:
            db.session.add_all(
                [
                    HandoverNeed(handover_id=world.offered.id, topic=self.topic, sentence="Hulp bij brieven."),
                    Agreement(handover_id=world.offered.id, what="Bellen", who="Wim", stage="offer"),
                ]
            )

    def caseload(self, _number: int) -> Iterator[None]:
        """A household that waits, one of the colleague who looks, one of somebody else; each in another state."""
        make, world = self.make, self.world
        here = db.session.get(Location, world.here.id)
        values = {"ends_on": make.day(20), "starts_on": make.day(-60), "waiting_since": make.day(-60)}
        claimed = []
        for volunteer in (None, world.volunteer, world.colleague, self.volunteer):
            household = make.household(here, languages=("Engels", "Arabisch"), municipality=self.municipality)
            trajectory = make.trajectory(self.type.code, volunteer, household, **values)
            if volunteer is not None:
                claimed.append((volunteer, trajectory))
        yield
        handovers = [self.with_everything(*each) for each in claimed]
        yield
        for handover in handovers:
            snapshot = {"handover_id": handover.id, "number": 1, "team_id": world.team.id}
            db.session.add(Snapshot(made_at=self.at, content={"people": [{"name": "Saba"}]}, **snapshot))

    def with_everything(self, volunteer: Volunteer, trajectory: Trajectory) -> WarmHandover:
        """Contacts, a late item, a silence and a handover for a household of this volunteer."""
        make, world = self.make, self.world
        make.late_contact(trajectory, volunteer.user)
        appointment = make.today + timedelta(days=1)
        make.contact(trajectory, volunteer.user, on_date=make.day(-50), next_appointment_on=appointment)
        item = {"trajectory_id": trajectory.id, "template_item_id": self.item.id, "due_on": make.day(-9)}
        silence = {"starts_on": make.day(-40), "ends_on": make.day(-39), "reason": "Reis"}
        db.session.add_all([ChecklistItem(**item), PlannedSilence(trajectory_id=trajectory.id, **silence)])
        team = db.session.get(NeighbourhoodTeam, world.team.id)
        if trajectory.id % 2:  # in each part of a list some wait for an answer, with its days
            return make.handover(trajectory, team, state="offered")
        return make.handover(trajectory, team, state="accepted", accepted_by=self.member)
