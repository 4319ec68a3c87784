"""The functional admin on the reasons for fewer hours."""

import pytest

from portal.db import db
from portal.people.models.reductions import ReductionReason
from portal.people.reduction_reasons import service
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.configuring import beside
from tests.support.races import race
from tests.support.tables import cells, rows

LIST = "/beheer/redenen"


@pytest.fixture
def admin(make):
    return make.admin()


@pytest.fixture
def visitor(sign_in, admin):
    return sign_in(admin)


def test_a_reason_is_added_renamed_and_no_longer_offered_while_what_was_planned_keeps_it(visitor, sign_in, make):
    volunteer, reason = make.volunteer(), make.reason("exams")
    make.reduction(volunteer, make.today, make.day(3), percentage=50, reason_id=reason.id)
    assert LIST in visitor.page("/beheer").links.values()
    visitor.page(f"{LIST}/{reason.id}").form("Opslaan").submit(name="Toetsweek", active=None)
    assert (make.reload(reason).name, reason.active, reason.code) == ("Toetsweek", False, "exams")
    shown = [cells(row)["Als keuze"] for row in rows(visitor.page(LIST))]
    assert shown == [*["aangeboden"] * 4, "niet meer", "aangeboden"]
    theirs = sign_in(volunteer.user).page("/mijn-gegevens")
    assert "50 % minder · Toetsweek" in theirs.text
    assert [each.text for each in theirs.all("option") if "Toetsweek" in each.text] == []
    visitor.page(f"{LIST}/nieuw").form("Toevoegen").submit(name="Mantelzorg", name_en="Caring")
    assert db.session.query(ReductionReason).filter_by(code="mantelzorg", active=True).one().position == 7
    twice = visitor.page(f"{LIST}/nieuw").form("Toevoegen").submit(name="Mantelzorg")
    assert "al een reden" in beside(twice, "name")
    same = visitor.page(f"{LIST}/{reason.id}").form("Opslaan").submit(name="Mantelzorg")
    assert "al een reden" in beside(same, "name")
    english = sign_in(make.volunteer(user=make.user(locale="en")).user).page("/mijn-gegevens")
    assert "Caring" in [each.text for each in english.all("option")]


def test_the_first_reason_is_chosen_already_and_moves_by_one_tap(visitor, sign_in, make):
    volunteer, second = make.volunteer(), make.reason("illness")
    page = visitor.page(LIST)
    form = next(node for node in page.all("form") if node.get("action").endswith(f"/{second.id}/omhoog"))
    sent = {"version": form.all("input", name="version")[0].get("value")}
    for _tap in range(2):
        visitor.send(form.get("action"), sent)
    assert [node.text for node in visitor.page(LIST).all("th", scope="row")][:2] == ["Ziekte", "Vakantie"]
    theirs = sign_in(volunteer.user).page("/mijn-gegevens").form("Afwezigheid vastleggen")
    assert theirs.fields["reason_id"] == [str(second.id)]
    assert [line.facts["change"] for line in lines("configuration.changed")] == ["moved"]


def test_who_changes_an_earlier_version_is_told(visitor, make):
    reason = make.reason()
    form = visitor.page(f"{LIST}/{reason.id}").form("Opslaan")
    visitor.page(f"{LIST}/{reason.id}").form("Opslaan").submit(name="Vrij")
    page = form.submit(name="Verlof")
    assert "Vrij" in page.text
    assert make.reload(reason).name == "Vrij"
    visitor.page(f"{LIST}/99999", status=404)


@pytest.mark.each_database
def test_somebody_can_always_choose_a_reason_also_when_two_are_switched_off_at_once(make, admin):
    act, left = make.act(admin), db.session.query(ReductionReason).order_by(ReductionReason.id).limit(2).all()
    for other in db.session.query(ReductionReason).filter(ReductionReason.id > left[-1].id):
        other.active = False
    make.save(left[0])
    seen = [(each.id, each.version, service.ReasonNamed(each.name, each.name_en, active=False)) for each in left]
    answers = race(2, lambda number: service.change_reason(act, *seen[number]))
    (refused,) = [each for each in answers if each is not None]
    assert isinstance(refused, Refused)
    assert refused.code == "last_reason"
    assert db.session.query(ReductionReason).filter_by(active=True).count() == 1
