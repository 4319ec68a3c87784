"""Forms on the draft of a checklist and its items."""

from wtforms import BooleanField

from portal.admin.forms import choice, code_or_none, text_area
from portal.admin.queries import municipality_names
from portal.admin.topics.queries import topics
from portal.checklists.models import ANCHORS, ITEM_PURPOSES
from portal.i18n import gettext, in_language, lazy
from portal.trajectories.models.trajectory import LEGAL_REGIMES
from portal.web import fields
from portal.web.forms import BaseForm, VersionedForm
from portal.wording import N_

# Two years before to five years after: longer than any trajectory.
EARLIEST, LATEST = -730, 1826


class DraftForm(VersionedForm):
    """The name of a list."""

    name = fields.line(N_("Naam"), N_("Vul de naam van de checklist in."))
    name_en = fields.line(N_("Naam in het Engels"), lang="en")


class NewItemForm(BaseForm):
    """An item of a draft."""

    title = fields.line(N_("Titel"), N_("Vul de titel in."))
    title_en = fields.line(N_("Titel in het Engels"), lang="en")
    explanation = text_area(
        N_("Uitleg"), N_("Vul de uitleg in."), description=N_("Korte zinnen. Schrijf alsof de cliënt meeleest.")
    )
    explanation_en = text_area(N_("Uitleg in het Engels"))
    offset_days = fields.whole(
        N_("Aantal dagen om dit te doen"),
        EARLIEST,
        LATEST,
        N_("Vul een heel aantal dagen in, van -730 tot 1826."),
        N_("0 is de dag zelf. Een getal met een min ervoor is ervóór, zoals -28 voor vier weken voor het einde."),
    )
    anchor = choice(N_("Gerekend vanaf"), code_or_none, N_("Kies waarvan u rekent."))
    legal_regime = choice(N_("Wet"), code_or_none)
    municipality_id = choice(N_("Gemeente"))
    topic_id = choice(N_("Onderwerp"))
    purpose = choice(
        N_("Hoort bij een gesprek"),
        code_or_none,
        description=N_("Wie dit gesprek vastlegt, vinkt het punt meteen af. Gaat het gesprek niet door, dan niet."),
    )
    statutory = BooleanField(
        lazy("Wettelijke termijn"),
        description=lazy("Liep de termijn af voor er een begeleider was? Dan staat erbij wanneer."),
    )
    source = fields.line(N_("Bron van de termijn"), longest=200)
    verified_on = fields.day(N_("Gecontroleerd op"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.offset_days.render_kw = {"class": "short"}  # a telephone's numeric keys have no minus
        self.anchor.choices = fields.labelled("anchor", ANCHORS)
        self.purpose.choices = fields.labelled("purpose", ITEM_PURPOSES, gettext("geen"))
        self.legal_regime.choices = fields.labelled("legal_regime", LEGAL_REGIMES, gettext("beide wetten"))
        self.municipality_id.choices = fields.options(municipality_names(), gettext("alle gemeenten"))
        offered = [each for each in topics() if each.active or each.id == self.topic_id.data]
        self.topic_id.choices = fields.options(((each.id, in_language(each)) for each in offered), gettext("geen"))


class ItemForm(NewItemForm, VersionedForm):
    """An item that is there; the version is that of its draft."""
