"""A real Chromium, and what it can say of the page it shows."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response, ViewportSize

VENDOR = Path(__file__).resolve().parent.parent / "vendor"
# A fault is told by its place: to keep the source of all that axe looks at is a fifth of its work.
AXE = (VENDOR / "axe-core-4.14.1" / "axe.min.js").read_text() + ";axe.configure({noHtml: true});"
HTML_VALIDATE = (VENDOR / "html-validate-11.18.0" / "html-validate.js").read_text()
# The shell is Chromium without the windows of a desktop: the same pages for two thirds of the processor's time.
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
EXECUTABLE = os.environ.get("CHROMIUM") or next(filter(os.path.exists, BROWSERS), BROWSERS[-1])
ARGUMENTS = [
    "--no-sandbox",  # containers have no user namespaces to build it with
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
# Painted by the thread that made it, a page takes a fifth less; but where it is clicked, the click is never heard.
# Nor is a script compiled more than once over, for a page that is left before it pays: a quarter less again.
UNSEEN = ["--disable-threaded-compositing", "--js-flags=--no-maglev --no-opt"]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules of axe 4.14.1 that look at the place of a thing, its size or its paint. Its other rules ask of a style only
# whether a thing is shown: where the same things are shown at another width, they find the same.
RULES_OF_LAYOUT = [
    *("color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable", "label", "select-name"),
    *("skip-link", "bypass", "landmark-one-main", "page-has-heading-one"),
    *("td-headers-attr", "th-has-data-cells", "scope-attr-valid"),  # they ask whether a table looks like one
]
EXPECTED_CONSOLE: tuple[str, ...] = ("Failed to load resource: the server responded with a status of 4",)  # an answer
# The messages that a test about a lost connection or a stopped server expects as well.
WITHOUT_CONNECTION = tuple(
    f"Failed to load resource: net::{error}"
    for error in ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "ERR_FAILED")
)

# The key without what a page could hear of it being typed: half the messages, and most pages have many stops.
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}

_RUN_AXE = """async ([type, values]) => {
    const found = await axe.run(document, {
        runOnly: {type, values}, resultTypes: ['violations'], preload: false, iframes: false});
    return found.violations.flatMap((rule) => rule.nodes.map(
        (node) => `${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.any.concat(node.all, node.none)
            .map((check) => check.message).join('; ')}`));
}"""

_RUN_VALIDATOR = """(source) => {
    const { HtmlValidate, StaticConfigLoader } = globalThis.htmlValidate;
    globalThis.validator ??= new HtmlValidate(new StaticConfigLoader({
        root: true,
        extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
        rules: { 'require-sri': 'off' },  // every script and style is our own, from our own address
    }));
    return globalThis.validator.validateStringSync(source, 'page.html').results.flatMap((result) => result.messages.map(
        (message) => `line ${message.line}: ${message.message} (${message.ruleId})`));
}"""

# A table that is wider than its frame is cut off there, and the page does not scroll.
_OVERFLOW = """() => {
    const root = document.scrollingElement;
    const named = (nodes) => nodes.slice(0, 3).map((node) => node.outerHTML.slice(0, 80)).join(' | ');
    const past = (node, edge) => node.getBoundingClientRect().right > edge + 1;
    const cut = [...document.querySelectorAll('table, h1, h2, h3, h4')].filter((node) => node.checkVisibility() &&
        past(node, (node.closest('.table-wrap') ?? root).getBoundingClientRect().right));
    const wide = root.scrollWidth <= root.clientWidth ? [] :
        [...document.body.querySelectorAll('*')].filter((node) => past(node, root.clientWidth));
    return [
        wide.length && `the page is ${root.scrollWidth} wide on a screen of ${root.clientWidth}: ${named(wide)}`,
        cut.length && `is cut off on a screen of ${root.clientWidth}: ${named(cut)}`,
    ].filter(Boolean);
}"""

# A link within a sentence may be as low as its line (WCAG 2.5.8); so may a control under a label that is large enough.
_SMALL_TARGETS = """(least) => [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary')].filter((node) => {
    const label = node.closest('label') ?? (node.id && document.querySelector(`label[for="${node.id}"]`));
    const target = label && ['checkbox', 'radio'].includes(node.type) ? label : node;
    const box = target.getBoundingClientRect();
    const inline = node.tagName === 'A' && getComputedStyle(node).display === 'inline' && node.closest('p, li, dd, td');
    return node.checkVisibility({visibilityProperty: true}) && box.height > 1 && !inline &&
        (box.height < least - 0.5 || box.width < least - 0.5);
}).map((node) => `smaller than ${least} px: ${node.outerHTML.slice(0, 100)}`)"""

_TABBABLE = """() => {
    const groups = new Set();
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter((node) => node.type !== 'hidden' && !node.disabled && node.tabIndex >= 0 && !node.closest('[inert]') &&
            node.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
        .filter((node) => node.type !== 'radio' || (!groups.has(node.name) && groups.add(node.name)))
        .map((node, index) => node.setAttribute('data-tab', node.type === 'radio' ? `radio ${node.name}` : index) ??
            [node.getAttribute('data-tab'), node.outerHTML.slice(0, 100)]);
}"""

# The ring of a field that is itself unseen, as in a chip, stands around its label.
_RING = """(node) => {
    const ring = getComputedStyle(getComputedStyle(node).opacity === '0' ? node.closest('label') : node);
    return ring.boxShadow !== 'none' || (ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) > 0);
}"""
_NOTE_FOCUS = (
    "() => { const ring = "
    + _RING
    + """;
    globalThis.focused = [];
    document.addEventListener('focusin', ({target: node}) => {
        const name = node.type === 'radio' ? `radio ${node.name}` : node.getAttribute('data-tab');
        globalThis.focused.push([name, ring(node), node.outerHTML.slice(0, 100)]);
    });
}"""
)
_FOCUS_EACH = (
    "() => { const ring = "
    + _RING
    + """;
    const faults = new Set();
    for (const node of document.querySelectorAll('[data-tab]')) {
        const markup = node.outerHTML.slice(0, 100);
        node.focus({focusVisible: true, preventScroll: true});
        if (document.activeElement !== node) faults.add(`takes no focus: ${markup}`);
        else if (!ring(node)) faults.add(`shows no focus: ${markup}`);
    }
    document.activeElement.blur();
    return [...faults];
}"""
)

# For each element whether it is there to be seen; the pictures beside words are only that.
_SHOWN = """() => [...document.querySelectorAll('*')].filter((node) => !node.closest('svg[aria-hidden=true]')).map(
    (node) => Number(node.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))).join('')"""


class Watch:
    """Listens to a page: what went wrong on it without anybody seeing, and the source of what it shows."""

    def __init__(self, page: Page, home: str, scripts: bool = True) -> None:
        self.page = page
        self.scripts = scripts
        self.home = urlsplit(home).netloc
        self.troubles: list[str] = []
        self.document: Response | None = None
        page.on("console", self._console)
        page.on("pageerror", self._page_error)
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED_CONSOLE):
            self.troubles.append(f"console: {message.text}")

    def _page_error(self, error: Error) -> None:
        self.troubles.append(f"script: {error.message}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc != self.home:
            self.troubles.append(f"asks another server: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.request.method} {response.url} answered {response.status}")
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.document = response

    @property
    def source(self) -> str:
        """The HTML the server sent for the page, before any script touched it."""
        assert self.document is not None, "no page was opened yet"
        return self.document.text()


def axe_violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """The faults that axe finds on the page as it stands, by these of its rules or by all: rule, meaning, element."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE + "; 0")
    return list(page.evaluate(_RUN_AXE, ["rule", rules] if rules else ["tag", AXE_TAGS]))


