"""Forms by which somebody changes what is theirs: password, stand-in, mail."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, PasswordField, RadioField, SelectChoice, SelectField
from wtforms.validators import EqualTo, Length, Optional

from portal.i18n import gettext, lazy
from portal.people.models.mail import MAIL_PACES
from portal.web.days import DayField
from portal.web.fields import key_or_none, labelled, required
from portal.web.forms import BaseForm
from portal.wording import N_


class ChoosePasswordForm(BaseForm):
    """A new password, twice: the link works once, so a slip of the finger would cost another."""

    password = PasswordField(
        lazy("Nieuw wachtwoord"),
        [required(N_("Kies een wachtwoord.")), Length(max=200)],
        description=lazy("Ten minste 12 tekens. Een korte zin is makkelijk te onthouden."),
        render_kw={"autocomplete": "new-password"},
    )
    password_again = PasswordField(
        lazy("Nog een keer hetzelfde wachtwoord"),
        [
            required(N_("Vul het wachtwoord nog een keer in.")),
            Length(max=200),
            EqualTo("password", lazy("Dit is niet hetzelfde als hierboven.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )


class ChangePasswordForm(ChoosePasswordForm):
    """A new password by somebody who knows the present one."""

    present_password = PasswordField(
        lazy("Huidig wachtwoord"),
        [required(N_("Vul uw huidige wachtwoord in.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class StandInForm(BaseForm):
    """Who stands in for a coordinator or team member, and when they are away."""

    deputy = SelectField(
        lazy("Wie vervangt u als u er niet bent?"),
        coerce=key_or_none,
        description=lazy("Zonder vervanger krijgen al uw collega's hier de meldingen."),
    )
    away_from = DayField(lazy("Afwezig vanaf"), [Optional()])
    away_until = DayField(
        lazy("Afwezig tot en met"), [Optional()], description=lazy("Laat dit leeg als u er gewoon bent.")
    )

    def offer_choices(self, colleagues: Sequence[tuple[int, str]]) -> None:
        """The colleagues who can stand in, by name."""
        nobody = SelectChoice("", gettext("Niemand in het bijzonder"))
        self.deputy.choices = [nobody, *(SelectChoice(*each) for each in colleagues)]


class IdleForm(BaseForm):
    """After how many silent minutes somebody signs in again."""

    OFFERED = (5, 10, 15, 20, 30, 45, 60)

    minutes = SelectField(lazy("Log mij uit als ik niets doe"), coerce=key_or_none)

    def offer_choices(self, usual: int, shortest: int, longest: int) -> None:
        """The minutes within the bounds of the organisation; first what is usual here."""
        offered = sorted({shortest, longest, *(each for each in self.OFFERED if shortest <= each <= longest)})
        first = gettext("zoals hier gebruikelijk: na %(n)s minuten", n=usual)
        self.minutes.choices = [
            SelectChoice("", first),
            *(SelectChoice(each, gettext("na %(n)s minuten", n=each)) for each in offered),
        ]


class PhoneForm(BaseForm):
    """Who may read a volunteer's own number."""

    allowed = BooleanField(
        lazy("Het wijkteam mag mijn nummer zien"),
        description=lazy(
            "Alleen als het wijkteam de overdracht van uw huishouden aannam, en zolang u dat huishouden begeleidt. "
            "Het nummer staat dan op het scherm, en in geen document."
        ),
    )


class MailForm(BaseForm):
    """How often somebody wants mail, and of what."""

    pace = RadioField(
        lazy("Wanneer krijgt u een mail?"),
        [required(N_("Kies wanneer u een mail krijgt."))],
        choices=lambda: labelled("mail_pace", MAIL_PACES),
    )
    reminders = BooleanField(lazy("Mail mij ook als het een herinnering is"))

    @classmethod
    def of(cls, user: Any) -> "MailForm":
        """The form as this person left it."""
        pace = "daily" if user.mail_daily else "at_once"
        return cls(formdata=None, data={"pace": pace, "reminders": user.mail_reminders})
