"""The filter of the list: shape only."""

from wtforms import SelectField

from portal.i18n import lazy
from portal.web.forms import BaseForm


class FilterForm(BaseForm):
    """Which handovers the overview shows."""

    stand = SelectField(lazy("Stand"))
