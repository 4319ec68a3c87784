"""A coordinator imports the teams of the own municipalities; those of another location stay as they are."""

import pytest

from portal.db import db
from portal.imports.files.service import read_file
from portal.imports.service import import_file
from portal.organisation.models import NeighbourhoodTeam
from tests.support.uploading import one_row


@pytest.fixture
def haarlem(make):
    """A location that serves another municipality than the one all teams here belong to."""
    location = make.location("Team Haarlem")
    location.municipalities = [make.municipality("Haarlem")]
    db.session.commit()
    return location


def counts(make, location, **cells):
    act = make.act(make.coordinator(location))
    reading = read_file(act, "teams", one_row("teams", **cells), location.id)
    done = import_file(act, reading, location.id).counts(len(reading.refused))
    return reading, {state: number for state, number in done.items() if number}


@pytest.mark.parametrize("cells", [{"e-mail": "ergens@example.org"}, {"postcodes": "2131"}])
def test_a_team_of_another_location_is_not_changed(make, haarlem, cells):
    assert counts(make, make.location())[1] == {"new": 1}
    reading, done = counts(make, haarlem, **cells)
    assert done == {"refused": 1}
    assert [refusal.code for refusal in reading.refused[0].refusals] == ["team_elsewhere"]
    team = db.session.query(NeighbourhoodTeam).one()
    assert team.email == "noord@example.org"
    assert {each.postcode_area for each in team.coverage if each.valid_until is None} == {"2131", "2132"}


def test_the_same_file_at_another_location_changes_nothing(make, haarlem):
    counts(make, make.location())
    assert counts(make, haarlem)[1] == {"unchanged": 1}


def test_a_team_of_a_municipality_that_nobody_serves_is_everybodys(make, haarlem):
    assert counts(make, haarlem, gemeente="Zandvoort")[1] == {"new": 1}
    assert counts(make, make.location(), gemeente="Zandvoort", telefoon="023-5550199")[1] == {"changed": 1}


def test_of_two_locations_that_share_a_municipality_both_may_change_its_team(make, haarlem):
    haarlem.municipalities.append(make.municipality())
    db.session.commit()
    counts(make, make.location())
    assert counts(make, haarlem, telefoon="023-5550199")[1] == {"changed": 1}
