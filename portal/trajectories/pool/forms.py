"""The filter of what waits: shape only."""

from typing import Any

from wtforms import SelectChoice, SelectField
from wtforms.validators import Optional

from portal.i18n import in_language, lazy
from portal.trajectories.pool.fit import Search
from portal.trajectories.pool.queries import Choices
from portal.web.forms import BaseForm

OTHER = "other"


class PoolFilter(BaseForm):
    """The filter of the pool; it travels in the address."""

    soort = SelectField(lazy("Soort traject"), validators=[Optional()], validate_choice=False)
    taal = SelectField(lazy("Taal"), validators=[Optional()], validate_choice=False)
    gebied = SelectField(lazy("Postcodegebied"), validators=[Optional()], validate_choice=False)

    def offer(self, choices: Choices) -> None:
        """Let only be chosen what waits, and what is chosen now."""
        self.soort.choices = self._choices(
            self.soort, lazy("Alle soorten"), [(each.code, in_language(each)) for each in choices.types]
        )
        languages = [(each.code, in_language(each)) for each in choices.languages]
        self.taal.choices = self._choices(self.taal, lazy("Alle talen"), languages)
        self.gebied.choices = self._choices(
            self.gebied, lazy("Alle postcodegebieden"), [(area, area) for area in choices.areas]
        )

    def search(self) -> Search:
        """The filter that was chosen."""
        return Search(self.soort.data or None, self.taal.data or None, self.gebied.data or None)

    def _choices(self, field: Any, every: Any, offered: list[tuple[str, str]]) -> list[Any]:
        if field.data and field.data not in dict(offered):
            offered = [*offered, (field.data, field.data)]
        return [SelectChoice(value, text) for value, text in [("", every), *offered]]
