"""A coordinator adds and changes a household."""

from datetime import date

import pytest
from sqlalchemy import func, select

from portal.checklists.models import ChecklistItem
from portal.db import db
from portal.trajectories.households import service as households_service
from portal.trajectories.households.steps import Adult
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Trajectory
from portal.trajectories.rules import months_after
from tests.support.audit import lines
from tests.support.races import race

NEW = {
    "street": "Kerklaan",
    "house_number": "12a",
    "postcode": "2132ab",
    "city": "Hoofddorp",
    "housed_on": "2026-02-01",
    "adults": "2",
    "children": "3",
    "case_manager": "S. van der Meer",
    "first_name": "Merhawi",
    "last_name": "Tekle",
    "birth_year": "1990",
    "phone": "06-12344329",
    "email": "Merhawi@Example.org",
    "interpreter_needed": "y",
    "preferred_contact": "phone",
    "legal_regime": "WI2021",
    "starts_on": "2026-03-09",
}


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def add(make, sign_in, coordinator):
    """`add(field=value)` fills in and sends the form of a new household."""
    visitor = sign_in(coordinator)

    def send(**values):
        values = {**NEW, "type_id": str(make.type().id), **values}
        return visitor.page("/huishoudens/nieuw").form("Toevoegen").submit(**values)

    return send


def only(model):
    return db.session.scalars(select(model)).unique().one()


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_one_form_adds_household_client_and_trajectory(add, make):
    tigrinya = make.language("Tigrinya")
    answer = add(**{"spoken-0-language": str(tigrinya.id), "spoken-0-level": "B1", "urgent": "y"})
    household, client, trajectory = only(Household), only(Client), only(Trajectory)
    assert (answer.status, answer.location) == (303, f"/huishoudens/{household.id}")
    assert (household.postcode, household.municipality.name, household.size) == ("2132 AB", "Haarlemmermeer", 5)
    assert (client.phone, client.email, client.interpreter_needed) == ("+31612344329", "merhawi@example.org", True)
    assert [(each.language.name, each.level) for each in client.spoken] == [("Tigrinya", "B1")]
    assert (trajectory.household_id, trajectory.urgent, trajectory.waiting_since) == (household.id, True, make.today)
    assert trajectory.ends_on == months_after(date(2026, 2, 1), 12)
    assert trajectory.volunteer_id is None
    assert count(ChecklistItem) > 10
    assert [(line.subject_id, line.household_id) for line in lines("household.added")] == [(household.id, household.id)]


def test_a_double_tap_adds_one_household_and_leads_to_the_same_page(add):
    assert add().location == add().location
    assert [count(Household), count(Client), count(Trajectory)] == [1, 1, 1]
    assert len(lines("household.added")) == 1


def test_many_taps_at_once_add_one_household(make, coordinator):
    act = make.act(coordinator)
    household = {
        **{name: NEW[name] for name in ("street", "house_number", "city")},
        "postcode": "2132 AB",
        "municipality_id": make.municipality().id,
        "housed_on": make.day(-30),
        "adults": 1,
        "children": 0,
    }
    client = {"first_name": "Merhawi", "last_name": "Tekle"}
    trajectory = {"type_id": make.type().id, "legal_regime": "WI2021", "starts_on": make.today, "urgent": False}
    make.location()
    answers = race(6, lambda _n: households_service.add_household(act, household, Adult(client, {}), trajectory).id)
    assert len(set(answers)) == 1
    assert [count(Household), count(Client), count(Trajectory)] == [1, 1, 1]


def test_somebody_who_lives_there_already_is_not_added_twice_and_what_was_typed_stays(add):
    add()
    page = add(first_name="merhawi", children="4")
    assert page.status == 422
    assert "staat al een huishouden met deze persoon" in page.form().errors["street"]
    assert page.form().fields["children"] == ["4"]
    assert count(Household) == 1


