"""Words belong to one feature: nobody's sentence silently takes the place of another's."""

import itertools
from types import SimpleNamespace

import pytest

from portal import wording


@pytest.fixture
def registers(monkeypatch):
    """`registers(feature)`: how that feature registers labels; all of it is forgotten afterwards."""
    for name, empty in {"_LABELS": {}, "_OWNERS": {}, "_REFUSALS": {}, "_REGISTERED": set()}.items():
        monkeypatch.setattr(wording, name, empty)
    modules = itertools.count()

    def of(feature):
        def register(group, labels, **others):
            name = f"portal.{feature}.words_{next(modules)}"
            wording.register(SimpleNamespace(__name__=name, LABELS={group: labels}, **others))

        return register

    return of


def test_a_group_of_labels_belongs_to_one_feature(registers):
    registers("contacts")("way", {"phone": "Telefoon"})
    with pytest.raises(wording.TakenError, match="'way' are those of contacts, not of handovers"):
        registers("handovers")("way", {"team": "Naar een wijkteam"})

    assert wording.labels("way", ["phone"]) == {"phone": "Telefoon"}


def test_a_feature_may_add_to_its_own_group(registers):
    registers("handovers")("readiness", {"asks": "De vraag"})
    registers("handovers")("readiness", {"question": "De vraag van het wijkteam"})

    assert list(wording.labels("readiness", ["question", "asks"])) == ["question", "asks"]


def test_every_feature_adds_notices_of_its_own(registers):
    registers("contacts")("notice", {"late_contact": "Nagekomen"})
    registers("handovers")("notice", {"offered": "Aangeboden"})

    assert wording.label("notice", "late_contact") == "Nagekomen"


@pytest.mark.parametrize("group", ["notice", "way"])
def test_a_code_has_one_label(registers, group):
    registers("contacts")(group, {"told": "Verteld"})
    with pytest.raises(wording.TakenError, match=group):
        registers("contacts")(group, {"told": "Gezegd"})


def test_a_refusal_has_one_sentence(registers):
    registers("contacts")("way", {}, REFUSALS={"stale": "Eén"})
    with pytest.raises(wording.TakenError, match="stale"):
        registers("handovers")("step", {}, REFUSALS={"stale": "Twee"})


def test_words_are_taken_once_however_often_the_portal_is_made(registers):
    words = SimpleNamespace(__name__="portal.contacts.words", LABELS={"way": {"phone": "Telefoon"}})
    for _portal in range(2):
        wording.register(words)

    assert wording.label("way", "phone") == "Telefoon"


def test_the_words_of_a_way_come_before_the_usual_ones(registers):
    registers("handovers")("usual", {"offer": "Aangeboden", "hold": "Gesprek"})
    registers("handovers")("elsewhere", {"offer": "Document gestuurd"})

    assert [wording.label_in(["elsewhere", "usual"], code) for code in ("offer", "hold")] == [
        "Document gestuurd",
        "Gesprek",
    ]
