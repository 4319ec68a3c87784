"""What the screens of the functional admin share: one way to edit, one way to press a button."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect
from wtforms import BooleanField, Field, SelectFieldBase

from portal.i18n import gettext, short_day
from portal.refusals import Refused
from portal.web.forms import BaseForm, submitted
from portal.web.rendering import answer
from portal.wording import say


def edit(
    form: Any,
    save: Callable[[], Any],
    done: str | Callable[[Any], str],
    message: str,
    now: Callable[[], BaseForm] | None = None,
    **page: Any,
) -> Any:
    """Show a form, or save it and go on to `done` (an address, or what makes one of the result).

    `now` gives the form as the row is now: after a stale version the page shows what differs and
    keeps what was typed; a second tap on the same save finds nothing different and is done.
    `page`: title, lead, back_url, label of the button, split (fields with options in columns).
    """
    differences: list[tuple[str, str]] = []
    if submitted(form):
        try:
            result = save()
        except Refused as refused:
            if refused.code == "stale" and now is not None:
                differences = _differences(form, now())
                if not differences:
                    return redirect(done(None) if callable(done) else done, 303)
            form.refuse(refused)
        else:
            flash(message, "positive")
            return redirect(done(result) if callable(done) else done, 303)
    status = 422 if form.errors else 200
    return answer("admin/form.html", form=form, differences=differences, status=status, **page)


def press(act: Callable[[], Any], done: str, message: str | None = None) -> Any:
    """Do what a button says and go back; a refusal is said there, in place of the message."""
    try:
        act()
    except Refused as refused:
        stale = gettext("Iemand anders was u net voor. Hieronder staat hoe het nu is. Kijk na en probeer het opnieuw.")
        flash(stale if refused.code == "stale" else say(refused), "negative")
    else:
        if message:
            flash(message, "positive")
    return redirect(done, 303)


def _differences(form: BaseForm, now: BaseForm) -> list[tuple[str, str]]:
    """Where the row as it is now differs from what was typed: label and present value. The form
    takes over the present version, so that sending it again is a choice made knowingly."""
    form["version"].data = now["version"].data
    return [
        (str(field.label.text), _shown(now[field.short_name]))
        for field in form
        if field.short_name not in ("version", "csrf_token") and field.data != now[field.short_name].data
    ]


def _shown(field: Field) -> str:
    if isinstance(field, BooleanField):
        return gettext("ja") if field.data else gettext("nee")
    if isinstance(field, SelectFieldBase):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    if hasattr(field.data, "strftime"):
        return short_day(field.data)
    return str(field.data) if field.data is not None else ""
