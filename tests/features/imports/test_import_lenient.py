"""A cell that cannot be read is reported, costs nobody their place, and takes away nothing that is stored."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.organisation.models import NeighbourhoodTeam
from portal.people.models.people import Volunteer
from portal.trajectories.models.household import Client, Household
from tests.support.importing import DATA
from tests.support.uploading import one_row, tiles, upload

PLACE = "Team Haarlemmermeer"
CASES = [
    ("06-excel-fouten.csv", "new=1 changed=0 unchanged=0 refused=4"),
    ("06-excel-fouten.xlsx", "new=1 changed=0 unchanged=0 refused=2"),
    ("07-telefoon-met-onzichtbare-tekens.csv", "new=4 changed=0 unchanged=0 refused=0"),
    ("13-kop-met-trema.csv", "new=1 changed=0 unchanged=0 refused=0"),
    ("14-titelrij-numbers.csv", "new=1 changed=0 unchanged=0 refused=0"),
    ("24-korte-rij.csv", "new=2 changed=0 unchanged=0 refused=0"),
]
UNREADABLE = {
    "trajectories": ("telefoon", "e-mail", "talen", "tolk nodig", "klantmanager"),
    "volunteers": ("telefoon", "talen", "postcode", "VOG gezien op", "geheimhouding getekend op", "basiscursus op"),
    "teams": ("organisatie", "e-mail", "telefoon", "aandachtsfunctionaris"),
}


@pytest.fixture
def run(app, make):
    make.location(PLACE)

    def command(kind, file, *options):
        answer = app.test_cli_runner().invoke(args=["import", kind, str(file), "--location", PLACE, *options])
        db.session.rollback()
        db.session.expire_all()
        assert answer.exit_code == 0, answer.output
        return answer.output.splitlines()

    return command


@pytest.mark.parametrize(("name", "counts"), CASES)
def test_each_case_ends_as_it_should(run, name, counts):
    said = run("trajectories", DATA / name, "--apply")

    assert said[-1] == counts
    new = int(counts.split()[0].removeprefix("new="))
    people = db.session.scalars(select(Client)).all()
    assert len(people) == new
    assert not any("#" in f"{each.name}{each.client_number}{each.household.address}" for each in people)
    if name.startswith("06"):
        assert any(
            line.startswith("Let op: Regel") and "klantmanager: Excel kon deze cel niet uitrekenen" in line
            for line in said
        )


def stored(kind):
    if kind == "teams":
        team = db.session.scalars(select(NeighbourhoodTeam)).one()
        return team.organisation, team.email, team.phone, team.focal_officer
    if kind == "volunteers":
        each = db.session.scalars(select(Volunteer)).one()
        papers = each.conduct_certificate_seen_on, each.confidentiality_signed_on, each.basic_course_on
        return each.user.phone, sorted(language.name for language in each.languages), each.postcode, papers
    client, home = db.session.scalars(select(Client)).one(), db.session.scalars(select(Household)).one()
    spoken = sorted((language.language.name, language.level) for language in client.spoken)
    return client.phone, client.email, client.interpreter_needed, spoken, home.case_manager


@pytest.mark.parametrize("kind", sorted(UNREADABLE))
@pytest.mark.each_database
def test_what_cannot_be_read_never_wipes_what_is_stored(run, tmp_path, kind):
    file = tmp_path / "lijst.csv"
    file.write_bytes(one_row(kind, **({"tolk nodig": "ja"} if kind == "trajectories" else {})))
    run(kind, file, "--apply")
    before = stored(kind)
    assert all(before)
    file.write_bytes(one_row(kind, **dict.fromkeys(UNREADABLE[kind], "#VERW!")))

    said = run(kind, file, "--apply")

    assert said[-1] == "new=0 changed=0 unchanged=1 refused=0"
    assert stored(kind) == before
    left_out = [line for line in said if line.endswith("Deze cel is overgeslagen.")]
    assert {line.split(": ")[1] for line in left_out} == {f"Regel 2, {column}" for column in UNREADABLE[kind]}


def test_the_preview_shows_what_was_left_out_and_the_row_goes_in(sign_in, make):
    visitor = sign_in(make.coordinator())
    page = upload(visitor, "trajectories", one_row(telefoon="geen", talen="Arabisch (Marokkaans)"))

    assert tiles(page)[0] == "1 rij nieuw"
    for said in (
        "‘geen’ is geen telefoonnummer. Deze cel is overgeslagen.",
        "Bij Arabisch staat ‘Marokkaans’. Dat bewaart Wegwijs niet.",
    ):
        assert said in page.text
    page.form("1 rij importeren").submit()
    assert db.session.scalars(select(Client)).one().phone is None


def test_a_refused_row_tells_in_the_download_all_that_should_be_mended(sign_in, make):
    visitor = sign_in(make.coordinator())
    page = upload(visitor, "trajectories", one_row(telefoon="geen", straat="#N/B"))

    text = visitor.open(page.links["Download geweigerde rijen"]).data.decode("utf-8-sig")

    assert "straat: Excel kon deze cel niet uitrekenen." in text
    assert "telefoon: ‘geen’ is geen telefoonnummer. Deze cel is overgeslagen." in text
