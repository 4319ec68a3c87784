"""The rows of people: accounts, roles, sessions, mail.
A relation by name finds its class only once that is imported, whoever comes first."""

from portal.people.models import invitations, people

__all__ = ["invitations", "people"]
