"""The rules that every page and every fragment must keep, whatever it is about."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.support.dom import Node, parse

UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form"}
LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|%\}|%\(\w+\)|<[\w.]+ object at 0x|\bNone\b|\bundefined\b")
CSRF_FIELD = "csrf_token"


def problems(html: str, fragment: bool = False) -> list[str]:
    """Everything that is wrong with a page; a fragment is held to the same but for the frame around it."""
    root, doctype, disorder = parse(html)
    found = list(disorder)
    rules = [unique_ids, labelled_fields, nothing_inline, guarded_forms, finished_text, named_buttons]
    if not fragment:
        rules += [whole_frame, kept_references, faults_in_the_title]
        found += [] if doctype == "doctype html" else ["the doctype is missing"]
    return found + [problem for rule in rules for problem in rule(root)]


def whole_frame(root: Node) -> Iterator[str]:
    """A language, a title, one h1, one main."""
    page = root.all("html")
    if not page or not page[0].get("lang").strip():
        yield "<html> has no lang"
    titles = [title.text for title in root.all("title") if not title.inside("svg")]
    if len(titles) != 1 or not titles[0]:
        yield f"the title is {titles}, not one of words"
    for tag in ("h1", "main"):
        found = root.all(tag)
        if len(found) != 1:
            yield f"there are {len(found)} <{tag}>, not one: {[node.text for node in found]}"
    yield from (f"line {node.line}: <h1> is empty" for node in root.all("h1") if not node.text)


def faults_in_the_title(root: Node) -> Iterator[str]:
    """Who hears a page begin with its title hears at once that something in it is wrong, and never without a reason."""
    titles = [title.text for title in root.all("title") if not title.inside("svg")]
    said = any(re.match(r"\W*(Fout|Error)\W*:", title) for title in titles)
    nodes = root.walk()
    wrong = any(
        node.get("id") == "error-summary"
        or node.get("aria-invalid") == "true"
        or "negative" in node.get("class").split()
        for node in nodes
    )
    summed_up = any(node.get("id") == "error-summary" for node in nodes)
    if summed_up and not said:
        yield f"the title {titles} does not say that something is wrong"
    if said and not wrong:
        yield f"the title {titles} says that something is wrong, and nothing is"


def unique_ids(root: Node) -> Iterator[str]:
    """No id twice, none empty."""
    ids = Counter(node.attrs["id"] for node in root.walk() if "id" in node.attrs)
    yield from (f"id {name!r} is used {count} times" for name, count in ids.items() if count > 1 or not name)


def kept_references(root: Node) -> Iterator[str]:
    """Whatever names an id, names one that is there."""
    nodes = root.walk()
    ids = {node.get("id") for node in nodes}
    for node in nodes:
        for attribute in sorted(node.attrs.keys() & REFERENCES):
            for name in node.attrs[attribute].split():
                if name not in ids:
                    yield f"line {node.line}: <{node.tag} {attribute}={name!r}> names nothing"
        href = node.get("href")
        if node.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"line {node.line}: the link to {href} leads nowhere"


def labelled_fields(root: Node) -> Iterator[str]:
    """Every field says what it is for."""
    labels = {label.get("for") for label in root.all("label") if label.text}
    for node in root.all("input", "select", "textarea"):
        if node.tag == "input" and node.get("type", "text") in UNLABELLED:
            continue
        around = node.inside("label")
        named = node.get("aria-label").strip() or node.get("aria-labelledby").strip()
        if not (node.get("id") in labels or (around and around.text) or named):
            yield f"line {node.line}: <{node.tag} name={node.get('name')!r}> has no label"


def named_buttons(root: Node) -> Iterator[str]:
    """Every button and link has words, every picture says what it shows or that it is decoration."""
    for node in root.all("button", "a"):
        pictures = "".join(picture.get("alt") for picture in node.all("img"))
        if not (node.text or node.get("aria-label").strip() or pictures.strip()):
            yield f"line {node.line}: a <{node.tag}> has no words"
    yield from (f"line {node.line}: <img> has no alt" for node in root.all("img") if "alt" not in node.attrs)


def nothing_inline(root: Node) -> Iterator[str]:
    """No script, style or handler in the page itself: the policy would block it."""
    for node in root.walk():
        if node.tag == "style" or (node.tag == "script" and not node.get("src")):
            yield f"line {node.line}: inline <{node.tag}>"
        for name, value in node.attrs.items():
            runs = ":" in value and value.strip().lower().startswith("javascript:")
            if runs or name == "style" or name.startswith(("on", "hx-on")):
                yield f"line {node.line}: <{node.tag} {name}=...> is inline code or style"


def guarded_forms(root: Node) -> Iterator[str]:
    """Every form that posts carries the token that says it is ours."""
    for form in root.all("form"):
        posts = form.get("method").lower() == "post"
        tokens = [field for field in form.all("input", name=CSRF_FIELD) if field.get("value")]
        if posts and len(tokens) != 1:
            yield f"line {form.line}: the form to {form.get('action')!r} has {len(tokens)} csrf fields"
        if not posts and form.get("method").lower() not in {"", "get", "dialog"}:
            yield f"line {form.line}: a form with method {form.get('method')!r}"
        if any(form.get(name) for name in ("hx-post", "hx-put", "hx-delete", "hx-patch")) and not posts:
            yield f"line {form.line}: a form that only works with JavaScript"


def finished_text(root: Node) -> Iterator[str]:
    """No template code, no placeholder and no Python value is left for the reader."""
    values = [node.get(name) for node in root.walk() for name in ("value", "href", "action", "title", "aria-label")]
    text = "\n".join([root.text, *filter(None, values)])
    for leftover in LEFTOVERS.finditer(text):
        yield f"unfinished text: …{text[max(0, leftover.start() - 30) : leftover.end() + 30]}…"
