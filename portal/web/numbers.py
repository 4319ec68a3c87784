"""Fields for numbers, as people in the Netherlands write them."""

from decimal import Decimal, InvalidOperation

from wtforms import DecimalField, IntegerField
from wtforms.widgets import TextInput

from portal.i18n import gettext, number
from portal.wording import N_


class WholeField(IntegerField):
    """Says in plain words what a whole number looks like."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Vul een heel getal in.")) from None


class AmountField(DecimalField):
    """Takes a comma as well as a point, and two decimals. A browser's own field for numbers would
    show nothing for "7,5"."""

    widget = TextInput()
    step = Decimal("0.01")
    example = N_("Vul een getal in, zoals 4 of 0,25.")

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value.replace(",", ".").strip() for value in valuelist])
        except ValueError:
            raise ValueError(gettext(self.example)) from None
        if self.data is not None and self.data.is_finite():
            self.data = self._rounded(self.data)

    def _rounded(self, typed: Decimal) -> Decimal:
        """In whole steps; one so large that it has none stays, for a limit to refuse."""
        try:
            return typed.quantize(self.step)
        except InvalidOperation:
            return typed

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else number(self.data, -int(self.step.as_tuple().exponent))


class HoursField(AmountField):
    """A number of one decimal."""

    step = Decimal("0.1")
    example = N_("Vul een getal in, zoals 4 of 7,5.")
