"""Wherever people, teams or organisations are listed they stand in Dutch order: de Boer under B, 't Hoen under H."""

import random

import pytest

from portal.access import RoleKind
from portal.db import db
from portal.handovers.models.organisation import OtherOrganisation
from portal.organisation.models import Location, Municipality, NeighbourhoodTeam
from tests.support.names import IN_ORDER, VOLUNTEERS, strange_keys, volunteers_mixed
from tests.support.tables import rows

pytestmark = pytest.mark.each_database

PLACES = ["'s-Graveland", "Aalsmeer", "Évora", "Haarlem Oost", "Haarlemmermeer", "Zandvoort", "Ørsted", "IJmuiden"]
PLACES_IN_ORDER = [
    *("Aalsmeer", "Évora", "Haarlem Oost", "Haarlemmermeer", "IJmuiden", "Ørsted", "'s-Graveland", "Zandvoort"),
]


def listed(page, names):
    """Which of these names a page shows, in the order in which it does."""
    text = page.text
    return sorted((name for name in names if name in text), key=text.index)


def test_the_volunteers_of_the_reported_file_stand_in_dutch_order(app, make, sign_in):
    place = make.location()
    answer = app.test_cli_runner().invoke(
        args=["import", "volunteers", str(VOLUNTEERS), "--location", place.name, "--apply"]
    )
    assert answer.exit_code == 0, answer.output
    db.session.rollback()
    visitor = sign_in(make.coordinator(first_name="Aad", last_name="Aa"))
    names = [f"{name}-Proef" for name in IN_ORDER]
    for address in ("/vrijwilligers", "/bord?sorteer=naam", "/bord?sorteer=functie"):
        assert listed(visitor.page(address), names) == names, address
    assert listed(visitor.page("/bord?sorteer=-naam"), names) == names[::-1]
    assert strange_keys() == []
    waiting = make.trajectory()
    assert listed(visitor.page(f"/trajecten/{waiting.id}/toewijzen"), names) == names


def test_households_stand_in_dutch_order(make, sign_in):
    volunteer = make.volunteer(max_households=20)
    for person in volunteers_mixed():
        home = make.household(client={**person, "last_name": person["last_name"].removesuffix("-Proef")})
        make.trajectory(household=home, starts_on=make.day(-20))
        make.trajectory("har_pretrajectory", household=home, claimed_by=volunteer)
    coordinator = sign_in(make.coordinator())
    assert listed(coordinator.page("/bord/wachtlijst?sorteer=naam"), IN_ORDER) == IN_ORDER
    assert listed(coordinator.page("/bord/wachtlijst?sorteer=-naam"), IN_ORDER) == IN_ORDER[::-1]
    supporter = sign_in(volunteer.user)
    for address in ("/vandaag", "/deze-week"):
        assert listed(supporter.page(address), IN_ORDER) == IN_ORDER, address


def test_colleagues_and_accounts_stand_in_dutch_order(make, sign_in):
    team = make.team()
    for person in volunteers_mixed():
        user = make.user(**{**person, "last_name": person["last_name"].removesuffix("-Proef")})
        make.role(user, RoleKind.TEAM_MEMBER, team=team)
    admin = sign_in(make.admin(first_name="Ada", last_name="Beheer"))
    assert listed(admin.page("/beheer/gebruikers"), IN_ORDER) == IN_ORDER
    assert listed(admin.page(f"/beheer/wijkteams/{team.id}/wijzigen"), IN_ORDER) == IN_ORDER
    colleague = sign_in(make.team_member(team, first_name="Aad", last_name="Aa"))
    assert listed(colleague.page("/mijn-gegevens"), IN_ORDER) == IN_ORDER


def test_teams_and_places_stand_in_one_order_on_each_database(make, sign_in):
    here = make.location()
    for name in PLACES:
        for place in (NeighbourhoodTeam(name=name, municipality=make.municipality()), Location(name=name)):
            make.save(place)
        make.save(OtherOrganisation(name=name, location_id=here.id))
        if not db.session.scalar(db.select(Municipality).where(Municipality.name == name)):
            make.save(Municipality(name=name))
    admin, coordinator = sign_in(make.admin()), sign_in(make.coordinator())
    for address in ("/beheer/wijkteams", "/beheer/locaties", "/beheer/gemeenten"):
        assert first_column(admin.page(address), PLACES) == PLACES_IN_ORDER, address
    assert first_column(coordinator.page("/organisaties"), PLACES) == PLACES_IN_ORDER


def first_column(page, names):
    shown = [(row.all("th") or row.all("td"))[0].text for row in rows(page)] or [each.text for each in page.all("h2")]
    return [each for each in shown if each in names]


@pytest.mark.parametrize(
    ("address", "heading"), [("/vrijwilligers", "th"), ("/bord?sorteer=naam", "th"), ("/beheer/gebruikers", "th")]
)
def test_paging_gives_each_person_once_in_order_also_with_equal_and_odd_names(make, sign_in, address, heading):
    chance = random.Random(12)
    lasts = ["de Boer", "Boer", "Çınar", "Cinar", "van 't Hof", "van ’t Hof", "Évra", "Øst", "Ждан", "عمر", "Zwart"]
    for number in range(70):
        make.volunteer(user=make.user(first_name=chance.choice("AÁBC"), last_name=lasts[number % len(lasts)]))
    visitor = sign_in(make.admin() if address.startswith("/beheer") else make.coordinator())
    page, seen = visitor.page(address), []
    while True:
        seen += [row.all("a")[0].get("href") for row in rows(page)]
        if "Volgende" not in page.links:
            break
        page = visitor.page(page.links["Volgende"])
    assert len(seen) == len(set(seen))
    assert len(seen) >= 70
