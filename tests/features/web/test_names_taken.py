"""A team, an organisation or a place that is there already is there however its name is written."""

import pytest

from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Course, ToOrganisation
from portal.handovers.organisations import service as organisations_service
from portal.handovers.organisations.rules import NewOrganisation
from portal.organisation import service as organisation_service
from portal.organisation.service import LocationLook
from portal.organisation.teams import service as teams_service
from portal.refusals import Refused
from tests.support.ways import Elsewhere

pytestmark = pytest.mark.each_database
SAME = ("Wijkteam Élan-Noord", "wijkteam elan noord", "WIJKTEAM ELAN-NOORD")


def refused(code, call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code == code


@pytest.mark.parametrize("name", SAME)
def test_a_team_or_a_place_with_the_name_written_otherwise_is_refused(make, name):
    admin, place = make.act(make.admin()), make.municipality()
    make.team("Wijkteam Élan-Noord")
    other, town, here, there = make.team("Ander"), make.municipality("Súd"), make.location(), make.location("Elders")

    assert refused("team_exists", lambda: teams_service.add_team(admin, name, place.id))
    assert refused("team_exists", lambda: teams_service.change_team(admin, other.id, other.version, name, place.id))
    assert refused("municipality_exists", lambda: organisation_service.add_municipality(admin, "SUD"))
    change = (place.id, place.version, "sud")
    assert refused("municipality_exists", lambda: organisation_service.rename_municipality(admin, *change))
    look = (there.id, there.version, LocationLook(here.name.upper(), there.theme, None, []))
    assert refused("location_exists", lambda: organisation_service.change_location(admin, *look))
    assert town.name == "Súd"


def test_a_name_can_be_written_otherwise_by_its_own(make):
    admin, place, town = make.act(make.admin()), make.municipality(), make.municipality("Sud")
    team, here = make.team(SAME[1]), make.location()
    teams_service.change_team(admin, team.id, team.version, SAME[0], place.id)
    organisation_service.rename_municipality(admin, town.id, town.version, "Súd")
    look = LocationLook(here.name.upper(), here.theme, None, [place.id])
    organisation_service.change_location(admin, here.id, here.version, look)
    assert (make.reload(team).name, make.reload(town).name_key) == (SAME[0], "sud")
    assert make.reload(here).name_key == "team haarlemmermeer"


def test_an_organisation_with_the_name_written_otherwise_is_refused_and_one_that_ended_goes_on(make):
    scene = Elsewhere(make).prepare()
    act = make.act(scene.coordinator)
    again = NewOrganisation("SCHULDHULP")
    organisations_service.change(act, scene.organisation_id, 1, NewOrganisation("Schúldhulp"))
    scene.withdraw()

    def begin():
        return beginning_service.prepare(act, scene.trajectory_id, Course(ToOrganisation(again), "A"))

    assert refused("organisation_exists", begin)
    organisations_service.end(act, scene.organisation_id)
    assert begin().organisation_id == scene.organisation_id
