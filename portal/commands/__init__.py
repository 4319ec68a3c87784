"""The commands of the command line; migrations come from Flask-Migrate."""

from flask import Flask


def init_commands(app: Flask) -> None:
    """Add the commands of the portal."""
    from portal.commands.backup import backup, restore
    from portal.commands.imports import import_
    from portal.commands.jobs import jobs
    from portal.commands.prepare import location, prepare
    from portal.commands.users import user

    for command in (location, prepare, backup, restore, jobs, user, import_):
        app.cli.add_command(command)
