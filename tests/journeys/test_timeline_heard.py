"""The timeline of a handover as a screen reader hears it: one named part of the page with one list, each step with
what, when and who in words, the newest first."""

import pytest
from playwright.sync_api import Page, expect

from portal.handovers.traces import open_handover
from tests.support.handovers import Scene

pytestmark = pytest.mark.one_database

# Every node and nothing else: an icon, a separator or an empty paragraph would be a line of its own here.
SINCE_THE_OFFER = """\
- region "Wat er gebeurde (het nieuwste eerst)":
  - heading "Wat er gebeurde (het nieuwste eerst)" [level=2]
  - list:
    - listitem:
      - heading "Nagevraagd of het huishouden is aangekomen" [level=3]
      - paragraph:
        - time: donderdag 30 april 2026, 11:00
        - text: Wim Wijkteam (wijkteam)
      - paragraph: Aangekomen.
    - listitem:
      - 'heading "Afgerond: het wijkteam heeft nu de regie" [level=3]'
      - paragraph:
        - time: donderdag 19 maart 2026, 11:00
        - text: Wim Wijkteam (wijkteam)
    - listitem:
      - heading "Gesprek gevoerd" [level=3]
      - paragraph:
        - time: donderdag 19 maart 2026, 11:00
        - text: Wim Wijkteam (wijkteam)
      - paragraph: Op 19 maart 2026.
    - listitem:
      - 'heading "Gesprek telde niet mee: niet iedereen was er" [level=3]'
      - paragraph:
        - time: woensdag 18 maart 2026, 11:00
        - text: Wim Wijkteam (wijkteam)
      - paragraph: "Op 18 maart 2026. Niet aanwezig: cliënt."
    - listitem:
      - heading "Gesprek gepland" [level=3]
      - paragraph:
        - time: woensdag 11 maart 2026, 11:00
        - text: Wim Wijkteam (wijkteam)
      - paragraph: Op 18 maart 2026 om 14:30, Wijkcentrum De Boei.
    - listitem:
      - heading "Aangenomen" [level=3]
      - paragraph:
        - time: woensdag 11 maart 2026, 11:00
        - text: Wim Wijkteam (wijkteam)
      - paragraph: Versie 2.
    - listitem:
      - heading "Aangeboden" [level=3]
      - paragraph:
        - time: dinsdag 10 maart 2026, 11:00
        - text: Carla Coördinator (begeleidende organisatie)
      - paragraph: Aan Sociaal team Hoofddorp, versie 2.
    - listitem:
      - heading "Teruggestuurd" [level=3]
      - paragraph:
        - time: dinsdag 10 maart 2026, 11:00
        - text: Wim Wijkteam (wijkteam)
      - paragraph: Er ontbreekt informatie. Welke brieven zijn dit?
    - listitem:
      - heading "Geopend door het wijkteam" [level=3]
      - paragraph:
        - time: maandag 9 maart 2026, 11:00
        - text: Wim Wijkteam (wijkteam)
    - listitem:
      - heading "Aangeboden" [level=3]
      - paragraph:
        - time: maandag 9 maart 2026, 10:00
        - text: Carla Coördinator (begeleidende organisatie)
      - paragraph: Aan Sociaal team Hoofddorp, versie 1."""
BEFORE = """
    - listitem:
      - heading "Voorbereiding begonnen" [level=3]
      - paragraph:
        - time: maandag 9 maart 2026, 10:00
        - text: Carla Coördinator (begeleidende organisatie)
      - paragraph: Voor Sociaal team Hoofddorp."""


@pytest.fixture
def scene(make, clock):
    """Offered, seen, returned, offered again, accepted, met without the client, met, completed, checked."""
    scene = Scene(make, "B").offered()
    clock.move(hours=1)
    open_handover(make.act(scene.member), scene.reference)
    clock.move(days=1)
    scene.send_back("information_missing", "Welke brieven zijn dit?")
    scene.write(scene.coordinator, "Die van de verhuurder.").offer()
    clock.move(days=1)
    scene.accept().plan()
    clock.move(days=7)
    scene.miss()
    clock.move(days=1)
    scene.hold().complete()
    clock.move(days=42)
    return scene.check()


def heard(page: Page) -> str:
    timeline = page.get_by_role("region", name="Wat er gebeurde")
    expect(timeline).to_be_visible()
    return timeline.aria_snapshot()


def test_each_step_says_what_when_and_who_the_newest_first(scene, desk):
    page = desk(scene.coordinator)
    page.goto(scene.url)
    assert heard(page) == SINCE_THE_OFFER + BEFORE


def test_the_team_hears_what_happened_since_the_offer(scene, phone):
    page = phone(scene.member)
    page.goto(scene.url)
    assert heard(page) == SINCE_THE_OFFER
