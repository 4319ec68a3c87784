"""The parts that all commands share: who acts, and saying what went wrong in one line."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from portal.access import Actor, RoleKind
from portal.engine import is_away
from portal.refusals import Refused
from portal.wording import say
from portal.work import Act

AWAY = "The database cannot be reached, read or written. Try again when it is there."


def act_of_the_machine(location_id: int | None = None) -> Act:
    """An act from the command line, where whoever has the machine has the database."""
    kind = RoleKind.COORDINATOR if location_id else RoleKind.FUNCTIONAL_ADMIN
    actor = Actor(user_id=0, name="systeem", kind=kind, role_id=0, location_id=location_id)
    return Act(actor, datetime.now(UTC))


class PlainCommand(click.Command):
    """Says a refusal of the domain in one line, with exit status 2. Says in one line that the database is away, with
    exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            click.echo(say(refused), err=True)
            ctx.exit(2)
        except SQLAlchemyError as error:
            if not is_away(error):
                raise
            raise click.ClickException(AWAY) from None


class PlainGroup(PlainCommand, AppGroup):
    """Commands that belong together."""
