"""Whoever reads English meets no Dutch but what people typed, on any page and in any role."""

from decimal import Decimal

import pytest
from sqlalchemy import update

from portal import i18n
from portal.checklists import service_templates
from portal.checklists.models import ChecklistItem, ChecklistTemplate, TemplateItem
from portal.contacts.models import ContactMoment
from portal.db import db
from portal.handovers.models import Agreement, HandoverEvent, HandoverNeed, WarmHandover
from portal.imports.reading.opening import read_sheet
from portal.imports.rules.columns import KINDS
from portal.organisation.models import Language, Location, Municipality, NeighbourhoodTeam
from portal.people import service_links
from portal.people.models import User
from portal.trajectories.models import Assignment, Goal, PlannedSilence, Trajectory
from portal.trajectories.models_configuration import DurationRule, Phase, Topic, TrajectoryType
from portal.trajectories.models_households import Client, Household
from tests.make_people import PASSWORD
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
    *(WarmHandover.meeting_place, WarmHandover.withdrawn_reason),
]
STATES = {
    "prepared": (),
    "unready": (),
    "offered": ("offer",),
    "accepted": ("offer", "accept"),
    "planned": ("offer", "accept", "plan"),
    "held": ("offer", "accept", "plan", "hold"),
    "completed": ("offer", "accept", "hold", "complete"),
    "returned": ("offer", "send_back"),
    "withdrawn": ("offer", "withdraw"),
}
HEADINGS = {heading for kind in KINDS.values() for heading in (*kind.required, *kind.optional)}
# To come here takes more than a link: nobody known, a file, another page at once.
NOT_BY_LINK = {
    *("accounts.welcome", "people.sign_in", "start.health", "start.home"),
    *("imports.preview", "imports.refused", "calendar.feed", "underway.households"),
}
PLACE = "Wijkcentrum De Boei"
SENDERS_TYPED = {*HEADINGS, PLACE, *filter(None, vars(DEBT_HELP).values()), "023 5550100"}


@pytest.fixture
def scenes(make):
    """A handover in each state, and on the first trajectory something of everything."""
    scenes = {state: Scene.another(make) for state in STATES}
    elsewhere, question = Elsewhere.another(make), Scene.another(make)
    first = scenes["prepared"]
    _fill(make, first.trajectory, first.volunteer)
    mark_columns([*IN_ENGLISH, *TYPED])
    for number, (state, scene) in enumerate(scenes.items()):
        scene.variant = "B" if number % 2 else "A"
        scene.prepare()
        if state == "unready":
            continue
        scene.consent()
        if scene.variant == "B":
            scene.fill()
            mark_columns([WarmHandover.who_else_helps, HandoverNeed.sentence])
        for step in STATES[state]:
            getattr(scene, step)()
    elsewhere.offered()
    question.variant = "C"
    question.prepare().consent().fill()
    mark_columns([HandoverNeed.sentence])
    question.offer().accept()
    scenes["question"] = question
    mark_columns([WarmHandover.meeting_place, WarmHandover.withdrawn_reason, HandoverEvent.note])
    db.session.execute(update(User).values(locale="en"))
    db.session.commit()
    return scenes


def _fill(make, trajectory, volunteer):
    items = make.checklist(trajectory, how_many=6, due_on=make.day(-3))
    for item, state in zip(items, ("done", "not_applicable"), strict=False):
        item.state, item.changed_by_id, item.changed_at = state, volunteer.user_id, make.clock()
        item.done_by, item.reason = ("together", None) if state == "done" else (None, "Geen kinderen.")
    for purpose, day in (("intake", -12), ("regular", -3)):
        make.contact(trajectory, volunteer.user, purpose=purpose, on_date=make.day(day), interpreter_used=True)
    late, _waits = (make.late_contact(trajectory, volunteer.user, note="", on_date=make.day(-day)) for day in (1, 2))
    late.outcome, late.reason, late.settled_at, late.settled_by = "declined", "⟦X⟧", make.clock(), volunteer.user
    make.save(Goal(trajectory_id=trajectory.id, topic_id=make.topic().id, words="Zelf lezen.", looked_at_on=make.today))
    make.save(PlannedSilence(trajectory_id=trajectory.id, starts_on=make.day(2), ends_on=make.day(9), reason="Weg"))
    make.absence(volunteer, make.day(3), make.day(5))
    make.trajectory("language_coaching", urgent=True)
    make.trajectory()
    make.trajectory("settlement_coaching", closed_on=make.day(-1), closure_outcome="moved_away", closure_reason="Weg")
    make.volunteer(status="leaving", conduct_certificate_seen_on=None, languages=("Tigrinya",))


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

    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert {page for page in pages - seen if not page.startswith("admin.")} == NOT_BY_LINK


def test_every_page_of_the_functional_admin_follows_the_readers_language(app, make, scenes, sign_in, marked_language):
    admin = make.admin(locale="en", first_name="⟦Ada⟧", last_name="⟦Admin⟧")
    for code in ("language_coaching", "settlement_coaching"):
        service_templates.begin_draft(make.act(admin), code)
    mark_columns(KEPT_BY_THE_ADMIN)

    seen = assert_english(sign_in(admin), "/beheer", known={"Polderstad"})

    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert {page for page in pages if page.startswith("admin.")} <= seen


def test_what_is_configured_in_english_is_named_in_english(make, sign_in):
    admin = make.admin(locale="en")
    page = sign_in(admin).page("/beheer/duurregels/nieuw")
    assert "Social support" in page.text
    assert "Maatschappelijke begeleiding" not in page.text


def test_a_stranger_and_an_error_speak_the_chosen_language(client, make, marked_language):
    volunteer = make.volunteer(user=make.user(first_name="⟦Noor⟧", last_name="⟦Bos⟧"))
    token = service_links.hand_out(make.act(make.coordinator()), volunteer.user_id, days=7)
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


def test_the_language_chosen_signed_in_stays_with_the_account(client, make, sign_in):
    user = make.volunteer(user=make.user("noor@example.org", PASSWORD)).user
    here = sign_in(user).page("/mijn-gegevens").form("English").submit("English").follow()
    assert (here.url, here.heading) == ("/mijn-gegevens", "My details")

    start = client.page("/inloggen").form("Inloggen").submit(email="noor@example.org", password=PASSWORD)

    assert start.location == "/"
    assert client.page("/vandaag").all("html", lang="en")


def test_the_language_chosen_before_signing_in_goes_along_and_stays(client, make, sign_in):
    user = make.volunteer(user=make.user("noor@example.org", PASSWORD)).user
    page = client.page("/inloggen").form("English").submit("English").follow()
    page.form("Sign in").submit(email="noor@example.org", password=PASSWORD)

    assert client.page("/vandaag").heading == "Today"
    assert sign_in(user).page("/vandaag").heading == "Today", "on another device too"


def test_who_chooses_a_password_in_english_goes_on_in_english(client, make):
    volunteer = make.volunteer()
    token = service_links.hand_out(make.act(make.coordinator()), volunteer.user_id, days=7)
    page = client.page(f"/welkom/{token}").form("English").submit("English").follow()
    password = "een-lang-genoeg-wachtwoord"
    page.form("Save and sign in").submit(password=password, password_again=password)
    assert "Your password has been set." in client.page("/vandaag").text
