"""A team in which everything goes on at once: one of each thing a page can show, and where it is found."""

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from portal.checklists import service as checklists
from portal.checklists.models import ChecklistTemplate
from portal.checklists.templates import service as templates_service
from portal.contacts.late import service as late_service
from portal.db import db
from portal.handovers.loose_ends import service as loose_ends_service
from portal.handovers.loose_ends.rules import Decision
from portal.handovers.path import SCOPES_OF
from portal.imports import service as imports
from portal.people.accounts.service import close_account
from portal.people.links import service as links_service
from portal.people.models.people import Notice
from portal.trajectories.models.configuration import DurationRule
from portal.trajectories.models.household import Client, HouseholdHelper
from portal.trajectories.models.trajectory import Goal, PlannedSilence, Trajectory
from tests.make import PASSWORD, Maker
from tests.support.busy_households import LONG, Household, add_ways
from tests.support.importing import FAULTY, GOOD, csv_bytes

# "lapsed" first: the clock would let every other offer lapse with it.
STATES = (
    *("lapsed", "prepared", "offered", "accepted", "planned", "held", "completed", "checked", "returned", "withdrawn"),
)
NOTE = "Samen de brief van de energieleverancier gelezen en de betaalregeling opgeschreven in de map."


class BusyTeam:
    """`users` by role, and `facts`: what the addresses of the pages are made of."""

    def __init__(self, make: Maker) -> None:
        self.make = make
        self.facts: dict[str, Any] = {}
        self._people()
        self._household_with_everything()
        self._more_households()
        self._late_contacts()
        self._handovers()
        self._notices()
        self._configuration()
        self._drafts()

    def _people(self) -> None:
        make = self.make
        self.team = make.team("Sociaal team Hoofddorp-Noord en omstreken")
        self.coordinator = make.coordinator(
            first_name="Carla", last_name="van den Coördinator", email="carla@example.org"
        )
        self.volunteer = make.volunteer(
            user=make.user(first_name="Vera", last_name="Vrijwilliger", email="vera@example.org", password=PASSWORD),
            hours_per_week=Decimal(60),
            max_households=40,
            languages=("Nederlands", "Tigrinya"),
        )
        make.absence(self.volunteer, make.day(20), make.day(34))
        make.volunteer(user=self.coordinator)  # so that there is a role to switch to
        self.former = make.volunteer(user=make.user(first_name="Berhane-Michael", last_name=LONG))
        colleague = make.volunteer(conduct_certificate_seen_on=None, user=make.user(last_name=LONG))
        self.member = make.team_member(self.team, first_name="Wim", last_name="Wijkteam")
        self.admin = make.admin(first_name="Bea", last_name="Beheer")
        self.reader = make.reader(first_name="Gerda", last_name="Gemeente")
        self.users = {
            "volunteer": self.volunteer.user,
            "coordinator": self.coordinator,
            "team_member": self.member,
            "functional_admin": self.admin,
            "municipal_reader": self.reader,
        }
        closed = make.admin(last_name="Vertrokken")
        close_account(make.act(self.admin), closed.id)
        self.facts |= {"volunteer": self.volunteer.id, "colleague": colleague.id}
        self.facts |= {"user": self.volunteer.user_id, "role": self.volunteer.user.roles[0].id, "closed": closed.id}

    def _household_with_everything(self) -> None:
        make, vera = self.make, self.volunteer
        household = make.household(
            housed_on=make.day(-200),
            adults=2,
            children=4,
            case_manager="S. van der Meer",
            client={
                "first_name": "Merhawi",
                "last_name": LONG,
                "interpreter_needed": True,
                "email": "merhawi@example.org",
            },
        )
        full = make.trajectory(claimed_by=vera, household=household, starts_on=make.day(-120), urgent=True)
        user = vera.user
        contact = make.contact(full, user, note=NOTE, next_appointment_on=make.today)
        make.contact(full, user, on_date=make.day(-3), reached=False, way="phone", note="")
        for days in range(40, 52):
            make.contact(full, user, on_date=make.day(-days), way="office", note=NOTE * 3, interpreter_used=True)
        items = make.checklist(full, 6)
        self.facts["open_item"] = items[3].id
        items[0].due_on = make.day(-9)
        make.save(items[0])
        checklists.tick(make.act(user), items[1].id, "together", items[1].version)
        checklists.set_not_applicable(make.act(user), items[2].id, "Er zijn geen kinderen thuis.", items[2].version)
        goal = make.save(
            Goal(
                trajectory_id=full.id,
                topic_id=make.topic(3).id,
                words="Zelf naar de gemeente bellen en begrijpen wat ze zeggen.",
                scale="together",
                looked_at_on=make.today,
            )
        )
        make.save(PlannedSilence(trajectory_id=full.id, starts_on=make.day(3), ends_on=make.day(17), reason="Vakantie"))
        make.save(HouseholdHelper(household_id=household.id, role="gp", name="Praktijk De Brug", phone="+31235550105"))
        self.facts |= {"full": full.id, "household": household.id, "client": household.clients[0].id}
        self.facts |= {"contact": contact.id, "goal": goal.id}

    def _more_households(self) -> None:
        make, vera = self.make, self.volunteer
        make.trajectory(claimed_by=vera, starts_on=make.day(-60))  # gone quiet, without intake
        ending = make.household(housed_on=make.day(-340))
        make.trajectory(claimed_by=vera, household=ending, starts_on=make.day(-250))
        waiting = [make.trajectory(starts_on=make.day(-days), urgent=days == 30) for days in (30, 12, 2)]
        other = make.household(languages=("Farsi",), postcode="1161 AB")
        make.trajectory(household=other, type="language_coaching")
        closed = make.trajectory(claimed_by=make.volunteer(), household=make.household())
        closed.close(make.today, "moved_away", "Naar Utrecht")
        for assignment in closed.assignments:
            assignment.ends_on = make.today
        make.save(closed)
        self.facts |= {"waiting": waiting[0].id, "closed_trajectory": closed.id}

    def _late_contacts(self) -> None:
        """One that waits, of a day outside the support and with a contact of that day in the file; one of each
        outcome; and one of a day after the closure."""
        make, user = self.make, self.former.user
        full, closed = (db.session.get(Trajectory, self.facts[each]) for each in ("full", "closed_trajectory"))
        make.assignment(full, self.former, ends_on=make.day(-60), end_reason="illness")
        said = {"note": NOTE * 3, "interpreter_used": True, "next_appointment_on": make.day(4)}
        late = make.late_contact(full, user, on_date=make.day(-3), **said)
        logged, declined = (make.late_contact(full, user, on_date=make.day(-days)) for days in (61, 62))
        act = make.act(self.coordinator)
        late_service.put_in_file(act, logged.id)
        late_service.decline(act, declined.id, "Dit gesprek staat al in het dossier. U hoeft niets meer te doen.")
        make.assignment(closed, self.former, ends_on=make.today, end_reason="closed")
        closed.closed_on = make.day(-1)
        after = make.late_contact(make.save(closed), user, reached=False, topic_ids=frozenset(), note="")
        texts = [late_service.hand_in_text(make.act(user), full.id, NOTE * 3, f"text-{each}") for each in range(2)]
        late_service.handle(act, texts[1].id)
        self.facts |= {"late_text": texts[0].id, "late_handled": texts[1].id}
        self.facts |= {"late": late.id, "late_logged": logged.id, "late_declined": declined.id, "late_after": after.id}

    def _handovers(self) -> None:
        for state in STATES:
            household = Household(self.make, variant="B", team_of=self)
            goal = {"topic_id": self.make.topic(3).id, "words": "Zelf bellen", "looked_at_on": self.make.today}
            self.make.save(Goal(trajectory_id=household.trajectory_id, **goal))
            household.at(state)
            self.facts |= {state: household.reference, f"{state}_client": household.client_id}
        missed = Household(self.make, variant="B", team_of=self).at("accepted").miss()
        self.facts["missed"] = missed.reference
        add_ways(self)
        ready = Household(self.make, variant="A", team_of=self).prepare().consent(*SCOPES_OF["A"])
        self.facts["ready"] = ready.reference
        loose = Household(self.make, variant="B", team_of=self).prepare()
        items = self.make.checklist(loose.trajectory, 4, due_on=self.make.day(-3))
        self.make.contact(loose.trajectory, self.volunteer.user, next_appointment_on=self.make.day(4))
        self.make.late_contact(loose.trajectory, self.former.user)
        said = [Decision(f"item-{items[0].id}", "kept", LONG), Decision(f"item-{items[1].id}", "closed", "Is er al.")]
        loose_ends_service.decide(self.make.act(self.coordinator), loose.reference, said)
        self.facts["loose"] = loose.reference
        self._answers()

    def _answers(self) -> None:
        """One that was renewed with a conversation, one that changed since sending, one returned with a question; and
        questions for room, with and without an answer."""
        make = self.make
        renewed = Household(make, variant="B", team_of=self).at("accepted").change_phone().renew()
        renewed.write(self.member, NOTE).write(self.coordinator, NOTE * 3)
        changed = Household(make, variant="A", team_of=self).at("offered").change_phone()
        asked = Household(make, variant="A", team_of=self).offered().send_back("information_missing", NOTE)
        self.facts |= {"renewed": renewed.reference, "changed": changed.reference, "asked": asked.reference}
        question = {"location_id": make.location().id, "team_id": self.team.id, "asked_by_id": self.coordinator.id}
        make.capacity_question(**question, postcode_area="2132")
        said = {"answer": "from_day", "room_from": make.day(30), "note": NOTE[:60], "answered_at": make.clock()}
        make.capacity_question(**question, **said, answered_by_id=self.member.id)

    def _notices(self) -> None:
        facts = {"reference": self.facts["offered"], "area": "2132", "volunteer": "Vera Vrijwilliger", "day": "9 maart"}
        paths = {
            self.volunteer.user: ("assigned_to_you", f"/trajecten/{self.facts['full']}"),
            self.coordinator: ("handover_accepted", f"/overdrachten/{self.facts['accepted']}"),
            self.member: ("handover_offered", f"/overdrachten/{self.facts['offered']}"),
        }
        for user, (code, path) in paths.items():
            for read_at in (None, self.make.clock()):
                values = {
                    "code": code,
                    "path": path,
                    "facts": facts,
                    "created_at": self.make.clock(),
                    "read_at": read_at,
                }
                self.make.save(Notice(user_id=user.id, **values))
        mail = self.make.mail_about(self.make.notice(self.former.user))
        mail.state, mail.attempts, mail.answer, mail.settled_at = "given_up", 13, 452, self.make.clock()
        self.make.save(mail)

    def _configuration(self) -> None:
        make = self.make
        act = make.act(self.admin)
        templates_service.begin_draft(act, "language_coaching")
        draft = db.session.scalars(select(ChecklistTemplate).where(ChecklistTemplate.status == "draft")).one()
        self.facts["draft_item"] = draft.items[0].id
        kind = make.type()
        self.facts |= {"type": kind.id, "phase": kind.phases[0].id, "topic": make.topic().id}
        self.facts |= {"municipality": make.municipality().id, "location": make.location().id, "team": self.team.id}
        self.facts |= {
            "coverage": self.team.coverage[0].id,
            "rule": db.session.scalars(select(DurationRule)).first().id,
        }

    def _drafts(self) -> None:
        act = self.make.act(self.coordinator)
        self.facts["import"] = imports.upload(act, "trajectories", FAULTY.read_bytes(), "trajecten-met-fouten.csv").id
        known = db.session.scalars(select(Client).where(Client.location_id == act.actor.location_id)).first()
        assert known
        names = {"voornaam": known.first_name, "achternaam": known.last_name, "geboortejaar": str(known.birth_year)}
        home = {"straat": known.household.street, "huisnummer": known.household.house_number}
        row = {**GOOD["trajectories"], **names, **home, "postcode": known.household.postcode}
        rows = [row, {**row, "clientnummer": "HM-99999", "voornaam": LONG, "huisnummer": "7"}]
        rows.append({**rows[1], "clientnummer": "HM99999"})
        data = csv_bytes([list(row), *(list(each.values()) for each in rows)])
        self.facts["resembling"] = imports.upload(act, "trajectories", data, "zelfde-mensen.csv").id
        empty = imports.upload(act, "trajectories", FAULTY.read_bytes(), "trajecten.csv")
        imports.confirm(act, empty.id, imports.seen_of(empty))
        self.facts["applied"] = empty.id
        self.facts["token"] = links_service.hand_out(act, self.facts["user"], 7)
