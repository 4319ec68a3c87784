"""No BSN anywhere (domain.md section 7): each text that a form takes refuses one, says so, and keeps nothing."""

import json

import pytest
from sqlalchemy import String, cast, or_, select

from portal.bsn.finding import looks_like_bsn
from portal.db import Base, db
from tests.pages import Form

BSN = "123456782"
# Nine digits that pass the eleven-test, and are a phone number in Rotterdam with a zero before them.
BSN_LIKE_A_PHONE = "100000629"
WORDS = "burgerservicenummer"
TYPED = ("text", "tel", "email", "search", "url")


@pytest.fixture
def things(make):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    team = make.team()
    coordinator, member = make.coordinator(), make.team_member(team)
    prepared = make.handover(trajectory, team, variant="B")
    asked = {"location_id": trajectory.location_id, "team_id": team.id}
    make.capacity_question(**asked, asked_by_id=coordinator.id)
    other = make.trajectory(claimed_by=volunteer)
    accepted = make.handover(other, team, state="accepted", accepted_by=member)
    waiting = make.trajectory()
    household = trajectory.household
    contact = make.contact(trajectory, volunteer.user)
    at, own = f"/trajecten/{trajectory.id}", f"/overdrachten/{prepared.reference}"
    theirs = f"/overdrachten/{accepted.reference}"
    return {
        "volunteer": (
            volunteer.user,
            [f"{at}/contact", f"/contacten/{contact.id}", f"{at}/doel", f"{at}/stilte", f"{at}/vrijgeven"],
        ),
        "coordinator": (
            coordinator,
            [
                *("/huishoudens/nieuw", f"/huishoudens/{household.id}/wijzigen", f"/huishoudens/{household.id}/client"),
                *(f"/clienten/{household.clients[0].id}", "/vrijwilligers/nieuw", f"/vrijwilligers/{volunteer.id}"),
                *(f"{at}/verlengen", f"{at}/afsluiten", f"{own}/wijkteam", f"{own}/inhoud", f"{own}/intrekken"),
                *(f"/trajecten/{waiting.id}/toewijzen/{volunteer.id}", "/overdrachten/plek/vragen", own),
            ],
        ),
        "team member": (
            member,
            [theirs, f"{theirs}/terugsturen", f"{theirs}/afspraak", f"{theirs}/gesprek", "/overdrachten/plek"],
        ),
        "admin": (
            make.admin(),
            [
                *("/beheer/gebruikers/nieuw", f"/beheer/gebruikers/{coordinator.id}/wijzigen"),
                *("/beheer/locaties/nieuw", "/beheer/gemeenten/nieuw", "/beheer/wijkteams/nieuw"),
                f"/beheer/wijkteams/{team.id}/wijzigen",
            ],
        ),
    }


def typed_in(form):
    """The names of the fields of a form in which somebody types."""
    for node in form.node.all("input", "textarea"):
        if node.tag == "textarea" or node.get("type", "text") in TYPED:
            yield node.get("name"), node.get("type", "text")


def kept(digits):
    """The tables of the database that hold these digits in any column, each with such a row."""
    for table in Base.metadata.sorted_tables:
        held = or_(*(cast(column, String).contains(digits) for column in table.columns))
        for row in db.session.execute(select(table).where(held).limit(1)):
            yield table.name, row


@pytest.mark.parametrize("who", ["volunteer", "coordinator", "team member", "admin"])
def test_each_text_of_each_form_refuses_a_bsn_and_keeps_nothing(things, sign_in, who, capsys):
    user, paths = things[who]
    visitor = sign_in(user)
    for path in paths:
        page = visitor.page(path)
        form = next(each for each in _forms(page) if list(typed_in(each)))
        for name, kind in typed_in(form):
            number = BSN_LIKE_A_PHONE if kind == "tel" else BSN
            sent = f"{number}@example.org" if kind == "email" else number if kind == "tel" else f"Zie {number} hier"
            answer = form.submit(**{name: sent})
            assert answer.status == 422, (path, name)
            assert _takes_no_text(answer, name) or WORDS in answer.text, (path, name)
    assert not [*kept(BSN), *kept(BSN_LIKE_A_PHONE)]
    assert BSN not in capsys.readouterr().err


def _forms(page):
    return [Form(page, node) for node in page.root.all("form") if node.inside("main") and node.get("method") == "post"]


def _takes_no_text(answer, name):
    """Whether the field is for a number or an hour: a text is refused there for what it is."""
    return any(
        "getal" in words or "aantal" in words or "jaar" in words
        for form in _forms(answer)
        for field, words in form.errors.items()
        if field == name
    )


def test_a_phone_number_that_lost_its_zero_is_still_a_phone_number(sign_in, make):
    number = next(each for each in range(612345600, 612345900) if looks_like_bsn(str(each)))
    volunteer = make.volunteer()
    answer = (
        sign_in(make.coordinator()).page(f"/vrijwilligers/{volunteer.id}").form("Opslaan").submit(phone=str(number))
    )
    assert answer.status == 303
    assert make.reload(volunteer.user).phone == f"+31{number}"


def test_a_form_takes_no_json(sign_in, make):
    trajectory = make.trajectory(claimed_by=make.volunteer())
    visitor = sign_in(trajectory.current.volunteer.user)
    form = visitor.page(f"/trajecten/{trajectory.id}/contact").form("Vastleggen")
    token = form.fields["csrf_token"][0]
    sent = {name: values[0] for name, values in form.fields.items()}
    body = json.dumps({**sent, "topics": [make.topic(1).id], "note": int(BSN)})
    answer = visitor.page(
        form.page.url,
        method="POST",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": token},
        status=None,
    )
    assert answer.status == 422
    assert not list(kept(BSN))
