"""The checklist on the page of a trajectory: what is in view, what waits in a fold, and how one item changes in it."""

import pytest

from portal.db import db


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


def shown(page):
    """The items in view, in their order."""
    return [node.get("id") for node in page.all("li") if node.get("id").startswith("item-")]


def test_late_items_come_first_then_what_comes_the_rest_is_folded(make, visitor, trajectory):
    made = make.checklist(trajectory, how_many=4)
    for item, days in zip(made, (60, -3, 5, -10), strict=True):
        item.due_on = make.day(days)
    made[2].state, made[2].done_by = "done", "client"
    db.session.commit()
    page = visitor.page(f"/trajecten/{trajectory.id}")
    assert shown(page) == [f"item-{made[number].id}" for number in (3, 1)]
    folded = [summary.text for summary in page.all("summary") if summary.text.endswith("punt")]
    assert folded == ["Later: 1 punt", "Klaar: 1 punt"]
    assert shown(visitor.page(f"/trajecten/{trajectory.id}?deel=later"))[2:] == [f"item-{made[0].id}"]
    for part, number in (("later", 0), ("klaar", 2)):
        address = f"/trajecten/{trajectory.id}/checklist?deel={part}"
        assert shown(visitor.fragment(address)) == [f"item-{made[number].id}"]
        assert visitor.page(address, status=303).location == f"/trajecten/{trajectory.id}?deel={part}#checklist"
    assert "10 dagen te laat" in page.text
    assert "1 van 4 punten klaar" in page.text


@pytest.mark.parametrize(("version", "status"), [(1, 200), (7, 409)])
def test_htmx_gets_the_item_alone_in_its_new_state(visitor, item, version, status):
    data = {"said": f"{item.id}.{version}.client", "csrf_token": visitor.csrf_token()}
    answer = visitor.fragment(f"/trajecten/{item.trajectory_id}/checklist", method="POST", data=data, status=status)
    assert answer.root.all("html") == []
    assert answer.all("li")[0].get("id") == f"item-{item.id}"
    assert answer.all("div", id="checklist-progress")[0].get("hx-swap-oob") == "true"
    assert answer.response.headers["HX-Retarget"] == f"#item-{item.id}"
    assert answer.response.headers["HX-Reswap"] == "outerHTML"


def test_all_items_share_one_form_and_one_token(make, visitor, trajectory):
    make.checklist(trajectory, how_many=3)
    page = visitor.page(f"/trajecten/{trajectory.id}")
    (form,) = [form for form in page.all("form") if "checklist" in form.get("action")]
    assert form.get("hx-post") == form.get("action") == f"/trajecten/{trajectory.id}/checklist"
    assert len(form.all("button")) == 9
    assert len({token.get("value") for token in page.all("input", name="csrf_token")}) == 1


def test_who_did_it_is_counted_beside_the_bar(make, visitor, trajectory):
    for item, done_by in zip(
        make.checklist(trajectory, how_many=4), ("client", "client", "volunteer", None), strict=True
    ):
        item.state, item.done_by = ("done", done_by) if done_by else ("not_applicable", None)
        item.reason = None if done_by else "Geen kinderen."
    db.session.commit()
    page = visitor.page(f"/trajecten/{trajectory.id}")
    assert [each.text for each in page.all("ul", class_="legend")[0].all("li")] == [
        "begeleider 1",
        "zij zelf 2",
        "niet van toepassing 1",
    ]
    widths = [bar.get("width") for bar in page.all("div", id="checklist-progress")[0].all("rect")[1:4]]
    assert widths == ["25.0%", "50.0%", "25.0%"]
