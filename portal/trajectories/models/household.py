"""Households and their clients: the people a trajectory is for, and who else helps them."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Key, Name, Versioned
from portal.named import NamedPerson, has_a_name
from portal.names import KEY_LENGTH
from portal.organisation.models import Language, Location, Municipality
from portal.people.models.people import one_of
from portal.work import constraint_refuses

if TYPE_CHECKING:
    from portal.trajectories.models.trajectory import Trajectory

PREFERRED_CONTACTS = ("phone", "message", "email")


class Household(Versioned, Base):
    """People who live together at an address. `postcode` is kept as "2132 AB"."""

    __tablename__ = "household"
    id: Mapped[Key]
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"), index=True)
    street: Mapped[Name]
    house_number: Mapped[str] = mapped_column(String(20))
    postcode: Mapped[str] = mapped_column(String(7))
    city: Mapped[Name]
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    housed_on: Mapped[date]
    adults: Mapped[int]
    children: Mapped[int]
    case_manager: Mapped[str | None] = mapped_column(String(120))
    location: Mapped[Location] = relationship()
    municipality: Mapped[Municipality] = relationship()
    clients: Mapped[list["Client"]] = relationship(back_populates="household", order_by="Client.id")
    trajectories: Mapped[list["Trajectory"]] = relationship(back_populates="household")
    __table_args__ = (
        CheckConstraint("adults >= 1 AND adults <= 20", name="adults"),
        CheckConstraint("children >= 0 AND children <= 20", name="children"),
        Index("ix_household_area", text("substr(postcode, 1, 4)")),
    )

    @property
    def household_id(self) -> int:
        """Its own key, for the audit line."""
        return self.id

    @property
    def area(self) -> str:
        """The postcode area: four digits, all that the pool shows of an address."""
        return self.postcode[:4]

    @property
    def members(self) -> list["Client"]:
        """The adults who belong to the household now."""
        return [client for client in self.clients if client.left_on is None]

    @property
    def name(self) -> str:
        """How the household is called: the name of its first adult."""
        people = self.members or self.clients
        return people[0].name if people else "–"

    @hybrid_property
    def address(self) -> str:
        """Street, number, postcode and town on one line; in a statement too."""
        return self.street + " " + self.house_number + ", " + self.postcode + " " + self.city

    @property
    def size(self) -> int:
        """Persons: adults and children."""
        return self.adults + self.children


class Client(NamedPerson, Versioned, Base):
    """An adult of a household. Never a BSN, V-number, nationality, religion or diagnosis."""

    __tablename__ = "client"
    id: Mapped[Key]
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    client_number: Mapped[str | None] = mapped_column(String(40))
    birth_year: Mapped[int | None]
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    interpreter_needed: Mapped[bool] = mapped_column(default=False)
    preferred_contact: Mapped[str | None] = mapped_column(String(20))
    left_on: Mapped[date | None]
    household: Mapped[Household] = relationship(back_populates="clients")
    spoken: Mapped[list["ClientLanguage"]] = relationship(
        cascade="all, delete-orphan", order_by="ClientLanguage.language_id"
    )
    aliases: Mapped[list["ClientAlias"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ClientAlias.id"
    )
    __table_args__ = (
        UniqueConstraint("location_id", "client_number"),
        has_a_name(),
        Index("ix_client_name_key", "location_id", "name_key"),
        CheckConstraint("birth_year IS NULL OR birth_year >= 1900", name="birth_year"),
    )

    @property
    def numbers(self) -> list[str]:
        """Every number this client is known by, their own first."""
        return [*([self.client_number] if self.client_number else ()), *(alias.number for alias in self.aliases)]


class ClientAlias(Base):
    """Another number by which a file knows a client: a person decided that both are the same. The file may write the
    name and the year of birth otherwise, and stays known by them. It goes with the client."""

    __tablename__ = "client_alias"
    id: Mapped[Key]
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), index=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    number: Mapped[str] = mapped_column(String(40))
    name_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    birth_year: Mapped[int | None]
    __table_args__ = (UniqueConstraint("location_id", "number"),)


class ClientLanguage(Base):
    """A language a client speaks, with a level (A1 to C2) where known."""

    __tablename__ = "client_language"
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), primary_key=True)
    language_id: Mapped[int] = mapped_column(ForeignKey("language.id"), primary_key=True)
    level: Mapped[str | None] = mapped_column(String(2))
    language: Mapped[Language] = relationship(lazy="joined", innerjoin="unnested")  # pyright: ignore[reportArgumentType] - documented, and missing in its types


constraint_refuses("uq_client_alias_location_id_number", "client_alias.number", code="client_number_taken")

constraint_refuses("uq_client_location_id_client_number", "client.client_number", code="client_number_taken")

# Named for what they do, never why: each has its words in every language of the paper.
HELPER_ROLES = ("case_manager", "gp", "dentist", "pharmacy", "school", "landlord")


class HouseholdHelper(Versioned, Base):
    """Somebody a household can ring: the general practitioner, the case manager. One of each."""

    __tablename__ = "household_helper"
    id: Mapped[Key]
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    role: Mapped[str] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(20))
    __table_args__ = (
        UniqueConstraint("household_id", "role"),
        CheckConstraint(one_of("role", HELPER_ROLES), name="role"),
    )


constraint_refuses("uq_household_helper_household_id_role", "household_helper.household_id", code="stale")
