"""The words after something was sent."""

from portal.i18n import gettext


def sent_words(kind: str, recipient: str) -> str:
    """The message to the sender after the offer."""
    if kind == "organisation":
        return gettext("Vastgelegd. Leg hier ook vast wat %(team)s antwoordt.", team=recipient)
    return gettext("Aangeboden aan %(team)s. U krijgt bericht als het wijkteam antwoordt.", team=recipient)


def renewed_words(kind: str, recipient: str) -> str:
    """The message to the sender after a newer version."""
    if kind == "organisation":
        return gettext("Vastgelegd. %(team)s heeft hier geen account: stuur het nieuwe document zelf.", team=recipient)
    return gettext("De nieuwe versie is gestuurd. %(team)s krijgt bericht.", team=recipient)
