"""Forms on neighbourhood teams and their postcode areas."""

from collections.abc import Iterable
from typing import Any

from wtforms import StringField
from wtforms.validators import Regexp

from portal.admin.forms import choice
from portal.admin.queries import municipality_names
from portal.i18n import gettext, lazy
from portal.web import fields
from portal.web.fields import required
from portal.web.forms import BaseForm, VersionedForm, one_line
from portal.wording import N_


class TeamForm(VersionedForm):
    """A neighbourhood team and how to reach it."""

    name = fields.line(N_("Naam"), N_("Vul de naam van het wijkteam in."))
    municipality_id = choice(N_("Gemeente"), message=N_("Kies een gemeente."))
    organisation = fields.line(N_("Organisatie"))
    email = fields.email()
    phone = fields.service_phone()
    focal_officer = fields.line(N_("Aandachtsfunctionaris"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality_id.choices = fields.options(municipality_names(), gettext("Kies een gemeente"))


class ChangeTeamForm(TeamForm):
    """A team that is there: which member reads an offer first, and whether the team stopped."""

    focal_officer_id = choice(
        N_("Account van de aandachtsfunctionaris"),
        description=N_("Deze collega krijgt als eerste bericht van een overdracht. Zonder keuze krijgt iedereen het."),
    )
    ended_on = fields.day(
        N_("Gestopt op"),
        description=N_("Alleen als dit team niet meer bestaat. Het krijgt dan geen overdrachten meer."),
    )

    def offer_members(self, members: Iterable[Any]) -> "ChangeTeamForm":
        """The members of the team to choose from; one who left it is chosen no longer."""
        self.focal_officer_id.choices = fields.options(
            ((each.id, each.name) for each in members), gettext("Niemand in het bijzonder")
        )
        return self


class AreaForm(BaseForm):
    """A postcode area from a day."""

    postcode_area = StringField(
        lazy("Postcodegebied"),
        [
            required(N_("Vul een postcodegebied in.")),
            Regexp(r"[1-9]\d{3}$", message=lazy("Vul vier cijfers in, zoals 2132.")),
        ],
        filters=[one_line],
        render_kw={"class": "short", "inputmode": "numeric", "maxlength": "4", "autocomplete": "off"},
    )
    valid_from = fields.day(N_("Hoort bij dit team vanaf"), N_("Vul de eerste dag in."))


class EndAreaForm(BaseForm):
    """The day from which an area is no longer covered."""

    valid_until = fields.day(
        N_("Hoort niet meer bij dit team vanaf"),
        N_("Vul de dag in."),
        description=N_("Op deze dag hoort het gebied er al niet meer bij."),
    )
