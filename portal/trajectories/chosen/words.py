"""The end of each chosen trajectory in words, and how a row names its household."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.i18n import gettext, ngettext
from portal.refusals import Refused
from portal.trajectories.chosen.rules import Outcome
from portal.wording import N_, say

REFUSALS = {
    "nobody_to_remind": N_("Niemand begeleidt dit traject nu. Er is niemand te herinneren."),
    "reminds_oneself": N_("Dit huishouden begeleidt u zelf."),
    "reminded_today": N_("Over dit huishouden is vandaag al een herinnering gestuurd."),
    "chosen_gone": N_("Dit traject is er niet meer."),
    "nobody_chosen": N_("Kies aan wie u dit geeft."),
}
LABELS = {
    "notice": {
        "reminded_of_household": N_(
            "Uw coördinator herinnert u aan het huishouden in %(area)s. Kijk wat er nu nodig is."
        ),
    },
}


@dataclass(frozen=True)
class Choice:
    """A row that can be ticked and acted on: whether it is open and somebody supports it, and the name, the number and
    the mail of the volunteer, else those of the household. `more` tells it apart from others of that name."""

    id: int
    household: str
    more: str
    open: bool
    supported: bool
    name: str = ""
    phone: str | None = None
    email: str | None = None

    @property
    def apart(self) -> str:
        """The words behind the name of the household, when it needs them."""
        return f", {self.more}" if self.more else ""

    @property
    def who(self) -> str:
        """How links and boxes name the household."""
        return self.household + self.apart

    @property
    def waits(self) -> bool:
        """Whether it can be given to somebody."""
        return self.open and not self.supported


def told_apart(named: Sequence[tuple[int, str, str, str]]) -> dict[int, str]:
    """The words to add to each of these (key, name, type, area), so that no two are called the same: two households of
    one name, or two trajectories of one household. None of them where nobody else has the name."""
    times = Counter(name for _key, name, _type, _area in named)
    return {key: f"{kind}, {area}" if times[name] > 1 else "" for key, name, kind, area in named}


def heading(did: str, outcomes: list[Outcome], volunteer: str) -> str:
    """How many it was done to."""
    done = sum(each.code is None for each in outcomes)
    if did == "reminded":
        return ngettext("%(n)s herinnering gestuurd", "%(n)s herinneringen gestuurd", done)
    return ngettext("%(n)s traject gaat naar %(who)s", "%(n)s trajecten gaan naar %(who)s", done, who=volunteer)


def not_done(outcomes: list[Outcome]) -> str:
    """How many it was not done to."""
    return ngettext("%(n)s niet gelukt", "%(n)s niet gelukt", sum(each.code is not None for each in outcomes))


def became(outcome: Outcome, did: str, supporter: str) -> str:
    """Whether it was done to one, or why not."""
    if outcome.code:
        return say(Refused(outcome.code, None, **outcome.facts))
    if did == "reminded":
        return gettext("%(who)s krijgt een herinnering.", who=supporter)
    return gettext("%(who)s begeleidt dit huishouden nu.", who=supporter)


def nothing_chosen() -> str:
    """Said where nothing was ticked."""
    return gettext("Kies eerst een of meer trajecten.")


def too_many(most: int) -> str:
    """Said where more was ticked than one step does."""
    return gettext("Kies ten hoogste %(most)s trajecten tegelijk.", most=most)


def takes(number: int, of: int) -> str:
    """How many of the chosen trajectories somebody could take on."""
    if number == of:
        return ngettext("kan het erbij hebben", "kan ze alle %(n)s erbij hebben", of)
    return gettext("kan er %(number)s van de %(of)s bij hebben", number=number, of=of)
