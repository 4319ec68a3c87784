"""The board as it is asked for: empty, narrowed, with an address that somebody changed, and who may see it."""

import pytest

from tests.support.tables import rows

pytestmark = pytest.mark.each_database


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def test_an_empty_board_says_what_to_do(make, sign_in, coordinator):
    page = sign_in(coordinator).page("/bord")
    assert "Er zijn nog geen vrijwilligers" in page.text
    assert page.links["Importeren"] == "/importeren"
    make.volunteer()
    narrowed = sign_in(coordinator).page("/bord?functie=interpreter")
    assert "Geen vrijwilliger past bij deze filters" in narrowed.text
    assert narrowed.links["Wis filters"] == "/bord"


@pytest.mark.parametrize("address", ["/bord?na=x", "/bord?na=[1,2]", "/bord?na=%5Btrue,1%5D", "/bord?sorteer=zzz"])
def test_an_address_that_was_tampered_with_starts_at_the_beginning(make, sign_in, coordinator, address):
    make.volunteer()
    assert len(rows(sign_in(coordinator).page(address))) == 1


def test_only_a_coordinator_sees_the_board(make, sign_in):
    for user in (make.volunteer().user, make.admin(), make.team_member(make.team())):
        sign_in(user).page("/bord", status=403)


def test_filtering_with_htmx_answers_the_volunteers_alone(make, sign_in, coordinator):
    for name in ("Wim", "Ria"):
        make.volunteer(user=make.user(first_name=name, last_name="Smit"))
    part = sign_in(coordinator).fragment("/bord?zoek=ria")
    assert [row.all("a")[0].text for row in rows(part)] == ["Ria Smit"]
    assert part.all("section")[0].get("id") == "volunteers"
    assert part.all("main") == []
    (counted,) = part.all("p", id="counted")
    assert counted.text == "1 vrijwilliger"
