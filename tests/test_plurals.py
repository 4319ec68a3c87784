"""One is one: no sentence puts a number that may be 1 before a plural word, in either language."""

import re

import pytest
from babel.messages.pofile import read_po

from portal import i18n

MANY = {
    "en": "hours|minutes|weeks|days|months|years|people|persons|households|trajectories|characters|rows|lines|items|"
    "mails|visits|times|tries|volunteers|questions|points|contacts|handovers|languages|notices|steps|roles|files|hits|places",
    "nl": "minuten|weken|dagen|maanden|jaren|mensen|personen|huishoudens|trajecten|tekens|rijen|regels|punten|mails|"
    "bezoeken|pogingen|vrijwilligers|vragen|contacten|overdrachten|talen|meldingen|stappen|rollen|bestanden|plaatsen",
}
# The number in these is never 1: a limit of the portal, or the sentence is for two and more.
NEVER_ONE = {
    "%(count)s checklistpunten te laat, het oudste %(late)s",
    "%(least)s tot en met %(most)s minuten",
    "%(reference)s, de eerste %(n)s maanden",
    "De eerste %(n)s maanden",
    "Na %(n)s maanden",
    "Na %(n)s maanden liet nog geen wijkteam iets weten.",
    "Gebruik ten hoogste %(most)d tekens.",
    "Dit veld heeft %(length)s tekens. Het mogen er %(longest)s zijn.",
    "Het bestand heeft meer dan %(limit)s rijen. Splits het in kleinere bestanden.",
    "In de rij op regel %(line)s staat een cel van meer dan %(limit)s tekens. Misschien mist er een aanhalingsteken.",
    "Hier passen %(most)s rijen, en dit zijn er %(count)s. Kies meer filters.",
    "Is de afspraak van %(days)s dagen geleden doorgegaan?",
    "Kies ten hoogste %(most)s trajecten tegelijk.",
    "Kies ten hoogste %(n)s maanden.",
    "Maak de tekst korter: ten hoogste %(most)s tekens.",
    "Meekijken kan ten hoogste %(most)s weken.",
    "laatste contact %(days)s dagen geleden",
    "na %(n)s minuten",
    "zoals hier gebruikelijk: na %(n)s minuten",
}


def before_plural(language):
    """A number in a sentence, directly before a plural word or with one word in between."""
    return re.compile(rf"%\(\w+\)[sd] (?:[\w-]+ )?(?:{MANY[language]})\b")


@pytest.fixture(scope="module")
def messages():
    with open(i18n.CATALOGUES / "en" / "LC_MESSAGES" / "messages.po", "rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def test_a_sentence_with_one_form_has_no_plural_behind_its_number(messages):
    single = {message.id: message.string for message in messages if isinstance(message.id, str)}
    wrong = {
        dutch
        for dutch, english in single.items()
        if before_plural("nl").search(dutch) or before_plural("en").search(english)
    }
    assert wrong - NEVER_ONE == set()
    assert NEVER_ONE - wrong == set(), "no longer said, or put right: take it off the list"


def test_the_form_for_one_is_about_one_and_the_other_is_not(messages):
    for message in messages:
        if isinstance(message.id, str):
            continue
        for language, (one, many) in (("nl", message.id), ("en", message.string)):
            for number in re.findall(rf"%\((?:n|num|hours|offered|total)\)s (?:{MANY[language]})\b", one):
                raise AssertionError(f"{number} in the form for one: {one}")
            singular = {"en": r"\b(hour|day|week|month|household|trajectory|person|row|visit|item)\b", "nl": r"$^"}[
                language
            ]
            assert not re.search(rf"%\(n\)s {singular}", many), many


@pytest.mark.parametrize(
    ("hours", "words"), [(1, "1 hour per week"), (0.5, "0.5 hours per week"), (2, "2 hours per week")]
)
def test_an_hour_is_an_hour(hours, words):
    token = i18n.locale.set("en")
    try:
        said = i18n.ngettext("%(hours)s uur per week", "%(hours)s uur per week", hours, hours=i18n.number(hours, 2))
    finally:
        i18n.locale.reset(token)
    assert said == words
