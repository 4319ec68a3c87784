"""Several functional admins on one draft: one of them wins, the others read why and keep their text."""

import pytest
from sqlalchemy import func, select

from portal.checklists.models import ChecklistTemplate
from portal.checklists.template_items import service as template_items_service
from portal.checklists.template_items.service import ItemText
from portal.checklists.templates import service as templates_service
from portal.db import db
from portal.refusals import Refused
from tests.support.audit import lines
from tests.support.configuring import DRAFT, LIST, titles, version
from tests.support.races import race

pytestmark = pytest.mark.each_database


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


def text(**values):
    plain = {"title_en": None, "explanation_en": None, "legal_regime": None, "municipality_id": None}
    more = {"topic_id": None, "source": None, "verified_on": None, "anchor": "start", "offset_days": 7, "purpose": None}
    more["statutory"] = False
    return ItemText(**{"title": "Nieuw punt", "explanation": "Doe dit samen.", **plain, **more, **values})


def test_there_is_one_draft_per_list_whoever_begins_it(make, admin, visitor):
    act = make.act(admin)
    answers = race(4, lambda _: templates_service.begin_draft(act, "language_coaching"))
    refused = [str(answer) for answer in answers if isinstance(answer, Refused)]
    assert refused == ["draft_exists"] * 3
    count = select(func.count(ChecklistTemplate.id)).where(ChecklistTemplate.status == "draft")
    assert db.session.scalar(count) == 1
    page = visitor.send(f"{LIST}/concept").follow()
    assert "U werkt verder in dat concept" in page.text


def test_published_by_two_at_once_it_is_published_once(make, admin, draft):
    act, seen = make.act(admin), version("draft").version
    answers = race(4, lambda _: templates_service.publish(act, "language_coaching", seen))
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert sorted(str(each) for each in refused) == ["draft_gone"] * 3
    statuses = db.session.scalars(
        select(ChecklistTemplate.status).where(ChecklistTemplate.code == "language_coaching")
    ).all()
    assert sorted(statuses) == ["current", "past"]
    assert [line.facts["change"] for line in lines("configuration.changed")] == ["draft begun", "version 2 published"]


@pytest.mark.parametrize("other", ["discard", "change", "verify"])
def test_publishing_against_something_else_at_once_ends_in_one_clear_state(make, admin, draft, other):
    act, seen = make.act(admin), version("draft").version
    item_id, current_id = version("draft").items[0].id, version("current").items[0].id

    def do(number):
        if number == 0:
            return templates_service.publish(act, "language_coaching", seen)
        if other == "discard":
            return templates_service.discard(act, "language_coaching", seen)
        if other == "verify":
            return template_items_service.verify_item(act, "language_coaching", current_id)
        return template_items_service.change_item(act, "language_coaching", item_id, seen, text(title="Gewijzigd"))

    answers = race(2, do)
    assert all(isinstance(each, Refused) for each in answers if isinstance(each, Exception)), answers
    assert len([each for each in answers if isinstance(each, Refused)]) == 1 or other == "verify"
    published = not isinstance(answers[0], Refused)
    assert (version("past") is not None) == published
    if other == "change":
        assert ("Gewijzigd" in titles("current" if published else "draft")) != published


def test_an_item_saved_from_an_old_page_is_refused_and_the_text_stays(visitor, draft):
    items = version("draft").items
    form = visitor.page(f"{DRAFT}/punten/{items[0].id}").form("Opslaan")
    visitor.page(f"{DRAFT}/punten/{items[0].id}").form("Opslaan").submit(title="Eerst")
    late = form.submit(title="Daarna")
    assert late.status == 422
    assert "Eerst" in late.all("dl")[0].text
    assert late.form("Opslaan").fields["title"] == ["Daarna"]
    assert late.form("Opslaan").submit().status == 303
    assert titles("draft")[0] == "Daarna"


def test_an_item_saved_after_somebody_published_says_so_and_keeps_the_text(visitor, draft):
    form = visitor.page(f"{DRAFT}/punten/{version('draft').items[0].id}").form("Opslaan")
    draft.form("Publiceren").submit()
    late = form.submit(title="Te laat")
    assert late.status == 422
    assert "Dit concept is er niet meer" in late.text
    assert late.form("Opslaan").fields["title"] == ["Te laat"]
    assert "Te laat" not in titles("current")


def test_only_the_draft_that_was_seen_is_published(visitor, draft):
    visitor.page(f"{DRAFT}/punten/{version('draft').items[0].id}").form("Opslaan").submit(title="Ongezien")
    page = draft.form("Publiceren").submit().follow()
    assert "Iemand anders was u net voor" in page.text
    assert version("current").number == 1
