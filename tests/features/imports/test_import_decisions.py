"""Rows that resemble somebody, on the screen: side by side, decided once, never beside what is no longer so."""

import pytest
from sqlalchemy import select

from portal.db import db
from portal.imports import service
from portal.imports.models import ImportDraft
from portal.imports.rules.keeping import resemblances_from
from portal.imports.rules.resembling import Decision
from portal.trajectories.models.household import Client, ClientAlias, Household
from portal.trajectories.models.trajectory import Trajectory
from tests.support.audit import lines
from tests.support.importing import DATA, GOOD, csv_bytes
from tests.support.races import race
from tests.support.uploading import how_many, tiles, upload

OTHER_NUMBERS = (DATA / "same_people_other_numbers.csv").read_bytes()
PEOPLE = [("000931", "Samira", "Dubbelproef", "31"), ("HM-00932", "Hanan", "Streepproef", "32")]
SAME, ANOTHER, LATER = "Dezelfde als", "Iemand anders", "Nog niet kiezen"


@pytest.fixture
def known(make):
    """Samira and Hanan as the portal knows them, by the numbers of the first file."""
    return [
        make.household(
            client={"client_number": number, "first_name": first, "last_name": last, "birth_year": 1990},
            languages=("Arabisch",),
            street="Proefstraat",
            house_number=house,
            postcode="2132 AB",
            case_manager="S. de Wit",
            housed_on=make.day(-36),
        ).clients[0]
        for number, first, last, house in PEOPLE
    ]


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def visitor(sign_in, coordinator):
    return sign_in(coordinator)


def choose(page, **chosen):
    """Choose by the words of the option: `choose(page, line_2="Dezelfde als")`."""
    form = page.form("Keuzes bewaren")
    options = [(label.all("input")[0], label.text) for label in form.node.all("label")]
    values = {
        name: next(box.get("value") for box, text in options if box.get("name") == name and text.startswith(words))
        for name, words in chosen.items()
    }
    return form.submit(**values).follow()


def test_each_row_that_resembles_somebody_stands_beside_them_and_waits(visitor, known):
    page = upload(visitor, "trajectories", OTHER_NUMBERS)

    assert tiles(page) == ["0 rijen nieuw", "0 rijen gewijzigd", "0 rijen ongewijzigd", "2 rijen geweigerd"]
    assert "Lijkt op iemand die u kent" in page.text
    table = [[cell.text for cell in row.all("th", "td")] for row in page.all("table")[0].all("tr")]
    assert table[0] == ["Gegeven", "In het bestand", "In Wegwijs"]
    assert table[1] == ["Naam", "Samira Dubbelproef", "Samira Dubbelproef"]
    assert table[4] == ["Cliëntnummer", "931", "000931"]
    assert not [words for words in page.buttons if "importeren" in words]


def test_what_was_chosen_counts_in_the_preview_and_is_carried_out_once(visitor, known):
    page = choose(upload(visitor, "trajectories", OTHER_NUMBERS), line_2=SAME, line_3=ANOTHER)
    assert tiles(page) == ["2 rijen nieuw", "0 rijen gewijzigd", "0 rijen ongewijzigd", "0 rijen geweigerd"]
    assert (how_many(Household), how_many(ClientAlias)) == (2, 0)

    result = page.form("2 rijen importeren").submit().follow()
    again = page.form("2 rijen importeren").submit().follow()

    assert (result.heading, again.heading) == ("Geïmporteerd", "Geïmporteerd")
    assert (how_many(Household), how_many(ClientAlias)) == (3, 1)
    assert tiles(upload(visitor, "trajectories", OTHER_NUMBERS))[2] == "2 rijen ongewijzigd"
    draft = db.session.scalars(select(ImportDraft).where(ImportDraft.applied_at.is_not(None))).one()
    assert (draft.rows, draft.resembling, draft.decisions) == ([], [], {})


def test_a_choice_can_be_taken_back_and_a_double_tap_is_one_choice(visitor, known):
    first = upload(visitor, "trajectories", OTHER_NUMBERS)
    assert tiles(choose(first, line_2=SAME))[3] == "1 rij geweigerd"
    page = choose(first, line_2=SAME)
    assert tiles(page)[3] == "1 rij geweigerd"
    assert tiles(choose(page, line_2=LATER))[3] == "2 rijen geweigerd"


