"""The access of a recipient to a household. Pure: plain values, standard library only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class GivenConsent:
    """To which parts an adult consents, in which way, and on which day."""

    scopes: Collection[str]
    how: str
    given_on: date


@dataclass(frozen=True)
class Access:
    """The access of a team or an organisation to a household now. `got`: something was ever sent there; `reads`: a team
    reads it now. An organisation keeps the documents it got: no screen takes them back."""

    name: str
    is_team: bool
    got: bool
    reads: bool

    @property
    def has(self) -> bool:
        """Whether it still has what went along."""
        return self.reads if self.is_team else self.got


@dataclass(frozen=True)
class Withdrawn:
    """The access after a withdrawal: of recipients that lost the consent of this adult (`taken`), and of those that
    still have it (`left`)."""

    taken: list[Access]
    left: list[Access]

    @property
    def leaves_something(self) -> bool:
        """Whether anybody still has to do something: nothing was taken back, or somebody still has what went along."""
        return not self.taken or any(each.has for each in (*self.taken, *self.left))
