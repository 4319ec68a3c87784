"""The functional admin on checklists: a change is a draft until it is published, and what runs keeps its version."""

import pytest
from sqlalchemy import func, select, update

from portal.checklists.models import ChecklistItem, TemplateItem
from portal.checklists.templates import service as templates_service
from portal.db import db
from portal.refusals import Refused
from portal.trajectories.starting import start_trajectory
from portal.work import unit_of_work
from tests.support.configuring import DRAFT, LIST, beside, titles, version
from tests.support.tables import cells, rows


@pytest.fixture
def admin(make):
    return make.admin()


@pytest.fixture
def visitor(sign_in, admin):
    return sign_in(admin)


@pytest.fixture
def draft(visitor):
    """The page of a fresh draft."""
    return visitor.page(LIST).form("Wijzigen").submit().follow()


def button_form(page, ending):
    """The address and version of the button whose address ends so."""
    form = next(node for node in page.all("form") if node.get("action").endswith(ending))
    return form.get("action"), {"version": form.all("input", name="version")[0].get("value")}


def test_a_draft_is_a_copy_that_nobody_gets_until_it_is_published(draft, make):
    assert titles("draft") == titles("current")
    codes = [[item.code for item in version(status).items] for status in ("draft", "current")]
    assert codes[0] == codes[1]
    assert version("draft").number == 2
    assert "Er is een concept" in draft.client.page(LIST).text


def test_an_item_is_added_changed_moved_and_taken_away(visitor, draft):
    before = titles("current")
    answer = (
        visitor.page(f"{DRAFT}/punten/nieuw")
        .form("Toevoegen")
        .submit(
            title="Taalcafé bezoeken",
            title_en="Visit the language café",
            explanation="Ga samen één keer.",
            explanation_en="Go together once.",
            offset_days="-14",
            anchor="end",
            legal_regime="WI2021",
            source="werkafspraak",
            verified_on="2026-03-01",
        )
    )
    page = answer.follow()
    assert "14 dagen voor het einde van het traject" in page.text
    item = version("draft").items[-1]
    assert (item.code, item.offset_days, item.anchor, item.legal_regime) == ("taalcafe_bezoeken", -14, "end", "WI2021")
    visitor.send(*button_form(page, f"/{item.id}/omhoog"))
    assert titles("draft") == [*before[:-1], "Taalcafé bezoeken", before[-1]]
    form = visitor.page(f"{DRAFT}/punten/{item.id}").form("Opslaan")
    assert form.fields["offset_days"] == ["-14"]
    form.submit(title="Naar het taalcafé")
    assert titles("draft")[-2] == "Naar het taalcafé"
    assert version("draft").items[-2].code == "taalcafe_bezoeken", "reports follow the code"
    page = visitor.page(DRAFT)
    visitor.send(*button_form(page, f"/{version('draft').items[0].id}/verwijderen"))
    assert titles("draft") == [*before[1:-1], "Naar het taalcafé", before[-1]]
    assert titles("current") == before


def test_an_item_says_that_its_term_is_the_laws_and_a_new_version_keeps_that(visitor, draft):
    assert "wettelijk" not in draft.text
    item = version("draft").items[0]
    page = visitor.page(f"{DRAFT}/punten/{item.id}").form("Opslaan").submit(statutory="y").follow()
    assert "wettelijk" in page.text
    page.form("Publiceren").submit()
    assert version("current").items[0].statutory
    again = visitor.page(LIST).form("Wijzigen").submit().follow()
    assert "wettelijk" in again.text
    assert not any(each.statutory for each in version("draft").items[1:])


def test_an_item_says_which_talk_it_goes_with_and_a_new_version_keeps_that(visitor, draft):
    purposes = {item.code: item.purpose for item in version("draft").items}
    assert (purposes["intake"], purposes["evaluation_halfway"], purposes["closing_talk"]) == (
        "intake",
        "evaluation",
        None,
    )
    items = {item.code: item.id for item in version("draft").items}
    form = visitor.page(f"{DRAFT}/punten/{items['closing_talk']}").form("Opslaan")
    assert form.fields["purpose"] == [""]
    form.submit(purpose="evaluation")
    form = visitor.page(f"{DRAFT}/punten/{items['intake']}").form("Opslaan")
    assert form.fields["purpose"] == ["intake"]
    form.submit(purpose="")
    visitor.page(DRAFT).form("Publiceren").submit()
    after = {item.code: item.purpose for item in version("current").items}
    assert after == {**purposes, "closing_talk": "evaluation", "intake": None}
    visitor.page(LIST).form("Wijzigen").submit()
    assert {item.code: item.purpose for item in version("draft").items} == after


def test_an_item_that_cannot_be_is_refused_beside_its_field_with_all_that_was_typed(visitor, draft):
    form = visitor.page(f"{DRAFT}/punten/nieuw").form("Toevoegen")
    answer = form.submit(title="", explanation="Uitleg", offset_days="veel", verified_on="2027-01-01")
    assert answer.status == 422
    assert beside(answer, "title")
    assert "heel getal" in beside(answer, "offset_days")
    assert answer.form("Toevoegen").fields["explanation"] == ["Uitleg"]
    answer = form.submit(title="Iets", explanation="Uitleg", offset_days="3", verified_on="2027-01-01")
    assert "nog niet geweest" in beside(answer, "verified_on")


