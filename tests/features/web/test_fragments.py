"""A page and the part of it that htmx asks for have one address: what keeps answers must not mix them."""

import pytest


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
def test_every_answer_differs_by_who_asks(make, sign_in, headers):
    answer = sign_in(make.volunteer().user).page("/beschikbaar", headers=headers)
    assert "HX-Request" in answer.response.headers.get("Vary", "")
