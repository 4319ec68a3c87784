"""Whoever is looked for by name is found, in any case and without accents, wherever names are searched."""

import pytest

from portal.db import db
from portal.organisation.models import Location
from portal.people.models.people import Volunteer
from portal.trajectories.models.trajectory import Assignment, Trajectory
from tests.support.names import CAPITALS, SEARCHED, people_of, strange_keys
from tests.support.one_database import for_the_file
from tests.support.tables import rows

pytestmark = pytest.mark.each_database
clock, app, make = for_the_file()


@pytest.fixture(scope="module")
def team(app, make):
    """A team whose households and volunteers have the names of the case; the households came with the file."""
    place = make.location()
    answer = app.test_cli_runner().invoke(
        args=["import", "trajectories", str(CAPITALS), "--location", place.name, "--apply"]
    )
    assert answer.exit_code == 0, answer.output
    db.session.rollback()
    waiting = list(db.session.scalars(db.select(Trajectory).order_by(Trajectory.id)))
    for each, person in zip(waiting, people_of(CAPITALS), strict=True):
        volunteer = make.volunteer(user=make.user(**person))
        claimed = make.trajectory("har_pretrajectory", household=each.household, starts_on=make.day(-300))
        make.assignment(claimed, volunteer)
    return make.coordinator(), make.admin(first_name="Ada", last_name="Beheer"), make.trajectory().id


def found(page):
    """The names in the first column of the table."""
    return [row.all("th")[0].text if row.all("th") else row.all("a")[0].text for row in rows(page)]


ADDRESSES = (
    *("/bord?zoek=", "/bord/wachtlijst?zoek=", "/bord/stil?zoek="),
    *("/vrijwilligers?q=", "/trajecten/{id}/toewijzen?zoek=", "/beheer/gebruikers?zoek="),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_search_box_finds_each_name_as_people_type_it(team, sign_in, address):
    coordinator, admin, trajectory_id = team
    visitor = sign_in(admin if address.startswith("/beheer") else coordinator)
    for typed, name in SEARCHED.items():
        page = visitor.page(address.format(id=trajectory_id) + typed)
        shown = page.text if "toewijzen" in address else " ".join(found(page))
        others = {each for each in SEARCHED.values() if each in shown}
        assert others == {name}, typed
    assert not any(name in visitor.page(address.format(id=trajectory_id) + "%25").text for name in SEARCHED.values())


def test_the_keys_of_an_import_are_those_of_its_names(team):
    assert strange_keys() == []
    assert db.session.scalar(db.select(db.func.count()).select_from(Assignment)) == len(people_of(CAPITALS))
    assert db.session.scalar(db.select(db.func.count()).select_from(Volunteer)) == len(people_of(CAPITALS))
    assert db.session.scalars(db.select(Location)).one().name_key == "team haarlemmermeer"
