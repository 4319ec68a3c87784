"""The portal as a visitor without JavaScript uses it; every page that is fetched is checked."""

import hashlib
import os
import re
from contextvars import Context
from dataclasses import dataclass
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from portal.db import db
from tests.support.dom import Node, parse
from tests.support.page_rules import CSRF_FIELD, problems

Fields = dict[str, Any]


class BadPage(AssertionError):
    """A page that was fetched breaks a rule every page keeps."""


@dataclass
class Form:
    """A form on a page, filled in as the page offers it."""

    page: "Page"
    node: Node

    @property
    def fields(self) -> dict[str, list[str]]:
        """The fields that would be sent if nothing were touched: name → values."""
        sent: dict[str, list[str]] = {}
        for field in self.node.all("input", "select", "textarea"):
            if field.get("name") and "disabled" not in field.attrs:
                for value in _values(field):
                    sent.setdefault(field.get("name"), []).append(value)
        return sent

    @property
    def errors(self) -> dict[str, str]:
        """Name of a field → the words that stand beside it when it is marked invalid."""
        by_id = {node.get("id"): node for node in self.page.root.walk() if node.get("id")}
        return {
            field.get("name"): " ".join(by_id[key].text for key in field.get("aria-describedby").split())
            for field in self.node.all("input", "select", "textarea", "fieldset")
            if field.get("aria-invalid") == "true"
        }

    def submit(self, _button: str | None = None, **values: Any) -> "Page":
        """Send the form with these values in place of the offered ones; lists for several, None to leave out.

        `_button` is the text of the button pressed; without it no button's own name is sent. Raises KeyError when
        a value is given for a field the form does not have.
        """
        data: Fields = dict(self.fields)
        action = self.node.get("action") or self.page.url
        names = {field.get("name") for field in self.node.all("input", "select", "textarea")}
        for name, value in values.items():
            if name not in names:
                raise KeyError(f"the form has no field {name!r}; it has {sorted(names - {''})}")
            data[name] = [] if value is None else value
        if _button is not None:
            pressed = self.page.button(_button)
            if pressed.get("name"):
                data[pressed.get("name")] = pressed.get("value")
            action = pressed.get("formaction") or action
        if self.node.get("method").lower() == "post":
            return self.page.client.page(action, method="POST", data=data, status=None)
        return self.page.client.page(action, query_string=data, status=None)


def _values(field: Node) -> list[str]:
    kind = field.get("type", "text")
    if field.tag == "textarea":
        text = "".join(child for child in field.children if isinstance(child, str))
        return [text.replace("\r\n", "\n").removeprefix("\n")]
    if field.tag == "select":
        options = field.all("option")
        chosen = [option for option in options if "selected" in option.attrs]
        if not chosen and "multiple" not in field.attrs:
            chosen = options[:1]
        return [option.get("value") if "value" in option.attrs else option.text for option in chosen]
    if kind in {"checkbox", "radio"}:
        return [field.get("value", "on") or "on"] if "checked" in field.attrs else []
    return [] if kind in {"submit", "button", "reset", "image", "file"} else [field.get("value")]


def without_tokens(html: str) -> str:
    """A page but for what chance wrote in it: of many random letters some spell "HM-0", the start of every number."""
    return re.sub(rf'(name="{CSRF_FIELD}" value=")[^"]+', r"\1", html)


