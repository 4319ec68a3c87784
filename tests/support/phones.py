"""The entries a phone keeps, and its state when the portal was opened on it before."""

from typing import Any

from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from portal.contacts.models import ContactMoment
from portal.db import db

NOTE = "De gemeente belde over de toeslag."

_OPEN = """new Promise((resolve) => {
    const opening = indexedDB.open('wegwijs', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('outbox', { keyPath: 'key' });
    opening.onsuccess = () => resolve(opening.result);
})"""
# Every entry in the outbox, whosever it is.
OUTBOX = f"""async () => {{
    const database = await {_OPEN};
    const asked = database.transaction('outbox').objectStore('outbox').getAll();
    await new Promise((resolve) => {{ asked.onsuccess = resolve; }});
    database.close();
    return asked.result;
}}"""
# Entries of [user, trajectory, topic, note], as if somebody had saved each without a connection.
PUT = f"""async (entries) => {{
    const database = await {_OPEN};
    const writing = database.transaction('outbox', 'readwrite');
    entries.forEach(([user, trajectory, topic, note], place) => {{
        const key = crypto.randomUUID(), day = '2026-03-09', minutes = '15';
        const how = {{ on_date: day, way: 'phone', tapped_minutes: minutes, purpose: 'regular' }};
        const said = {{ submission_key: key, topics: topic, note, ...how }};
        writing.objectStore('outbox').put({{
            key, user, trajectory, day, name: 'A.B.', state: 'waiting', saved: Date.now() + place,
            fields: Object.entries(said) }});
    }});
    await new Promise((resolve) => {{ writing.oncomplete = resolve; }});
    database.close();
}}"""
# Every entry failed so often.
FAILED = f"""async (failures) => {{
    const entries = await ({OUTBOX})();
    const database = await {_OPEN};
    const writing = database.transaction('outbox', 'readwrite');
    entries.forEach((entry) => writing.objectStore('outbox').put({{ ...entry, failures }}));
    await new Promise((resolve) => {{ writing.oncomplete = resolve; }});
    database.close();
}}"""
# The worker stands between the pages and the server, and the phone knows the households.
_PREPARED = """(looks) => new Promise((resolve, reject) => {
    const look = async () => {
        if (navigator.serviceWorker.controller && localStorage.getItem('underway')) resolve();
        else if (looks-- > 0) setTimeout(look, 10);
        else reject(new Error(`not prepared: ${localStorage.getItem('underway')}`));
    };
    look();
})"""


def opened_before(page: Page) -> None:
    """Open the portal, and wait until the phone has what it needs to do without."""
    page.evaluate("localStorage.removeItem('underway')") if page.url.startswith("http") else None
    page.goto("/vandaag")
    page.evaluate(_PREPARED, 1000)


def everything_kept(page: Page) -> str:
    """All that this origin keeps on the phone once the page is done, as text; but for the portal's own files."""
    page.wait_for_load_state()
    return str(page.evaluate(f"async () => JSON.stringify([Object.entries(localStorage), await ({OUTBOX})()])"))


def fill(page: Page, note: str = NOTE) -> None:
    """A note and a topic in the form that logs a contact."""
    page.get_by_label("Korte notitie").fill(note)
    page.locator("input[name=topics]").first.check(force=True)


def save(page: Page) -> None:
    """Tap the button, whatever comes of it."""
    page.get_by_role("button", name="Vastleggen", exact=True).click(no_wait_after=True)


def outbox(page: Page) -> list[str]:
    """The state of each entry that this phone keeps."""
    return [entry["state"] for entry in page.evaluate(OUTBOX)]


def states(page: Page) -> list[str]:
    """The state of each entry that this phone keeps, in the order in which they were saved."""
    return [entry["state"] for entry in entries(page)]


def entries(page: Page) -> list[dict[str, Any]]:
    """The entries this phone keeps, in the order in which they were saved."""
    return sorted(page.evaluate(OUTBOX), key=lambda entry: entry["saved"])


def let_it_try(page: Page) -> None:
    """Wait until what the phone sends by itself has arrived or failed."""
    page.evaluate("navigator.locks.request('outbox', () => {})")


def without_sync(page: Page) -> None:
    """From here on this phone sends nothing with the page closed, as many browsers cannot: a test that sends by hand
    would sometimes come second."""
    none = "SyncManager.prototype.register = () => Promise.reject(new Error('not here')); 0"
    page.context.add_init_script(none)
    page.evaluate(none)


def notes() -> list[str]:
    """The notes in the database, in the order in which they came."""
    db.session.rollback()
    return list(db.session.scalars(select(ContactMoment.note).order_by(ContactMoment.id)))


def lose_the_question(route: Route) -> None:
    """Let a request never reach the server."""
    route.abort()


def lose_the_answer(route: Route) -> None:
    """The server stores what was sent, and its answer never comes."""
    route.fetch()
    route.abort()


def saved_offline(page: Page, note: str = NOTE) -> None:
    """A contact saved without a connection; the page that the phone keeps shows it."""
    fill(page, note)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_role("heading", name="Op deze telefoon")).to_be_visible()


def sign_out(page: Page) -> None:
    """Sign out by the menu, as anybody does."""
    page.locator("details.menu summary").tap()
    page.get_by_role("button", name="Uitloggen").tap()