def test_a_choice_beside_what_somebody_changed_meanwhile_is_asked_again(visitor, known):
    page = upload(visitor, "trajectories", OTHER_NUMBERS)
    known[0].phone = "+31612349999"
    db.session.commit()

    shown = choose(page, line_2=SAME)

    assert "Wegwijs is intussen veranderd. Kijk de rijen na en kies opnieuw." in shown.text
    assert tiles(shown)[3] == "2 rijen geweigerd"
    assert "06 12349999" in shown.text


def test_between_choosing_and_confirming_the_portal_may_change_too(visitor, known):
    page = choose(upload(visitor, "trajectories", OTHER_NUMBERS), line_2=ANOTHER)
    known[0].phone = "+31612349999"
    db.session.commit()

    shown = page.form("1 rij importeren").submit().follow()

    assert "Wegwijs is intussen veranderd." in shown.text
    assert tiles(shown)[3] == "2 rijen geweigerd"
    assert how_many(Household) == 2


@pytest.mark.parametrize(("mine", "theirs"), [(SAME, ANOTHER), (ANOTHER, SAME), (SAME, SAME)])
def test_what_a_second_person_decided_meanwhile_stands_and_is_shown(visitor, sign_in, make, known, mine, theirs):
    page = choose(upload(visitor, "trajectories", OTHER_NUMBERS), line_2=mine)
    colleague = sign_in(make.coordinator())
    choose(upload(colleague, "trajectories", OTHER_NUMBERS), line_2=theirs).form("1 rij importeren").submit()
    stored = (how_many(Household), how_many(ClientAlias))

    shown = page.form("1 rij importeren").submit().follow()

    assert "Wegwijs is intussen veranderd." in shown.text
    assert tiles(shown)[2] == "1 rij ongewijzigd"
    assert (how_many(Household), how_many(ClientAlias)) == stored


def test_what_another_tab_decided_is_shown_before_it_is_carried_out(visitor, known):
    page = choose(upload(visitor, "trajectories", OTHER_NUMBERS), line_2=SAME, line_3=ANOTHER)
    choose(visitor.page(page.url), line_2=ANOTHER, line_3=SAME)

    shown = page.form("2 rijen importeren").submit().follow()

    assert "Wegwijs is intussen veranderd." in shown.text
    assert (how_many(Household), how_many(ClientAlias)) == (2, 0)


def test_only_its_maker_decides_about_a_draft(visitor, sign_in, make, known):
    page = upload(visitor, "trajectories", OTHER_NUMBERS)

    assert sign_in(make.coordinator()).send(f"{page.url}/keuzes", {}, status=404)
    assert sign_in(make.volunteer().user).send(f"{page.url}/keuzes", {}, status=403)


@pytest.mark.parametrize("choice", ["", ".", "client-1", "new", "new.x", "client-99999.x", "²", "a" * 3000])
def test_a_choice_that_no_page_offered_changes_nothing(visitor, known, choice):
    page = upload(visitor, "trajectories", OTHER_NUMBERS)

    shown = visitor.send(f"{page.url}/keuzes", {"line_2": choice, "line_x": "1", "line_77": "new.x"}).follow()

    assert tiles(shown)[3] == "2 rijen geweigerd"


def test_who_has_no_number_here_is_recognised_and_the_maker_may_say_otherwise(visitor, known):
    known[0].client_number = None
    db.session.commit()
    page = upload(visitor, "trajectories", OTHER_NUMBERS)
    assert "Dit is Samira Dubbelproef (1990)" in page.text
    assert tiles(page)[3] == "1 rij geweigerd"

    choose(page, line_2=ANOTHER).form("1 rij importeren").submit()

    assert how_many(Household) == 3
    assert db.session.get(Client, known[0].id).client_number is None