class Page:
    """An answer of the portal, read as a person would. `html` is without its tokens, which the forms do send."""

    def __init__(self, client: "PageClient", response: TestResponse) -> None:
        self.client = client
        self.response = response
        self.status = response.status_code
        self.url = response.request.path
        self.json = response.get_json() if response.mimetype == "application/json" else None
        html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        self.html = without_tokens(html)
        self.root, _, _ = parse(html)

    @property
    def text(self) -> str:
        """The visible words, with single spaces."""
        return self.root.text

    @property
    def title(self) -> str:
        """The title in the browser's tab."""
        return self.root.all("title")[0].text

    @property
    def heading(self) -> str:
        """The words of the h1."""
        return self.root.all("h1")[0].text

    @property
    def reference(self) -> str:
        """The reference of the handover whose page this is."""
        return self.url.rsplit("/", 1)[-1]

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.response.location or ""

    @property
    def links(self) -> dict[str, str]:
        """Words of each link → its address."""
        return {node.text or node.get("aria-label"): node.get("href") for node in self.root.all("a")}

    @property
    def buttons(self) -> list[str]:
        """The words of each button."""
        return [node.text or node.get("aria-label") for node in self.root.all("button")]

    def all(self, *tags: str, **attrs: str) -> list[Node]:
        """Elements by tag and attribute; see Node.all."""
        return self.root.all(*tags, **attrs)

    def button(self, words: str) -> Node:
        """The one button with these words. Raises LookupError."""
        found = [node for node in self.root.all("button") if words in (node.text, node.get("aria-label"))]
        if len(found) != 1:
            raise LookupError(f"{len(found)} buttons {words!r}; there are {self.buttons}")
        return found[0]

    def form(self, words: str | None = None) -> Form:
        """The form with a button of these words, or whose action ends so; the only one in <main> without words."""
        forms = [node for node in self.root.all("form") if words is not None or node.inside("main")]
        if words is not None:
            forms = [node for node in forms if self._is_called(node, words)]
        if len(forms) != 1:
            raise LookupError(f"{len(forms)} forms for {words!r}; buttons: {self.buttons}")
        return Form(self, forms[0])

    def _is_called(self, form: Node, words: str) -> bool:
        buttons = [node.text or node.get("aria-label") for node in form.all("button")]
        return words in buttons or form.get("action").partition("?")[0].endswith(words)

    def follow(self) -> "Page":
        """The page a redirect leads to. Raises AssertionError when this is none."""
        if not self.location:
            raise AssertionError(f"{self.url} answered {self.status}, no redirect")
        return self.client.page(self.location)


class PageClient(FlaskClient):
    """Flask's test client; whatever HTML comes back must be a page in order. Posts carry the CSRF token."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Like Flask's `open`. Raises BadPage with everything that is wrong with the page.

        The request runs outside the context of the test, as it does on a server: it finds what the test stored,
        and the test reads anew what the request changed.
        """
        if has_app_context():
            db.session.commit()
        response = Context().run(super().open, *args, **{"buffered": True, **kwargs})
        if has_app_context():
            db.session.expire_all()
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            fragment = response.request.headers.get("HX-Request") == "true"
            found = problems(response.get_data(as_text=True), fragment)
            if found:
                raise BadPage(f"{response.request.method} {response.request.path}:\n  " + "\n  ".join(found))
        return response

    def page(self, url: str, *, status: int | None = 200, **kwargs: Any) -> Page:
        """Fetch and read; the answer must have this status (any, for None)."""
        response = self.open(url, **kwargs)
        if status is not None and response.status_code != status:
            raise AssertionError(f"{url} answered {response.status_code}, not {status}: {response.location or ''}")
        return Page(self, response)

    def fragment(self, url: str, **kwargs: Any) -> Page:
        """Fetch as htmx does."""
        return self.page(url, headers={"HX-Request": "true"}, **kwargs)

    def send(self, url: str, data: Fields | None = None, *, status: int | None = None, **kwargs: Any) -> Page:
        """Post straight to an address, without the page before it; the CSRF token is added."""
        fields = {CSRF_FIELD: self.csrf_token(), **(data or {})}
        return self.page(url, method="POST", data=fields, status=status, **kwargs)

    def csrf_token(self) -> str:
        """The token that a form of this visitor would carry."""
        with self.session_transaction() as session:
            raw = session.setdefault(CSRF_FIELD, hashlib.sha256(os.urandom(64)).hexdigest())
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(raw)
