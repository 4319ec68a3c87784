"""The handover document on paper: the text a programme extracts from it, line by line."""

import pytest

from portal.handovers.offer import service as offer_service
from portal.handovers.offer.queries import content_of, fingerprint
from portal.people.models.people import User
from tests.support.documents import NOTE, SENTENCE, FullScene, lines_of, read

HEAD = [
    "Wegwijs",
    "Overdracht WO-7KQ4-M2XD",
]
ABOUT = [
    "Voor Sociaal team Hoofddorp, Haarlemmermeer",
    "Van Wegwijs, Team Haarlemmermeer (coördinator)",
    "Kenmerk WO-7KQ4-M2XD",
]
PEOPLE = [
    "Hierin staat alleen waarvoor de cliënt toestemming gaf.",
    "Om wie het gaat",
    "Naam Telefoon Talen Liefst bereikt per",
    "Merhawi Tekle 06 12340000 Tigrinya een bericht",
    "De begeleiding",
    "Postcodegebied 2132",
    "Begeleiding tot 7 februari 2027",
]
WITH_NEED = [
    "Regie nu begeleidende organisatie",
    "Wie helpt er nog meer Huisarts",
    "Wat er nodig is",
    "Onderwerp Hulpvraag",
    f"Geld en administratie {SENTENCE}",
    "Doelen, in eigen woorden",
    "Onderwerp Doel Hoe het gaat",
    "Digitaal en DigiD Zelf bellen. samen",
    "Afspraken tot nu toe",
    "Wat Wie Voor wanneer",
    "Naar het spreekuur begeleider 16 maart 2026",
]


@pytest.fixture
def scene(make):
    return FullScene(make)


@pytest.fixture
def with_need(make):
    return FullScene(make, "B")


