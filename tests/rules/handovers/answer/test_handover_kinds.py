"""The ways a handover can go: which a type has, who must be at the meeting, what completion sets."""

from datetime import date

import pytest

from portal.handovers import path as handover_path
from portal.handovers.afterwards import rules as afterwards_rules
from portal.handovers.answer import rules as answer_rules
from portal.handovers.beginning import rules as beginning_rules
from portal.handovers.ending import rules as ending_rules
from portal.handovers.following import rules as following_rules
from portal.refusals import Refused
from portal.trajectories.models.configuration import ENDS_WITH
from portal.trajectories.rules import reserved_for_another, reserved_until

TODAY = date(2026, 3, 9)
WAYS = {
    ("neighbourhood_handover", False): {"team": ("A", "B", "C"), "organisation": ("A", "B")},
    ("neighbourhood_handover", True): {"team": ("A", "B", "C"), "organisation": ("A", "B")},
    ("closure", False): {"team": ("A", "B"), "organisation": ("A", "B")},
    ("closure", True): {"team": ("A", "B"), "organisation": ("A", "B")},
    ("internal_handover", True): {"internal": ("A",)},
    ("internal_handover", False): {},
    ("none", True): {},
    ("none", False): {},
}


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code


def test_the_table_of_this_test_knows_everything_a_type_can_end_with():
    assert {ends_with for ends_with, _next in WAYS} == set(ENDS_WITH)


@pytest.mark.parametrize(("ends_with", "has_next"), WAYS)
def test_where_a_trajectory_can_go_follows_from_its_type(ends_with, has_next):
    ways = WAYS[ends_with, has_next]
    assert beginning_rules.ways_for(ends_with, has_next) == ways
    for kind in handover_path.KINDS:
        for variant in handover_path.VARIANTS:
            given = (ends_with, has_next, kind, variant)
            if kind not in ways:
                assert refusal(beginning_rules.check_way, *given) == "handover_not_for_type"
            elif variant not in ways[kind]:
                assert refusal(beginning_rules.check_way, *given) == "variant_not_for_type"
            else:
                beginning_rules.check_way(*given)


def test_after_the_support_nobody_asks_a_question_during_it():
    given = ("neighbourhood_handover", False, "team")
    assert beginning_rules.ways_for(*given[:2], runs=False)["team"] == ("A", "B")
    assert refusal(beginning_rules.check_way, *given, "C", False) == "question_after_closing"
    assert refusal(beginning_rules.check_way, "closure", False, "team", "C", False) == "variant_not_for_type"
    beginning_rules.check_way(*given, "B", False)


@pytest.mark.parametrize(("path", "theirs"), [("team", "neighbourhood_team"), ("organisation", "other_organisation")])
def test_rule_8_who_did_not_arrive_rings_us_again(path, theirs):
    assert [afterwards_rules.lead_after_check(path, each) for each in handover_path.ARRIVALS] == [
        theirs,
        "organisation",
        theirs,
    ]


@pytest.mark.parametrize("path", handover_path.PATHS)
def test_rule_7_a_meeting_counts_only_with_everybody_of_its_way(path):
    everybody = handover_path.PARTIES_OF[path]
    assert handover_path.meeting_counts(path, everybody)
    for group in handover_path.NEEDED_OF[path]:
        assert not handover_path.meeting_counts(path, [party for party in everybody if party not in group])
        for party in group:
            others = [each for each in everybody if each not in group]
            assert handover_path.meeting_counts(path, [*others, party])


def test_rule_7_three_parties_meet_wherever_responsibility_passes():
    for path in handover_path.PASSING_PATHS:
        assert len(handover_path.NEEDED_OF[path]) == 3
    assert {party for parties in handover_path.PARTIES_OF.values() for party in parties} == set(handover_path.PARTIES)


def test_inside_the_organisation_the_next_supporter_or_the_coordinator_is_the_third():
    for third in ("next_supporter", "coordinator"):
        assert handover_path.meeting_counts(handover_path.INTERNAL, ["client", "supporter", third])
    assert not handover_path.meeting_counts(handover_path.INTERNAL, ["client", "supporter", "interpreter"])


@pytest.mark.parametrize(("weeks", "until"), [(0, None), (1, date(2026, 3, 16)), (4, date(2026, 4, 6))])
def test_the_overlap_ends_after_whole_weeks_or_at_once(weeks, until):
    ending_rules.check_overlap(weeks)
    assert ending_rules.overlap_until(TODAY, weeks) == until


@pytest.mark.parametrize("weeks", [-1, ending_rules.MOST_OVERLAP_WEEKS + 1])
def test_an_overlap_that_is_none_is_refused(weeks):
    assert refusal(ending_rules.check_overlap, weeks) == "overlap_too_long"


@pytest.mark.parametrize(
    ("access_until", "counts_from"), [(None, TODAY), (date(2026, 4, 6), date(2026, 4, 6)), (date(2026, 3, 1), TODAY)]
)
def test_retention_counts_from_the_later_of_closing_and_the_end_of_the_overlap(access_until, counts_from):
    assert ending_rules.retention_from(TODAY, access_until) == counts_from


@pytest.mark.parametrize(
    ("on", "parties", "code"),
    [
        (date(2026, 3, 10), ("supporter", "team_member"), "answer_in_future"),
        (date(2026, 3, 1), ("supporter", "team_member"), "answer_before_acceptance"),
        (TODAY, ("client", "team_member"), "asker_absent"),
        (TODAY, ("supporter",), "asker_absent"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(on, parties, code):
    assert refusal(answer_rules.check_answer, on, parties, date(2026, 3, 2), TODAY) == code


def test_a_question_is_answered_without_the_client():
    answer_rules.check_answer(TODAY, ("supporter", "team_member"), TODAY, TODAY)


def test_what_is_kept_for_a_volunteer_is_theirs_until_the_last_day():
    until = reserved_until(TODAY, following_rules.RESERVED_DAYS)
    assert until == date(2026, 3, 16)
    assert reserved_for_another(1, until, 2, until)
    assert not reserved_for_another(1, until, 1, until)
    assert not reserved_for_another(1, until, 2, date(2026, 3, 17))
    assert not reserved_for_another(None, None, 2, TODAY)
