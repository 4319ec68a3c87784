"""The form by which several people are invited at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from portal.i18n import lazy
from portal.people.links.words import choices
from portal.web.fields import ManyField, key_or_none, options, required
from portal.web.forms import BaseForm
from portal.wording import N_


class InviteForm(BaseForm):
    """To whom a link is mailed. Who is not on the page any more when it comes back, is left out by the command."""

    who = ManyField(
        lazy("Wie nodigt u uit?"),
        [required(N_("Kies ten minste één persoon."))],
        coerce=key_or_none,
        validate_choice=False,
    )

    def offer(self, users: Sequence[Any], mails: Mapping[int, Any], now: datetime) -> None:
        """These people, ticked when nothing is under way to them, unless the form was sent."""
        said, fresh = choices(users, mails, now)
        self.who.choices = options(said)
        if not self.is_submitted():
            self.who.data = fresh
