"""The phone of a volunteer who opened the portal before."""

import threading

import pytest
from werkzeug.serving import make_server

from tests.make import PASSWORD
from tests.support import browser
from tests.support.phones import PUT, opened_before
from tests.support.serving import served


@pytest.fixture(autouse=True)
def _connections_are_lost_here(monkeypatch):
    """A message of the browser about a lost connection is no fault in these tests."""
    monkeypatch.setattr(browser, "EXPECTED_CONSOLE", browser.EXPECTED_CONSOLE + browser.WITHOUT_CONNECTION)


@pytest.fixture(scope="session")
def server(backend):
    """The portal as it is: what a phone has without a connection must come from what the portal kept on it."""
    with served(backend.app) as address:
        yield address


@pytest.fixture
def volunteer(make):
    return make.volunteer(user=make.user(email="v@example.org", password=PASSWORD), max_households=9)


@pytest.fixture
def trajectory(make, volunteer):
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def other(make, volunteer):
    """Another household of the same volunteer."""
    return make.trajectory(claimed_by=volunteer)


@pytest.fixture
def colleague(make):
    return make.volunteer()


@pytest.fixture
def coordinator(make, trajectory):
    return make.coordinator(trajectory.location)


@pytest.fixture
def page(phone, volunteer, trajectory, other, colleague, coordinator, clock):
    """The phone of a volunteer who opened the portal before, on the form of a household."""
    page = phone(volunteer.user, service_workers="allow")
    page.context.clock.set_fixed_time(clock())
    opened_before(page)
    page.goto(f"/trajecten/{trajectory.id}/contact")
    return page


@pytest.fixture
def answers(page):
    """`answers(status, about=)`: from here on the server answers so to what the phone sends; of entries with
    these words alone, when any are given. `answers(None)` lets it answer itself."""

    made_up = ["answered 500", "answered 503"]

    def answer(status, about="", **more):
        page.context.unroute("**/onderweg/*")
        page.context.unroute("**/onderweg/*/*")

        def handle(route):
            if route.request.method == "POST" and about in (route.request.post_data or ""):
                route.fulfill(status=status, **{"body": "<h1>Nee</h1>", "content_type": "text/html", **more})
            else:
                route.fallback()

        if status:
            page.context.route("**/onderweg/*", handle)
            page.context.route("**/onderweg/*/*", handle)

    yield answer
    page.watch.troubles[:] = [each for each in page.watch.troubles if not each.endswith(tuple(made_up))]


@pytest.fixture
def put(page, volunteer, trajectory):
    """`put(note, ...)`: entries as the former scripts wrote them, and the page that shows what comes of them."""

    def write(*typed):
        page.context.set_offline(True)
        page.goto("/onderweg")
        topic = page.locator("input[name=topics]").first.get_attribute("value")
        page.evaluate(PUT, [[volunteer.user.id, trajectory.id, topic, note] for note in typed])
        page.context.set_offline(False)
        page.reload()

    return write


class Stoppable:
    """A server of the portal that can be stopped, and started again at the same address."""

    def __init__(self, app):
        self.app, self.port = app, 0
        self.start()

    def start(self):
        self.serving = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self.port = self.serving.server_port
        self.thread = threading.Thread(target=self.serving.serve_forever, daemon=True)
        self.thread.start()

    def stop(self):
        self.serving.shutdown()
        self.thread.join()
        self.serving.server_close()


@pytest.fixture
def stoppable(app):
    server = Stoppable(app)
    yield server
    server.stop()
