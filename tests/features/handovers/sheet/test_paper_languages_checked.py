"""A language of the paper carries its mark until a functional admin says that a native speaker read it."""

import pytest

from portal.db import db
from portal.organisation.languages import queries as languages_queries
from portal.organisation.languages import service as languages_service
from portal.organisation.languages.queries import checked
from portal.organisation.models import LanguageCheck
from portal.paper.sentences import LANGUAGES, TO_BE_CHECKED, catalogue, fingerprint
from portal.refusals import Forbidden, NotVisible, Refused
from tests.support.audit import lines
from tests.support.papers import plain
from tests.support.races import race


@pytest.fixture
def admin(make):
    return make.admin(first_name="Bea", last_name="Beheer")


def row_of(page, own):
    return next(row.text for row in page.all("tr") if own in row.text)


def test_every_language_but_dutch_and_english_begins_unchecked(sign_in, admin):
    page = sign_in(admin).page("/beheer/talen")

    assert [code for code in LANGUAGES if checked(code)] == ["nl", "en"]
    assert "nog na te kijken" in row_of(page, "العربية")
    assert "hoeft niet" in row_of(page, "English")


def test_the_admin_reads_every_sentence_beside_the_dutch_and_ticks_the_language(sign_in, admin):
    visitor = sign_in(admin)
    page = visitor.page("/beheer/talen/uk")
    assert all(plain(sentence) in plain(page.text) for sentence in catalogue("uk").values())

    answer = page.form("Nagekeken door iemand die de taal spreekt").submit()

    assert answer.status == 303
    assert "Bea Beheer" in row_of(answer.follow(), "Українська")
    assert checked("uk")
    assert not checked("ar")
    (line,) = lines("configuration.changed")
    assert line.facts == {"what": "language:uk", "change": "checked"}


def test_the_overview_counts_the_languages_that_still_wait_until_none_does(sign_in, make, admin):
    def asked():
        card = next(node for node in sign_in(admin).page("/beheer").all("article") if "Talen op papier" in node.text)
        return [badge.text for badge in card.all("span", class_="badge")]

    assert asked() == [f"{len(TO_BE_CHECKED)} nog na te kijken"]
    for language in TO_BE_CHECKED:
        languages_service.check_language(make.act(admin), language, fingerprint(language))
    assert asked() == []


def test_a_second_tap_changes_nothing(make, admin):
    for _tap in range(2):
        languages_service.check_language(make.act(admin), "uk", fingerprint("uk"))

    assert len(lines("configuration.changed")) == 1


def test_a_changed_sentence_ends_the_check_and_says_so(sign_in, make, admin, monkeypatch):
    languages_service.check_language(make.act(admin), "uk", fingerprint("uk"))
    monkeypatch.setattr(languages_queries, "fingerprint", lambda language: "another")

    assert not checked("uk")
    assert "Er is een zin veranderd sinds Bea Beheer" in row_of(sign_in(admin).page("/beheer/talen"), "Українська")


def test_a_language_whose_sentences_changed_can_be_ticked_anew(make, admin):
    languages_service.check_language(make.act(admin), "uk", fingerprint("uk"))
    row = db.session.query(LanguageCheck).one()
    row.fingerprint = "of-before"
    make.save(row)
    assert not checked("uk")

    languages_service.check_language(make.act(admin), "uk", fingerprint("uk"))

    assert checked("uk")
    assert db.session.query(LanguageCheck).count() == 1


def test_a_tick_on_sentences_that_changed_meanwhile_is_refused(sign_in, admin):
    answer = sign_in(admin).send("/beheer/talen/uk/nagekeken", {"seen": "of-yesterday"})

    assert answer.status == 303
    assert not checked("uk")
    assert lines("configuration.changed") == []


def test_the_tick_can_be_taken_back(sign_in, make, admin):
    languages_service.check_language(make.act(admin), "ti", fingerprint("ti"))

    sign_in(admin).page("/beheer/talen/ti").form("Moet opnieuw worden nagekeken").submit()

    assert not checked("ti")
    assert [line.facts["change"] for line in lines("configuration.changed")] == ["checked", "unchecked"]
    languages_service.uncheck_language(make.act(admin), "ti")
    assert len(lines("configuration.changed")) == 2


def test_only_a_functional_admin_ticks_and_only_what_needs_it(make, admin):
    with pytest.raises(Forbidden):
        languages_service.check_language(make.act(make.coordinator()), "ar", fingerprint("ar"))
    with pytest.raises(Forbidden):
        languages_service.uncheck_language(make.act(make.coordinator()), "ar")
    for language in ("nl", "xx"):
        with pytest.raises(NotVisible):
            languages_service.check_language(make.act(admin), language, "")


def test_a_language_that_needs_no_check_has_no_page(sign_in, admin):
    for language in ("nl", "en", "xx"):
        sign_in(admin).page(f"/beheer/talen/{language}", status=404)


def test_two_admins_tick_at_once_and_one_check_stays(make, admin):
    acts = [make.act(admin), make.act(make.admin())]

    outcomes = race(2, lambda nr: languages_service.check_language(acts[nr], "fa", fingerprint("fa")))

    assert all(outcome is None or isinstance(outcome, Refused) for outcome in outcomes)
    assert db.session.query(LanguageCheck).count() == 1


def test_the_overview_counts_what_waits(sign_in, admin):
    page = sign_in(admin).page("/beheer")

    assert "5 nog na te kijken" in page.text
