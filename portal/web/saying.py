"""Saying that something was done: only when it was."""

from flask import Flask, flash

from portal.i18n import gettext
from portal.work import kept_something, nothing_kept_yet


def init_saying(app: Flask) -> None:
    """Know for each request whether anything was stored."""
    app.before_request(nothing_kept_yet)


def succeeded(message: str, own_step: bool = False) -> None:
    """Say that something was done when this request stored anything; else that it stood so already.

    With `own_step` the command itself made sure that the stored step is one of the same person, as after a second tap:
    then the words of the first hold.
    """
    if own_step or kept_something():
        flash(message, "positive")
    else:
        flash(gettext("Dit stond er al zo. Er is niets veranderd."), "info")
