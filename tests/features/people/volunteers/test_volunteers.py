"""A coordinator adds and changes volunteers and their papers."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from portal.access import RoleKind
from portal.db import db
from portal.people.models.people import Role, User, Volunteer
from portal.people.volunteers import service as volunteers_service
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.races import race

NEW = {
    "first_name": "Wim",
    "last_name": "van Leeuwen",
    "email": "Wim@Example.org ",
    "function": "supporter",
    "status": "active",
    "hours_per_week": "7,5",
    "max_households": "3",
    "phone": "06-12343256",
    "postcode": "2135da",
    "conduct_certificate_seen_on": "2026-02-01",
}


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def add(visitor, **values):
    return visitor.page("/vrijwilligers/nieuw").form("Toevoegen").submit(**{**NEW, **values})


def change(visitor, volunteer, **values):
    return visitor.page(f"/vrijwilligers/{volunteer.id}").form("Opslaan").submit(**values)


def only(model):
    return db.session.scalars(select(model)).one()


def test_adding_makes_an_account_a_role_and_what_they_offer(sign_in, make, coordinator):
    tigrinya = make.language("Tigrinya")
    answer = add(sign_in(coordinator), languages=[str(tigrinya.id)])
    volunteer = only(Volunteer)
    assert (answer.status, answer.location) == (303, f"/vrijwilligers/{volunteer.id}")
    assert (volunteer.name, volunteer.user.email, volunteer.user.phone) == (
        "Wim van Leeuwen",
        "wim@example.org",
        "+31612343256",
    )
    assert (volunteer.hours_per_week, volunteer.max_households, volunteer.postcode) == (Decimal("7.5"), 3, "2135 DA")
    assert [language.name for language in volunteer.languages] == ["Tigrinya"]
    assert [(role.kind, role.location_id) for role in volunteer.user.roles] == [("volunteer", volunteer.location_id)]
    assert volunteer.user.password_hash is None
    assert [line.facts for line in lines("volunteer.added")] == [{"volunteer_id": volunteer.id}]


def test_a_double_tap_adds_one_volunteer_and_leads_to_the_same_page(sign_in, coordinator):
    visitor = sign_in(coordinator)
    assert add(visitor).location == add(visitor).location
    assert db.session.scalar(select(func.count(Volunteer.id))) == 1
    assert len(lines("volunteer.added")) == 1


def test_somebody_else_with_the_same_address_is_told_and_what_was_typed_stays(sign_in, coordinator):
    visitor = sign_in(coordinator)
    add(visitor)
    page = add(visitor, first_name="Willemijn")
    assert page.status == 422
    assert "al vrijwilliger op uw locatie" in page.form().errors["email"]
    assert page.form().fields["first_name"] == ["Willemijn"]
    assert only(Volunteer).user.first_name == "Wim"


def test_an_address_with_an_account_is_invited_and_keeps_name_phone_and_password(sign_in, make, coordinator):
    known = make.admin(email="wim@example.org", first_name="Willem", password="een-lang-wachtwoord")
    page = add(sign_in(coordinator)).follow()
    assert "Er is al een account" in page.text
    assert "Willem" not in page.text
    known = make.reload(known)
    assert (known.first_name, known.phone) == ("Willem", None)
    assert {role.kind for role in known.roles} == {"functional_admin"}


def test_a_closed_account_does_not_come_back_by_adding_it(sign_in, make, coordinator):
    make.user(email="wim@example.org", active=False)
    page = add(sign_in(coordinator))
    assert "gesloten" in page.form().errors["email"]
    assert db.session.scalar(select(func.count(Role.id)).where(Role.kind == "volunteer")) == 0


def test_two_coordinators_who_add_the_same_address_at_once_make_one_account(make, coordinator):
    act = make.act(coordinator)

    def attempt(number):
        account = {"first_name": f"Wim {number}", "last_name": "Smit", "email": "wim@example.org", "phone": None}
        offer = {"function": "supporter", "status": "active", "hours_per_week": Decimal(4), "max_households": 4}
        return volunteers_service.add_volunteer(act, account, offer, [])

    answers = race(6, attempt)
    refused = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 5
    assert set(refused) <= {"volunteer_exists", "email_just_taken"}
    assert db.session.scalar(select(func.count(User.id)).where(User.email == "wim@example.org")) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "wim@", "Vul een e-mailadres in"),
        ("phone", "12", "Vul een telefoonnummer in"),
        ("postcode", "2135", "volledige postcode"),
        ("hours_per_week", "veel", "Vul een getal in"),
        ("hours_per_week", "61", "van 0 tot 60"),
        ("hours_per_week", "NaN", "van 0 tot 60"),
        ("max_households", "vier", "Vul een heel getal in"),
        ("max_households", "51", "van 0 tot 50"),
        ("conduct_certificate_seen_on", "2026-03-10", "nog niet geweest"),
        ("basic_course_on", "31-31-2026", "bestaande dag"),
        ("confidentiality_signed_on", "0026-01-01", "Kijk het jaar na"),
        ("function", "", "Kies een functie"),
        ("last_name", "Smit 111222333", "burgerservicenummer"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_typed_is_lost(sign_in, coordinator, field, value, words):
    page = add(sign_in(coordinator), **{field: value})
    assert page.status == 422
    assert page.title.startswith("Fout:")
    assert words in page.form().errors[field]
    kept = page.form().fields
    assert {name: kept[name] for name in ("status", "max_households")} == {
        "status": ["active"],
        "max_households": [value if field == "max_households" else "3"],
    }
    assert kept[field][0].strip() == value.strip()
    assert db.session.scalar(select(func.count(Volunteer.id))) == 0


def test_changing_papers_and_hours_is_kept_and_named_in_the_trail(sign_in, make, coordinator):
    volunteer = make.volunteer(conduct_certificate_seen_on=None)
    turkish = make.language("Turks")
    answer = change(
        sign_in(coordinator),
        volunteer,
        conduct_certificate_seen_on="2026-03-09",
        hours_per_week="2.5",
        languages=[str(turkish.id)],
        phone="06 12345678",
    )
    assert answer.status == 303
    volunteer = make.reload(volunteer)
    assert (volunteer.conduct_certificate_seen_on, volunteer.hours_per_week) == (make.today, Decimal("2.5"))
    assert [language.name for language in volunteer.languages] == ["Turks"]
    assert volunteer.user.phone == "+31612345678"
    (line,) = lines("volunteer.changed")
    assert sorted(line.facts["fields"]) == ["conduct_certificate_seen_on", "hours_per_week", "languages", "phone"]


def test_saving_without_a_change_leaves_no_trail(sign_in, make, coordinator):
    volunteer = make.volunteer(hours_per_week=Decimal("7.5"))
    assert change(sign_in(coordinator), volunteer).status == 303
    assert [line.facts for line in lines("volunteer.changed")] == []
    assert make.reload(volunteer).version == 1


@pytest.mark.parametrize("first", [{"max_households": "2"}, {"phone": "0612345678"}, {"languages": []}])
def test_the_second_of_two_editors_is_told_and_sees_both(sign_in, make, coordinator, first):
    volunteer = make.volunteer(max_households=4)
    one, two = sign_in(coordinator), sign_in(make.coordinator())
    late = two.page(f"/vrijwilligers/{volunteer.id}").form("Opslaan")
    change(one, volunteer, **first)
    page = late.submit(max_households="6", hours_per_week="5")
    assert page.status == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in page.text
    assert page.form("Opslaan").fields["max_households"] == ["6"]
    beside = {
        node.all("dt")[0].text: node.all("dd")[0].text
        for node in page.all("div")
        if node.inside("form") and node.all("dt") and not node.all("div")
    }
    assert beside["Uren per week"] == "8"
    assert beside["Maximaal aantal huishoudens"] == first.get("max_households", "4")
    assert page.form("Opslaan").submit().status == 303
    assert make.reload(volunteer).max_households == 6


def test_the_phone_of_somebody_with_another_role_is_not_the_coordinators_to_change(sign_in, make, coordinator):
    volunteer = make.volunteer()
    make.role(volunteer.user, RoleKind.FUNCTIONAL_ADMIN)
    visitor = sign_in(coordinator)
    form = visitor.page(f"/vrijwilligers/{volunteer.id}").form("Opslaan")
    assert "phone" not in form.fields
    visitor.send(f"/vrijwilligers/{volunteer.id}", {**form.fields, "phone": "0612345678"}, status=303)
    assert make.reload(volunteer.user).phone is None


def test_another_locations_volunteer_does_not_exist(sign_in, make):
    volunteer = make.volunteer()
    visitor = sign_in(make.coordinator(make.location("Team Haarlem")))
    path = f"/vrijwilligers/{volunteer.id}"
    visitor.page(path, status=404)
    visitor.send(path, {"status": "inactive"}, status=404)
    visitor.send(f"{path}/afwezig", {"starts_on": "2026-04-01", "ends_on": "2026-04-09"}, status=404)
    visitor.send(f"{path}/afwezig/1/weg", status=404)
    assert volunteer.name not in visitor.page("/vrijwilligers").text
    assert lines("absence.planned") == []


def test_a_volunteer_manages_no_volunteers(sign_in, make):
    volunteer = make.volunteer()
    visitor = sign_in(volunteer.user)
    visitor.page("/vrijwilligers", status=403)
    visitor.page("/vrijwilligers/nieuw", status=403)
    visitor.send("/vrijwilligers/nieuw", NEW, status=403)
    visitor.page(f"/vrijwilligers/{volunteer.id}", status=404)


def test_saving_twice_by_a_double_tap_is_one_change(sign_in, make, coordinator):
    row = make.volunteer()
    form = sign_in(coordinator).page(f"/vrijwilligers/{row.id}").form("Opslaan")
    assert [form.submit(hours_per_week="3").status for _tap in range(2)] == [303, 303]
    assert len(lines("volunteer.changed")) == 1
