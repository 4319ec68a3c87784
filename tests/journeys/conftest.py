"""The portal in a real browser: served on its own address, seen on a phone, on a desk, and without scripts."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.support import browser as looks
from tests.support import fonts
from tests.support.browser import Watch
from tests.support.clock import Clock
from tests.support.databases import Backend
from tests.support.page_rules import problems
from tests.support.serving import served
from tests.support.visits import cookie_of, session_of

Opener = Callable[..., Page]
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "narrow": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "no_js": {"viewport": {"width": 1280, "height": 800}, "java_script_enabled": False},
}
PATIENCE = 10_000  # milliseconds; an expectation that holds never waits


@pytest.fixture(scope="session")
def browser_type_launch_args(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Debian's Chromium with the widest font; a missing browser is an error, never a skip."""
    return {
        "executable_path": looks.EXECUTABLE,
        "args": looks.ARGUMENTS,
        "env": fonts.only(fonts.WIDE, tmp_path_factory.mktemp("wide")),
    }


@pytest.fixture(scope="session")
def validator(browser: Browser) -> Iterator[Page]:
    """An empty page that knows the HTML standard."""
    context = browser.new_context()
    yield looks.make_validator(context.new_page())
    context.close()


@pytest.fixture(scope="session")
def server(backend: Backend) -> Iterator[str]:
    """The address of the portal; each test has its own database behind it.

    A browser may keep the static files for as long as its window is open, as it may where they were built: under test
    they would be asked for again with every page, ten for each.
    """

    def keeping(environ: Any, start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]], *others: Any) -> Any:
            if environ["PATH_INFO"].startswith("/static/"):
                headers = [(name, value) for name, value in headers if name.lower() != "cache-control"]
                headers.append(("Cache-Control", "max-age=3600"))
            return start_response(status, headers, *others)

        return backend.app(environ, start)

    with served(keeping) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, server: str, app: Flask, clock: Clock) -> Iterator[Opener]:
    """`open_page(user, role=None, **options)`: a browser window of its own, signed in when there is a user.

    Options are those of a Playwright context. The test fails when anything went wrong unseen: an error in the
    console, a blocked script or style, an answer of 500, a request to another server.
    """
    contexts, watches = [], []

    def opened(user: Any = None, role: Any = None, **options: Any) -> Page:
        same = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "reduced_motion": "reduce"}
        # Only a test about the page that a phone keeps wants a worker between the pages and the server.
        context = browser.new_context(**{"base_url": server, "service_workers": "block", **same, **options})
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user is not None:
            context.add_cookies([{**cookie_of(app, session_of(user, role, clock())), "url": server}])
        page = context.new_page()
        home = options.get("base_url", server)
        page.watch = Watch(page, home, options.get("java_script_enabled", True))  # type: ignore[attr-defined]
        watches.append(page.watch)  # type: ignore[attr-defined]
        return page

    yield opened
    for context in contexts:
        context.close()
    troubles = [trouble for watch in watches for trouble in watch.troubles]
    assert troubles == []


@pytest.fixture
def window(open_page: Opener) -> Opener:
    """`window("narrow", user)`: a window by the name of its screen, for a test that runs on several."""
    return lambda screen, user=None, role=None, **options: open_page(user, role, **{**SCREENS[screen], **options})


@pytest.fixture
def phone(window: Opener) -> Opener:
    """`phone(user)`: 390 × 844 with touch."""
    return partial(window, "phone")


@pytest.fixture
def narrow(window: Opener) -> Opener:
    """`narrow(user)`: the smallest phone we promise, 360 wide."""
    return partial(window, "narrow")


@pytest.fixture
def desk(window: Opener) -> Opener:
    """`desk(user)`: 1280 × 800."""
    return partial(window, "desk")


@pytest.fixture
def no_js(window: Opener) -> Opener:
    """`no_js(user)`: a desk where scripts are switched off."""
    return partial(window, "no_js")


@pytest.fixture
def inspect(validator: Page) -> Callable[[Page], None]:
    """`inspect(page)`: the page as it stands has no fault that a machine can find.

    axe (which needs scripts), valid HTML, the rules every page keeps, no scrolling sideways.
    """

    def inspected(page: Page) -> None:
        source = page.watch.source  # type: ignore[attr-defined]
        found = {
            "axe": looks.axe_violations(page) if page.watch.scripts else [],  # type: ignore[attr-defined]
            "html": looks.html_errors(validator, source),
            "page": problems(source),
            "width": looks.horizontal_scroll(page),
        }
        faults = [f"{kind}: {fault}" for kind, faults in found.items() for fault in faults]
        assert not faults, f"{page.url}\n  " + "\n  ".join(faults)

    return inspected
