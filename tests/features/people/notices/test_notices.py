"""The notices of a person about changes that concern them."""

from types import SimpleNamespace

import pytest

from portal.db import db
from portal.people.models.people import Notice
from portal.wording import register
from tests.support.audit import lines

TOLD = {"notice": {"test_told": "Het huishouden %(household)s is nu van u."}}
register(SimpleNamespace(__name__="portal.people.words_of_a_test", LABELS=TOLD))


@pytest.fixture
def told(make):
    """`told(user)`: somebody was told something."""

    def tell(user, code="test_told", path="/vandaag", **facts):
        facts = facts or {"household": "Tekle"}
        return make.save(Notice(user_id=user.id, code=code, facts=facts, path=path, created_at=make.clock()))

    return tell


@pytest.fixture
def user(make):
    return make.volunteer().user


def places_of(visitor):
    """The notices on the page, those of one place together."""
    [rows] = [node for node in visitor.page("/meldingen").all("ul") if "news" in node.get("class")]
    return [node for node in rows.all("li") if node.all("ul")]


def test_the_newest_comes_first_with_what_leads_to_the_same_place(sign_in, user, told, clock):
    told(user, household="Tekle")
    told(user, household="Shami")
    told(user, household="Araya", path="/beschikbaar")
    places = [[each.text for each in node.all("p", class_="meta")] for node in places_of(sign_in(user))]
    assert [len(each) for each in places] == [1, 2]
    said = [node.text for node in places_of(sign_in(user))]
    assert "Araya" in said[0]
    assert said[1].index("Shami") < said[1].index("Tekle")
    assert [each.count("nieuw ") for each in said] == [1, 2]


def test_the_header_says_how_many_are_not_read(sign_in, user, told):
    visitor = sign_in(user)
    assert "Meldingen" in visitor.page("/vandaag").links
    told(user)
    told(user)
    assert "Meldingen 2 niet gelezen" in visitor.page("/vandaag").links


def test_opening_a_notice_marks_it_as_read_and_leads_to_what_it_is_about(sign_in, user, told, make):
    earlier, notice = told(user, path="/beschikbaar"), told(user, path="/beschikbaar")
    other = told(user, path="/vandaag")
    visitor = sign_in(user)
    answer = visitor.page("/meldingen").form(f"/meldingen/{notice.id}").submit()
    assert (answer.status, answer.location) == (303, "/beschikbaar")
    assert make.reload(earlier).read_at is not None
    assert make.reload(other).read_at is None
    assert [each.text.count("nieuw ") for each in places_of(visitor)] == [1, 0]
    visitor.page("/meldingen").form(f"/meldingen/{other.id}").submit()
    assert "Alles gelezen" not in visitor.page("/meldingen").buttons


def test_reading_the_list_marks_nothing(sign_in, user, told):
    told(user)
    visitor = sign_in(user)
    for _look in range(2):
        assert "Alles gelezen" in visitor.page("/meldingen").buttons


def test_all_of_them_can_be_marked_as_read_at_once(sign_in, user, told, make):
    for _each in range(3):
        told(user)
    other = told(make.user())
    visitor = sign_in(user)
    assert visitor.page("/meldingen").form("Alles gelezen").submit().status == 303
    assert "Meldingen" in visitor.page("/meldingen").links
    assert make.reload(other).read_at is None
    assert len(lines("notices.read")) == 1


def test_somebody_elses_notice_does_not_exist(sign_in, user, told, make):
    notice = told(make.user())
    visitor = sign_in(user)
    visitor.send(f"/meldingen/{notice.id}", status=404)
    assert "Tekle" not in visitor.page("/meldingen").text
    assert make.reload(notice).read_at is None


@pytest.mark.parametrize("code", ["of_an_earlier_release", "test_told"])
def test_a_notice_whose_sentence_no_longer_fits_still_says_that_something_is_there(sign_in, user, told, code):
    told(user, code=code, old_name="Tekle")
    assert "Er is iets nieuws voor u." in sign_in(user).page("/meldingen").text


def test_a_long_list_is_paged_from_the_last_one_seen(sign_in, user, told):
    ids = [told(user, path=f"/deze-week?{number}", household=f"Nummer {number:02}").id for number in range(30)]
    visitor = sign_in(user)
    first = visitor.page("/meldingen")
    newer = told(user, household="Nieuwste")
    second = visitor.page(first.links["Volgende"])
    shown = [form.get("action") for page in (first, second) for form in page.all("form")]
    shown = [action for action in shown if action.rpartition("/")[2].isdigit()]
    assert shown == [f"/meldingen/{key}" for key in reversed(ids)]
    assert f"/meldingen/{newer.id}" not in shown


def test_without_notices_the_page_says_what_to_expect(sign_in, user):
    page = sign_in(user).page("/meldingen")
    assert "Geen meldingen" in page.text
    db.session.rollback()
