"""Which team a handover goes to, and when that needs a reason."""

import pytest

from portal.handovers.beginning import rules as beginning_rules
from portal.refusals import Refused


def refusal(function, *arguments):
    with pytest.raises(Refused) as caught:
        function(*arguments)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize(("covering", "proposed"), [([], None), ([4], 4), ([4, 5], None)])
def test_a_team_is_proposed_when_exactly_one_covers_the_postcode(covering, proposed):
    assert beginning_rules.proposed_team(covering) == proposed


@pytest.mark.parametrize(("team", "covering"), [(5, [4]), (4, []), (4, [4, 5])])
def test_every_other_choice_of_team_needs_a_reason(team, covering):
    assert refusal(beginning_rules.check_team, team, covering, None) == ("other_team_needs_reason", "reason")
    beginning_rules.check_team(team, covering, "Het gezin gaat daar al naar school.")
