"""The pages of the registers: one mechanism for each of them."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action
from portal.caseload.registers import page, queries, service, words
from portal.caseload.registers.queries import Choices, Found
from portal.caseload.registers.rules import REGISTERS, Asked, Register, asked
from portal.i18n import gettext
from portal.refusals import Refused
from portal.web.acting import require_here, this_act, today
from portal.web.downloads import KINDS, as_file
from portal.web.editing import attempt, done
from portal.web.paging import PAGE_SIZE, next_page, sort_url
from portal.web.rendering import answer
from portal.wording import label, say

blueprint = Blueprint("registers", __name__)
ON_PAPER, IN_A_FILE = 1_000, 10_000  # rows at most


def _show(register: Register) -> ResponseReturnValue:
    """One page of it; without any choice in the address as this person kept it."""
    actor = require_here(Action.VIEW_BOARD)
    offered, stored = queries.choices(), queries.saved_view(actor, register)
    kept = asked(register, parse_qsl(stored.address), offered.known).pairs() if stored else None
    if kept and not request.args:
        return redirect(_address(register, kept), 303)
    wanted = asked(register, _arguments(), offered.known)
    found = queries.page(actor, register, wanted, today(), PAGE_SIZE)
    shown = _shown(register, wanted, offered, found)
    shown |= {"kept": kept and urlencode(kept), "next_url": next_page(found.next_cursor)}
    return answer("caseload/registers/register.html", "caseload/registers/_register.html", 200, **shown)


def _on_paper(register: Register) -> ResponseReturnValue:
    """All its rows on one page, to print. Too many for paper are for a file."""
    require_here(Action.VIEW_BOARD)
    offered = queries.choices()
    wanted = asked(register, _arguments(), offered.known)

    def show(found: Found) -> ResponseReturnValue:
        shown = _shown(register, wanted, offered, found) | {"sort_url": None}
        return answer("caseload/registers/paper.html", None, 200, **shown)

    return _everything(register, wanted, ON_PAPER, show)


def _file(register: Register) -> ResponseReturnValue:
    """All its rows with the chosen columns, as a file that was whole before it is sent."""
    require_here(Action.VIEW_BOARD)
    wanted = asked(register, _arguments(), queries.choices().known)
    kind = request.args.get("vorm", "")
    kind = kind if kind in KINDS else "csv"

    def send(found: Found) -> ResponseReturnValue:
        name = f"{label('register', register.name).lower()}-{today().isoformat()}"
        table = page.parts(this_act(), register, wanted.columns, found.keys)
        made = as_file(table, name, kind)
        service.downloaded(this_act(), register, wanted, kind, len(found.keys))
        return made

    return _everything(register, wanted, IN_A_FILE, send)


def _keep(register: Register) -> ResponseReturnValue:
    """Keep the view that is sent along, or forget the one that was kept."""
    require_here(Action.VIEW_BOARD)
    wanted = asked(register, parse_qsl(request.form.get("weergave", "")), queries.choices().known)
    here = _address(register, wanted.pairs())
    if "weg" in request.form:
        service.forget_view(this_act(), register)
        return done(here, gettext("Deze lijst opent voor u weer zoals voor iedereen."), own_step=True)
    service.save_view(this_act(), register, wanted)
    return done(here, gettext("Zo opent deze lijst voortaan voor u."), own_step=True)


def _everything(
    register: Register, wanted: Asked, most: int, then: Callable[[Found], ResponseReturnValue]
) -> ResponseReturnValue:
    """An answer with all rows of the filter. Where those are too many, the page says so: nothing is left out in
    silence."""

    def refuse(refused: Refused) -> ResponseReturnValue:
        flash(say(refused), "warning")
        return redirect(_address(register, wanted.pairs()), 303)

    actor = this_act().actor
    return attempt(lambda: queries.everything(actor, register, wanted, today(), most), then, refuse)


def _shown(register: Register, wanted: Asked, offered: Choices, found: Found) -> dict[str, object]:
    """The values of a template that shows rows."""
    address = urlencode(wanted.pairs())
    return {
        "register": register,
        "asked": wanted,
        "address": address,
        "links": {
            "back": f"{url_for(f'.{register.name}')}?{address}",
            "on_paper": f"{url_for(f'.{register.name}_on_paper')}?{address}",
            "file": f"{url_for(f'.{register.name}_file')}?{address}",
            "view": url_for(f".{register.name}_view"),
        },
        "fields": words.fields(wanted, offered.types, offered.languages, today()),
        "rows": page.table(this_act(), register, wanted.columns, found.keys, offered),
        "count": words.rows_shown(register, found.found, found.total),
        "total": found.total,
        "others": [
            {"url": url_for(f".{each.name}"), "label": label("register", each.name)}
            for each in REGISTERS.values()
            if each is not register
        ],
        "sort_url": sort_url,
        "words": words,
    }


def _arguments() -> list[tuple[str, str]]:
    return list(request.args.items(multi=True))


def _address(register: Register, pairs: list[tuple[str, str]]) -> str:
    return f"{url_for(f'.{register.name}')}?{urlencode(pairs)}"


def _of(register: Register, view: Callable[[Register], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    @wraps(view)
    def bound() -> ResponseReturnValue:
        return view(register)

    return bound


for _each in REGISTERS.values():
    blueprint.add_url_rule(f"/{_each.path}", _each.name, _of(_each, _show))
    blueprint.add_url_rule(f"/{_each.path}/afdrukken", f"{_each.name}_on_paper", _of(_each, _on_paper))
    blueprint.add_url_rule(f"/{_each.path}/bestand", f"{_each.name}_file", _of(_each, _file))
    blueprint.add_url_rule(f"/{_each.path}/weergave", f"{_each.name}_view", _of(_each, _keep), methods=["POST"])
