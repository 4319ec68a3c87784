"""Every test of mail has two organisations, and a real mail server in which nothing of either may be found."""

import pytest

from tests.support.mailing import Post, TwoOrganisations
from tests.support.smtp import mail_server


@pytest.fixture
def both(make):
    """The people of two organisations."""
    return TwoOrganisations(make)


@pytest.fixture
def server(both):
    """The mail server. After the test nothing that it took may tell more than that something is there."""
    with mail_server() as server:
        yield server
    assert both.leaks(server) == []


@pytest.fixture
def post(app, server, monkeypatch):
    """The portal with that server."""
    return Post(app, server, monkeypatch)
