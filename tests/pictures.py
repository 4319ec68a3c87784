"""Takes the pictures of the README from the demo: `python -m tests.pictures`. Look at them before you commit them."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench import PASSWORD, ROOT, served
from tests.support.browser import ARGUMENTS, EXECUTABLE

PICTURES = ROOT / "docs" / "pictures"
PORT = 18433
SUPPORTED = """
    SELECT assignment.trajectory_id FROM assignment
    JOIN volunteer ON volunteer.id = assignment.volunteer_id JOIN user_account ON user_account.id = volunteer.user_id
    WHERE assignment.ends_on IS NULL AND user_account.email = 'vrijwilliger@example.org'"""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
HIGH = {"width": 960, "height": 1280}


def main() -> None:
    """Load the demo, serve it, and take each picture."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        database = Path(folder) / "pictures.sqlite"
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
        prepare = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        running.enter_context(served("wsgi:app", PORT, environment))
        browser = running.enter_context(sync_playwright()).chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        with sqlite3.connect(database) as connection:
            query = "SELECT reference FROM warm_handover WHERE state = 'planned'"
            (reference,) = connection.execute(query).fetchone()
            query = "SELECT reference, trajectory_id FROM warm_handover WHERE state = 'prepared' AND variant = 'B'"
            prepared, passing = connection.execute(query).fetchone()
            (supported,) = connection.execute(SUPPORTED).fetchone()
        take(browser, "vandaag", "vrijwilliger@example.org", "/vandaag", PHONE)
        take(browser, "contact", "vrijwilliger@example.org", f"/trajecten/{supported}/contact", PHONE)
        take_underway(browser, f"/trajecten/{supported}/contact")
        take(browser, "bord", "coordinator@example.org", "/bord", DESK)
        take(browser, "overdracht", "wijkteam@example.org", f"/overdrachten/{reference}", DESK)
        take(browser, "klaarmaken", "coordinator@example.org", f"/overdrachten/{prepared}", HIGH)
        take(browser, "contactkaart", "coordinator@example.org", f"/trajecten/{passing}/contactkaart", HIGH, "article")
        with sqlite3.connect(database) as connection:
            connection.execute("UPDATE location SET theme = 'polderstad'")
        take(browser, "polderstad", "coordinator@example.org", "/bord", DESK)
        browser.close()


def take(browser: Browser, name: str, email: str, path: str, size: dict[str, int], part: str = "") -> None:
    """Sign in as somebody and keep the first screen of a page, or this part of it."""
    with browser.new_context(viewport=size, locale="nl-NL", color_scheme="light") as context:
        page = signed_in(context, email, path)
        (page.locator(part) if part else page).screenshot(path=PICTURES / f"{name}.png")


def signed_in(context: BrowserContext, email: str, path: str) -> Page:
    """A page that somebody opened after signing in."""
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{PORT}/inloggen?next={path}")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"**{path}")
    return page


def take_underway(browser: Browser, path: str) -> None:
    """Save a contact without a connection, and keep what the phone shows then."""
    with browser.new_context(viewport=PHONE, locale="nl-NL", color_scheme="light") as context:
        page = signed_in(context, "vrijwilliger@example.org", path)
        page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        page.reload()
        page.locator("input[name=topics]").first.check(force=True)
        context.set_offline(True)
        page.get_by_role("button", name="Vastleggen", exact=True).click()
        page.get_by_role("heading", name="Op deze telefoon").wait_for()
        page.screenshot(path=PICTURES / "onderweg.png")


if __name__ == "__main__":
    main()
