"""Every place to which a notice leads is a page of the portal."""

import inspect

import pytest

from portal import places

PLACES = {
    name: each if isinstance(each, str) else each("7")
    for name, each in vars(places).items()
    if name.isupper() or inspect.isfunction(each)
}


@pytest.mark.one_database
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_it_is_an_address_that_can_be_opened(app, place):
    assert app.url_map.bind("localhost").test(place, "GET")
