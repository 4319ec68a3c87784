"""The page of a household, and the trace that looking at it leaves."""

import pytest
from sqlalchemy import func, select

from portal.audit import AuditLine
from portal.db import db
from portal.trajectories.models.household import ClientLanguage
from tests.support.audit import lines


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def test_the_page_of_a_household_shows_its_people_and_trajectories_and_leaves_a_line(sign_in, make, coordinator):
    trajectory = make.trajectory(claimed_by=make.volunteer(), urgent=True)
    visitor = sign_in(coordinator)
    for _look in range(2):
        page = visitor.page(f"/huishoudens/{trajectory.household_id}")
    name = trajectory.household.clients[0].name
    assert page.heading == name
    assert page.links["Maatschappelijke begeleiding"] == f"/trajecten/{trajectory.id}"
    assert len(lines("household.opened")) == 2


def test_a_form_that_shows_a_household_leaves_a_line_once_in_a_quarter_of_an_hour(sign_in, make, coordinator):
    household = make.household()
    visitor = sign_in(coordinator)
    for _look in range(2):
        visitor.page(f"/huishoudens/{household.id}/wijzigen")
    visitor.page(f"/clienten/{household.clients[0].id}")
    assert db.session.scalar(select(func.count(AuditLine.id)).where(AuditLine.household_id == household.id)) == 1


def test_how_well_somebody_speaks_a_language_stands_behind_it_where_that_is_known(sign_in, make, coordinator):
    household = make.household(languages=("Tigrinya",))
    household.clients[0].spoken.append(ClientLanguage(language=make.language("Nederlands"), level="A2"))
    text = sign_in(coordinator).page(f"/huishoudens/{make.save(household).id}").text
    assert "Nederlands (A2)" in text
    assert "Tigrinya" in text
    assert "Tigrinya (" not in text


def test_after_adding_a_household_the_first_thing_to_do_is_to_assign_somebody(make, sign_in, coordinator):
    volunteer, trajectory = make.volunteer(), make.trajectory()
    address = f"/huishoudens/{trajectory.household_id}"
    visitor = sign_in(coordinator)
    page = visitor.page(address)
    (dark,) = [each for each in page.all("a") if each.get("class") == "button"]
    assert dark.text == "Begeleider toewijzen Maatschappelijke begeleiding"
    choose = visitor.page(dark.get("href"))
    done = choose.form(f"Toewijzen {volunteer.name}").submit(f"Toewijzen {volunteer.name}")
    assert done.location == address
    assert "Begeleider toewijzen" not in done.follow().text


def test_of_two_trajectories_that_wait_only_the_first_is_the_one_thing_to_do(make, sign_in, coordinator):
    trajectory = make.trajectory()
    make.trajectory(type="language_coaching", household=trajectory.household)
    page = sign_in(coordinator).page(f"/huishoudens/{trajectory.household_id}")
    assigning = [each.get("class") for each in page.all("a") if each.text.startswith("Begeleider toewijzen")]
    assert assigning == ["button", "button secondary"]
