"""The list from which a coordinator chooses a volunteer for a household."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.refusals import NotVisible
from portal.trajectories.assignments import service as assignments_service
from tests.support.statements import statements


def events(name):
    return list(db.session.scalars(select(AuditLine).where(AuditLine.event == name)))


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def test_the_volunteer_who_fits_best_stands_on_top_with_the_reasons(make, sign_in, coordinator):
    trajectory = make.trajectory(household=make.household(languages=("Tigrinya",), postcode="2132 AB"))

    def named(name, **values):
        return make.volunteer(user=make.user(first_name=name, last_name="Smit"), **values)

    named("Vijf", basic_course_on=None, languages=("Tigrinya",))
    named("Vier", hours_per_week=Decimal(1), languages=("Tigrinya",))
    named("Drie", postcode="1161 AB", hours_per_week=Decimal(9))
    named("Twee", postcode="2132 XX")
    named("Een", languages=("Tigrinya",), postcode="1161 AB")
    page = sign_in(coordinator).page(f"/trajecten/{trajectory.id}/toewijzen")
    rows = [row for row in page.all("tr") if row.inside("tbody")]
    assert [row.all("b")[0].text.split()[0] for row in rows] == ["Een", "Twee", "Drie", "Vier", "Vijf"]
    assert "Spreekt Tigrinya" in rows[0].text
    assert "Zelfde postcodegebied" in rows[1].text
    assert "3 van 8 uur" in rows[1].text
    assert "0 van 4" in rows[1].text
    assert "Past niet meer in de uren." in rows[3].text
    assert "De basiscursus is nog niet gedaan." in rows[4].text
    assert [[each.tag for each in row.all("a", "button")] for row in rows] == [["button"]] * 3 + [["a"], []]


def test_volunteers_and_trajectories_of_another_location_do_not_exist_here(make, sign_in, coordinator):
    elsewhere = make.location("Team Haarlem")
    stranger, far = make.volunteer(elsewhere), make.trajectory(location=elsewhere)
    near = make.trajectory()
    visitor = sign_in(coordinator)
    assert stranger.name not in visitor.page(f"/trajecten/{near.id}/toewijzen").text
    visitor.page(f"/trajecten/{near.id}/toewijzen/{stranger.id}", status=404)
    visitor.send(f"/trajecten/{near.id}/toewijzen/{stranger.id}", status=404)
    visitor.page(f"/trajecten/{far.id}/toewijzen", status=404)
    with pytest.raises(NotVisible):
        assignments_service.assign(make.act(coordinator), near.id, stranger.id)
    with pytest.raises(NotVisible):
        assignments_service.assign(make.act(coordinator), far.id, stranger.id)


def test_looking_whom_to_assign_leaves_a_line(make, sign_in, coordinator):
    trajectory = make.trajectory()
    sign_in(coordinator).page(f"/trajecten/{trajectory.id}/toewijzen")
    assert [(line.subject_id, line.facts) for line in events("trajectory.listed")] == [
        (trajectory.id, {"list": "assign"})
    ]


def test_a_volunteer_is_found_by_a_part_of_the_name_and_all_come_once_when_paging(make, sign_in, coordinator):
    trajectory = make.trajectory()
    for number in range(30):
        make.volunteer(user=make.user(first_name=f"Persoon{number:02}", last_name="Vos"))
    visitor = sign_in(coordinator)
    first = visitor.page(f"/trajecten/{trajectory.id}/toewijzen")
    second = visitor.page(first.links["Volgende"])
    names = [
        row.all("b")[0].text.split()[0] for page in (first, second) for row in page.all("tr") if row.inside("tbody")
    ]
    assert sorted(names) == [f"Persoon{number:02}" for number in range(30)]
    found = visitor.page(f"/trajecten/{trajectory.id}/toewijzen?zoek=persoon07")
    assert "Persoon07 Vos" in found.text
    assert "Persoon08 Vos" not in found.text
    nobody = visitor.page(f"/trajecten/{trajectory.id}/toewijzen?zoek=100%25")
    assert "Geen vrijwilliger met deze naam" in nobody.text


def test_the_list_asks_the_database_as_often_for_many_volunteers_as_for_few(app, make, sign_in, coordinator):
    trajectory = make.trajectory()
    visitor = sign_in(coordinator)

    def asked(how_many):
        for _each in range(how_many):
            make.trajectory(claimed_by=make.volunteer(languages=("Nederlands", "Tigrinya")))
        visitor.page(f"/trajecten/{trajectory.id}/toewijzen")
        with statements(app) as seen:
            visitor.page(f"/trajecten/{trajectory.id}/toewijzen")
        return len(seen)

    assert asked(5) == asked(20)
