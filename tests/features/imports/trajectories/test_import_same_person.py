"""The same person under another number, brought by a file on the command line: never a second household in silence."""

import pytest
from sqlalchemy import delete, select

from portal.audit import AuditLine
from portal.db import db
from portal.trajectories.models.household import Client, ClientAlias, Household
from tests.support.importing import DATA, GOOD, csv_bytes
from tests.support.statements import statements
from tests.support.uploading import how_many

PLACE = "Team Haarlemmermeer"
FIRST, OTHER_NUMBERS = DATA / "same_people_first.csv", DATA / "same_people_other_numbers.csv"
PERSON = {**GOOD["trajectories"], "voornaam": "Büşra", "achternaam": "Çetinproef", "huisnummer": "909A"}

pytestmark = pytest.mark.each_database


@pytest.fixture
def run(app, make, tmp_path):
    """Imports a file, or rows given as cells; gives what was said."""
    make.location(PLACE)

    def command(what, *options):
        file = what
        if isinstance(what, list):
            file = tmp_path / "lijst.csv"
            file.write_bytes(csv_bytes([list(what[0]), *(list(row.values()) for row in what)]))
        answer = app.test_cli_runner().invoke(
            args=["import", "trajectories", str(file), "--location", PLACE, *map(str, options)]
        )
        db.session.rollback()
        db.session.expire_all()
        return answer

    return command


def counts(answer):
    assert answer.exit_code == 0, answer.output
    return answer.output.splitlines()[-1]


@pytest.fixture
def first(run):
    assert counts(run(FIRST, "--apply")) == "new=2 changed=0 unchanged=0 refused=0"


def test_the_same_people_under_a_number_without_zeros_or_hyphen_are_refused_and_shown_beside_each_other(run, first):
    answer = run(OTHER_NUMBERS, "--apply")

    assert counts(answer) == "new=0 changed=0 unchanged=0 refused=2"
    assert "Geweigerd: Regel 2, clientnummer: Deze rij lijkt op Samira Dubbelproef (1990)" in answer.output
    assert "Hetzelfde: naam, geboortejaar, adres, cliëntnummer" in answer.output
    assert "Dezelfde: --same 3. Iemand anders: --new 3." in answer.output
    assert how_many(Household) == 2


def test_what_a_person_decides_is_done_and_the_same_files_change_nothing_from_then_on(run, first):
    decided = (OTHER_NUMBERS, "--same", 2, "--new", 3)
    assert counts(run(*decided)) == "new=1 changed=1 unchanged=0 refused=0"
    assert how_many(ClientAlias) == 0

    assert counts(run(*decided, "--apply")) == "new=1 changed=1 unchanged=0 refused=0"

    samira = db.session.scalars(select(Client).where(Client.client_number == "000931")).one()
    assert [each.number for each in samira.aliases] == ["931"]
    assert how_many(Household) == 3
    lines = db.session.scalars(select(AuditLine).where(AuditLine.event == "client.recognised")).all()
    assert [(line.subject_id, line.household_id) for line in lines] == [(samira.id, samira.household_id)]
    for again in ((OTHER_NUMBERS,), decided, (FIRST,)):
        assert counts(run(*again, "--apply")) == "new=0 changed=0 unchanged=2 refused=0"
    assert (how_many(Household), how_many(ClientAlias)) == (3, 1)


def test_a_household_added_by_hand_without_a_number_is_given_the_one_of_the_file(run, make):
    by_hand = make.household(
        client={"first_name": "BUSRA", "last_name": "Cetinproef", "birth_year": 2000, "client_number": None},
        street="van stamplein",
        house_number="909 a",
        postcode="2135 ZX",
        city="Hoofddorp",
    )
    answer = run([PERSON], "--apply")

    assert "Let op: Regel 2, clientnummer: Dit is BUSRA Cetinproef (2000)" in answer.output
    assert how_many(Household) == 1
    assert db.session.scalars(select(Client)).one().client_number == PERSON["clientnummer"]
    assert make.reload(by_hand).house_number == "909 a"
    assert counts(run([PERSON], "--apply")) == "new=0 changed=0 unchanged=1 refused=0"


