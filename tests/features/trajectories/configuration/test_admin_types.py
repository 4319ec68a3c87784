"""The functional admin on trajectory types and their phases."""

from decimal import Decimal

import pytest

from portal.db import db
from portal.trajectories.models.configuration import TrajectoryType
from portal.trajectories.queries import volunteer_facts
from tests.support.configuring import beside
from tests.support.tables import cells, rows


@pytest.fixture
def admin(make):
    return make.admin()


@pytest.fixture
def visitor(sign_in, admin):
    return sign_in(admin)


@pytest.fixture
def social(make):
    return make.type("social_support")


def test_a_type_is_added_with_a_first_phase_and_a_code_of_its_own(visitor):
    page = (
        visitor.page("/beheer/trajecttypen/nieuw")
        .form("Toevoegen")
        .submit(
            name="Énergie-coach",
            duration_kind="months",
            duration="2",
            starts_from="match",
            ends_with="closure",
            function_codes=["budget_coach"],
            contacts_per_week="0,25",
            hours_per_week="1,5",
            quiet_after_days="30",
        )
        .follow()
    )
    assert "Énergie-coach" in page.heading
    type_ = db.session.query(TrajectoryType).filter_by(code="energie_coach").one()
    assert (type_.duration_months, type_.duration_by_rule) == (2, False)
    assert [(phase.from_week, phase.contacts_per_week) for phase in type_.phases] == [(0, Decimal("0.25"))]
    assert "0,25" in page.text
    twice = (
        visitor.page("/beheer/trajecttypen/nieuw")
        .form("Toevoegen")
        .submit(
            name="Énergie-coach",
            duration="2",
            function_codes=["budget_coach"],
            contacts_per_week="1",
            hours_per_week="1",
            quiet_after_days="30",
        )
    )
    assert "al een trajecttype" in beside(twice, "name")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"duration_kind": "months", "duration": ""}, "duration"),
        ({"duration_kind": "months", "duration": "61"}, "duration"),
        ({"function_codes": None}, "function_codes"),
        ({"name": ""}, "name"),
    ],
)
def test_a_type_that_cannot_be_is_refused_beside_its_field(visitor, social, values, field):
    answer = visitor.page(f"/beheer/trajecttypen/{social.id}/wijzigen").form("Opslaan").submit(**values)
    assert answer.status == 422
    assert beside(answer, field)


def test_a_type_changes_but_what_runs_keeps_its_end_and_its_code(visitor, make):
    type_ = make.type("language_coaching")
    running = make.trajectory("language_coaching")
    end = running.ends_on
    visitor.page(f"/beheer/trajecttypen/{type_.id}/wijzigen").form("Opslaan").submit(
        name="Taalmaatje", duration_kind="days", duration="10", function_codes=["language_coach", "supporter"]
    )
    type_ = make.reload(type_)
    assert (type_.code, type_.name, type_.duration_days, type_.duration_months) == (
        "language_coaching",
        "Taalmaatje",
        10,
        None,
    )
    assert {each.function for each in type_.functions} == {"language_coach", "supporter"}
    assert make.reload(running).ends_on == end


def test_a_type_that_is_no_longer_used_says_so_on_its_page_and_in_the_list(visitor, social):
    path = f"/beheer/trajecttypen/{social.id}"

    def uses():
        listed = {row.all("th")[0].text: cells(row)["Gebruik"] for row in rows(visitor.page("/beheer/trajecttypen"))}
        return "niet meer in gebruik" in visitor.page(path).text, listed.pop(social.name), set(listed.values())

    assert uses() == (False, "in gebruik", {"in gebruik"})
    visitor.page(f"{path}/wijzigen").form("Opslaan").submit(active=None)
    assert uses() == (True, "niet meer", {"in gebruik"})


def test_two_admins_on_one_type_do_not_overwrite_each_other_also_not_in_a_choice(visitor, social, make):
    form = visitor.page(f"/beheer/trajecttypen/{social.id}/wijzigen").form("Opslaan")
    visitor.page(f"/beheer/trajecttypen/{social.id}/wijzigen").form("Opslaan").submit(
        function_codes=["supporter", "interpreter"]
    )
    late = form.submit(source="Nieuw besluit")
    assert late.status == 422
    assert "tolk" in late.all("dl")[0].text
    assert late.form("Opslaan").fields["source"] == ["Nieuw besluit"]
    assert {each.function for each in make.reload(social).functions} == {"supporter", "interpreter"}


def test_phases_are_added_changed_and_taken_away_and_the_first_week_always_has_one(visitor, social, make):
    path = f"/beheer/trajecttypen/{social.id}"
    values = {"name": "Nazorg", "contacts_per_week": "0,1", "hours_per_week": "0,5", "quiet_after_days": "60"}
    taken = visitor.page(f"{path}/fasen/nieuw").form("Toevoegen").submit(from_week="0", **values)
    assert "al een fase vanaf deze week" in beside(taken, "from_week")
    visitor.page(f"{path}/fasen/nieuw").form("Toevoegen").submit(from_week="48", **values)
    phases = make.reload(social).phases
    assert [(phase.from_week, phase.code) for phase in phases][-1] == (48, "nazorg")
    gap = visitor.page(f"{path}/fasen/{phases[0].id}").form("Opslaan").submit(from_week="1")
    assert "vanaf week 0" in beside(gap, "from_week")
    visitor.page(f"{path}/fasen/{phases[-1].id}").form("Opslaan").submit(hours_per_week="0,25")
    assert make.reload(social).phases[-1].hours_per_week == Decimal("0.25")
    page = visitor.page(path)
    form = next(node for node in page.all("form") if node.get("action").endswith(f"/{phases[-1].id}/verwijderen"))
    version = form.all("input", name="version")[0].get("value")
    visitor.send(form.get("action"), {"version": version})
    late = visitor.send(f"{path}/fasen/{phases[1].id}/verwijderen", {"version": version}).follow()
    assert "Iemand anders was u net voor" in late.text
    assert [phase.from_week for phase in make.reload(social).phases] == [phase.from_week for phase in phases[:-1]]


def test_a_phase_counts_at_once_for_the_hours_a_volunteer_is_expected_to_need(visitor, sign_in, social, make):
    volunteer = make.volunteer(hours_per_week=Decimal(8))
    make.trajectory(claimed_by=volunteer)
    first = social.phases[0]
    visitor.page(f"/beheer/trajecttypen/{social.id}/fasen/{first.id}").form("Opslaan").submit(hours_per_week="7,25")
    [facts] = volunteer_facts([volunteer.id], make.today).values()
    assert facts.hours_expected == Decimal("7.25")
