"""Whoever reads English meets no Dutch but what people typed, on any page and in any role."""

from decimal import Decimal

import pytest
from sqlalchemy import update

from portal import i18n
from portal.capacity_questions.models import CapacityQuestion
from portal.checklists.models import ChecklistItem, ChecklistTemplate, TemplateItem
from portal.checklists.templates import service as templates_service
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.handovers.conversation.models import HandoverMessage
from portal.handovers.models.handover import WarmHandover
from portal.handovers.models.parts import Agreement, HandoverEvent, HandoverNeed
from portal.handovers.terms.queries import public_holidays
from portal.imports.reading.opening import read_sheet
from portal.imports.rules.columns import KINDS
from portal.organisation.models import Language, Location, Municipality, NeighbourhoodTeam
from portal.people.links import service as links_service
from portal.people.models.people import User
from portal.trajectories.models.configuration import DurationRule, Phase, Topic, TrajectoryType
from portal.trajectories.models.household import Client, Household
from portal.trajectories.models.trajectory import Assignment, Goal, PlannedSilence, Trajectory
from tests.support.filled import fill_file, say_something
from tests.support.handovers import Scene
from tests.support.importing import FAULTY
from tests.support.marked import MarkedCatalogue, mark_columns, unmarked
from tests.support.uploading import upload
from tests.support.walking import assert_english
from tests.support.ways import DEBT_HELP, Elsewhere

IN_ENGLISH = [
    *(Topic.name_en, TrajectoryType.name_en, Phase.name_en, Language.name_en),
    *(ChecklistTemplate.name_en, TemplateItem.title_en, TemplateItem.explanation_en),
]
# The functional admin keeps the Dutch texts beside the English ones; a source is a title, in its own language.
KEPT_BY_THE_ADMIN = [
    *(Topic.name, TrajectoryType.name, Phase.name),
    *(ChecklistTemplate.name, TemplateItem.title, TemplateItem.explanation),
]
TYPED = [
    *(User.first_name, User.last_name, Client.first_name, Client.last_name, Client.client_number),
    *(Household.street, Household.house_number, Household.city, Household.case_manager),
    *(Location.name, Municipality.name, NeighbourhoodTeam.name, NeighbourhoodTeam.focal_officer),
    *(DurationRule.source, TrajectoryType.source, TemplateItem.source, ChecklistItem.reason),
    *(ContactMoment.note, Goal.words, PlannedSilence.reason, Trajectory.extension_reason, Trajectory.closure_reason),
    *(Assignment.end_note, HandoverNeed.sentence, HandoverEvent.note, Agreement.what, Agreement.who),
    *(WarmHandover.other_team_reason, WarmHandover.who_else_helps, WarmHandover.returned_note),
    *(WarmHandover.meeting_place, WarmHandover.withdrawn_reason, WarmHandover.counted_reason),
]
STATES = {
    "lapsed": ("offer", "lapse"),  # first: the clock would let every other offer lapse with it
    "missed": ("offer", "accept", "miss"),
    "prepared": (),
    "unready": (),
    "offered": ("offer",),
    "accepted": ("offer", "accept"),
    "planned": ("offer", "accept", "plan"),
    "held": ("offer", "accept", "plan", "hold"),
    "completed": ("offer", "accept", "hold", "complete"),
    "returned": ("offer", "send_back"),
    "withdrawn": ("offer", "withdraw"),
    "checked": ("offer", "accept", "hold", "complete", "not_arrive"),
    "renewed": ("offer", "accept", "change_phone", "renew"),
    "changed": ("offer", "change_phone"),
}
HEADINGS = {heading for kind in KINDS.values() for heading in (*kind.required, *kind.optional)}
# To come here takes more than a link: nobody known, a file, another page at once. Or it is no page.
NOT_BY_LINK = {
    *(
        "accounts.welcome",
        "people.sign_in",
        "people.stay",
        "people.time_left",
        "start.alive",
        "start.ready",
        "start.home",
        "imports.preview",
        "imports.refused",
    ),
    *("calendar.feed", "underway.households", "handovers_document.as_json", "handovers_document.schema"),
    *("registers.households_file", "registers.trajectories_file", "checklists.fold", "chosen.give"),
    *("handovers_meeting.invitation", "handovers_sheet.own_language"),
}
PLACE = "Wijkcentrum De Boei"
HOLIDAYS = {name for year in (2026, 2027, 2028) for _day, name in public_holidays(year, "en")}
SENDERS_TYPED = {*HEADINGS, PLACE, *filter(None, vars(DEBT_HELP).values()), "023 5550100"}


