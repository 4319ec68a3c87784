"""The form on a duration rule."""

from portal.admin.forms import choice, text_area
from portal.admin.queries import municipality_names
from portal.admin.types.forms import MOST_MONTHS
from portal.admin.types.queries import type_names
from portal.i18n import gettext
from portal.web import fields
from portal.web.forms import VersionedForm
from portal.wording import N_


class RuleForm(VersionedForm):
    """A duration rule: for whom, how long, and where that comes from."""

    type_id = choice(N_("Trajecttype"), message=N_("Kies een trajecttype."))
    municipality_id = choice(
        N_("Gemeente"), description=N_("Een regel voor een gemeente gaat voor een regel voor overal.")
    )
    housed_from = fields.day(N_("Gehuisvest vanaf"), description=N_("Leeg laten betekent: altijd."))
    housed_before = fields.day(N_("Gehuisvest vóór"), description=N_("Tot deze dag. Laat leeg als het nog loopt."))
    months = fields.whole(
        N_("Duur in maanden, vanaf de huisvesting"), 1, MOST_MONTHS, N_("Vul een aantal maanden in van 1 tot 60.")
    )
    source = text_area(N_("Bron"), N_("Vul in waar deze regel vandaan komt."), 500)
    verified_on = fields.day(N_("Gecontroleerd op"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.type_id.choices = fields.options(type_names())
        self.municipality_id.choices = fields.options(municipality_names(), gettext("overal"))
