"""Words of the timeline, and of where a handover stands by its way."""

from portal.wording import N_, label_in

LABELS = {
    # The arms of the bar of steps.
    "arm": {
        "prepare": N_("Voorbereiden"),
        "offer": N_("Aangeboden"),
        "accept": N_("Aangenomen"),
        "meet": N_("Gesprek"),
        "complete": N_("Afgerond"),
        "answer": N_("Beantwoord"),
    },
    "arm_elsewhere": {
        "offer": N_("Gestuurd"),
    },
    "arm_asked": {
        "offer": N_("Gevraagd"),
    },
    # How an arm stands, for who does not see the colours.
    "standing": {
        "done": N_("Klaar:"),
        "here": N_("Hier staat het nu:"),
        "again": N_("Hier staat het weer:"),
        "next": N_("Hierna:"),
        "later": N_("Later:"),
        "ended": N_("Klaar:"),
        "stopped": N_("Hier gestopt:"),
        "off": N_("Gaat niet door:"),
    },
    # The steps that the words for a neighbourhood team do not fit.
    "step_elsewhere": {
        "redirect": N_("Andere organisatie gekozen"),
        "offer": N_("Document gestuurd"),
        "renew": N_("Nieuwe versie van het document"),
        "complete": N_("Afgerond: de andere organisatie heeft nu de regie"),
    },
    "step_inside": {
        "complete": N_("Afgerond: het volgende traject is begonnen"),
    },
    # Where it stands, as the sender reads it.
    "stands_organisation": {
        "prepared": N_("De organisatie heeft dit nog niet gekregen."),
        "offered": N_("Het document is gestuurd. Leg hier vast wat de organisatie antwoordt."),
        "accepted": N_("De organisatie neemt het aan. Plan het gesprek met cliënt, begeleider en organisatie."),
        "planned": N_("Het gesprek moet nog komen. Tot de afronding blijft de regie bij ons."),
        "held": N_("Het gesprek is geweest. Rond de overdracht af."),
        "completed": N_("De andere organisatie heeft nu de regie. Het traject is afgesloten."),
        "checked": N_("De andere organisatie heeft nu de regie. Het traject is afgesloten."),
        "returned": N_("De organisatie nam het niet aan."),
        "lapsed": N_("De organisatie heeft niet geantwoord. Stuur het opnieuw, of kies een andere organisatie."),
        "withdrawn": N_("Deze overdracht gaat niet door."),
    },
    "stands_internal": {
        "prepared": N_(
            "Plan het gesprek van cliënt, begeleider en wie verdergaat, of leg het vast als het is geweest."
        ),
        "planned": N_("Het gesprek moet nog komen."),
        "held": N_("Het gesprek is geweest. Rond de overdracht af: dan begint het volgende traject."),
        "completed": N_("Het traject is afgesloten en het volgende is begonnen."),
        "withdrawn": N_("Deze overdracht gaat niet door."),
    },
    "stands_consultation": {
        "prepared": N_("Het wijkteam ziet dit nog niet. De begeleiding blijft bij ons."),
        "offered": N_("Het wijkteam moet de vraag nog aannemen."),
        "accepted": N_("Het wijkteam zoekt een antwoord. De begeleiding blijft bij ons."),
        "planned": N_("Er is een gesprek over de vraag gepland. De begeleiding blijft bij ons."),
        "completed": N_("Het wijkteam heeft geantwoord. De begeleiding blijft bij ons."),
        "returned": N_("Het wijkteam stuurde de vraag terug."),
        "lapsed": N_("Het wijkteam heeft niet geantwoord. Stel de vraag opnieuw, of kies een ander wijkteam."),
        "withdrawn": N_("De vraag is ingetrokken."),
    },
    # The words to the team about a question.
    "asked_of_us": {
        "offered": N_("Lees hieronder de vraag. Neem die aan op uw eigen naam, of stuur die terug met een reden."),
        "accepted": N_("Geef antwoord, of plan eerst een gesprek. De begeleiding blijft bij de organisatie."),
        "planned": N_("Is het gesprek geweest? Leg dan uw advies vast."),
        "completed": N_("U hebt geantwoord. De begeleiding blijft bij de organisatie."),
        "returned": N_("U stuurde deze vraag terug. Wat erin stond, leest u niet meer."),
        "lapsed": N_("Deze vraag is verlopen. Wat erin stond, leest u niet meer."),
        "withdrawn": N_("Deze vraag is ingetrokken. Wat erin stond, leest u niet meer."),
    },
}


_STEPS = {"organisation": ("step_elsewhere",), "internal": ("step_inside",)}


def step_title(path: str, step: str) -> str:
    """The title of a step, in the words of this way."""
    return label_in((*_STEPS.get(path, ()), "handover_step"), step)


_ARMS = {"organisation": ("arm_elsewhere",), "consultation": ("arm_asked",)}


def arm_title(path: str, code: str) -> str:
    """The title of an arm of the bar, in the words of this way."""
    return label_in((*_ARMS.get(path, ()), "arm"), code)