def test_another_household_may_live_at_the_same_address(add):
    add()
    assert add(first_name="Nadia", last_name="Shami", email="").status == 303
    assert count(Household) == 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("street", "", "Vul de straat in"),
        ("street", "Kerklaan 111222333", "burgerservicenummer"),
        ("postcode", "2132", "volledige postcode"),
        ("housed_on", "", "wanneer het huishouden hier kwam wonen"),
        ("adults", "0", "van 1 tot 20"),
        ("children", "21", "van 0 tot 20"),
        ("birth_year", "2027", "nog niet geweest"),
        ("birth_year", "90", "vier cijfers"),
        ("phone", "12", "Vul een telefoonnummer in"),
        ("email", "merhawi", "Vul een e-mailadres in"),
        ("legal_regime", "", "Kies een regime"),
        ("type_id", "", "Kies een soort traject"),
        ("starts_on", "", "wanneer het traject begint"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_typed_is_lost(add, field, value, words):
    page = add(**{field: value})
    assert page.status == 422
    assert page.title.startswith("Fout:")
    assert words in page.form().errors[field]
    kept = page.form().fields
    assert kept["case_manager"] == ["S. van der Meer"]
    assert kept["phone"] == ["12" if field == "phone" else "06 12344329"]
    assert count(Household) == 0


def test_no_form_asks_for_what_is_never_kept(sign_in, make, coordinator):
    household = make.household()
    visitor = sign_in(coordinator)
    paths = ("/huishoudens/nieuw", f"/huishoudens/{household.id}/client", f"/clienten/{household.clients[0].id}")
    for path in paths:
        names = " ".join(node.get("name") for node in visitor.page(path).all("input", "select", "textarea")).lower()
        assert not [word for word in ("bsn", "nationality", "religion", "diagnosis", "v_number") if word in names]


def test_a_postcode_that_no_team_covers_gets_a_warning_and_is_stored(add, make):
    make.team(areas=("2132",))
    assert "Geen wijkteam" not in add().follow().text
    page = add(first_name="Nadia", postcode="9999 ZZ").follow()
    assert "Voor 9999 is geen wijkteam bekend" in page.text


def test_a_municipality_that_the_location_does_not_serve_cannot_be_chosen(add, make):
    other = make.municipality("Haarlem")
    page = add(municipality_id=str(other.id))
    assert page.status == 422
    assert count(Household) == 0


def test_another_housing_date_recounts_the_end_and_moves_open_items(sign_in, make, coordinator):
    trajectory = make.trajectory()
    item = make.checklist(trajectory, how_many=1)[0]
    page = sign_in(coordinator).page(f"/huishoudens/{trajectory.household_id}/wijzigen")
    assert page.form("Opslaan").submit(housed_on="2026-03-01").status == 303
    assert make.reload(trajectory).ends_on == date(2027, 3, 1)
    assert make.reload(item).due_on != make.day(14)
    assert [line.facts for line in lines("household.changed")] == [{"fields": ["housed_on"]}]


def test_what_a_coordinator_extended_keeps_its_end(sign_in, make, coordinator):
    extended = make.trajectory(ends_on=make.day(700), extension_reason="Ziekte in het gezin")
    closed = make.trajectory(
        "settlement_coaching",
        household=extended.household,
        ends_on=make.day(-1),
        closed_on=make.day(-1),
        closure_outcome="completed",
    )
    page = sign_in(coordinator).page(f"/huishoudens/{extended.household_id}/wijzigen")
    page.form("Opslaan").submit(housed_on="2026-03-01")
    assert make.reload(extended).ends_on == make.day(700)
    assert make.reload(closed).ends_on == make.day(-1)


def test_another_municipality_recounts_the_end_by_its_own_rule(sign_in, make, coordinator):
    haarlem = make.municipality("Haarlem")
    location = make.location()
    location.municipalities.append(haarlem)
    db.session.commit()
    household = make.household(housed_on=date(2019, 12, 31))
    trajectory = make.trajectory(household=household, starts_on=date(2020, 1, 10), ends_on=date(2020, 12, 31))
    page = sign_in(coordinator).page(f"/huishoudens/{household.id}/wijzigen")
    page.form("Opslaan").submit(municipality_id=str(haarlem.id))
    assert make.reload(trajectory).ends_on == date(2021, 12, 31)


def test_another_street_moves_nothing(sign_in, make, coordinator):
    trajectory = make.trajectory(ends_on=make.day(77))
    page = sign_in(coordinator).page(f"/huishoudens/{trajectory.household_id}/wijzigen")
    page.form("Opslaan").submit(street="Dorpsstraat", case_manager="")
    trajectory = make.reload(trajectory)
    assert (trajectory.ends_on, trajectory.household.street) == (make.day(77), "Dorpsstraat")


def test_the_second_of_two_editors_is_told_and_sees_both(sign_in, make, coordinator):
    household = make.household(street="Kerklaan", adults=1)
    path = f"/huishoudens/{household.id}/wijzigen"
    late = sign_in(make.coordinator()).page(path).form("Opslaan")
    sign_in(coordinator).page(path).form("Opslaan").submit(street="Dorpsstraat", adults="2")
    page = late.submit(street="Marktplein", adults="2")
    assert page.status == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in page.text
    assert page.form("Opslaan").fields["street"] == ["Marktplein"]
    beside = {node.all("dt")[0].text: node.all("dd")[0].text for node in page.all("div") if node.all("dt")}
    assert "Dorpsstraat" in beside.values()
    assert "Volwassenen" not in beside
    assert page.form("Opslaan").submit().status == 303
    assert make.reload(household).street == "Marktplein"


def test_saving_without_a_change_leaves_no_trail(sign_in, make, coordinator):
    household = make.household(case_manager="S. van der Meer")
    sign_in(coordinator).page(f"/huishoudens/{household.id}/wijzigen").form("Opslaan").submit()
    assert lines("household.changed") == []


def test_saving_twice_by_a_double_tap_is_one_change(sign_in, make, coordinator):
    row = make.household()
    form = sign_in(coordinator).page(f"/huishoudens/{row.id}/wijzigen").form("Opslaan")
    assert [form.submit(street="Dorpsstraat", housed_on="2026-02-02").status for _tap in range(2)] == [303, 303]
    assert len(lines("household.changed")) == 1
