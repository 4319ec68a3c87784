"""Who stands on the contact card, who is rung first, and how the panels are filled."""

import pytest

from portal.dossier.card.rules import PANELS, Entry, in_order, on_panels, supporter_phone

EVERYBODY = [Entry("supporter"), Entry("team"), Entry("case_manager"), Entry("gp")]


@pytest.mark.parametrize(
    ("lead", "first"),
    [("organisation", "supporter"), ("municipality", "case_manager"), ("neighbourhood_team", "team")],
)
def test_who_leads_stands_on_top_and_is_rung_first(lead, first):
    ordered = in_order(EVERYBODY, lead)

    assert [each.role for each in ordered if each.first] == [first]
    assert ordered[0].role == first
    assert sorted(each.role for each in ordered) == sorted(each.role for each in EVERYBODY)


def test_nobody_is_rung_first_when_who_leads_is_not_known():
    assert not any(each.first for each in in_order([Entry("gp")], "organisation"))


@pytest.mark.parametrize(
    ("office", "own", "wants", "shown"),
    [
        ("+31235550101", "+31612345678", True, "+31235550101"),
        (None, "+31612345678", True, "+31612345678"),
        (None, "+31612345678", False, ""),
        (None, None, True, ""),
    ],
)
def test_the_number_of_the_office_goes_before_the_volunteers_own_which_needs_their_word(office, own, wants, shown):
    assert supporter_phone(office, own, wants) == shown


@pytest.mark.parametrize(
    ("people", "sizes"), [(0, [0] * 4), (3, [1, 1, 1, 0]), (4, [1] * 4), (5, [2, 2, 1, 0]), (8, [2] * 4)]
)
def test_every_entry_has_a_place_on_the_panels(people, sizes):
    panels = on_panels([Entry(str(nr)) for nr in range(people)])

    assert [len(panel) for panel in panels] == sizes
    assert len(panels) == PANELS
    assert [each.role for panel in panels for each in panel] == [str(nr) for nr in range(people)]