def test_without_a_year_of_birth_a_person_decides_about_it(run, make):
    make.household(
        client={"first_name": "Büşra", "last_name": "Çetinproef", "birth_year": None, "client_number": None},
        house_number="909-A",
        postcode="2135 ZX",
    )
    assert counts(run([PERSON], "--apply")) == "new=0 changed=0 unchanged=0 refused=1"
    run([PERSON], "--apply", "--same", 2)
    assert how_many(Household) == 1
    assert db.session.scalars(select(Client)).one().birth_year == 2000


def test_three_ways_to_write_a_house_number_are_one_household(run):
    writings = [("HM-1", "909A"), ("HM-2", "909 A"), ("HM-3", "909-A")]
    rows = [{**PERSON, "clientnummer": number, "huisnummer": house} for number, house in writings]
    for row in rows:
        run([row], "--apply")
    assert how_many(Household) == 1
    run(rows, "--apply")
    assert how_many(Household) == 1
    assert counts(run([{**PERSON, "clientnummer": "HM-1", "huisnummer": "909-a"}])).endswith("unchanged=1 refused=0")


def test_the_number_of_a_household_at_another_location_tells_nothing(run, make):
    make.household(
        make.location("Team Haarlem"),
        client={"first_name": "Büşra", "last_name": "Çetinproef", "birth_year": 2000, "client_number": "HM1"},
        house_number="909A",
        postcode="2135 ZX",
    )
    answer = run([PERSON], "--apply")

    assert counts(answer).startswith("new=1 ")
    assert "lijkt op" not in answer.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--same", 7), "Op regel 7 staat geen goede rij. Er is niets geïmporteerd."),
        (("--same", 2, "--new", 2), "Over regel 2 staat --same en ook --new. Kies er één."),
    ],
)
def test_a_decision_that_cannot_be_meant_ends_with_status_2_and_nothing_stored(run, first, options, said):
    answer = run(OTHER_NUMBERS, "--apply", *options)

    assert (answer.exit_code, answer.output.splitlines()) == (2, [said])
    assert how_many(ClientAlias) == 0


def test_the_same_as_nobody_is_refused_rather_than_stored_as_somebody_new(run):
    answer = run([PERSON], "--apply", "--same", 2)

    assert counts(answer) == "new=0 changed=0 unchanged=0 refused=1"
    assert "Deze rij lijkt op niemand die Wegwijs kent." in answer.output
    assert how_many(Household) == 0


def test_a_number_that_is_an_alias_belongs_to_nobody_else(run, first):
    run(OTHER_NUMBERS, "--apply", "--same", 2)
    row = {**PERSON, "clientnummer": "931"}

    assert "hoort in Wegwijs bij iemand anders" in run([row], "--apply").output
    assert how_many(Household) == 2


def test_an_alias_goes_with_its_client(make):
    client = make.household(languages=()).clients[0]
    make.save(ClientAlias(client_id=client.id, location_id=client.location_id, number="931", name_key="x"))

    db.session.execute(delete(Client).where(Client.id == client.id))

    assert how_many(ClientAlias) == 0


@pytest.mark.one_database
def test_an_import_asks_the_database_as_often_about_two_hundred_who_resemble_somebody_as_about_five(app, run):
    def asked(many):
        people = [{**PERSON, "clientnummer": f"{many}-{n}", "huisnummer": f"{n}-{many}"} for n in range(1, many + 1)]
        run(people, "--apply")
        renamed = [{**each, "clientnummer": each["clientnummer"].replace("-", "--")} for each in people]
        lines = [option for line in range(2, many + 2) for option in ("--same", line)]
        with statements(app) as seen:
            assert counts(run(renamed, "--apply", *lines)) == f"new=0 changed={many} unchanged=0 refused=0"
        return len(seen)

    assert asked(5) == asked(200)
