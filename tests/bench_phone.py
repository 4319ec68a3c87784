"""A slow phone: how soon it shows something, and what Lighthouse says. Part of `make bench`."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from tests.support.browser import ARGUMENTS, EXECUTABLE

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SLOWDOWN = 4
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # 400 kbit/s
LIGHTHOUSE = "lighthouse@12.8.2"
SUBJECTS = ("performance", "accessibility", "best-practices")
# When the largest part of the page stood there, in milliseconds since the visit began.
SHOWN = """() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
        .observe({ type: 'largest-contentful-paint', buffered: true });
})"""


def table(port: int, pages: dict[str, tuple[str, str]]) -> list[str]:
    """Lines to print. `pages`: name → path and cookie of who looks."""
    lines = [f"{'slow phone':<20} {'first visit s':>14} {'again s':>8}   {'  '.join(SUBJECTS)}"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        for name, (path, cookie) in pages.items():
            context = browser.new_context(base_url=f"http://127.0.0.1:{port}", **PHONE)
            key, _is, value = cookie.partition("=")
            context.add_cookies([{"name": key, "value": value, "url": f"http://127.0.0.1:{port}"}])
            first, again = (shown_after(context, path) for _visit in range(2))
            context.close()
            scores = lighthouse(f"http://127.0.0.1:{port}{path}", cookie)
            lines.append(f"{name:<20} {first:>14.2f} {again:>8.2f}   {scores}")
        browser.close()
    return lines


def shown_after(context: BrowserContext, path: str) -> float:
    """Seconds until the page stood there, on a slow processor behind a slow line."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_3G)
    page.goto(path)
    seconds = float(page.evaluate(SHOWN)) / 1000
    page.close()
    return seconds


def lighthouse(url: str, cookie: str) -> str:
    """The scores of a page on Lighthouse's own phone, and every audit that costs a point."""
    npx = shutil.which("npx")
    if npx is None:
        return "no npx here: Lighthouse was not run"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        headers = json.dumps({"Cookie": cookie})
        command = [npx, "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}"]
        flags = f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)} --disable-gpu"
        only = f"--only-categories={','.join(SUBJECTS)}"
        environment = {**os.environ, "CHROME_PATH": EXECUTABLE}
        subprocess.run([*command, flags, only, f"--extra-headers={headers}"], env=environment, check=True)
        said = json.loads(report.read_text())
    scores = "  ".join(f"{said['categories'][subject]['score'] * 100:>{len(subject)}.0f}" for subject in SUBJECTS)
    weights = {each["id"]: each["weight"] for subject in SUBJECTS for each in said["categories"][subject]["auditRefs"]}
    costs = [
        f"{each['title']} ({each.get('displayValue') or each['score']})"
        for name, each in said["audits"].items()
        if weights.get(name) and each["score"] is not None and each["score"] < 1
    ]
    return "\n".join([scores, *(f"    {cost}" for cost in costs)])