def pdf(visitor, address):
    answer = visitor.open(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return answer.data


def test_an_introduction_says_exactly_this(scene, sign_in):
    scene.offered()
    assert lines_of(pdf(sign_in(scene.member), scene.address())) == [
        *HEAD,
        "Kennismaking",
        *ABOUT,
        "Versie 1, van 9 maart 2026",
        *PEOPLE,
        "WO-7KQ4-M2XD, versie 1 1 / 1",
    ]


def test_a_handover_with_a_need_says_exactly_this_and_what_was_typed_stays_as_it_was(with_need, sign_in):
    with_need.offered()
    assert lines_of(pdf(sign_in(with_need.member), with_need.address())) == [
        *HEAD,
        "Driegesprek met hulpvraag",
        *ABOUT,
        "Versie 1, van 9 maart 2026",
        *PEOPLE,
        *WITH_NEED,
        "WO-7KQ4-M2XD, versie 1 1 / 1",
    ]


def test_a_draft_is_made_of_the_same_and_says_on_each_page_that_it_is_one(with_need, sign_in):
    with_need.prepare().consent().fill()
    lines = lines_of(pdf(sign_in(with_need.coordinator), with_need.address("concept.pdf")))
    assert [line for line in lines if line != "CONCEPT"] == [
        *HEAD,
        "Driegesprek met hulpvraag",
        "Concept. Dit is nog niet aangeboden. Geef het niet mee.",
        *ABOUT,
        "Versie concept van 9 maart 2026",
        *PEOPLE,
        *WITH_NEED,
        "WO-7KQ4-M2XD, concept 1 / 1",
    ]


def test_rule_9_a_part_without_consent_has_no_line_on_paper(with_need, sign_in):
    with_need.prepare().consent("contact", "needs").fill().read().offer()
    lines = lines_of(pdf(sign_in(with_need.member), with_need.address()))
    assert "Wat er nodig is" in lines
    assert not [line for line in lines if "Doel" in line or "Afspraken" in line or "spreekuur" in line]


def test_of_a_draft_without_any_consent_nobody_goes_along(scene, sign_in):
    scene.prepare()
    text = " ".join(lines_of(pdf(sign_in(scene.coordinator), scene.address("concept.pdf"))))
    assert "Nog niemand gaf toestemming: er worden nu geen gegevens gedeeld." in text
    assert "Merhawi" not in text


@pytest.mark.parametrize("variant", ["A", "B"])
def test_a_note_an_address_and_an_e_mail_address_are_never_in_it(make, sign_in, variant):
    scene = FullScene(make, variant).offered()
    data = pdf(sign_in(scene.member), scene.address())
    text = " ".join(lines_of(data)) + str(read(data).metadata)
    assert "Merhawi" in text
    assert not [each for each in (NOTE, "Geheim", "Kerklaan", "merhawi@example.org", "HM-0") if each in text]


def test_it_is_tagged_and_names_its_language_its_reference_and_the_organisation(scene, sign_in):
    scene.offered()
    data = pdf(sign_in(scene.member), scene.address())
    root, about = read(data).trailer["/Root"], read(data).metadata
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert (about.title, about.author) == ("Overdracht WO-7KQ4-M2XD", "Wegwijs")


def test_whoever_reads_english_gets_it_in_english_and_what_was_typed_as_it_was(with_need, make, sign_in):
    with_need.offered()
    reader = make.reload(with_need.member)
    assert isinstance(reader, User)
    reader.locale = "en"
    make.save(reader)
    data = pdf(sign_in(reader), with_need.address())
    text = " ".join(lines_of(data))
    assert read(data).trailer["/Root"]["/Lang"].startswith("en")
    for words in (
        "Handover WO-7KQ4-M2XD",
        "This holds only what the client consented to.",
        "Version 1, from 9 March 2026",
    ):
        assert words in text
    assert "Zelf bellen." in text
    assert SENTENCE in text


def test_the_same_version_gives_the_same_bytes(with_need, sign_in, clock):
    with_need.offered()
    first = pdf(sign_in(with_need.member), with_need.address())
    clock.move(minutes=7)
    assert pdf(sign_in(with_need.coordinator), with_need.address()) == first


def test_with_much_to_say_it_is_two_pages_and_each_names_the_version(with_need, sign_in):
    with_need.prepare().consent().fill(sentences=9, agreements=6).read().offer()
    pages = read(pdf(sign_in(with_need.member), with_need.address())).pages
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        assert f"{with_need.reference}, versie 1" in page.extract_text()
        assert f"{number} / 2" in page.extract_text()


def test_with_very_much_to_say_it_is_set_smaller_and_still_two_pages(with_need, sign_in):
    with_need.prepare().consent().fill(sentences=10, agreements=45).read().offer()
    pages = read(pdf(sign_in(with_need.member), with_need.address())).pages

    assert len(pages) == 2


def test_what_was_typed_without_a_space_does_not_run_off_the_page(with_need, sign_in):
    with_need.prepare().consent().fill(helpers="z" * 500).read().offer()
    lines = lines_of(pdf(sign_in(with_need.member), with_need.address()))
    typed = [line for line in (each.replace("\u200b", "") for each in lines) if "zzzz" in line]
    assert len(typed) > 5
    assert "".join(typed).count("z") == 500


def test_the_organisation_that_was_set_is_named_and_the_file_by_the_reference_alone(scene, sign_in, app, monkeypatch):
    scene.offered()
    config = app.extensions["config"]
    monkeypatch.setitem(
        app.extensions, "config", type(config)(**{**vars(config), "organisation_name": "Stichting Haven"})
    )
    answer = sign_in(scene.member).open(scene.address())
    assert lines_of(answer.data)[0] == "Stichting Haven"
    assert answer.headers["Content-Disposition"] == 'inline; filename="WO-7KQ4-M2XD.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_changed_since_the_offer_is_not_in_the_version_and_is_in_the_next(scene, make, sign_in, clock):
    scene.at("returned")
    person = make.reload(scene.client)
    person.phone = "+31612349999"
    make.save(person)
    clock.move(minutes=1)
    offer_service.offer(scene.act(scene.coordinator), scene.reference, fingerprint(content_of(scene.now)))
    carla = sign_in(scene.coordinator)
    assert "06 12340000" in " ".join(lines_of(pdf(carla, scene.address() + "?versie=1")))
    assert "06 12349999" in " ".join(lines_of(pdf(carla, scene.address())))