def test_a_waiting_row_is_in_the_download_with_all_its_cells(visitor, known):
    page = upload(visitor, "trajectories", OTHER_NUMBERS)
    choose(page, line_3=ANOTHER).form("1 rij importeren").submit()
    result = visitor.page(page.url)

    text = visitor.open(result.links["Download geweigerde rijen"]).data.decode("utf-8-sig")

    assert text.splitlines()[1].startswith("931;Samira;Dubbelproef;1990;")
    assert "lijkt op Samira Dubbelproef" in text
    mended = text.replace("931;Samira", "000931;Samira").encode()
    assert tiles(upload(visitor, "trajectories", mended))[3] == "0 rijen geweigerd"


def test_of_many_confirmations_at_once_one_keeps_the_alias(visitor, coordinator, make, known):
    page = choose(upload(visitor, "trajectories", OTHER_NUMBERS), line_2=SAME)
    draft_id = int(page.url.rpartition("/")[2])
    seen, act = page.form("1 rij importeren").fields["seen"][0], make.act(coordinator)

    race(6, lambda _number: service.confirm(act, draft_id, seen).id)

    assert (how_many(Household), how_many(ClientAlias)) == (2, 1)


def test_of_two_who_decide_differently_at_once_one_wins_and_the_other_is_shown_it(make, known):
    people = [make.coordinator(), make.coordinator()]
    acts = [make.act(each) for each in people]
    drafts = [service.upload(act, "trajectories", OTHER_NUMBERS, "x.csv") for act in acts]
    mark = resemblances_from(drafts[0].resembling)[0].mark
    choices = [f"client-{known[0].id}", "new"]
    seen = [
        service.seen_of(service.decide(act, draft.id, {2: Decision(choice, mark)}))
        for act, draft, choice in zip(acts, drafts, choices, strict=True)
    ]

    keys = [draft.id for draft in drafts]

    race(2, lambda number: service.confirm(acts[number], keys[number], seen[number]).id)

    assert (how_many(Household), how_many(ClientAlias)) in ((2, 1), (3, 0))
    applied = db.session.scalars(select(ImportDraft.id).where(ImportDraft.applied_at.is_not(None))).all()
    assert len(applied) == 1


@pytest.mark.one_database
def test_more_rows_than_a_page_shows_come_when_the_first_are_decided(visitor, make):
    row = {**GOOD["trajectories"], "voornaam": "Nadia", "achternaam": "Shami"}
    rows = [{**row, "clientnummer": f"HM-{n}", "huisnummer": str(n)} for n in range(1, 23)]
    data = csv_bytes([list(row), *(list(each.values()) for each in rows)])
    upload(visitor, "trajectories", data).form("22 rijen importeren").submit()
    page = upload(visitor, "trajectories", data.replace(b"HM-", b"HX-"))
    assert "En nog 2 rijen." in page.text

    shown = choose(page, **{f"line_{line}": SAME for line in range(2, 22)})

    assert tiles(shown)[1:] == ["20 rijen gewijzigd", "0 rijen ongewijzigd", "2 rijen geweigerd"]
    assert "line_23" in shown.form("Keuzes bewaren").fields
    assert tiles(choose(shown, line_22=SAME, line_23=SAME))[1] == "22 rijen gewijzigd", "what was chosen before stays"


def test_the_other_number_is_shown_and_found_and_whoever_looked_left_a_line(visitor, sign_in, known, make):
    page = upload(visitor, "trajectories", OTHER_NUMBERS)
    household = known[0].household_id
    assert {line.household_id for line in lines("household.opened")} == {each.household_id for each in known}
    visitor.page(page.url)
    assert len(lines("household.opened")) == 2
    choose(page, line_2=SAME).form("1 rij importeren").submit()

    assert "cliëntnummer 000931, 931" in visitor.page(f"/huishoudens/{household}").text
    (trajectory,) = db.session.scalars(select(Trajectory)).all()
    assert "000931, 931" in visitor.page(f"/trajecten/{trajectory.id}").text
    make.save(ClientAlias(client_id=known[0].id, location_id=known[0].location_id, number="OUD-7", name_key="x"))
    assert "Samira Dubbelproef" in visitor.page("/bord/wachtlijst?zoek=oud-7").text
    assert "Samira Dubbelproef" not in visitor.page("/bord/wachtlijst?zoek=oud-8").text
    volunteer = make.volunteer()
    make.assignment(trajectory, volunteer)
    assert "OUD-7" not in sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}").text
