"""The command line, for the person who works at it."""

import click

from portal.organisation.models import Location
from tests.support.away import on_port


def run(app, *args):
    return app.test_cli_runner().invoke(args=args)


def test_a_location_is_added_with_its_municipalities(app, make):
    answer = run(app, "location", "add", "Team Haarlem", "--municipality", "Haarlem", "--municipality", "Bloemendaal")
    assert answer.exit_code == 0, answer.output
    location = make.reload(Location.query.filter_by(name="Team Haarlem").one())
    assert {each.name for each in location.municipalities} == {"Haarlem", "Bloemendaal"}


def test_adding_a_location_twice_gives_one_clear_line_and_status_2(app):
    run(app, "location", "add", "Team Haarlem", "--municipality", "Haarlem")
    answer = run(app, "location", "add", "Team Haarlem", "--municipality", "Haarlem")
    assert answer.exit_code == 2
    assert answer.output.splitlines() == ["Er is al een locatie met de naam Team Haarlem."]
    assert Location.query.count() == 1


# A use of each command of the portal, in which it needs the database.
USES = {
    "backup": ["kept.sqlite"],
    "import": ["teams", __file__, "--location", "Noord"],
    "jobs list": None,  # needs none
    "jobs run": ["--once"],
    "location add": ["Noord", "--municipality", "Haarlem"],
    "prepare": [],
    "restore": [__file__],
    "user add": ["vera@example.org", "--last", "Bos", "--role", "functional_admin"],
    "user link": ["vera@example.org"],
}


def commands_of(app):
    """The commands of the portal, by what one types."""
    own = {name: each for name, each in app.cli.commands.items() if name not in ("db", "routes", "run", "shell")}
    for name, each in own.items():
        yield from (f"{name} {below}" for below in each.commands) if isinstance(each, click.Group) else (name,)


def test_each_command_says_in_a_line_that_the_database_is_away():
    app = on_port(1)
    assert set(commands_of(app)) == USES.keys()
    for command, given in USES.items():
        if given is not None:
            answer = run(app, *command.split(), *given)
            assert answer.exit_code == 1, command
            assert isinstance(answer.exception, SystemExit), command
            said = [line for line in answer.output.splitlines() if not line.startswith("{")]  # a log is for a program
            assert all(len(line) < 120 for line in said), command
            assert len(said) == 1 or command == "jobs run", command
