"""Pages and fragments: one set of template helpers, one way to answer htmx."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask, Response, render_template, request, url_for
from jinja2 import StrictUndefined

from portal import i18n
from portal.config import Config
from portal.identifiers import display_phone, initials
from portal.paper.sentences import LANGUAGES
from portal.web import acting
from portal.web.addresses import route_url, ways_to_reach
from portal.web.dutch import dutch, with_dutch
from portal.web.jinja import PageContext, PageTemplate
from portal.web.tokens import csrf_token
from portal.web.widgets import draw_field, hidden_fields, icon
from portal.wording import label, labels, say


def _address_function() -> Callable[..., str]:
    @lru_cache
    def made_once(endpoint: str, _root: str) -> str:
        return url_for(endpoint)

    def address(endpoint: str, **values: Any) -> str:
        """Flask's `url_for`. An address that takes no values is the same for everybody, and on every page."""
        return url_for(endpoint, **values) if values else made_once(endpoint, request.script_root)

    return address


def init_rendering(app: Flask, config: Config, navigation: Callable[..., dict[str, object]]) -> None:
    """Give the templates words, dates, permission and the reader's navigation."""
    address = _address_function()
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext, i18n.ngettext, newstyle=False
    )
    app.jinja_env.template_class = PageTemplate
    app.jinja_env.context_class = PageContext
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        _=i18n.gettext,
        url_for=address,
        ngettext=i18n.ngettext,
        label=label,
        labels=labels,
        say=say,
        may=acting.may_here,
        csrf_token=csrf_token,
        today=acting.today,
        draw_icon=icon,
        draw_field=draw_field,
        hidden_fields=hidden_fields,
        paper_languages=LANGUAGES,
        help_contact=ways_to_reach(config.help_contact),
    )
    app.jinja_env.filters.update(
        day=i18n.day,
        short_day=i18n.short_day,
        moment=i18n.moment,
        clock=i18n.clock_time,
        number=i18n.number,
        words=i18n.in_language,
        dutch=dutch,
        with_dutch=with_dutch,
        phone=display_phone,
        initials=initials,
        route=route_url,
    )

    @app.context_processor
    def _reader() -> dict[str, object]:
        actor = acting.this_actor()
        return {
            "actor": actor,
            "locale": i18n.locale.get(),
            "idle_left": acting.seconds_left() - acting.WARNED_AHEAD,
            **navigation(actor, address),
        }


def is_fragment_request() -> bool:
    """Whether htmx asks for a part of the page."""
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def answer(page: str, fragment: str | None = None, status: int = 200, **context: object) -> tuple[str, int]:
    """The page, or its fragment alone when htmx asks for it. The fragment owns its target and
    renders every state; the page includes it. `alone` tells a template that it is answered without its page."""
    alone = fragment is not None and is_fragment_request()
    return render_template(fragment if fragment and alone else page, alone=alone, **context), status


def paper(body: bytes, name: str) -> Response:
    """The PDF to save or print, under a file name that says nothing about anybody."""
    response = Response(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
