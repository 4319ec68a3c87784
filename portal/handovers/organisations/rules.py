"""An organisation, chosen or typed. Pure: plain values, standard library only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation as it was typed."""

    name: str
    phone: str | None = None
    email: str | None = None


# The key of one that is known, or a new one.
Choice = int | NewOrganisation