@pytest.fixture
def scenes(make):
    """A handover in each state, and on the first trajectory something of everything."""
    scenes = {state: Scene.another(make) for state in STATES}
    elsewhere, question = Elsewhere.another(make), Scene.another(make)
    first = scenes["prepared"]
    fill_file(make, first.trajectory, first.volunteer)
    mark_columns([*IN_ENGLISH, *TYPED])
    for number, (state, scene) in enumerate(scenes.items()):
        scene.variant = "B" if number % 2 else "A"
        scene.prepare()
        if state == "unready":
            continue
        scene.consent()
        if scene.variant == "B":
            scene.fill().read()
            mark_columns([WarmHandover.who_else_helps, HandoverNeed.sentence])
        for step in STATES[state]:
            getattr(scene, step)()
    elsewhere.offered()
    question.variant = "C"
    question.prepare().consent().fill()
    mark_columns([HandoverNeed.sentence])
    scenes["question"] = question.offer().accept()
    say_something(make, scenes["renewed"])
    mark_columns([HandoverMessage.text, CapacityQuestion.note])
    mark_columns([WarmHandover.meeting_place, WarmHandover.withdrawn_reason, HandoverEvent.note])
    db.session.execute(update(User).values(locale="en"))
    db.session.commit()
    return scenes


@pytest.fixture
def marked_language(monkeypatch):
    monkeypatch.setattr(i18n, "catalogue", lambda language: MarkedCatalogue())


# One database is enough: a page's words do not depend on it, and the walk is long.
pytestmark = pytest.mark.one_database


def test_every_page_of_coordinator_volunteer_and_team_follows_the_readers_language(
    app, make, scenes, sign_in, marked_language
):
    first = scenes.pop("prepared")

    seen = assert_english(sign_in(first.coordinator), known=SENDERS_TYPED)
    seen |= assert_english(sign_in(first.coordinator), scenes.pop("unready").url, known=SENDERS_TYPED)
    seen |= assert_english(sign_in(first.volunteer.user))
    done = scenes["completed"]
    seen |= assert_english(sign_in(done.volunteer.user), f"{done.url}/samen")
    for scene in scenes.values():
        seen |= assert_english(sign_in(scene.member), known={PLACE})

    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods and ".pdf" not in rule.rule}
    assert {page for page in pages - seen if not page.startswith("admin.")} == NOT_BY_LINK


def test_every_page_of_the_functional_admin_follows_the_readers_language(app, make, scenes, sign_in, marked_language):
    admin = make.admin(locale="en", first_name="⟦Ada⟧", last_name="⟦Admin⟧")
    for code in ("language_coaching", "settlement_coaching"):
        templates_service.begin_draft(make.act(admin), code)
    mark_columns(KEPT_BY_THE_ADMIN)

    seen = assert_english(sign_in(admin), "/beheer", known={"Polderstad", *HOLIDAYS})

    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert {page for page in pages if page.startswith("admin.")} <= seen


def test_what_is_configured_in_english_is_named_in_english(make, sign_in):
    admin = make.admin(locale="en")
    page = sign_in(admin).page("/beheer/duurregels/nieuw")
    assert "Social support" in page.text
    assert "Maatschappelijke begeleiding" not in page.text


def test_a_stranger_and_an_error_speak_the_chosen_language(client, make, marked_language):
    volunteer = make.volunteer(user=make.user(first_name="⟦Noor⟧", last_name="⟦Bos⟧"))
    token = links_service.hand_out(make.act(make.coordinator()), volunteer.user_id, days=7)
    client.page("/inloggen").form("English").submit("English")

    for address in ("/inloggen", f"/welkom/{token}", "/welkom/weg", "/bestaat-niet"):
        page = client.page(address, status=None)
        assert page.all("html", lang="en"), address
        assert not unmarked(page), address


def test_the_importer_explains_every_row_in_the_readers_language(request, make, sign_in):
    coordinator = make.coordinator(first_name="⟦Carla⟧", last_name="⟦Bos⟧")
    visitor = sign_in(coordinator)
    preview = upload(visitor, "trajectories", FAULTY.read_bytes()).url
    visitor.send("/taal", {"locale": "en"})
    request.getfixturevalue("marked_language")

    page = visitor.page(preview)

    sheet = read_sheet(FAULTY.read_bytes())
    typed = {cell for row in sheet.rows for cell in row.cells if cell}
    typed |= {*HEADINGS, *sheet.headings, "lijst.csv", "Team Haarlemmermeer"}
    assert len(page.all("tr")) > 10
    assert not unmarked(page, typed)


def test_dates_and_numbers_are_written_as_the_reader_does(make, sign_in):
    volunteer = make.volunteer(hours_per_week=Decimal("3.5"), user=make.user(locale="en"))
    page = sign_in(volunteer.user).page("/mijn-gegevens")
    assert "valid until 29 November 2028" in page.text
    assert "3.5" in page.text
    page.form("Nederlands").submit("Nederlands")
    page = sign_in(volunteer.user).page("/mijn-gegevens")
    assert "geldig tot 29 november 2028" in page.text
    assert "3,5" in page.text
