"""A draft between preview and confirmation: whose it is, how long it lives, and that it is applied once."""

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.imports import service
from portal.imports.models import ImportDraft
from portal.organisation.models import NeighbourhoodTeam
from portal.people.models.people import Volunteer
from portal.trajectories.models.household import Client
from portal.trajectories.models.trajectory import Trajectory
from tests.support.importing import FILES
from tests.support.races import race
from tests.support.uploading import how_many, one_row, tiles, upload


@pytest.fixture
def coordinator(make):
    return make.coordinator()


@pytest.fixture
def visitor(sign_in, coordinator):
    return sign_in(coordinator)


def test_only_its_maker_sees_a_draft_and_only_at_the_location_where_it_was_made(make, sign_in, coordinator, visitor):
    page = upload(visitor, "trajectories", one_row())
    other_place = make.location("Team Haarlem")
    role_elsewhere = make.role(coordinator, "coordinator", location=other_place)

    for stranger in (sign_in(make.coordinator()), sign_in(coordinator, role=role_elsewhere)):
        assert stranger.open(page.url).status_code == 404
        assert stranger.open(f"{page.url}/geweigerd.csv").status_code == 404
        assert stranger.send(page.url, {"seen": "1-0-0-1"}, status=None).status == 404
    assert visitor.open(page.url).status_code == 200
    assert how_many(Trajectory) == 0


def test_a_second_confirmation_changes_nothing_and_shows_the_same_result(visitor):
    page = upload(visitor, "volunteers", one_row("volunteers"))
    first = page.form("1 rij importeren").submit().follow()
    lines = how_many(AuditLine)

    second = page.form("1 rij importeren").submit().follow()

    assert (first.heading, second.heading) == ("Geïmporteerd", "Geïmporteerd")
    assert (how_many(Volunteer), how_many(AuditLine)) == (1, lines)


def test_when_the_portal_changed_meanwhile_the_new_counts_are_shown_before_anything_is_applied(visitor, sign_in, make):
    mine = upload(visitor, "trajectories", one_row())
    colleague = sign_in(make.coordinator())
    upload(colleague, "trajectories", one_row(straat="Hoofdweg")).form("1 rij importeren").submit()

    shown = mine.form("1 rij importeren").submit().follow()

    assert "Wegwijs is intussen veranderd." in shown.text
    assert tiles(shown)[:2] == ["0 rijen nieuw", "1 rij gewijzigd"]
    assert "straat" in shown.all("table")[0].text
    assert db.session.scalars(select(Client)).one().household.street == "Hoofdweg"
    shown.form("1 rij importeren").submit()
    assert db.session.scalars(select(Client)).one().household.street == "Van Stamplein"


def test_a_row_that_the_portal_can_take_no_longer_joins_the_refused_ones(visitor, make):
    page = upload(visitor, "trajectories", one_row())
    make.household(client={"client_number": "HM-00001", "first_name": "Iemand", "last_name": "Anders"})

    shown = page.form("1 rij importeren").submit().follow()

    assert tiles(shown) == ["0 rijen nieuw", "0 rijen gewijzigd", "0 rijen ongewijzigd", "1 rij geweigerd"]
    assert "hoort in Wegwijs bij iemand anders" in shown.all("table")[0].text
    download = visitor.open(shown.links["Download geweigerde rijen"]).data.decode("utf-8-sig")
    assert download.splitlines()[1].startswith("HM-00001;;")
    assert how_many(Trajectory) == 0


def test_a_draft_keeps_no_rows_once_applied(visitor):
    upload(visitor, "teams", one_row("teams")).form("1 rij importeren").submit()

    assert db.session.scalars(select(ImportDraft.rows)).all() == [[]]


def test_a_draft_lives_a_day_and_goes_when_anybody_makes_another(visitor, coordinator, sign_in, clock):
    page = upload(visitor, "teams", one_row("teams"))
    clock.move(hours=23, minutes=59)
    assert sign_in(coordinator).open(page.url).status_code == 200
    clock.move(minutes=1)
    later = sign_in(coordinator)
    assert later.open(page.url).status_code == 404
    assert later.send(page.url, {"seen": "1-0-0-0"}, status=None).status == 404
    assert how_many(ImportDraft) == 1

    upload(later, "volunteers", one_row("volunteers"))

    assert db.session.scalars(select(ImportDraft.kind)).all() == ["volunteers"]


def test_of_many_confirmations_at_once_one_applies(visitor, coordinator, make):
    page = upload(visitor, "volunteers", FILES["volunteers"].read_bytes())
    draft_id = int(page.url.rpartition("/")[2])
    act = make.act(coordinator)

    answers = race(6, lambda _number: service.confirm(act, draft_id, "64-0-0-0").counts)

    assert answers == [{"new": 64, "changed": 0, "unchanged": 0, "refused": 0}] * 6
    assert how_many(Volunteer) == 64
    applied = select(AuditLine).where(AuditLine.event == "import.applied")
    assert len(db.session.scalars(applied).all()) == 1


def test_of_two_drafts_of_the_same_file_the_second_finds_everything_there(visitor, coordinator, make):
    pages = [upload(visitor, "teams", FILES["teams"].read_bytes()) for _each in range(2)]
    keys = [int(page.url.rpartition("/")[2]) for page in pages]
    act = make.act(coordinator)

    race(2, lambda number: service.confirm(act, keys[number], "6-0-0-0").counts)

    assert how_many(NeighbourhoodTeam) == 6
    drafts = db.session.scalars(select(ImportDraft)).all()
    assert sorted(draft.counts["new"] for draft in drafts) == [0, 6]
    assert sorted(draft.applied_at is None for draft in drafts) == [False, True]
