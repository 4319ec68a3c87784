"""The changes of an import of trajectories, and the facts that the portal knows better."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.checklists.models import ChecklistItem
from portal.db import db
from portal.organisation.models import Language, NeighbourhoodTeam
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Trajectory
from tests.support.bringing import Bringer, one

pytestmark = pytest.mark.each_database


@pytest.fixture
def bring(make):
    return Bringer(make)


def test_a_row_becomes_a_household_its_client_and_a_trajectory_with_the_end_of_its_rule(bring):
    assert bring("trajectories", {"traject": "Maatschappelijke begeleiding"}).states == [("new",)]

    trajectory = one(Trajectory)
    assert (trajectory.starts_on, trajectory.ends_on) == (date(2023, 1, 2), date(2023, 10, 26))
    assert trajectory.duration_rule_id is not None
    assert (trajectory.waiting_since, trajectory.volunteer_id) == (date(2023, 1, 2), None)
    client = one(Client)
    assert (client.name, client.phone, client.interpreter_needed) == ("Nadia Shami", "+31612344329", False)
    assert {(each.language.name, each.level) for each in client.spoken} == {("Arabisch", None), ("Nederlands", "A1")}
    assert db.session.scalars(select(ChecklistItem)).first() is not None


def test_a_second_type_for_a_known_client_goes_to_the_same_household(bring):
    bring("trajectories", {})
    bring("trajectories", {"traject": "Maatschappelijke begeleiding", "startdatum": "26-01-2023"})

    assert {each.type.code for each in one(Household).trajectories} == {"settlement_coaching", "social_support"}
    assert one(Client).client_number == "HM-00001"


CHANGES = [
    ({"telefoon": "06 12340009"}, "telefoon", lambda: one(Client).phone, "+31612340009"),
    ({"straat": "Hoofdweg"}, "straat", lambda: one(Household).street, "Hoofdweg"),
    ({"kinderen": "3"}, "kinderen", lambda: one(Household).children, 3),
    ({"tolk nodig": "ja"}, "tolk nodig", lambda: one(Client).interpreter_needed, True),
    ({"voornaam": "NADIA"}, "voornaam", lambda: one(Client).first_name, "NADIA"),
    (
        {"talen": "Farsi"},
        "talen",
        lambda: {s.language.name for s in one(Client).spoken},
        {"Arabisch", "Nederlands", "Farsi"},
    ),
    ({"talen": "Nederlands (B1)"}, "talen", lambda: {s.level for s in one(Client).spoken}, {None, "B1"}),
    ({"wettelijk regime": "WI2013"}, "wettelijk regime", lambda: one(Trajectory).legal_regime, "WI2013"),
]


@pytest.mark.parametrize(
    ("change", "column", "now", "value"), CHANGES, ids=lambda each: str(each) if isinstance(each, str) else ""
)
def test_what_differs_changes_and_is_named(bring, change, column, now, value):
    bring("trajectories", {})
    versions = [each.version for each in (one(Household), one(Client), one(Trajectory))]

    assert bring("trajectories", change).states == [("changed", column)]

    assert now() == value
    later = [each.version for each in (one(Household), one(Client), one(Trajectory))]
    assert sum(later) - sum(versions) == (0 if column == "talen" else 1), "whoever edits this now is told"
    lines = select(AuditLine.facts).where(AuditLine.event == "trajectory.imported").order_by(AuditLine.id)
    assert db.session.scalars(lines).all() == [
        {"change": "new"},
        {"change": "changed"},
    ]


def test_an_empty_cell_erases_nothing(bring):
    bring("trajectories", {})
    empty = dict.fromkeys(("telefoon", "e-mail", "talen", "tolk nodig", "klantmanager"), "")

    assert bring("trajectories", empty).states == [("unchanged",)]
    assert one(Client).phone == "+31612344329"


def test_a_later_housing_date_moves_the_end_and_the_open_deadlines_but_no_extension(bring, make):
    row = {"traject": "Maatschappelijke begeleiding", "startdatum": "01-02-2026", "gehuisvest op": "01-02-2026"}
    other = {"clientnummer": "HM-00002", "huisnummer": "7"}
    bring("trajectories", row, {**row, **other})
    by_rule, extended = db.session.scalars(select(Trajectory).order_by(Trajectory.id))
    extended.extension_reason, extended.ends_on = "Ziekte", date(2027, 12, 1)
    done = db.session.scalars(select(ChecklistItem).where(ChecklistItem.trajectory_id == by_rule.id)).all()
    before = {item.id: item.due_on for item in done}
    db.session.commit()
    later = {**row, "gehuisvest op": "15-02-2026", "startdatum": "15-02-2026"}

    brought = bring("trajectories", later, {**later, **other})

    assert brought.states == [("changed", "gehuisvest op", "startdatum")] * 2
    by_rule, extended = (make.reload(each) for each in (by_rule, extended))
    assert (by_rule.starts_on, by_rule.ends_on, by_rule.waiting_since) == (
        *(date(2026, 2, 15), date(2027, 2, 15), date(2026, 2, 15)),
    )
    assert extended.ends_on == date(2027, 12, 1)
    moved = db.session.scalars(select(ChecklistItem).where(ChecklistItem.trajectory_id == by_rule.id)).all()
    assert any(item.due_on != before[item.id] for item in moved)


def test_another_regime_brings_the_items_of_that_regime(bring):
    def regimes():
        return {item.template_item.legal_regime for item in db.session.scalars(select(ChecklistItem))}

    bring("trajectories", {"traject": "Maatschappelijke begeleiding"})
    assert regimes() == {None, "WI2021"}

    brought = bring("trajectories", {"traject": "Maatschappelijke begeleiding", "wettelijk regime": "WI2013"})

    assert brought.notices == [(2, "regime_changes")]
    assert regimes() == {None, "WI2013"}


def test_assignments_stay_and_the_wait_of_who_had_a_volunteer_does_not_move(bring, make):
    bring("trajectories", {})
    volunteer = make.volunteer()
    make.assignment(one(Trajectory), volunteer)

    bring("trajectories", {"startdatum": "03-01-2023"})

    trajectory = make.reload(one(Trajectory))
    assert trajectory.volunteer_id == volunteer.id
    assert (trajectory.starts_on, trajectory.waiting_since) == (date(2023, 1, 3), date(2023, 1, 2))


def test_a_closed_trajectory_is_not_opened_again_and_a_later_start_makes_a_new_one(bring):
    bring("trajectories", {})
    closed = one(Trajectory)
    closed.close(date(2023, 4, 2), "completed")
    db.session.commit()

    assert bring("trajectories", {}).states == [("unchanged",)]
    assert bring("trajectories", {"startdatum": "02-04-2023"}).states == [("unchanged",)]
    assert one(Trajectory).closed_on is not None
    assert bring("trajectories", {"startdatum": "03-04-2023"}).states == [("new",)]
    assert bring("trajectories", {}).states == [("unchanged",)]
    assert [each.closed_on for each in db.session.scalars(select(Trajectory).order_by(Trajectory.id))] == [
        date(2023, 4, 2),
        None,
    ]


STRANGERS = [
    ({"voornaam": "Ander"}, "other_person_known"),
    ({"geboortejaar": "1999"}, "other_person_known"),
    ({"traject": "Doorstromer", "achternaam": "Ander"}, "other_person_known"),
]


@pytest.mark.parametrize(("change", "code"), STRANGERS)
def test_a_number_that_belongs_to_somebody_else_here_is_refused(bring, change, code):
    bring("trajectories", {})
    brought = bring("trajectories", change, {"clientnummer": "HM-00002", "huisnummer": "7"})

    assert brought.refused == [("clientnummer", code)]
    assert brought.states == [("new",)]
    assert {each.name for each in db.session.scalars(select(Client))} == {"Nadia Shami"}


def test_within_a_file_a_number_belongs_to_one_person_whatever_the_type(bring):
    brought = bring("trajectories", {}, {"traject": "Doorstromer", "achternaam": "Ander"})

    assert (brought.refused, brought.states) == ([("clientnummer", "other_person")], [("new",)])


def test_a_number_of_another_location_is_another_client(bring, make):
    elsewhere = make.household(
        make.location("Team Haarlem"), client={"client_number": "HM-00001", "last_name": "Ander"}
    )

    assert bring("trajectories", {}).states == [("new",)]
    assert make.reload(elsewhere).street == "Kerklaan"


def test_who_left_the_household_is_refused_and_not_brought_back(bring, make):
    bring("trajectories", {})
    one(Client).left_on = make.today
    db.session.commit()

    assert bring("trajectories", {"straat": "Hoofdweg"}).refused == [("clientnummer", "client_left")]
    assert one(Household).street == "Van Stamplein"


@pytest.mark.parametrize("later_first", [True, False])
def test_of_two_rows_about_one_household_the_latest_start_tells_and_the_other_is_named(bring, later_first):
    later = {"traject": "Maatschappelijke begeleiding", "startdatum": "01-06-2023", "straat": "Hoofdweg"}

    brought = bring("trajectories", *([later, {}] if later_first else [{}, later]))

    assert brought.states == [("new",), ("new",)]
    assert brought.notices == [(3 if later_first else 2, "household_told_elsewhere")]
    assert one(Household).street == "Hoofdweg"


def test_a_language_nobody_spoke_here_before_is_made_with_a_notice(bring):
    brought = bring(
        "trajectories",
        {"talen": "Poldertaal"},
        {"clientnummer": "HM-00002", "huisnummer": "7", "talen": "poldertaal, Arabisch"},
    )

    assert brought.notices == [(2, "language_new")]
    assert db.session.scalars(select(Language.code).where(Language.name == "Poldertaal")).one() == "x-poldertaal"


def test_a_municipality_the_location_does_not_serve_is_refused_for_a_household_and_made_for_a_team(bring):
    assert bring("trajectories", {"gemeente": "Haarlem"}).refused == [("gemeente", "municipality_unknown")]
    assert bring("teams", {"gemeente": "Haarlem"}).states == [("new",)]
    assert one(NeighbourhoodTeam).municipality.name == "Haarlem"
