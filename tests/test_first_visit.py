"""A first visit is small: the page with all it asks for, compressed."""

import shutil
from contextvars import Context
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from portal.access import RoleKind
from portal.navigation import ENTRIES
from portal.web import assets
from portal.web.assets import BUILD
from portal.web.build_assets import build
from tests.support.busy_team import BusyTeam
from tests.support.load import parts_of
from tests.support.visits import session_of

pytestmark = pytest.mark.one_database

STATIC = Path(__file__).resolve().parent.parent / "static"
BESIDE = dict(assets.BESIDE.findall((STATIC / "css/app.css").read_text()))
MOST = 30_000
VOLUNTEERS = 60  # the board of a large team


@pytest.fixture
def weight_of(tmp_path):
    """The bytes that a part of a page has when it arrives, as the build makes it."""
    folder = tmp_path / "static"
    shutil.copytree(STATIC, folder, ignore=shutil.ignore_patterns(BUILD))
    names = build(folder)

    def weigh(address):
        plain = folder / BUILD / names[address.removeprefix("/static/")]
        small = Path(f"{plain}.br")
        return (small if small.exists() else plain).stat().st_size

    return weigh


@pytest.mark.slow
def test_a_first_visit_to_each_start_page_weighs_at_most_30_kb(app, clock, make, weight_of):
    team = BusyTeam(make)
    for _number in range(VOLUNTEERS):
        make.volunteer()
    weights = {}
    for kind, user in team.users.items():
        visitor = FlaskClient(app, app.response_class)
        with visitor.session_transaction() as session:
            session.update(session_of(user, next(each for each in user.roles if each.kind == kind), clock()))
        # Outside the context of the test, as on a server.
        answer = Context().run(visitor.get, "/", headers={"Accept-Encoding": "br"}, follow_redirects=True)
        parts = parts_of(brotli.decompress(answer.data).decode())
        beside = {part for part in parts if part.removeprefix("/static/css/") in BESIDE}
        assert len(beside) == len(BESIDE)
        # Once it is built, the sheet arrives in one piece.
        weights[kind] = len(answer.data) + sum(map(weight_of, {*parts, "/static/css/app.css"} - beside))

    assert weights.keys() == {kind.value for kind in ENTRIES} == {kind.value for kind in RoleKind}
    assert {kind: weight for kind, weight in weights.items() if weight > MOST} == {}
