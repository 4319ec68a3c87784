"""Forms on users and their roles."""

from typing import Any

from wtforms import RadioField

from portal.access import RoleKind
from portal.admin.forms import choice, code_or_none
from portal.admin.queries import location_names, municipality_names, team_names
from portal.admin.users.queries import WITHOUT_ROLE
from portal.i18n import gettext, lazy
from portal.web import fields
from portal.web.fields import required
from portal.web.forms import BaseForm, VersionedForm
from portal.web.person import NameFields
from portal.wording import N_, labels


class UserForm(NameFields, VersionedForm):
    """Who somebody is."""

    email = fields.email(N_("Vul het e-mailadres in."))
    phone = fields.phone()

    def account(self) -> dict[str, Any]:
        """The columns of User."""
        return {**self.person(), "email": self.email.data, "phone": self.phone.data}


class RoleForm(BaseForm):
    """A kind of role, and the place where somebody has it."""

    kind = RadioField(lazy("Rol"), [required(N_("Kies een rol."))])
    location_id = choice(N_("Locatie"), description=N_("Alleen bij een vrijwilliger of coördinator."))
    team_id = choice(N_("Wijkteam"), description=N_("Alleen bij een lid van een wijkteam."))
    municipality_id = choice(N_("Gemeente"), description=N_("Alleen bij een lezer van de gemeente."))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = fields.labelled("role", RoleKind)
        self.location_id.choices = fields.options(location_names(), gettext("geen"))
        self.team_id.choices = fields.options(team_names(), gettext("geen"))
        self.municipality_id.choices = fields.options(municipality_names(), gettext("geen"))

    @property
    def role_kind(self) -> RoleKind:
        """The chosen kind."""
        return RoleKind(self.kind.data)


class SearchForm(BaseForm):
    """Looking for somebody: part of a name or address, and a role."""

    zoek = fields.search(N_("Naam of e-mailadres"))
    rol = choice(N_("Rol"), code_or_none)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kinds = [*labels("role", RoleKind).items(), (WITHOUT_ROLE, gettext("Zonder rol"))]
        self.rol.choices = fields.options(kinds, gettext("Alle rollen"))
