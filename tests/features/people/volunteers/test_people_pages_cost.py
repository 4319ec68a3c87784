"""Pages of people and households ask the database as often for many rows as for a few."""

from portal.people.models.people import Notice
from portal.trajectories.models.household import Client, ClientLanguage
from tests.support.statements import statements


def cost(app, visitor, path):
    """How many statements a second look at a page runs; the first may leave lines and fill caches."""
    visitor.page(path)
    with statements(app) as seen:
        visitor.page(path)
    return len(seen)


def test_the_list_of_volunteers(app, sign_in, make):
    visitor = sign_in(make.coordinator())
    for _each in range(2):
        make.volunteer(languages=("Nederlands", "Tigrinya"))
    few = cost(app, visitor, "/vrijwilligers")
    for _each in range(23):
        make.volunteer(languages=("Nederlands", "Turks"), conduct_certificate_seen_on=None)
    assert cost(app, visitor, "/vrijwilligers") == few


def test_the_notices(app, sign_in, make):
    user = make.coordinator()
    visitor = sign_in(user)

    def tell(times):
        for _each in range(times):
            make.save(Notice(user_id=user.id, code="x", facts={}, path="/bord", created_at=make.clock()))

    tell(2)
    few = cost(app, visitor, "/meldingen")
    tell(20)
    assert cost(app, visitor, "/meldingen") == few


def test_the_page_of_a_household(app, sign_in, make):
    visitor = sign_in(make.coordinator())
    household = make.trajectory(claimed_by=make.volunteer()).household
    path = f"/huishoudens/{household.id}"
    few = cost(app, visitor, path)
    for number in range(6):
        spoken = [ClientLanguage(language=make.language(name)) for name in ("Tigrinya", "Arabisch")]
        client = Client(household_id=household.id, location_id=household.location_id, spoken=spoken)
        client.first_name, client.last_name = "Saba", f"Tekle {number}"
        make.save(client)
    for type_ in ("language_coaching", "settlement_coaching", "budget_coaching"):
        make.trajectory(type_, household=household, claimed_by=make.volunteer())
    assert cost(app, visitor, path) == few