def test_a_double_tap_adds_one_item(visitor, draft):
    form = visitor.page(f"{DRAFT}/punten/nieuw").form("Toevoegen")
    answers = [form.submit(title="Twee tikken", explanation="Uitleg", offset_days="3") for _tap in range(2)]
    assert [answer.status for answer in answers] == [303, 422]
    assert titles("draft").count("Twee tikken") == 1


def test_what_runs_keeps_its_version_and_what_starts_gets_the_new_one(visitor, draft, make):
    def start():
        act = make.act(make.coordinator())
        household = make.household()
        with unit_of_work(act) as work:
            trajectory = start_trajectory(work, household, make.type("language_coaching"), "WI2021", act.today)
            work.commit("trajectory.added", trajectory, type="language_coaching")
        return trajectory.id

    def items(trajectory_id):
        rows = db.session.scalars(select(ChecklistItem).where(ChecklistItem.trajectory_id == trajectory_id))
        return {row.template_item.title for row in rows}

    running, old = start(), set(titles("current"))
    assert items(running) == old
    visitor.page(f"{DRAFT}/punten/{version('draft').items[0].id}").form("Opslaan").submit(title="Anders gezegd")
    page = visitor.page(DRAFT).form("Publiceren").submit().follow()
    assert "Gepubliceerd" in page.text
    assert "versie 2: geldt nu" in page.text
    assert (version("past").number, version("draft")) == (1, None)
    new = set(titles("current"))
    assert "Anders gezegd" in new
    assert items(start()) == new
    assert items(running) == old
    assert "Dit is niet de versie die nu geldt" in visitor.page(f"{LIST}/versies/1").text


def test_a_draft_is_thrown_away_after_one_question(visitor, draft):
    before = titles("current")
    visitor.page(draft.links["Concept weggooien"]).form("Concept weggooien").submit()
    assert version("draft") is None
    assert titles("current") == before
    assert db.session.scalar(select(func.count(TemplateItem.id)).where(TemplateItem.template_id.is_(None))) == 0
    assert visitor.page(DRAFT, status=303).location == LIST


def test_verified_today_makes_no_new_version_and_survives_the_draft(visitor, draft, admin, sign_in, make, clock):
    first, second = version("current").items[:2]
    visitor.page(f"{DRAFT}/punten/{version('draft').items[1].id}").form("Opslaan").submit(explanation="Anders.")
    clock.move(days=3)
    visitor = sign_in(admin)
    for item in (first, second):
        visitor.send(f"{LIST}/punten/{item.id}/gecontroleerd")
    assert [item.verified_on for item in version("current").items[:2]] == [make.today] * 2
    assert version("current").number == 1
    verified = [item.verified_on for item in version("draft").items[:2]]
    assert verified[0] == make.today
    assert verified[1] != make.today, "what the draft says differs, so nobody verified that"
    visitor.page(DRAFT).form("Publiceren").submit()
    assert version("current").items[0].verified_on == make.today
    gone = visitor.send(f"{LIST}/punten/{first.id}/gecontroleerd").follow()
    assert "staat niet meer in deze checklist" in gone.text


def test_what_was_not_verified_for_a_year_or_never_asks_for_a_look(sign_in, admin, clock):
    def asked():
        page = sign_in(admin).page("/beheer")
        card = next(node for node in page.all("article") if "Checklists" in node.text)
        return [int(badge.text.split()[0]) for badge in card.all("span", class_="badge")]

    never = db.session.scalar(select(func.count(TemplateItem.id)).where(TemplateItem.verified_on.is_(None)))
    assert asked() == [never]
    db.session.execute(update(TemplateItem).values(verified_on=clock().date()))
    db.session.commit()
    assert asked() == []
    clock.move(days=800)
    assert asked() == [db.session.scalar(select(func.count(TemplateItem.id)))]


def test_a_new_list_for_a_type_without_one_and_never_a_second(visitor, make):
    type_id = str(make.type("language_coaching").id)
    form = visitor.page("/beheer/checklists/nieuw").form("Toevoegen")
    assert "al een checklist" in beside(form.submit(name="Nog een", type_id=type_id), "type_id")
    page = form.submit(name="Bij een geboorte", type_id="").follow()
    assert "Publiceren" not in page.buttons
    versions = {row.all("th")[0].text: cells(row)["Versie"] for row in rows(visitor.page("/beheer/checklists"))}
    assert versions.pop("Bij een geboorte") == "concept"
    assert set(versions.values()) == {"1"}
    with pytest.raises(Refused, match="draft_empty"):
        templates_service.publish(make.act(make.admin()), "bij_een_geboorte", 1)
    visitor.page(page.links["Punt toevoegen"]).form("Toevoegen").submit(
        title="Geboorte aangeven", explanation="Binnen drie dagen.", offset_days="3"
    )
    visitor.page("/beheer/checklists/bij_een_geboorte/concept").form("Publiceren").submit()
    assert "versie 1: geldt nu" in visitor.page("/beheer/checklists/bij_een_geboorte").text
    assert "al een checklist met deze naam" in beside(form.submit(name="Bij een geboorte", type_id=""), "name")
