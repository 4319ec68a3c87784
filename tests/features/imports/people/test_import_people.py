"""The changes of an import of volunteers and of teams, and the facts that the portal knows better."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.db import db
from portal.organisation.models import NeighbourhoodTeam
from portal.people.models.people import Role, Volunteer
from tests.support.bringing import Bringer, one
from tests.support.names import strange_keys


@pytest.fixture
def bring(make):
    return Bringer(make)


def test_a_volunteer_is_an_account_without_password_a_role_and_an_offer(bring):
    assert bring("volunteers", {}).states == [("new",)]

    volunteer = one(Volunteer)
    assert (volunteer.user.email, volunteer.user.password_hash) == ("wim@example.org", None)
    assert (volunteer.function, volunteer.hours_per_week, volunteer.status) == ("language_coach", 8, "active")
    assert [each.kind for each in volunteer.user.roles] == ["volunteer"]


def test_an_address_with_an_account_elsewhere_is_invited_and_keeps_its_own_data(bring, make):
    user = make.user(email="wim@example.org", first_name="Wim", last_name="van Leeuwen", phone="+31612340001")
    make.volunteer(make.location("Team Haarlem"), user=user)

    assert bring("volunteers", {}).states == [("new",)]
    assert bring("volunteers", {"telefoon": "06 12340009"}).states == [("unchanged",)]

    assert make.reload(user).phone == "+31612340001"
    assert len(db.session.scalars(select(Role.location_id).where(Role.user_id == user.id)).all()) == 1


def test_only_a_later_paper_counts_and_an_absent_one_erases_nothing(bring, make):
    bring("volunteers", {})
    one(Volunteer).conduct_certificate_seen_on = date(2025, 5, 5)
    db.session.commit()

    older = {"VOG gezien op": "01-01-2025", "basiscursus op": "", "uren per week": "6,5"}
    assert bring("volunteers", older).states == [("changed", "uren per week")]
    assert one(Volunteer).conduct_certificate_seen_on == date(2025, 5, 5)
    assert one(Volunteer).basic_course_on == date(2021, 11, 1)
    assert bring("volunteers", {"VOG gezien op": "01-01-2026", "uren per week": "6,5"}).states == [
        ("changed", "VOG gezien op")
    ]


def test_an_address_of_somebody_else_or_of_a_closed_account_is_refused(bring, make):
    make.user(email="wim@example.org", first_name="Willemijn", last_name="van Leeuwen")
    make.user(email="ton@example.org", first_name="Wim", last_name="van Leeuwen", active=False)

    brought = bring("volunteers", {}, {"e-mail": "ton@example.org"})

    assert brought.refused == [("e-mail", "address_of_another"), ("e-mail", "account_closed")]
    assert db.session.scalars(select(Volunteer)).all() == []


def test_a_name_written_with_other_accents_is_the_same_person_and_the_file_tells_how_it_is_written(bring):
    bring("volunteers", {"voornaam": "Lucja", "achternaam": "Van Celik"})

    brought = bring("volunteers", {"voornaam": "Łucja", "achternaam": "van Çelik"})

    assert (brought.refused, brought.states) == ([], [("changed", "voornaam", "achternaam")])
    assert one(Volunteer).user.name == "Łucja van Çelik"
    assert strange_keys() == []


def test_areas_of_a_team_begin_and_end_today_and_stay_known(bring, clock):
    bring("teams", {})
    clock.move(days=10)

    assert bring("teams", {"postcodes": "2132, 2133"}).states == [("changed", "postcodes")]

    first, today = date(2026, 3, 9), date(2026, 3, 19)
    assert sorted((c.postcode_area, c.valid_from, c.valid_until) for c in one(NeighbourhoodTeam).coverage) == [
        ("2131", first, today),
        ("2132", first, None),
        ("2133", today, None),
    ]


def test_an_area_that_began_today_and_no_longer_belongs_lasts_that_day(bring):
    bring("teams", {})
    bring("teams", {"postcodes": "2131"})

    periods = {c.postcode_area: c.valid_until for c in one(NeighbourhoodTeam).coverage}
    assert periods == {"2131": None, "2132": date(2026, 3, 10)}


def test_an_area_of_another_team_is_named_and_a_team_that_stopped_is_refused(bring, make):
    make.team("Sociaal team Zuid", areas=("2132",))
    assert bring("teams", {}).notices == [(2, "area_covered_already")]
    team = db.session.scalars(select(NeighbourhoodTeam).where(NeighbourhoodTeam.name == "Sociaal team Noord")).one()
    team.ended_on = make.today
    db.session.commit()

    assert bring("teams", {"telefoon": "023-5550199"}).refused == [("team", "team_ended")]


ANOTHER_ADDRESS = [
    {"e-mail": "wim.anders@example.org"},
    {"e-mail": "wim.anders@example.org", "telefoon": ""},
    {"e-mail": "w.i.m+taal@example.org", "telefoon": "", "postcode": ""},
    {"e-mail": "wim.anders@example.org", "achternaam": "VAN LEEUWEN", "postcode": ""},
]


@pytest.mark.parametrize("change", ANOTHER_ADDRESS)
@pytest.mark.parametrize("together", [True, False])
def test_a_volunteer_who_seems_to_be_here_under_another_address_is_named(bring, change, together):
    if not together:
        bring("volunteers", {})
    brought = bring("volunteers", *([{}] if together else []), change)

    assert brought.notices == [(3 if together else 2, "volunteer_resembles")]


def test_a_namesake_and_somebody_of_another_location_are_not_named(bring, make):
    bring("volunteers", {})
    elsewhere = make.volunteer(make.location("Team Haarlem"), postcode="2011 AA")
    namesake = {"e-mail": "a@example.org", "telefoon": "0612340001", "postcode": "2131 AA"}
    names = {"voornaam": elsewhere.user.first_name, "achternaam": elsewhere.user.last_name, "postcode": "2011 AA"}

    brought = bring("volunteers", namesake, {**namesake, **names, "e-mail": "b@example.org"})

    assert brought.notices == []


def test_the_name_of_a_known_address_may_be_written_without_its_accents(bring):
    bring("volunteers", {"voornaam": "Büşra", "achternaam": "Çelik"})

    assert bring("volunteers", {"voornaam": "Busra", "achternaam": "celik"}).refused == []
