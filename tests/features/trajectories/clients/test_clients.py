"""A coordinator adds and changes the clients of a household."""

import pytest
from sqlalchemy import func, select

from portal.db import db
from portal.refusals import Refused
from portal.trajectories.clients import service as clients_service
from portal.trajectories.models.household import Client
from tests.support.audit import lines
from tests.support.races import race


@pytest.fixture
def visitor(sign_in, make):
    return sign_in(make.coordinator())


@pytest.fixture
def household(make):
    return make.household()


def add(visitor, household, **values):
    values = {"first_name": "Saba", "last_name": "Tekle", "birth_year": "1992", **values}
    return visitor.page(f"/huishoudens/{household.id}/client").form("Toevoegen").submit(**values)


def names(visitor, household):
    return [node.text for node in visitor.page(f"/huishoudens/{household.id}").all("h3")]


def test_another_adult_is_added_with_languages(visitor, household, make):
    tigrinya, english = make.language("Tigrinya"), make.language("Engels")
    languages = {"spoken-0-language": str(tigrinya.id), "spoken-1-language": str(english.id), "spoken-1-level": "A2"}
    answer = add(visitor, household, **languages)
    assert (answer.status, answer.location) == (303, f"/huishoudens/{household.id}")
    saba = db.session.scalars(select(Client).where(Client.first_name == "Saba")).one()
    assert {each.language.name: each.level for each in saba.spoken} == {"Tigrinya": None, "Engels": "A2"}
    assert saba.location_id == household.location_id
    assert [(line.household_id, line.facts) for line in lines("client.added")] == [
        (household.id, {"client_id": saba.id})
    ]


def test_a_double_tap_adds_one_client(visitor, household):
    assert [add(visitor, household).status, add(visitor, household).status] == [303, 303]
    assert db.session.scalar(select(func.count(Client.id))) == 2
    assert len(lines("client.added")) == 1


def test_the_same_person_with_other_data_is_no_second_client_and_what_was_typed_stays(visitor, household):
    add(visitor, household)
    page = add(visitor, household, phone="06 12345678")
    assert page.status == 422
    assert "staat al bij dit huishouden" in page.form().errors["first_name"]
    assert page.form().fields["phone"] == ["06 12345678"]


def test_a_client_number_is_somebodys_alone(visitor, household, make):
    other = make.household()
    page = add(visitor, household, client_number=other.clients[0].client_number)
    assert page.status == 422
    assert "Dit cliëntnummer is al in gebruik" in page.text


def test_changing_a_client_keeps_what_was_not_touched(visitor, make):
    household = make.household(languages=("Tigrinya", "Arabisch"))
    client = household.clients[0]
    page = visitor.page(f"/clienten/{client.id}")
    kept = page.form("Opslaan").fields
    assert [kept["phone"], kept["birth_year"]] == [["06 12340000"], ["1990"]]
    assert page.form("Opslaan").submit(preferred_contact="message", interpreter_needed="y").status == 303
    client = make.reload(client)
    assert (client.phone, client.preferred_contact, client.interpreter_needed) == ("+31612340000", "message", True)
    assert {each.language.name for each in client.spoken} == {"Tigrinya", "Arabisch"}
    assert [sorted(line.facts["fields"]) for line in lines("client.changed")] == [
        ["interpreter_needed", "preferred_contact"]
    ]


def test_a_language_is_added_changed_and_taken_away(visitor, make):
    household = make.household(languages=("Tigrinya", "Arabisch"))
    client = household.clients[0]
    first, second = sorted(each.language_id for each in client.spoken)
    english = make.language("Engels")
    page = visitor.page(f"/clienten/{client.id}")
    page.form("Opslaan").submit(
        **{"spoken-0-level": "C1", "spoken-1-language": "", "spoken-2-language": str(english.id)}
    )
    stored = {each.language_id: each.level for each in make.reload(client).spoken}
    assert stored == {first: "C1", english.id: None}
    assert [line.facts["fields"] for line in lines("client.changed")] == [["languages"]]
    assert second not in stored


def test_the_second_of_two_editors_sees_the_languages_that_hold_now(sign_in, visitor, make):
    client = make.household(languages=("Tigrinya",)).clients[0]
    late = sign_in(make.coordinator()).page(f"/clienten/{client.id}").form("Opslaan")
    visitor.page(f"/clienten/{client.id}").form("Opslaan").submit(**{"spoken-0-level": "B2"})
    page = late.submit(phone="")
    assert page.status == 409
    assert "Tigrinya, B2" in page.text
    assert page.form("Opslaan").fields["phone"] == [""]
    assert page.form("Opslaan").submit().status == 303
    assert make.reload(client).phone is None


def test_a_number_that_somebody_else_has_shows_no_false_difference(visitor, make):
    taken = make.household().clients[0].client_number
    client = make.household().clients[0]
    page = visitor.page(f"/clienten/{client.id}").form("Opslaan").submit(client_number=taken)
    assert page.status == 422
    assert "Wat er nu staat" not in page.text


def test_a_client_who_left_stays_known_with_the_day(visitor, household, make):
    add(visitor, household)
    client = household.clients[0]
    page = visitor.page(f"/clienten/{client.id}")
    assert page.form("Vastleggen").submit(left_on="2026-03-01").status == 303
    assert client.name in names(visitor, household)
    assert "vertrokken op 1 maart 2026" in visitor.page(f"/huishoudens/{household.id}").text
    assert [each.first_name for each in make.reload(household).members] == ["Saba"]
    visitor.send(f"/clienten/{client.id}/vertrokken", {"left_on": "2026-03-02"}, status=303)
    assert make.reload(client).left_on == make.day(-8)
    assert len(lines("client.left")) == 1


def test_a_client_who_left_by_mistake_comes_back(visitor, household, make):
    add(visitor, household)
    client = household.clients[0]
    visitor.send(f"/clienten/{client.id}/vertrokken", {"left_on": "2026-03-01"}, status=303)
    assert visitor.page(f"/clienten/{client.id}").form("Hoort er weer bij").submit().status == 303
    assert make.reload(client).left_on is None


def test_the_last_adult_leaves_only_when_no_trajectory_runs(visitor, make):
    trajectory = make.trajectory()
    client = trajectory.household.clients[0]
    page = visitor.page(f"/clienten/{client.id}").form("Vastleggen").submit(left_on="2026-03-01")
    assert page.status == 422
    assert "laatste volwassene" in page.form("Vastleggen").errors["left_on"]
    assert make.reload(client).left_on is None


def test_nobody_leaves_in_the_future(visitor, household):
    page = visitor.page(f"/clienten/{household.clients[0].id}").form("Vastleggen").submit(left_on="2026-03-10")
    assert "nog niet geweest" in page.form("Vastleggen").errors["left_on"]


def test_when_all_adults_leave_at_once_one_stays_as_the_last(make, visitor):
    household = make.trajectory().household
    for number in range(7):
        add(visitor, household, first_name=f"Saba {number}")
    act = make.act(make.coordinator())
    today = make.today
    keys = [client.id for client in make.reload(household).clients]
    answers = race(8, lambda n: clients_service.leave(act, keys[n], today))
    assert [answer.code for answer in answers if isinstance(answer, Refused)] == ["last_client"]
    assert len(make.reload(household).members) == 1


def test_saving_twice_by_a_double_tap_is_one_change(visitor, make):
    row = make.household().clients[0]
    form = visitor.page(f"/clienten/{row.id}").form("Opslaan")
    assert [form.submit(phone="06 12345678", **{"spoken-0-level": "B1"}).status for _tap in range(2)] == [303, 303]
    assert len(lines("client.changed")) == 1
