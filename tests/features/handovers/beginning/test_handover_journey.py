"""A warm handover from start to completion, as the two sides see it on their screens."""

import pytest

from tests.support.handovers import Scene


@pytest.fixture
def scene(make):
    return Scene(make)


def test_a_household_is_handed_over_step_by_step(scene, make, sign_in):
    carla = sign_in(scene.coordinator)
    wim = sign_in(scene.member)
    start = carla.page(f"/trajecten/{scene.trajectory_id}/overdracht")
    assert "Bij postcode 2132 hoort Sociaal team Hoofddorp." in start.text

    page = start.form("Voorbereiding beginnen").submit(variant="B").follow()
    scene.reference = page.reference
    assert "Toestemming van Merhawi" in page.text

    consent = carla.page(f"{scene.url}/toestemming/{scene.client_id}")
    assert consent.form("Toestemming vastleggen").fields.get("scopes") is None
    consent.form("Toestemming vastleggen").submit(
        scopes=["contact", "needs", "goals", "agreements"], how="interpreter", given_on="2026-03-09"
    ).follow()

    content = carla.page(f"{scene.url}/inhoud")
    topic = str(make.topic().id)
    fields = {"needs-0-topic": topic, "needs-0-sentence": "Hulp bij brieven van de gemeente."}
    content.form("Opslaan").submit(**fields, who_else_helps="Huisarts").follow()

    draft = carla.page(f"{scene.url}/concept")
    assert "Hulp bij brieven van de gemeente." in draft.text
    draft.form("Vastleggen").submit(read_on="2026-03-09").follow()

    preview = carla.page(f"{scene.url}/aanbieden")
    assert "Hulp bij brieven van de gemeente." in preview.text
    offered = preview.form("Aanbieden aan Sociaal team Hoofddorp").submit().follow()
    assert "aangeboden" in offered.text

    inbox = wim.page("/overdrachten")
    assert scene.reference in inbox.text
    assert "Nieuw" in inbox.text
    opened = wim.page(scene.url)
    assert "Merhawi" in opened.text
    assert "Nieuw" not in wim.page("/overdrachten").text
    assert "Geopend door het wijkteam" in carla.page(scene.url).text

    opened.form("Zelf aannemen").submit().follow()
    planned = wim.page(f"{scene.url}/afspraak").form("Gesprek plannen")
    planned.submit(meeting_on="2026-03-16", meeting_at="14:30", meeting_place="Wijkcentrum De Boei").follow()
    assert "16 maart 2026 om 14:30, Wijkcentrum De Boei" in carla.page(scene.url).text

    meeting = wim.page(f"{scene.url}/gesprek").form("Gesprek vastleggen")
    agreed = {"agreements-0-what": "Samen naar de bibliotheek", "agreements-0-who": "wijkteam"}
    held = meeting.submit(held_on="2026-03-09", parties=["client", "supporter", "team_member"], **agreed).follow()
    assert "Samen naar de bibliotheek" in held.text

    done = held.form("Overdracht afronden").submit().follow()
    assert "Uw wijkteam heeft de regie." in done.text
    after = make.reload(scene.trajectory)
    assert (after.lead_party, after.closure_outcome, after.open) == ("neighbourhood_team", "handed_over", False)
    assert "heeft nu de regie" in carla.page(scene.url).text


def test_a_sentence_without_its_topic_comes_back_with_the_sentence(make, sign_in):
    scene = Scene(make, variant="B").prepare()
    form = sign_in(scene.coordinator).page(f"{scene.url}/inhoud").form("Opslaan")

    answer = form.submit(**{"needs-0-topic": "", "needs-0-sentence": "Hulp bij brieven."})

    assert answer.status == 422
    assert answer.form("Opslaan").errors == {"needs-0-topic": "Fout: Kies een onderwerp bij deze zin."}
    assert answer.form("Opslaan").fields["needs-0-sentence"] == ["Hulp bij brieven."]
