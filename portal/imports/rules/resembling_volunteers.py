"""A volunteer who seems to be here already under another e-mail address: by the name, with the telephone number, the
postcode or the address in another writing. People sign in with their address, so it stays as in the file; the preview
tells who it may be."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from portal.imports.rules.comparing import Numbered
from portal.imports.rules.findings import Notice, quoted
from portal.imports.rules.rows import VolunteerRow
from portal.names import person_key


class Offer(Protocol):
    """The offer of an account at the location of the import."""

    @property
    @abstractmethod
    def postcode(self) -> str | None:
        """Where they live."""


class Account(Protocol):
    """Somebody with an account, and with an offer when they volunteer at the location of the import."""

    @property
    @abstractmethod
    def first_name(self) -> str:
        """Their first name."""

    @property
    @abstractmethod
    def last_name(self) -> str:
        """Their last name, or the only one."""

    @property
    @abstractmethod
    def phone(self) -> str | None:
        """Their telephone number."""

    @property
    @abstractmethod
    def volunteer(self) -> Offer | None:
        """Their offer here."""


def known_under_another_address(
    rows: Iterable[Numbered[VolunteerRow]], accounts: Mapping[str, Account]
) -> Iterator[Notice]:
    """A notice for each row with an unknown address of somebody who volunteers here, or stands above, under another.
    Nobody of another location is named. Takes as many steps as there are accounts and rows."""
    seen: dict[tuple[str, str], str] = {}
    for email, each in accounts.items():
        if each.volunteer is not None:
            for trait in _traits(each.first_name, each.last_name, email, (each.phone, each.volunteer.postcode)):
                seen.setdefault(trait, email)
    for line, row in rows:
        traits = list(_traits(row.first_name, row.last_name, row.email, (row.phone, row.postcode)))
        if row.email not in accounts:
            other = next((seen[trait] for trait in traits if seen.get(trait, row.email) != row.email), None)
            if other:
                who = quoted(f"{row.first_name} {row.last_name}".strip())
                yield Notice(line, "e-mail", "volunteer_resembles", {"who": who, "email": other})
        for trait in traits:
            seen.setdefault(trait, row.email)


def _traits(first: str, last: str, email: str, others: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """The name with each thing that two people of that name rarely share."""
    name = person_key(first, last)
    before, _at, domain = email.partition("@")
    yield name, f"{before.partition('+')[0].replace('.', '')}@{domain.replace('googlemail', 'gmail')}"
    for other in others:
        if other:
            yield name, other
