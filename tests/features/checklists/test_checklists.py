"""A checklist: what appears when a trajectory starts, and ticking it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.checklists.models import ChecklistItem, ChecklistTemplate, TemplateItem
from portal.db import db
from portal.trajectories.starting import dates_moved, start_trajectory
from portal.work import unit_of_work
from tests.support.audit import lines


@pytest.fixture
def volunteer(make):
    return make.volunteer()


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def item(make, trajectory):
    return make.checklist(trajectory, how_many=1)[0]


@pytest.fixture
def visitor(sign_in, volunteer):
    return sign_in(volunteer.user)


def start(make, type_code="social_support", regime="WI2021", **household):
    """A trajectory started as the commands start one."""
    act, home = make.act(make.coordinator()), make.household(**household)
    with unit_of_work(act) as work:
        home = work.session.merge(home)
        trajectory = start_trajectory(work, home, make.type(type_code), regime, make.day(-10))
        work.commit("trajectory.added", trajectory, type=type_code)
    return trajectory


def items(trajectory):
    return {
        item.template_item.code: item
        for item in db.session.scalars(select(ChecklistItem).where(ChecklistItem.trajectory_id == trajectory.id))
    }


def place(item):
    return f"/trajecten/{item.trajectory_id}/checklist"


def path(item):
    return f"{place(item)}/{item.id}/niet-van-toepassing"


def said(item, answer, version=1):
    """The field that the button of an item sends, on a page of that version."""
    return {"said": f"{item.id}.{version}.{answer}"}


@pytest.mark.parametrize("regime", ["WI2013", "WI2021"])
def test_a_start_brings_the_items_of_its_type_and_regime(make, regime):
    wanted = db.session.scalars(
        select(TemplateItem.code)
        .join(TemplateItem.template)
        .where(ChecklistTemplate.code == "social_support", TemplateItem.legal_regime == regime)
    ).all()
    assert wanted
    found = items(start(make, regime=regime))
    assert set(wanted) <= found.keys()
    assert {item.template_item.legal_regime for item in found.values()} == {None, regime}


def test_an_item_of_another_municipality_stays_away(make):
    template = db.session.scalars(
        select(ChecklistTemplate).where(ChecklistTemplate.code == "onward_mover", ChecklistTemplate.status == "current")
    ).one()
    here, there = template.items[0], template.items[1]
    here.municipality = make.municipality()
    there.municipality = make.municipality("Bloemendaal")
    db.session.commit()
    found = items(start(make, "onward_mover"))
    assert here.code in found
    assert there.code not in found


def test_each_item_is_due_so_many_days_from_its_anchor(make):
    found = items(start(make, housed_on=make.day(-20)))
    assert found["intake"].due_on == make.day(4)
    assert found["closure_check_arrival"].due_on == found["closure_contact_card"].due_on + timedelta(days=42)
    assert found["closure_contact_card"].due_on == date(2027, 2, 17)


def test_when_the_end_moves_open_items_move_and_done_ones_keep_their_day(make, volunteer):
    trajectory = start(make)
    found = items(trajectory)
    done, still_open = found["closure_consent"], found["closure_draft"]
    done.state, done.done_by = "done", "client"
    db.session.commit()
    before = (done.due_on, still_open.due_on)
    act = make.act(make.coordinator())
    with unit_of_work(act) as work:
        moved = work.session.merge(trajectory)
        moved.ends_on = moved.ends_on.replace(year=moved.ends_on.year + 1)
        dates_moved(work.session, act, moved)
        work.commit("trajectory.extended", moved, ends_on=moved.ends_on.isoformat())
    after = items(trajectory)
    assert after["closure_consent"].due_on == before[0]
    assert (after["closure_draft"].due_on - before[1]).days in (365, 366)


def test_a_running_trajectory_keeps_the_version_it_started_with(make):
    trajectory = start(make, "onward_mover")
    before = set(items(trajectory))
    old = db.session.scalars(
        select(ChecklistTemplate).where(ChecklistTemplate.code == "onward_mover", ChecklistTemplate.status == "current")
    ).one()
    old.status = "past"
    db.session.flush()
    db.session.add(
        ChecklistTemplate(
            code=old.code,
            name=old.name,
            type_id=old.type_id,
            number=2,
            status="current",
            items=[
                TemplateItem(position=1, code="new", title="Nieuw", explanation="Nieuw.", anchor="start", offset_days=1)
            ],
        )
    )
    db.session.commit()
    assert set(items(trajectory)) == before
    assert set(items(start(make, "onward_mover"))) == {"new"}


@pytest.mark.parametrize(
    ("button", "who", "words"),
    [
        ("Ik", "volunteer", "Gedaan door de begeleider"),
        ("Samen", "together", "Samen gedaan"),
        ("Zij zelf", "client", "Door het huishouden zelf gedaan"),
    ],
)
def test_ticking_says_who_did_it(make, visitor, volunteer, trajectory, item, button, who, words):
    page = visitor.page(f"/trajecten/{trajectory.id}")
    title = item.template_item.title
    answer = page.form(f"{button} : {title}").submit(f"{button} : {title}")
    assert (answer.status, answer.location) == (303, f"/trajecten/{trajectory.id}?deel=klaar#item-{item.id}")
    now = make.reload(item)
    assert (now.state, now.done_by, now.changed_by_id) == ("done", who, volunteer.user_id)
    assert words in answer.follow().text
    assert [line.facts for line in lines("item.ticked")] == [{"item_id": item.id, "done_by": who}]


def test_rule_10_a_double_tap_ticks_once(make, visitor, item):
    answers = [visitor.send(place(item), said(item, "client")) for _tap in range(2)]
    assert [answer.status for answer in answers] == [303, 303]
    assert len(lines("item.ticked")) == 1


def test_an_old_page_does_not_overwrite_what_somebody_else_said(make, visitor, sign_in, item):
    coordinator = sign_in(make.coordinator())
    coordinator.send(path(item), {"version": "1", "reason": "Geen kinderen."})
    answer = visitor.send(place(item), said(item, "client"))
    assert answer.status == 409
    assert "Iemand heeft dit punt intussen gewijzigd" in answer.text
    assert "Geen kinderen." in answer.text
    assert make.reload(item).state == "not_applicable"


def test_not_applicable_needs_a_reason(make, visitor, item):
    refused = visitor.send(path(item), {"version": "1", "reason": "  "})
    assert refused.status == 422
    assert "Vul in waarom" in refused.form("Niet van toepassing").errors["reason"]
    again = refused.form("Niet van toepassing").submit(reason="Geen kinderen.")
    assert again.status == 303
    assert (make.reload(item).state, item.reason) == ("not_applicable", "Geen kinderen.")


def test_a_bsn_in_a_reason_is_refused_with_the_text_kept(make, visitor, item):
    answer = visitor.send(path(item), {"version": "1", "reason": "Nummer 123456782"})
    assert answer.status == 422
    assert "burgerservicenummer" in answer.form("Niet van toepassing").errors["reason"]
    assert answer.form("Niet van toepassing").fields["reason"] == ["Nummer 123456782"]


def test_undo_opens_an_item_again(make, visitor, trajectory, item):
    visitor.send(place(item), said(item, "client"))
    page = visitor.page(f"/trajecten/{trajectory.id}?deel=klaar")
    undo = f"Ongedaan maken : {item.template_item.title}"
    for _tap in range(2):
        answer = page.form(undo).submit(undo)
        assert answer.status == 303
    now = make.reload(item)
    assert (now.state, now.done_by, now.reason) == ("open", None, None)
    assert len(lines("item.undone")) == 1


@pytest.mark.parametrize("button", ["", "1", "1.1.nobody", "x.1.client", "1.1.client.1", "99999999.1.client"])
def test_a_button_that_no_page_has_changes_nothing(make, visitor, item, button):
    assert visitor.send(place(item), {"said": button}).status == (404 if button.startswith("9") else 303)
    assert make.reload(item).state == "open"


@pytest.mark.parametrize("answer", ["client", "open"])
def test_rule_3_a_stranger_finds_no_item(make, sign_in, item, answer):
    stranger = sign_in(make.volunteer().user)
    assert stranger.send(place(item), said(item, answer)).status == 404
    assert stranger.send(path(item), {"version": "1", "reason": "x"}).status == 404
    assert stranger.get(f"{place(item)}?deel=klaar", headers={"HX-Request": "true"}).status_code == 404
    assert make.reload(item).state == "open"


def test_an_item_is_only_found_under_its_own_trajectory(make, visitor, volunteer, item):
    other = make.trajectory(claimed_by=volunteer)
    assert visitor.send(f"/trajecten/{other.id}/checklist", said(item, "client")).status == 404
    assert visitor.page(f"/trajecten/{other.id}/checklist/{item.id}/niet-van-toepassing", status=404)


def test_a_closed_trajectory_keeps_its_checklist_as_it_is(make, sign_in):
    closed = make.trajectory(closed_on=make.day(-3), closure_outcome="moved_away")
    item = make.checklist(closed, how_many=1)[0]
    visitor = sign_in(make.coordinator())
    assert "Begeleider" not in visitor.page(f"/trajecten/{closed.id}").buttons
    answer = visitor.send(place(item), said(item, "client"))
    assert answer.status == 409
    assert "gesloten" in answer.text
