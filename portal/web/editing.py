"""How every screen answers who changes something: one way to edit a form, one way to press a button.
A view names one command and what follows it. Here a refusal of the domain becomes the answer to it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, TypeVar

from flask import Flask, flash, redirect
from flask.typing import ResponseReturnValue

from portal.i18n import gettext
from portal.refusals import Refused
from portal.web.errors import who_helps
from portal.web.forms import BaseForm, VersionedForm, submitted
from portal.web.rendering import answer
from portal.wording import say
from portal.work import kept_something, nothing_kept_yet

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class FormPage:
    """A form, and the function that makes its page: `show(status=..., **facts)`."""

    form: BaseForm
    show: Callable[..., ResponseReturnValue]


# Answers a refusal that the page of the form is not the place for; None leaves it to the form.
Otherwise: TypeAlias = Callable[[Refused, FormPage], ResponseReturnValue | None]


def on_page(template: str, form: BaseForm, **facts: object) -> FormPage:
    """A form on the page of a template, with what else the page shows."""
    return FormPage(form, partial(answer, template, form=form, **facts))


def done(address: str, message: str | None = None, own_step: bool = False) -> ResponseReturnValue:
    """Say what was done (`succeeded`), and go on to an address."""
    if message:
        succeeded(message, own_step)
    return redirect(address, 303)


def attempt(command: Callable[[], T], then: Callable[[T], R], otherwise: Callable[[Refused], R]) -> R:
    """Run a command and answer by what it gave; `otherwise` answers a refusal."""
    try:
        made = command()
    except Refused as refused:
        return otherwise(refused)
    return then(made)


def edit(
    page: FormPage,
    command: Callable[[], T],
    then: Callable[[T], ResponseReturnValue],
    now: Callable[[], VersionedForm] | None = None,
    otherwise: Otherwise | None = None,
) -> ResponseReturnValue:
    """Show a form, or run the command with it and go on. A refusal stands beside its field on the same page (422).
    `now` gives the form as the row is now: after a stale version it stands beside what was typed (409)."""
    form = page.form

    def refuse(refused: Refused) -> ResponseReturnValue:
        status = 422
        if now is not None and refused.code == "stale" and isinstance(form, VersionedForm):
            form.set_beside(now())
            status = 409
        form.to_ask = who_helps(refused)
        answered = otherwise(refused, page) if otherwise else None
        if answered is not None:
            return answered
        form.refuse(refused)
        return page.show(status=status)

    return attempt(command, then, refuse) if submitted(form) else page.show(status=422 if form.errors else 200)


def when_stale(refused: Refused, page: FormPage) -> ResponseReturnValue | None:
    """Answer a stale version with 409, on a page that shows by itself what holds now. An `Otherwise`."""
    if refused.code != "stale":
        return None
    page.form.refuse(refused)
    return page.show(status=409)


def press(
    command: Callable[[], object], address: str, message: str | None = None, refused_at: str | None = None
) -> ResponseReturnValue:
    """Do what a button says and go on to an address; a refusal is said there, or at `refused_at`."""

    def tell(refused: Refused) -> ResponseReturnValue:
        stale = gettext("Iemand anders was u net voor. Hieronder staat hoe het nu is. Kijk na en probeer het opnieuw.")
        flash(stale if refused.code == "stale" else say(refused), "negative")
        return redirect(refused_at or address, 303)

    return attempt(command, lambda _made: done(address, message), tell)


def init_saying(app: Flask) -> None:
    """Know for each request whether anything was stored."""
    app.before_request(nothing_kept_yet)


def succeeded(message: str, own_step: bool = False) -> None:
    """Say that something was done when this request stored anything; else that it stood so already.
    `own_step`: the stored step is one of the same person, as after a second tap; the words of the first hold."""
    if own_step or kept_something():
        flash(message, "positive")
    else:
        flash(gettext("Dit stond er al zo. Er is niets veranderd."), "info")
