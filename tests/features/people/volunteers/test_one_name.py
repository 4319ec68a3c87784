"""People with one name exist: they are added by hand and by file, and called by that name wherever they are shown."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.identifiers import initials
from portal.people.models.people import User, Volunteer
from portal.trajectories.models.household import Client, Household
from tests.features.people.volunteers.test_volunteers import NEW as VOLUNTEER
from tests.features.trajectories.households.test_households import NEW as HOUSEHOLD
from tests.support.handovers import Scene
from tests.support.importing import DATA
from tests.support.papers import Printed

pytestmark = pytest.mark.each_database
PLACE = "Team Haarlemmermeer"
ONE_NAME = [{"first_name": "Mahtabproef", "last_name": ""}, {"first_name": "", "last_name": "Mahtabproef"}]
NO_NAME = [("", "", "Vul de naam in."), ("-", ".", "Vul de naam in."), ("123", "Kaya", "Een naam heeft letters.")]


def only(model):
    return db.session.scalars(select(model).order_by(model.id.desc())).first()


@pytest.fixture
def run(app, make):
    make.location(PLACE)

    def command(*options):
        answer = app.test_cli_runner().invoke(
            args=["import", "trajectories", str(DATA / "05-een-naam.csv"), "--location", PLACE, *options]
        )
        db.session.rollback()
        return answer.output.splitlines()[-1]

    return command


def test_a_file_may_have_the_one_name_in_either_column(run):
    assert run() == "new=2 changed=0 unchanged=0 refused=0"
    assert run("--apply") == "new=2 changed=0 unchanged=0 refused=0"
    assert run("--apply") == "new=0 changed=0 unchanged=2 refused=0"
    people = db.session.scalars(select(Client).order_by(Client.client_number)).all()
    assert [(each.name, each.called, initials(each.name)) for each in people] == [
        ("Mahtabproef", "Mahtabproef", "M."),
        ("Rahimproef", "Rahimproef", "R."),
    ]


@pytest.mark.parametrize("names", ONE_NAME)
def test_a_household_is_added_and_corrected_by_hand_with_one_name(make, sign_in, names):
    make.location(PLACE)
    visitor = sign_in(make.coordinator())
    form = visitor.page("/huishoudens/nieuw").form("Toevoegen")
    page = form.submit(**{**HOUSEHOLD, **names, "type_id": str(make.type().id)}).follow()
    assert page.heading == only(Household).name == only(Client).name == "Mahtabproef"
    assert only(Client).first_name == ""

    answer = visitor.page(f"/clienten/{only(Client).id}").form("Opslaan").submit(phone="06 12345678")

    assert answer.status == 303
    db.session.expire_all()
    assert (only(Client).name, only(Client).phone) == ("Mahtabproef", "+31612345678")


@pytest.mark.parametrize("names", ONE_NAME)
def test_another_adult_a_volunteer_and_a_user_are_added_by_hand_with_one_name(make, sign_in, names):
    household = make.household()
    coordinator, admin = sign_in(make.coordinator()), sign_in(make.admin())
    coordinator.page(f"/huishoudens/{household.id}/client").form("Toevoegen").submit(**names).follow()
    assert only(Client).name == "Mahtabproef"

    page = coordinator.page("/vrijwilligers/nieuw").form("Toevoegen").submit(**{**VOLUNTEER, **names}).follow()
    assert (page.heading, only(Volunteer).name) == ("Mahtabproef", "Mahtabproef")

    form = admin.page("/beheer/gebruikers/nieuw").form("Toevoegen")
    page = form.submit(**names, email="een@example.org").follow()
    assert (page.heading, only(User).name) == ("Mahtabproef", "Mahtabproef")


@pytest.mark.parametrize(("first", "last", "said"), NO_NAME)
@pytest.mark.parametrize("path", ["/huishoudens/nieuw", "/vrijwilligers/nieuw", "/beheer/gebruikers/nieuw"])
def test_what_is_no_name_is_refused_beside_the_field(make, sign_in, path, first, last, said):
    visitor = sign_in(make.admin() if "beheer" in path else make.coordinator())
    answer = visitor.page(path).form("Toevoegen").submit(first_name=first, last_name=last)

    assert answer.status == 422
    assert answer.form("Toevoegen").errors["last_name"].partition("Fout: ")[2].startswith(said)


def test_on_the_command_line_one_name_is_enough_and_none_is_not(app, make):
    add = ["user", "add", "een@example.org", "--role", "functional_admin"]
    none = app.test_cli_runner().invoke(args=[*add, "--last", "-"])
    assert (none.exit_code, db.session.query(User).count()) == (2, 0)

    one = app.test_cli_runner().invoke(args=[*add, "--first", "Mahtabproef"])
    db.session.rollback()
    assert (one.exit_code, only(User).name) == (0, "Mahtabproef")


@pytest.fixture
def scene(make):
    """A household, a volunteer and a coordinator of one name each, with a meeting planned."""
    scene = Scene(make).at("planned")
    for person, name in (
        (scene.volunteer.user, "Rahimproef"),
        (make.reload(scene.trajectory).household.clients[0], "Mahtabproef"),
    ):
        person = make.reload(person)
        person.first_name, person.last_name = "", name
        make.save(person)
    return scene


def test_pages_lists_and_search_show_the_one_name_and_nothing_around_it(make, sign_in, scene):
    coordinator, volunteer = sign_in(scene.coordinator), sign_in(scene.volunteer.user)
    for visitor, path in (
        (coordinator, "/bord"),
        (coordinator, "/bord/overdrachten?zoek=mahtabproef"),
        (coordinator, "/vrijwilligers?q=Rahimproef"),
        (coordinator, f"/trajecten/{scene.trajectory_id}"),
        (volunteer, "/vandaag"),
        (volunteer, f"/trajecten/{scene.trajectory_id}"),
    ):
        page = visitor.page(path)
        assert "Mahtabproef" in page.text or "Rahimproef" in page.text, path
        assert "None" not in page.text, path


def test_papers_and_phones_call_them_by_it(sign_in, scene, make):
    volunteer = sign_in(scene.volunteer.user)
    card = Printed(volunteer.open(f"/trajecten/{scene.trajectory_id}/contactkaart.pdf?taal=nl").data)
    reminder = Printed(volunteer.open(f"{scene.url}/herinnering/nl.pdf").data)
    phone = volunteer.get("/onderweg/huishoudens").json

    assert "Rahimproef" in card.words
    assert "Rahimproef, uw begeleider" in reminder.words
    assert [each["name"] for each in phone["households"]] == ["M."]


def test_a_link_welcomes_them_by_it(make, sign_in, client):
    user = make.user(first_name="", last_name="Mahtabproef")
    make.role(user, "functional_admin")
    link = sign_in(make.admin()).page(f"/beheer/gebruikers/{user.id}").form("Maak een link").submit()
    path = link.all("textarea")[0].text.removeprefix("http://localhost")

    assert "Welkom, Mahtabproef." in client.page(path).text
