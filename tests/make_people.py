"""Makes locations, teams and people for a test: the lower half of `make`."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.access import Actor, RoleKind
from portal.days import AMSTERDAM
from portal.db import db
from portal.organisation.models import Coverage, Language, Location, Municipality, NeighbourhoodTeam
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Absence, Notice, Role, User, Volunteer
from portal.people.passwords.service import hash_password
from portal.people.queries import identity
from portal.work import Act
from tests.support.remembered import Numbers, remembered

PASSWORD = "een-lang-genoeg-wachtwoord"


class PeopleMaker:
    """Organisation and people, and what every maker needs."""

    def __init__(self, app: Flask, clock: Any) -> None:
        self.app = app
        self.clock = clock
        self.numbers = Numbers()
        self.history = app.extensions.get("history")

    @property
    def today(self) -> date:
        """The calendar day of the test's clock."""
        return self.clock().astimezone(AMSTERDAM).date()

    def day(self, days: int) -> date:
        """A day so many days from today."""
        return self.today + timedelta(days=days)

    def save(self, thing: Any, *others: Any) -> Any:
        """Put a row in the database, with others in one go; also while a page in a browser writes by itself."""
        if not db.session.new and not db.session.dirty:
            db.session.commit()  # what was read may be old by now, and SQLite refuses to write after that
            db.session.connection(execution_options={"writing": True})
        db.session.add_all([thing, *others])
        db.session.commit()
        return thing

    def reload(self, thing: Any) -> Any:
        """The row as it is in the database now."""
        db.session.rollback()
        db.session.expire_all()
        return db.session.get(type(thing), thing.id)

    def act(self, user: User, role: Role | None = None) -> Act:
        """An act of this user now, in the given role or the first."""
        known = identity(user.id)
        actor = known.actor(role.id if role else None) if known else None
        db.session.rollback()
        assert actor is not None
        return Act(actor, self.clock())

    def actor(self, user: User) -> Actor:
        """The user as an actor in their first role."""
        return self.act(user).actor

    @remembered
    def municipality(self, name: str = "Haarlemmermeer") -> Municipality:
        found = db.session.scalar(select(Municipality).where(Municipality.name == name))
        return found or self.save(Municipality(name=name))

    @remembered
    def location(self, name: str | None = None, **values: Any) -> Location:
        """A location; without a name the one that all defaults share."""
        name = name or "Team Haarlemmermeer"
        found = db.session.scalar(select(Location).where(Location.name == name))
        return found or self.save(Location(name=name, municipalities=[self.municipality()], **values))

    @remembered
    def team(self, name: str | None = None, areas: tuple[str, ...] = ("2132",)) -> NeighbourhoodTeam:
        """A neighbourhood team that covers postcode areas since a year."""
        name = name or f"Sociaal team {next(self.numbers)}"
        team = NeighbourhoodTeam(name=name, municipality=self.municipality(), focal_officer="L. Verhoeven")
        team.coverage = [Coverage(postcode_area=area, valid_from=self.day(-365)) for area in areas]
        return self.save(team)

    @remembered
    def language(self, name: str) -> Language:
        """A language of the reference content by its Dutch name."""
        return db.session.scalars(select(Language).where(Language.name == name)).one()

    # people

    @remembered
    def user(self, email: str | None = None, password: str | None = None, **values: Any) -> User:
        """An account without roles; without a password nobody can sign in to it by the form."""
        return self.save(self._new_user(email, password, **values))

    @remembered
    def role(self, user: User, kind: RoleKind, location: Any = None, team: Any = None) -> Role:
        """A role for a user from a year ago."""
        return self.save(self._new_role(user, kind, location=location, team=team))

    @remembered
    def coordinator(self, location: Location | None = None, **values: Any) -> User:
        """A user who coordinates a location."""
        return self._in_role(RoleKind.COORDINATOR, values, location=location or self.location())

    @remembered
    def admin(self, **values: Any) -> User:
        """A functional admin."""
        return self._in_role(RoleKind.FUNCTIONAL_ADMIN, values)

    @remembered
    def reader(self, municipality: Municipality | None = None, **values: Any) -> User:
        """Somebody of a municipality who reads its figures."""
        return self._in_role(RoleKind.MUNICIPAL_READER, values, municipality=municipality or self.municipality())

    @remembered
    def team_member(self, team: NeighbourhoodTeam, **values: Any) -> User:
        """A member of a neighbourhood team."""
        return self._in_role(RoleKind.TEAM_MEMBER, values, team=team)

    @remembered
    def volunteer(self, location: Location | None = None, user: User | None = None, **values: Any) -> Volunteer:
        """A volunteer with all papers in order; `.user` is their account."""
        location = location or self.location()
        languages = [self.language(name) for name in values.pop("languages", ("Nederlands",))]
        user = user or self._new_user()
        values = {
            "function": "supporter",
            "status": "active",
            "postcode": "2132 AB",
            "hours_per_week": Decimal(8),
            "max_households": 4,
            "conduct_certificate_seen_on": self.day(-100),
            "confidentiality_signed_on": self.day(-90),
            "basic_course_on": self.day(-80),
            **values,
        }
        volunteer = Volunteer(user=user, location=location, languages=languages, **values)
        return self.save(volunteer, self._new_role(user, RoleKind.VOLUNTEER, location=location))

    def _new_user(self, email: str | None = None, password: str | None = None, **values: Any) -> User:
        number = next(self.numbers)
        return User(
            email=email or f"persoon{number}@example.org",
            password_hash=hash_password(password) if password else None,
            created_at=self.clock(),
            **{"first_name": "Noor", "last_name": f"de Vries {number}", **values},
        )

    def _new_role(self, user: User, kind: RoleKind, **place: Any) -> Role:
        return Role(user=user, kind=kind, granted_on=self.day(-365), **place)

    def _in_role(self, kind: RoleKind, values: dict[str, Any], **place: Any) -> User:
        user = self._new_user(**values)
        return self.save(user, self._new_role(user, kind, **place))

    @remembered
    def absence(self, volunteer: Volunteer, starts_on: date, ends_on: date) -> Absence:
        """Days on which a volunteer offers no hours, both included."""
        return self.save(Absence(volunteer_id=volunteer.id, starts_on=starts_on, ends_on=ends_on))

    @remembered
    def notice(self, user: User, **values: Any) -> Notice:
        """A notice that nobody read yet, with the mail in the outbox that tells of it."""
        notice = Notice(**{"user": user, "code": "new", "path": "/vandaag", "created_at": self.clock(), **values})
        self.save(OutgoingMail(user=user, created_at=self.clock(), next_try_at=self.clock(), notices=[notice]))
        return notice

    def mail_about(self, notice: Notice) -> OutgoingMail:
        """The mail in the outbox that tells of a notice."""
        return db.session.get_one(OutgoingMail, notice.mail_id)
