"""The facts on the pages of a household about the people in it."""

from portal.i18n import gettext, in_language
from portal.identifiers import display_phone
from portal.trajectories.models.household import Client


def languages_of(client: Client) -> list[str]:
    """The languages a client speaks, each with its level where that is known: "Tigrinya", "Nederlands (A2)"."""
    return [in_language(each.language) + (f" ({each.level})" if each.level else "") for each in client.spoken]


def about_client(client: Client) -> list[tuple[str, str]]:
    """The known facts a coordinator sees of a client at a glance, each as (icon, words)."""
    known = [
        ("language", ", ".join(languages_of(client))),
        ("phone", display_phone(client.phone) if client.phone else ""),
        ("note", client.email or ""),
        ("info", gettext("cliëntnummer %(numbers)s", numbers=", ".join(client.numbers)) if client.numbers else ""),
    ]
    return [(glyph, words) for glyph, words in known if words]
