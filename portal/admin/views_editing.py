"""What the screens of the functional admin share: one way to edit, one way to press a button."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from portal.i18n import gettext
from portal.refusals import Refused
from portal.web.forms import VersionedForm, submitted
from portal.web.rendering import answer
from portal.web.saying import succeeded
from portal.wording import say


def edit(
    form: Any,
    save: Callable[[], Any],
    done: str | Callable[[Any], str],
    message: str,
    now: Callable[[], VersionedForm] | None = None,
    **page: Any,
) -> ResponseReturnValue:
    """Show a form, or save it and go on to `done` (an address, or what makes one of the result).

    `now` gives the form as the row is now: after a stale version the page shows what differs and
    keeps what was typed; a second tap on the same save finds nothing different and is done.
    `page`: title, lead, back_url, button (its words).
    """
    if submitted(form):
        try:
            result = save()
        except Refused as refused:
            if refused.code == "stale" and now is not None:
                form.set_beside(now())
                if not form.differences:
                    return redirect(done(None) if callable(done) else done, 303)
            form.refuse(refused)
        else:
            succeeded(message)
            return redirect(done(result) if callable(done) else done, 303)
    status = 422 if form.errors else 200
    return answer("admin/form.html", form=form, status=status, **page)


def press(
    act: Callable[[], Any], done: str, message: str | None = None, refused_at: str | None = None
) -> ResponseReturnValue:
    """Do what a button says and go on to `done`; a refusal is said there, or at `refused_at`."""
    try:
        act()
    except Refused as refused:
        stale = gettext("Iemand anders was u net voor. Hieronder staat hoe het nu is. Kijk na en probeer het opnieuw.")
        flash(stale if refused.code == "stale" else say(refused), "negative")
        return redirect(refused_at or done, 303)
    if message:
        succeeded(message)
    return redirect(done, 303)
