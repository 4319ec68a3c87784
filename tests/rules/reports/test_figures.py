"""The figures of handovers: each number from its rows."""

from datetime import date

from portal.handovers.afterwards.rules import NEED_CATEGORIES
from portal.handovers.path import RETURN_REASONS
from portal.reports.rules import Answered, Case, Closure, Feedback, figures

YEAR = 2026


def case(number, support_months=12, **values):
    return Case(number, support_months, **values)


def of_year(cases=(), closures=()):
    return figures(cases, closures, YEAR, RETURN_REASONS, NEED_CATEGORIES)


def day(text):
    return date.fromisoformat(text)


def test_handovers_divided_by_closures_counts_trajectories_closed_in_the_year():
    closures = [
        Closure(1, day("2026-01-01"), True),
        Closure(2, day("2026-12-31"), False),
        Closure(3, day("2025-12-31"), True),
    ]
    found = of_year(closures=closures)
    assert (found.closures.trajectories, found.handed_over.trajectories) == ((1, 2), (1,))


def test_the_middle_number_of_days_from_offer_to_answer_and_from_answer_to_meeting():
    quick = Answered(day("2026-03-01"), day("2026-03-03"), "accept")
    slow = Answered(day("2025-12-20"), day("2026-01-09"), "return", "no_capacity")
    lapsed = Answered(day("2026-03-01"), day("2026-03-29"), "lapse")
    cases = [
        case(1, answers=(quick,), accepted_on=day("2026-03-03"), held_on=day("2026-03-17")),
        case(2, answers=(slow, lapsed)),
    ]
    found = of_year(cases)
    assert (found.to_answer.cell.count, found.to_answer.middle) == (2, 11.0)
    assert (found.to_meeting.cell.count, found.to_meeting.middle) == (1, 14.0)
    counted = {cell.name: cell.trajectories for cell in found.returned if cell.count}
    assert counted == {"returned-no_capacity": (2,), "lapsed": (2,)}


def test_without_cases_there_is_no_middle():
    assert of_year().to_answer.middle is None


def test_who_asked_again_is_told_apart_by_length_of_support():
    told = (Feedback(6, True, ("money", "letters")), Feedback(12, False, ()))
    cases = [
        case(1, completed_on=day("2026-02-01"), support_months=12, feedback=told),
        case(2, completed_on=day("2026-02-01"), support_months=24, feedback=told[1:], arrival="arrived"),
        case(3, completed_on=day("2025-02-01"), support_months=24, feedback=told),
    ]
    found = of_year(cases)
    groups = {(group.after, group.support_months): group for group in found.again}
    assert groups[6, 12].asked.trajectories == (1,)
    assert {cell.name: cell.count for cell in groups[6, 12].categories if cell.count} == {
        "again-6-12-letters": 1,
        "again-6-12-money": 1,
    }
    assert (groups[12, 24].told.count, groups[12, 24].asked.count) == (1, 0)
    assert groups[6, 24].told.count == 0
    assert {cell.name: cell.count for cell in found.arrived if cell.count} == {
        "arrival-arrived": 1,
        "arrival-not_asked": 1,
    }


def test_no_two_cells_share_a_name():
    names = [cell.name for cell in of_year().cells()]
    assert len(names) == len(set(names))
