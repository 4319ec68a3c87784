"""The form that makes the address of a calendar: two values nobody types."""

import secrets

from wtforms import HiddenField
from wtforms.validators import InputRequired, Optional, Regexp

from portal.db import key
from portal.web.forms import BaseForm


class AddressForm(BaseForm):
    """Asks for a new address in place of the one the page showed. The key makes that a second tap asks
    for the same."""

    submission_key = HiddenField(validators=[InputRequired(), Regexp(r"[\w-]{1,48}\Z")])
    in_place_of = HiddenField(validators=[Optional(), Regexp(r"[0-9]{1,9}\Z")])

    @staticmethod
    def beginning(feed_id: int | None) -> dict[str, object]:
        """The hidden values of the page."""
        return {"submission_key": secrets.token_urlsafe(18), "in_place_of": feed_id or ""}

    def replaces(self) -> int | None:
        """The key of the address to replace, None for a first one."""
        return key(self.in_place_of.data) if self.in_place_of.data else None
