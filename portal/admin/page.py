"""The page of a form of the functional admin, and changing a row that others may change."""

from collections.abc import Callable

from flask import redirect
from flask.typing import ResponseReturnValue

from portal.refusals import Refused
from portal.web.editing import FormPage, done, edit, on_page
from portal.web.forms import BaseForm, VersionedForm


def form_page(form: BaseForm, **facts: str) -> FormPage:
    """The page that shows any form: its `title` and `back_url`, and where they differ a `lead` and the `button`."""
    return on_page("admin/form.html", form, **facts)


def change_row(
    form: VersionedForm, command: Callable[[], object], message: str, now: Callable[[], VersionedForm], **page: str
) -> ResponseReturnValue:
    """Edit a row, and go back. After a stale version the page keeps the typed text and shows its differences with
    `now`. A second tap on the same save finds no difference and is done."""

    def beside(refused: Refused, _page: FormPage) -> ResponseReturnValue | None:
        if refused.code != "stale":
            return None
        form.set_beside(now())
        return None if form.differences else redirect(page["back_url"], 303)

    return edit(form_page(form, **page), command, lambda _row: done(page["back_url"], message), otherwise=beside)