def html_errors(validator: Page, source: str) -> list[str]:
    """Where a source text departs from the HTML standard. `validator` is a page made by `make_validator`."""
    return list(validator.evaluate(_RUN_VALIDATOR, source))


def make_validator(page: Page) -> Page:
    """Turn an empty page into the HTML validator; see tests/vendor/README.md for why an empty one."""
    page.evaluate(HTML_VALIDATE + "; 0")
    return page


def horizontal_scroll(page: Page) -> list[str]:
    """The elements that make the page wider than the screen, and the tables and headings that are too wide."""
    return list(page.evaluate(_OVERFLOW))


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Links and controls that a thumb would miss: lower or narrower than `least` CSS pixels."""
    return list(page.evaluate(_SMALL_TARGETS, least))


def tab_stops(page: Page) -> list[tuple[str, str]]:
    """Links and controls that Tab must reach, in order: name and markup."""
    return [(name, markup) for name, markup in page.evaluate(_TABBABLE)]


def keyboard_problems(page: Page) -> list[str]:
    """Links and controls that Tab never reaches, and those that show no focus when it does.

    Leaves nothing focused. The page must run scripts: it notes what is focused, which costs far less than to ask after
    every step.
    """
    wanted = dict(tab_stops(page))
    page.evaluate(_NOTE_FOCUS)
    keys = page.context.new_cdp_session(page)
    missed, focused = dict(wanted), []
    for _round in range(5):  # the focus may begin halfway; the parts of a date take a step each
        for _step in range(len(missed) + 2):
            keys.send("Input.dispatchKeyEvent", TAB)
        focused = page.evaluate("focused")
        missed = {name: markup for name, markup in wanted.items() if name not in {name for name, *_ in focused}}
        if not missed:
            break
    keys.detach()
    page.evaluate("document.activeElement.blur()")  # the link past the menu would cover what stands under it
    unseen = {markup for _name, shown, markup in focused if not shown}
    return [f"shows no focus: {markup}" for markup in sorted(unseen)] + [
        f"Tab never reaches: {markup}" for markup in missed.values()
    ]


def faults_when_wider(page: Page, size: ViewportSize) -> list[str]:
    """The faults of axe and the keyboard on a page that held at a smaller size: all that the width can change.

    Where other elements are shown, or Tab has other stops, everything is asked again. Elsewhere axe follows its rules
    of layout, and each stop is focused by script: what follows upon what does not depend on the width.
    """
    seen, stops = page.evaluate(_SHOWN), tab_stops(page)
    page.set_viewport_size(size)
    found = axe_violations(page, RULES_OF_LAYOUT if page.evaluate(_SHOWN) == seen else None)
    return found + (list(page.evaluate(_FOCUS_EACH)) if tab_stops(page) == stops else keyboard_problems(page))
